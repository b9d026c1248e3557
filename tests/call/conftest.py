"""The guests are run once; the tests judge what they left."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from call import guests

Found = dict[str, Any]
RESULTS = guests.ROOT / "out" / "call"
"""Kept, to be looked at: results, logs and pictures of the last run."""


@pytest.fixture(scope="session")
def results(default_model: str) -> Path:
    """The folder of what the guests found."""
    from backdrop.segment.catalogue import Catalogue
    from backdrop.segment.store import ModelStore

    if missing := guests.missing_programs():
        pytest.skip(f"no guest without: sudo apt-get install --no-install-recommends {' '.join(missing)}")
    model = ModelStore().locate(Catalogue.load().get(default_model))
    assert model is not None
    try:
        work = guests.made_guest()
    except guests.NoGuestError as reason:
        pytest.skip(str(reason))
    start = time.monotonic()
    guests.run_guests(work, RESULTS, model.parent)
    print(f"guests: {time.monotonic() - start:.0f} s, {guests.accelerator(work)}")
    return RESULTS


@pytest.fixture(scope="session")
def chapter(results: Path) -> Callable[[str], Found]:
    """What a chapter found, by its name; the test fails with the guest's words when the chapter did."""

    def told(name: str) -> Found:
        guest = next(guest for guest, (_, chapters) in guests.GUESTS.items() if name in chapters)
        path = results / guest / f"{name}.json"
        if not path.is_file():
            words = "\n".join(
                (results / guest / kept).read_text(errors="replace")[-1500:]
                for kept in ("console", "log")
                if (results / guest / kept).is_file()
            )
            pytest.fail(f"the guest did not get to the end of {name}:\n{words}")
        found: Found = json.loads(path.read_text())
        if "skipped" in found:
            pytest.skip(found["skipped"])
        if "error" in found:
            pytest.fail(f"{name} failed in the guest:\n{found['error']}")
        return {**found, "folder": results / guest}

    return told
