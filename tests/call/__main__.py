"""Runs chapters of the plan in one guest and shows what it left: for who works on one of them.

    PYTHONPATH=app:tests .venv/bin/python -m call CHAPTER...

Nothing is judged. What is made of `make call` is, by the tests.
"""

from __future__ import annotations

import sys

from backdrop.segment.catalogue import Catalogue
from backdrop.segment.store import ModelStore
from call import guests

MEMORY = max(memory for memory, _ in guests.GUESTS.values())


def main(*chapters: str) -> None:
    catalogue = Catalogue.load()
    model = ModelStore().locate(catalogue.get(catalogue.default))
    if model is None:
        sys.exit("the default model is not on this machine: backdrop models fetch")
    results = guests.ROOT / "out" / "call-alone"
    guests.run_guests(guests.made_guest(), results, model.parent, {"guest": (MEMORY, chapters)})
    for kept in ("console", "log"):
        sys.stdout.write((results / "guest" / kept).read_text(errors="replace"))
    print(f"results: {results / 'guest'}")


if __name__ == "__main__":
    main(*sys.argv[1:])
