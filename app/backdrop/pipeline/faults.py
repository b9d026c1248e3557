"""What is wrong at the moment, by stage: reported by workers or seen by looking, read by whoever shows the state."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from backdrop.errors import BackdropError

log = logging.getLogger(__name__)

Look = Callable[[], "BackdropError | None"]


class Faults:
    """The present fault of each stage, at most one a stage. Any thread may report and read."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._present: dict[str, BackdropError] = {}
        self._looks: dict[str, Look] = {}

    def watch(self, stage: str, look: Look) -> None:
        """For a worker that hangs and so cannot report it: `look` says what is wrong whenever somebody asks."""
        self._looks[stage] = look

    def report(self, stage: str, error: BackdropError) -> None:
        with self._lock:
            known = self._present.get(stage)
            self._present[stage] = error
        if known is None or str(known) != str(error):
            log.warning("%s: %s", stage, error, exc_info=error)

    def mended(self, stage: str) -> None:
        if stage not in self._present:  # read without the lock: this is asked for every frame
            return
        with self._lock:
            error = self._present.pop(stage, None)
        if error is not None:
            log.info("%s: works again", stage)

    def present(self) -> dict[str, BackdropError]:
        seen = {stage: error for stage, look in self._looks.items() if (error := look()) is not None}
        with self._lock:
            return self._present | seen
