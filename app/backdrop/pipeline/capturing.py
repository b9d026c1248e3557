"""The capture thread: keeps a source open, and fits its frames to the published size."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable

from backdrop.capture.source import Source, SourceInfo
from backdrop.errors import BackdropError, SourceError
from backdrop.frame import Frame, FramePool, now_ns
from backdrop.host.media.cover import Cover
from backdrop.pipeline.faults import Faults
from backdrop.pipeline.mailbox import Mailbox
from backdrop.pipeline.meter import Meter
from backdrop.pipeline.pace import Decimator
from backdrop.text import N_

log = logging.getLogger(__name__)

RETRY_S = 1.0
"""How long a source that failed is left alone before it is opened again."""

SILENT_NS = 1_000_000_000
"""After so long without a frame a source is said to deliver none; a camera in the dark still gives five a second."""

OpenSource = Callable[[], Source]


class Capturing:
    """Reads frames until stopped. A source that fails is closed, named in `faults`, and opened again until it works."""

    def __init__(
        self, size: tuple[int, int], fps: float, mailbox: Mailbox[Frame], meter: Meter, faults: Faults
    ) -> None:
        self._size, self._fps = size, fps
        self._mailbox, self._meter, self._faults = mailbox, meter, faults
        self._pool = FramePool(*size)
        self._stopping, self._running, self._nudged = threading.Event(), threading.Event(), threading.Event()
        self._running.set()
        self._lock = threading.Lock()
        self._source: Source | None = None
        self._open: OpenSource | None = None
        self._cover: Cover | None = None
        self.mirror = False
        self._last_ns = now_ns()
        self._thread = threading.Thread(target=self._run, name="capture", daemon=True)

    def start(self, source: Source | None, reopen: OpenSource) -> None:
        """Begins to read `source` (open already, or None); `reopen` opens it again after it failed."""
        self._source, self._open = source, reopen
        self._thread.start()

    def exchange(self, source: Source | None, reopen: OpenSource) -> None:
        """Goes on with another source; the present one is closed."""
        with self._lock:
            previous, self._source, self._open = self._source, source, reopen
        if previous is not None:
            _close(previous)
        self._faults.mended("source")
        self._nudged.set()

    def pause(self) -> None:
        """Releases the source until `resume`."""
        self._running.clear()
        with self._lock:
            source, self._source = self._source, None
        if source is not None:
            _close(source)
        self._faults.mended("source")

    def resume(self) -> None:
        self._running.set()
        self._nudged.set()  # what failed before the pause is left alone no longer

    def stop(self, within_s: float) -> None:
        """Ends the thread and closes the source."""
        self._stopping.set()
        self._running.set()
        self._nudged.set()
        self._thread.join(within_s / 8)  # a camera that delivers ends its read by itself, which drivers like better
        with self._lock:
            source, self._source = self._source, None
        if source is not None:
            _close(source)
        self._thread.join(within_s)

    @property
    def is_silent(self) -> bool:
        """Whether the open source has delivered nothing for SILENT_NS."""
        return self._source is not None and now_ns() - self._last_ns > SILENT_NS

    @property
    def info(self) -> SourceInfo | None:
        """What the source delivers; None while there is none."""
        source = self._source
        return source.info if source is not None else None

    def _run(self) -> None:
        while not self._stopping.is_set():
            if not self._running.wait(RETRY_S):
                continue
            self._nudged.clear()
            if not self._go_on():
                self._nudged.wait(RETRY_S)

    def _go_on(self) -> bool:
        """Reads until something ends it; False when the source failed and is to be left alone for a while."""
        source = None
        try:
            source = self._source or self._reopened()
            if source is not None:
                self._read_from(source)
        except BackdropError as error:
            return self._failed(source, error)
        except Exception as error:  # a fault of ours or a driver's must not end the camera
            log.exception("capture")
            return self._failed(source, SourceError(N_("the source failed: {reason}"), reason=repr(error)))
        return True

    def _read_from(self, source: Source) -> None:
        decimator = Decimator(self._fps)
        self._last_ns = now_ns()
        while not self._stopping.is_set() and source is self._source:
            frame = source.read()
            if frame is None:
                raise SourceError(N_("{label} has ended"), label=source.info.label)
            self._faults.mended("source")
            self._meter.captured()
            self._last_ns = now_ns()
            if decimator.wants(frame.captured_ns):
                self._mailbox.put(self._fit(frame))

    def _fit(self, frame: Frame) -> Frame:
        cover = self._cover
        if cover is None or cover.source != frame.size or cover.mirror != self.mirror:
            cover = self._cover = Cover(frame.size, self._size, self.mirror)
        if cover.changes_nothing:
            return frame
        pixels = self._pool.take()
        cover(frame.pixels, pixels)
        return Frame(pixels, frame.captured_ns)

    def _reopened(self) -> Source | None:
        with self._lock:
            reopen = self._open
        assert reopen is not None
        source = reopen()
        with self._lock:
            if not self._stopping.is_set() and self._running.is_set() and self._open is reopen:
                self._source = source
                return source
        source.close()
        return None

    def _failed(self, source: Source | None, error: BackdropError) -> bool:
        """Closes a source that failed; whether it had been exchanged for another one by then."""
        with self._lock:
            exchanged = source is not None and source is not self._source
            if not exchanged:
                self._source = None
        if source is not None:
            _close(source)
        if not exchanged and not self._stopping.is_set() and self._running.is_set():
            self._faults.report("source", error)
        return exchanged


def _close(source: Source) -> None:
    try:
        source.close()
    except Exception:  # a driver that cannot even be closed must not keep the rest from going on
        log.exception("closing %s", source.info.label)
