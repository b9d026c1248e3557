"""The guest's plan: its chapters in turn, each result as OUT/NAME.json.

    python -m call.plan OUT CLIP CHAPTER...

CLIP is a video of a person, or "" for none. A chapter that fails leaves its traceback as its result; the next one runs.
"""

from __future__ import annotations

import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

from call.plan import chapters, taken, webcam
from call.plan.bed import Bed, Found, write

CHAPTERS: dict[str, Callable[[Bed], Found]] = {
    "idle": chapters.idle,
    "presenter": chapters.presenter,
    "clip": chapters.clip,
    "killed": chapters.killed,
    "webcam": webcam.webcam,
    "unplugged": webcam.unplugged,
    "asleep": webcam.asleep,
    "busy": taken.busy,
}


def main(out: str, clip: str, *names: str) -> None:
    bed = Bed(Path(out), Path("/guest"), clip or None)
    for name in names:
        start = time.monotonic()
        try:
            found = CHAPTERS[name](bed)
        except Exception:  # noqa: BLE001 - whatever it was, it is this chapter's result
            found = {"error": traceback.format_exc()}
        found["chapter_s"] = time.monotonic() - start
        write(bed.out / f"{name}.json", found)
        print(f"{time.monotonic():6.0f} {name}: {found['chapter_s']:.0f} s {found.get('error', '')}", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
