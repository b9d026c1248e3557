"""`make quality`: what it reads of the tool, how it judges, that its halves share nothing, and a real run."""

from __future__ import annotations

import math
import os
import shutil
from pathlib import Path

import pytest

from quality import __main__ as program
from quality.figures import FIGURES, Results, misses, table
from quality.material import Shelf, composites, portraits
from quality.tool import Scores, Tool, ToolError, parse
from support.program import start_backdrop


def _results(moving: float = 3.0, still: float = 3.0, boundary_f: float = 0.95) -> Results:
    good = {"MAE": 5.0, "band": 30.0, "grad": 5.0, "boundaryF": boundary_f}
    return {"composites": {"single": good}, "still": {"": {"MAE": still}}, "moving": {"": {"MAE": moving}}}


def test_the_tools_lines_are_read() -> None:
    printed = "group: n=8 MAE=21.40 boundaryF=0.8062\nsingle: n=24 MAE=5.78 boundaryF=0.9344\n"
    assert parse(printed) == {
        "group": {"n": 8, "MAE": 21.4, "boundaryF": 0.8062}, "single": {"n": 24, "MAE": 5.78, "boundaryF": 0.9344},
    }  # fmt: skip
    assert parse("frames=300 flicker=0.198 p95=0.324\n") == {"": {"frames": 300, "flicker": 0.198, "p95": 0.324}}
    assert math.isnan(parse("webcam: mIoU=nan\n")["webcam"]["mIoU"])


@pytest.mark.parametrize("printed", ["", "no matte for 00000\n", "single: MAE\n", "MAE=5\nsomething else\n"])
def test_what_is_no_line_of_figures_is_an_error(printed: str) -> None:
    with pytest.raises(ToolError):
        parse(printed)


def test_the_tools_own_words_are_told_when_it_fails(tmp_path: Path) -> None:
    tool = tmp_path / "tool.py"
    tool.write_text("raise SystemExit('no matte for 7')")
    with pytest.raises(ToolError, match="no matte for 7"):
        Tool(tool).score("flicker")


@pytest.mark.parametrize(
    ("results", "missed"),
    [
        (_results(), []),
        (_results(moving=4.5, still=3.6), []),
        (_results(moving=4.6, still=4.0), ["moving 10 px a frame: MAE 4.60 (≤ 4.5)"]),
        (_results(moving=3.0, still=2.0), ["moving 10 px a frame: × of standing still 1.50 (≤ 1.25)"]),
        (_results(boundary_f=0.9), ["composites, one person: boundary F 0.900 (≥ 0.92)"]),
        (_results(boundary_f=math.nan), ["composites, one person: boundary F nan (≥ 0.92)"]),
    ],
)
def test_a_figure_that_misses_its_reach_is_named(results: Results, missed: list[str]) -> None:
    assert misses(results) == missed


def test_the_table_has_a_column_a_maker_and_a_row_for_what_was_measured() -> None:
    head, rule, *rows = table({"bare": {"still": {"": {"MAE": 9.0}}}, "own": _results(boundary_f=0.9)})
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in (head, *rows)]
    assert cells[0] == ["figure", "bare", "own", "reach", ""]
    assert {len(line) for line in cells} == {rule.count("|") - 1}
    found = {row[0]: row[1:] for row in cells[1:]}
    assert found["standing still: MAE"] == ["9.00", "3.00", "", ""]
    assert found["composites, one person: boundary F"] == ["–", "0.900", "≥ 0.92", "misses"]
    assert "flicker, Akiyo" not in found


def _halves(shared: Path, folder: Path, kind: str) -> tuple[set[str], set[str], set[str]]:
    """The names of the pictures of all of the material, and of each half."""
    make = {"composites": composites, "portraits": portraits}[kind]
    found: list[set[str]] = []
    for half in (None, 0, 1):
        shelf = Shelf(shared, folder / str(half), half, Tool(shared / "tools" / "matte_metrics.py"))
        (material,) = make(shelf)
        truth = {path.stem for path in Path(str(material.score[-1])).iterdir()}
        names = {path.stem for path in material.input.iterdir()}
        assert names == truth
        found.append(names)
    return found[0], found[1], found[2]


def test_the_halves_of_the_portraits_share_none_and_are_all(shared_dir: Path, tmp_path: Path) -> None:
    everything, first, second = _halves(shared_dir, tmp_path, "portraits")
    assert first | second == everything
    assert not first & second
    assert abs(len(first) - len(second)) <= 1
    assert max(map(int, first)) < min(map(int, second))


def test_the_halves_of_the_composites_share_no_person(shared_dir: Path, tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    (shared / "rooms").mkdir(parents=True)
    room = shared_dir / "rooms" / "office.jpg"
    shutil.copyfile(room, shared / "rooms" / room.name)
    for name in ("mattes", "tools"):
        shutil.copytree(shared_dir / name, shared / name)
    everything, first, second = _halves(shared, tmp_path, "composites")
    assert first == {"gran-office", "granzoom-office"}
    assert second == {"group-office", "stretch-office"}
    assert everything == first | second


def test_without_the_shared_data_it_says_so(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(program, "SHARED", tmp_path / "gone")
    assert program.main([]) == 2
    told = capsys.readouterr()
    assert (told.out, told.err.count("\n")) == ("", 1)
    assert "gone is missing" in told.err


@pytest.mark.parametrize("arguments", [["--only", "hair"], ["--half", "2"], ["--refinement", "most"], ["--keep", "."]])
def test_what_cannot_be_meant_is_refused(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine").touch()
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as ended:
        program.main(arguments)
    assert ended.value.code == 2
    assert arguments[0] in capsys.readouterr().err


@pytest.mark.usefixtures("default_model")
def test_a_clip_is_measured_from_end_to_end(shared_dir: Path, tmp_path: Path) -> None:
    run = start_backdrop(
        "--only", "akiyo", "--keep", "kept", "--model", "selfie-landscape", module="quality", cwd=tmp_path
    )
    output, error = run.communicate(timeout=300)
    assert run.returncode == 0, error
    about, _empty, head, _rule, row, *_end = output.splitlines()
    assert about.startswith("Backdrop: selfie-landscape, refinement balanced, the network rests on still frames")
    assert head.split("|")[1].strip() == "figure"
    title, landscape, square, own, reach, _missed = (cell.strip() for cell in row.strip("|").split("|"))
    assert (title, reach) == ("flicker, Akiyo", "≤ 0.25")
    bare = min(float(landscape), float(square))
    assert 0 < float(own) < bare
    mattes = sorted(os.listdir(tmp_path / "kept" / "mattes" / "akiyo-Backdrop"))
    assert (mattes[0], len(mattes)) == ("00000.png", 300)


def test_no_figure_is_listed_twice() -> None:
    titles = [figure.title for figure in FIGURES]
    assert len(set(titles)) == len(titles)


def test_scores_are_kept_apart_by_part() -> None:
    scores: Scores = parse("all: mIoU=0.9\nwebcam: mIoU=0.95\n")
    assert [figure.value({"portraits": scores}) for figure in FIGURES if figure.key == "mIoU"] == [0.95]
