"""The publisher thread: keeps the output fed at its rate, whatever happens to the stages before it."""

from __future__ import annotations

import contextlib
import logging
import threading
import time
from collections.abc import Callable

from backdrop.errors import BackdropError, SinkError
from backdrop.frame import now_ns
from backdrop.pipeline.demand import Demand
from backdrop.pipeline.faults import Faults
from backdrop.pipeline.meter import Meter
from backdrop.pipeline.outbox import Outbox
from backdrop.pipeline.pace import Pace
from backdrop.publish.sink import Sink
from backdrop.text import N_

log = logging.getLogger(__name__)

RETRY_S = 1.0
FIRST_PICTURE_WITHIN_S = 5.0
"""How long an output that nobody watches yet waits for the first finished picture before stand-ins go out."""

IDLE_S = 1.0
"""Between two pictures while nobody reads: often enough for whoever looks whether the camera lives."""
LOOK_S = 0.1
"""How soon it is noticed that a window wants pictures, or that it is over; a reader is noticed at once."""

OpenSink = Callable[[], Sink]


class Publishing:
    """Sends pictures until stopped, or until `limit` frames were sent, or until the sink fails for good.

    `reopen` opens the sink again after it failed; without it a failing sink ends the publishing, and `error` says why.
    """

    def __init__(
        self, sink: Sink | None, fps: float, reopen: OpenSink | None, outbox: Outbox, meter: Meter, faults: Faults,
        limit: int | None = None, demand: Demand | None = None, sleep: Callable[[bool], None] = lambda _asleep: None,
    ) -> None:  # fmt: skip
        """Without a `sink` it begins with `reopen`.

        `sleep(True)` is called from the publisher's thread when there is no `demand` any more, `sleep(False)` when
        there is again.
        """
        self._sink = sink
        self._fps, self._reopen, self._limit = fps, reopen, limit
        self._wait_for_first = sink is not None and not sink.watched_from_the_start
        self._outbox, self._meter, self._faults = outbox, meter, faults
        self._demand, self._sleep, self._asleep = demand, sleep, False
        self._stopping = threading.Event()
        self.ended = threading.Event()
        self.error: BackdropError | None = None
        self._unfinished: BackdropError | None = None
        self._retry_at = 0.0
        self._thread = threading.Thread(target=self._run, name="publish", daemon=True)

    def look(self) -> None:
        """Puts to sleep at once what nobody wants from the start. To be called before `start`."""
        self._is_unwanted()

    def start(self) -> None:
        self._thread.start()

    @property
    def label(self) -> str:
        """What people look for to find the output; "" while there is none."""
        sink = self._sink
        return sink.label if sink is not None else ""

    def has_readers(self) -> bool:
        """Whether somebody may be looking at the output."""
        sink = self._sink
        return sink is not None and sink.has_readers()

    def stop(self, within_s: float) -> None:
        """Ends the thread, which completes the sink; SinkError when it could not be completed."""
        self._stopping.set()
        self._outbox.wake()
        self._thread.join(within_s)
        if self._thread.is_alive():
            log.warning("the output hangs; it is completed when it goes on")
        elif self._unfinished is not None:
            raise self._unfinished

    def _run(self) -> None:
        try:
            self._publish()
        except BackdropError as error:
            self.error = error
        except Exception as error:
            log.exception("publish")
            self.error = SinkError(N_("publishing failed: {reason}"), reason=repr(error))
        finally:
            self._complete()
            self.ended.set()

    def _complete(self) -> None:
        sink, self._sink = self._sink, None
        if sink is None:
            return
        if self.error is not None:
            sink.abandon()
            return
        try:
            sink.close()
        except BackdropError as error:
            self.error = self._unfinished = error

    def _publish(self) -> None:
        if self._wait_for_first:
            deadline = time.monotonic() + FIRST_PICTURE_WITHIN_S
            while not self._stopping.is_set() and time.monotonic() < deadline and not self._outbox.wait_fresh(0.2):
                pass
        self._meter.start()
        pace = Pace(self._fps, time.monotonic())
        sent = 0
        while not self._stopping.is_set() and sent != self._limit:
            if self._is_unwanted():
                self._idle()
                pace = Pace(self._fps, time.monotonic())
                continue
            self._outbox.wait_fresh(pace.due - time.monotonic())
            if self._stopping.wait(max(0.0, pace.earliest - time.monotonic())):
                return
            if not self._outbox.wait_fresh(0) and time.monotonic() < pace.due:
                continue  # woken without a picture, and it is not time yet
            fresh = self._send_next()
            pace.published(time.monotonic(), fresh)
            sent += 1

    def _is_unwanted(self) -> bool:
        """Whether nobody has wanted pictures for long enough; puts to sleep, or wakes."""
        if self._demand is None:
            return False
        sink = self._sink
        is_read = sink.is_read() if sink is not None else False  # nobody reads what is not there
        asleep = not self._demand.is_there(time.monotonic(), is_read)
        if asleep != self._asleep:
            self._asleep = asleep
            self._meter.rest(asleep)
            self._sleep(asleep)
        return asleep

    def _idle(self) -> None:
        """Keeps the output listed with a picture now and then, until somebody comes."""
        self._send_next()
        idle_until = time.monotonic() + IDLE_S
        while not self._stopping.is_set() and (left := idle_until - time.monotonic()) > 0:
            sink = self._sink
            if sink is None:
                self._stopping.wait(min(LOOK_S, left))
            elif sink.is_read(min(LOOK_S, left)) is not False:
                return
            if not self._is_unwanted():
                return

    def _send_next(self) -> bool:
        """Publishes what is there; whether it was fresh."""
        outgoing = self._outbox.take()
        sink = self._sink or self._reopened()
        if sink is None:
            return False
        try:
            started = time.perf_counter_ns()
            sink.send(outgoing.picture)
            took_ns = time.perf_counter_ns() - started
        except BackdropError as error:
            self._lost(sink, error)
            return False
        except Exception as error:  # a driver's own; the output is opened anew where that is possible
            log.exception("publish")
            self._lost(sink, SinkError(N_("publishing failed: {reason}"), reason=repr(error)))
            return False
        self._faults.mended("sink")
        if self._asleep:
            return False
        fresh = outgoing.fresh
        self._meter.timed("publish", took_ns)
        latency_ns = now_ns() - fresh.frame.captured_ns if fresh is not None else None
        self._meter.published(latency_ns, repeated=fresh is None)
        return fresh is not None

    def _lost(self, sink: Sink, error: BackdropError) -> None:
        if self._reopen is None:
            raise error
        self._faults.report("sink", error)
        self._sink, self._retry_at = None, time.monotonic() + RETRY_S
        with contextlib.suppress(BackdropError):
            sink.abandon()

    def _reopened(self) -> Sink | None:
        if self._reopen is None or time.monotonic() < self._retry_at:
            return None
        try:
            self._sink = self._reopen()
        except BackdropError as error:
            self._not_reopened(error)
        except Exception as error:
            log.exception("publish")
            self._not_reopened(SinkError(N_("publishing failed: {reason}"), reason=repr(error)))
        return self._sink

    def _not_reopened(self, error: BackdropError) -> None:
        self._faults.report("sink", error)
        self._retry_at = time.monotonic() + RETRY_S
