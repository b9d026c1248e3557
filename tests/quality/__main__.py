"""How natural the mattes look, as figures: the program's beside those of bare networks, and what they are to reach.

    python -m quality [--model ID] [--refinement LEVEL] [--every-frame] [--half 0|1] [--only KIND,...] [--keep FOLDER]

Prints one table. The figures are measured and not asserted: exit code 0 whatever they are, 2 where the shared data is
missing or the arguments cannot be meant, 1 where something could not be measured.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import get_args

from backdrop.errors import BackdropError
from backdrop.segment import load_segmenter
from backdrop.segment.options import RunOptions
from backdrop.segment.segmenter import Segmenter
from backdrop.settings.schema import RefinementLevel, Settings
from quality.figures import misses, table
from quality.material import KINDS, Material, Shelf
from quality.mattes import Program, ProgramError, make_bare
from quality.tool import Scores, Tool, ToolError

SHARED = Path(__file__).resolve().parents[3] / "shared"
MODEL = "selfie-square"
"""What `auto` takes on a machine that has it and keeps up with it; named, so that a busy machine measures the same."""
BARE = "selfie-landscape", "selfie-square"
"""The networks that the program is compared with."""
OWN = "Backdrop"
_ANY_SIZE = 1280, 720
"""Theirs is fixed, whatever the pictures'."""


class Measuring:
    """Makes the mattes of one kind of material after the other and has them scored. All files lie in `folder`."""

    def __init__(self, program: Program, networks: dict[str, Segmenter], shelf: Shelf) -> None:
        self._program, self._networks, self._shelf = program, networks, shelf
        self.results: dict[str, dict[str, Scores]] = {maker: {} for maker in (*networks, OWN)}
        self.models: set[str] = set()
        """Those that the program says it ran with."""

    def measure(self, kind: str) -> None:
        """Raises ToolError, ProgramError and BackdropError."""
        with _told(f"{kind}: material"):
            materials = KINDS[kind](self._shelf)
        for material in materials:
            self._measure(material)

    def _measure(self, material: Material) -> None:
        folders = {maker: self._shelf.folder / "mattes" / f"{material.name}-{maker}" for maker in self.results}
        *bare, own = folders
        with _told(f"{material.name}: bare networks"):
            make_bare(self._networks, material.input, {maker: folders[maker] for maker in bare})
        with _told(f"{material.name}: backdrop process"):
            self.models.add(self._program.make(material.input, folders[own]))
        with _told(f"{material.name}: scores"):
            for maker, mattes in folders.items():
                self.results[maker][material.name] = self._shelf.tool.score(*material.score, mattes)


@contextlib.contextmanager
def _told(step: str) -> Iterator[None]:
    start = time.perf_counter()
    print(f"{step} …", end="", file=sys.stderr, flush=True)
    yield
    print(f" {time.perf_counter() - start:.1f} s", file=sys.stderr)


def main(arguments: Sequence[str]) -> int:
    given = _parser().parse_args(arguments)
    if not SHARED.is_dir():
        print(f"the shared data is not beside the checkout: {SHARED} is missing", file=sys.stderr)
        return 2
    searched = os.environ.get("BACKDROP_MODEL_PATH"), str(SHARED / "models")
    os.environ["BACKDROP_MODEL_PATH"] = os.pathsep.join(path for path in searched if path)
    try:
        with contextlib.ExitStack() as opened:
            folder = given.keep or Path(opened.enter_context(tempfile.TemporaryDirectory(prefix="backdrop-quality-")))
            _run(given, folder)
    except (ToolError, ProgramError, BackdropError) as error:
        print(f"\n{error}", file=sys.stderr)
        return 1
    return 0


def _run(given: argparse.Namespace, folder: Path) -> None:
    start = time.perf_counter()
    program = Program(given.model, given.refinement, given.every_frame)
    shelf = Shelf(SHARED, folder, given.half, Tool(SHARED / "tools" / "matte_metrics.py"))
    with contextlib.ExitStack() as opened:
        networks = {model: load_segmenter(model, _ANY_SIZE, RunOptions(threads=1)) for model in BARE}
        for network in networks.values():
            opened.callback(network.close)
        measuring = Measuring(program, networks, shelf)
        for kind in given.only:
            measuring.measure(kind)
    if not measuring.models:
        raise ToolError(f"half {given.half} has none of {', '.join(given.only)}")
    _print(given, measuring, time.perf_counter() - start)


def _print(given: argparse.Namespace, measuring: Measuring, took_s: float) -> None:
    model = " and ".join(sorted(measuring.models))
    network = "sees every frame" if given.every_frame else "rests on still frames"
    what = "" if given.half is None else f"Half {given.half} of the material; the reach is that of all of it. "
    print(f"{what}Backdrop: {model}{' (auto)' * (given.model == 'auto')}, refinement {given.refinement}, the network "
          f"{network}, background {Settings().background}. Beside it networks alone, on the whole picture, enlarged "
          "bilinearly. MAE, band and flicker × 1000, gradient × 10000.\n")  # fmt: skip
    print("\n".join(table(measuring.results)))
    missed = misses(measuring.results[OWN])
    print(f"\n{took_s:.0f} s. " + (f"Short of the reach: {'; '.join(missed)}." if missed else "None misses its reach."))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("quality", description="How natural the mattes look, as figures.")
    parser.add_argument("--model", default=MODEL, metavar="ID", help="of the program (%(default)s)")
    parser.add_argument("--refinement", default=Settings().refinement, choices=get_args(RefinementLevel))
    parser.add_argument("--every-frame", action="store_true", help="the network does not rest on still frames")
    parser.add_argument("--half", type=int, choices=(0, 1), help="one half of the material, by person and clip")
    parser.add_argument(
        "--only", type=_kinds, default=tuple(KINDS), metavar="KIND,...", help=f"some of {', '.join(KINDS)}"
    )
    parser.add_argument("--keep", type=_empty, metavar="FOLDER", help="where material, pictures and mattes stay")
    return parser


def _kinds(text: str) -> tuple[str, ...]:
    kinds = tuple(dict.fromkeys(word.strip() for word in text.split(",") if word.strip()))
    if not kinds or not set(kinds) <= set(KINDS):
        raise argparse.ArgumentTypeError(f"choose from {', '.join(KINDS)}")
    return kinds


def _empty(text: str) -> Path:
    """The tool scores all that lies in a folder: mattes of another run shall not be among them."""
    folder = Path(text)
    folder.mkdir(parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise argparse.ArgumentTypeError(f"{text} is not empty")
    return folder


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit("\nstopped")
