"""What the mattes are made of and judged by: composites and clips with a known alpha, photographs with masks, clips.

Constants are chosen on one half and confirmed on the other. The halves share no person and no clip, and of the
photographs no neighbours in number, which may show the same person.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from quality.tool import Tool

ROOM = "office.jpg"
"""Before which the clips' person stands and moves."""
MOVING_PX, SLOW_PX = 10, 2
"""How far the person of either clip moves from frame to frame."""
_FIRST_HALF_POSES = ("gran",)
"""What the names of the first half's composites begin with; the motion clips show the same person."""


@dataclass(frozen=True, slots=True)
class Material:
    """`input`: a folder of pictures, or a clip. `score`: the tool's command and what it takes before the mattes."""

    name: str
    input: Path
    score: Sequence[object]


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where material comes from and is made. `half` None takes all of it."""

    shared: Path
    folder: Path
    half: int | None
    tool: Tool

    def in_half(self, first: bool) -> bool:
        return self.half is None or first == (self.half == 0)


def composites(shelf: Shelf) -> list[Material]:
    folder = shelf.folder / "composites"
    shelf.tool.run("make-composites", shelf.shared / "mattes", shelf.shared / "rooms", folder)
    for path in folder.glob("*/*.png"):
        if not shelf.in_half(path.name.startswith(_FIRST_HALF_POSES)):
            path.unlink()
    return [Material("composites", folder / "images", ("composites", folder / "alpha"))]


def portraits(shelf: Shelf) -> list[Material]:
    """Copied, so that a half is a folder like the whole."""
    images, masks = (shelf.folder / "portraits" / name for name in ("images", "masks"))
    found = shelf.shared / "portraits"
    numbers = sorted(int(path.stem) for path in (found / "masks").iterdir())
    middle = numbers[len(numbers) // 2]
    for source, target in ((found / "images", images), (found / "masks", masks)):
        target.mkdir(parents=True)
        for path in source.iterdir():
            if shelf.in_half(int(path.stem) < middle):
                shutil.copyfile(path, target / path.name)
    return [Material("portraits", images, ("portraits", images, masks))]


def akiyo(shelf: Shelf) -> list[Material]:
    return _clip(shelf, "akiyo", "akiyo_cif.mp4", first=True)


def webcam_book(shelf: Shelf) -> list[Material]:
    return _clip(shelf, "webcam_book", "webcam_book.mkv", first=False)


def motion(shelf: Shelf) -> list[Material]:
    """The same person still, moving and moving slowly; one still clip stands for both."""
    if not shelf.in_half(first=True):
        return []
    fast, slow = shelf.folder / "motion", shelf.folder / "slow"
    for folder, pixels in ((fast, MOVING_PX), (slow, SLOW_PX)):
        shelf.tool.run("make-motion", shelf.shared / "mattes", shelf.shared / "rooms" / ROOM, folder, pixels)
    clips = ("still", fast / "still"), ("moving", fast / "moving"), ("slow", slow / "moving")
    return [Material(name, clip.with_suffix(".mkv"), ("motion", clip)) for name, clip in clips]


def _clip(shelf: Shelf, name: str, file: str, *, first: bool) -> list[Material]:
    clip = shelf.shared / "clips" / file
    return [Material(name, clip, ("flicker", clip))] if shelf.in_half(first) else []


KINDS: dict[str, Callable[[Shelf], list[Material]]] = {
    "composites": composites, "portraits": portraits, "akiyo": akiyo, "webcam_book": webcam_book, "motion": motion,
}  # fmt: skip
"""By name, what makes the material of that kind; none of it where it all lies in the other half."""
