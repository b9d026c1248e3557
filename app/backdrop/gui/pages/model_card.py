"""One model on the model page: what it is, whether it is here, getting it, and how fast it is on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from backdrop.errors import BackdropError
from backdrop.gui.job import Job, Link
from backdrop.gui.pages.page import UNDER_TEXT
from backdrop.gui.parts import Card, Notice, button, hint_label
from backdrop.gui.switches import Option
from backdrop.segment.spec import ModelSpec
from backdrop.text import _

Where = Path | BackdropError | None
"""The model's file, what is wrong with it, or None where it is not on this machine."""


@dataclass(frozen=True, slots=True)
class Speed:
    """Measured on this machine: milliseconds a frame, with so many threads."""

    ms: float
    threads: int


class ModelCard(Card):
    chosen = Signal(str)
    """The id of the model that the user wants."""
    arrived = Signal(str)
    """The id of a model that was missing and is here now."""
    measure_wanted = Signal(str)

    def __init__(self, spec: ModelSpec) -> None:
        super().__init__()
        self.spec = spec
        self._job: Job | None = None
        self._present = False
        self.radio = Option(spec.title)
        self.radio.clicked.connect(lambda: self.chosen.emit(spec.id))
        self.state = QLabel()
        self.download = button(_("Download"), _("Download {model}").format(model=spec.title))
        self.download.clicked.connect(self.start_download)
        self.cancel = button(_("Cancel"), _("Cancel the download of {model}").format(model=spec.title))
        self.cancel.clicked.connect(self._cancel)
        self.measure = button(_("Measure"), _("Measure the speed of {model}").format(model=spec.title))
        self.measure.clicked.connect(lambda: self.measure_wanted.emit(spec.id))
        self.progress = QProgressBar(textVisible=False)
        self.progress.setAccessibleName(_("Download of {model}").format(model=spec.title))
        self.speed = hint_label()
        self.notice = Notice()
        self._lay_out()
        self.show_path(None)

    def _lay_out(self) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.radio, 1)
        for widget in (self.state, self.download, self.cancel):
            upper.addWidget(widget)
        about = QVBoxLayout()
        about.setSpacing(2)
        about.addWidget(hint_label(_described(self.spec)))
        about.addWidget(self.speed)
        lower.setContentsMargins(UNDER_TEXT, 0, 0, 0)
        lower.addLayout(about, 1)
        lower.addWidget(self.measure)
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 10, 14, 12)
        column.setSpacing(4)
        column.addLayout(upper)
        column.addLayout(lower)
        column.addWidget(self.progress)
        column.addWidget(self.notice)

    def show_path(self, path: Path | None, problem: BackdropError | None = None) -> None:
        """Where the model is on this machine, if it is."""
        self._present = path is not None
        self.state.setText(_("On this machine") if self._present else "")
        if problem is not None:
            self.notice.say_error(problem)
        self._arrange()

    def show_measuring(self) -> None:
        self.measure.setEnabled(False)
        self.speed.setText(_("Measuring…"))

    def show_speed(self, speed: Speed | None) -> None:
        self.measure.setEnabled(True)
        if speed is None:
            self.speed.setText(_("Speed on this machine: not measured"))
            return
        text = _("Speed on this machine: {ms:.1f} ms a frame, threads: {threads}")
        self.speed.setText(text.format(ms=speed.ms, threads=speed.threads))

    def start_download(self) -> None:
        if self._job is not None:
            return
        self.notice.say("")
        self.progress.setRange(0, 0)  # until bytes arrive it only shows life
        self._job = Job(lambda link: _fetched(self.spec, link), self)
        self._job.reported.connect(self._progressed)
        self._job.done.connect(self._fetched)
        self._job.failed.connect(self._failed)
        self._arrange()
        self.cancel.setFocus()

    def _arrange(self) -> None:
        busy = self._job is not None
        self.radio.setEnabled(self._present)
        self.state.setVisible(self._present)
        self.download.setVisible(not self._present and not busy)
        self.cancel.setVisible(busy)
        self.progress.setVisible(busy)
        self.measure.setVisible(self._present)
        self.speed.setVisible(self._present)

    def _cancel(self) -> None:
        if self._job is not None:
            self.cancel.setEnabled(False)
            self._job.cancel()

    def _progressed(self, value: object) -> None:
        assert isinstance(value, int)
        if value:
            self.progress.setRange(0, self.spec.bytes)
            self.progress.setValue(value)

    def _fetched(self, path: object) -> None:
        assert isinstance(path, Path)
        self._end()
        self.show_path(path)
        self.radio.setFocus()
        self.arrived.emit(self.spec.id)

    def _failed(self, error: BackdropError) -> None:
        self._end()
        self.show_path(None)
        self.download.setFocus()
        self.notice.say_error(error)

    def _end(self) -> None:
        self._job = None
        self.cancel.setEnabled(True)


def located(specs: list[ModelSpec]) -> dict[str, Where]:
    """By the models' ids. Reads files."""
    from backdrop.segment.store import ModelStore

    store = ModelStore()
    found: dict[str, Where] = {}
    for spec in specs:
        try:
            found[spec.id] = store.locate(spec)
        except BackdropError as problem:
            found[spec.id] = problem
    return found


def measured(spec: ModelSpec, threads: int | None, interval_s: float) -> Speed:
    """Runs the model on this machine. Raises what loading it raises."""
    from backdrop.segment.segmenter import make_segmenter
    from backdrop.segment.store import ModelStore

    segmenter = make_segmenter(spec, ModelStore().load(spec), threads, interval_s)
    try:
        return Speed(segmenter.warm_up() * 1000, segmenter.engine.threads)
    finally:
        segmenter.close()


def _fetched(spec: ModelSpec, link: Link) -> Path:
    from backdrop.segment.fetch import fetch
    from backdrop.segment.store import ModelStore

    return fetch(spec, ModelStore(), lambda done, _total: link.report(done), link.cancelled)


def _described(spec: ModelSpec) -> str:
    size = f"{spec.bytes / 1e6:.1f} MB" if spec.bytes >= 1_000_000 else f"{spec.bytes / 1e3:.0f} kB"
    return _("{size} · licence {licence} · sees {width} × {height} pixels").format(
        size=size, licence=spec.licence, width=spec.input.width, height=spec.input.height
    )
