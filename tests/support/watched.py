"""The program with an output that is a file, whose readers are the programs that have it open.

`python -m support.watched FILE ARGUMENTS` runs `backdrop ARGUMENTS`, whose `--sink null` knows of readers then, just as
a virtual camera on Linux does.
"""

from __future__ import annotations

import sys

from backdrop.__main__ import main
from backdrop.host.v4l2_readers import readers_of
from backdrop.publish import SINKS
from backdrop.publish.null import Null


class _Watched(Null):
    watched_from_the_start = True
    file = ""

    def __init__(self, width: int, height: int, fps: float) -> None:
        super().__init__(width, height, fps)
        readers = readers_of(self.file)
        assert readers is not None
        self._readers = readers

    def is_read(self, timeout_s: float = 0.0) -> bool | None:
        return self._readers.present(timeout_s)

    def close(self) -> None:
        self._readers.close()


if __name__ == "__main__":
    _Watched.file = sys.argv.pop(1)
    SINKS["null"] = lambda _spec, *form: _Watched(*form)
    main()
