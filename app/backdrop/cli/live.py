"""Runs a live pipeline until it ends or is stopped, and shows how it stands. Shared by `run` and `demo`."""

from __future__ import annotations

import json
import shutil
import sys
import threading
import time
from pathlib import Path

import click

from backdrop.capture import Source
from backdrop.cli.signals import stop_on_signals
from backdrop.cli.states import chosen_automatically, state_word
from backdrop.cli.width import cut
from backdrop.host.files import write_atomically
from backdrop.pipeline.live import Status
from backdrop.pipeline.session import Session
from backdrop.pipeline.stages import Finished
from backdrop.pipeline.steering import steered
from backdrop.publish import Sink
from backdrop.settings.schema import Settings
from backdrop.text import _

REFRESH_S = 0.25


def run_live(
    settings: Settings, *, frames: int | None = None, seconds: float | None = None, stats: Path | None = None,
    source: Source | None = None, sink: Sink | None = None,
) -> Finished | None:  # fmt: skip
    """Runs until `frames` were published, `seconds` have passed, or it is interrupted; then writes `stats`.

    `source`, `sink`: those of the settings where they are open already. Gives the last picture that was shown.
    """
    session = Session(settings, frames)
    with stop_on_signals() as stop:
        session.start(source, sink)
        stop.graceful = True
        try:
            with steered(session):
                _announce(session)
                _watch(session, stop, time.monotonic() + seconds if seconds is not None else float("inf"))
            latest = session.latest()
        finally:
            session.close()
        report = session.report()
    if stats is not None:
        write_atomically(stats, json.dumps(report.as_dict(), indent=2).encode())
    told = _("{published} frames published, {fps:.1f} a second, {dropped} dropped.")
    click.echo(told.format(published=report.frames_out, fps=report.fps, dropped=report.frames_dropped))
    return latest


def _watch(session: Session, stop: threading.Event, deadline: float) -> None:
    line = _StatusLine(session.status())
    while not stop.is_set() and (left := deadline - time.monotonic()) > 0:
        if session.pipeline.wait(min(REFRESH_S, left)):
            break
        line.show(session.status())
    line.end()


def _announce(session: Session) -> None:
    status = session.status()
    came = _("no camera")
    if (source := status.source) is not None:
        came = _("{camera} {width}x{height} at {fps:g} fps").format(
            camera=source.label, width=source.width, height=source.height, fps=source.fps
        )
    width, height = session.pipeline.size
    told = _("{source} → {sink} {width}x{height}. Ctrl-C stops.")
    click.echo(told.format(source=came, sink=status.sink, width=width, height=height))
    if status.note:
        click.echo(chosen_automatically(status.note))


class _StatusLine:
    """One line that is refreshed in place on a terminal; elsewhere only changes of faults and model are written."""

    def __init__(self, announced: Status) -> None:
        self._terminal = sys.stderr.isatty()
        self._faults = ""
        self._note = announced.note

    def show(self, status: Status) -> None:
        faults = "; ".join(str(error) for error in status.faults.values())
        if faults != self._faults:
            self._clear()
            click.echo("backdrop: " + (faults or _("works again")), err=True)
            self._faults = faults
        if status.note != self._note:
            self._clear()
            click.echo("backdrop: " + status.note, err=True)
            self._note = status.note
        if self._terminal:
            width = shutil.get_terminal_size().columns
            click.echo(f"\r\x1b[K{cut(_worded(status), width - 1)}", nl=False, err=True)

    def end(self) -> None:
        self._clear()

    def _clear(self) -> None:
        if self._terminal:
            click.echo("\r\x1b[K", nl=False, err=True)


def _worded(status: Status) -> str:
    if status.state == "asleep":
        return _("asleep: the webcam is off until somebody uses {camera}").format(camera=status.sink)
    parts = [state_word(status.state), *filter(None, [status.model]), f"{status.fps:4.1f} fps"]
    if status.inference_ms is not None:
        parts.append(_("inference {ms:.1f} ms").format(ms=status.inference_ms))
    if status.latency_ms is not None:
        parts.append(_("latency {ms:.0f} ms").format(ms=status.latency_ms))
    parts.append(_("{count} dropped").format(count=status.dropped))
    return " · ".join(parts)
