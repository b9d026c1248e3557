"""One model on the model page: what it is, whether it is here, getting it, and how fast it is on this machine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QVBoxLayout

from backdrop.errors import BackdropError
from backdrop.gui.job import Job, Link
from backdrop.gui.pages.page import UNDER_TEXT
from backdrop.gui.pages.standing import NOT_HERE, Speed, Standing
from backdrop.gui.parts import Card, Notice, button, hint_label, sentence
from backdrop.gui.switches import Option
from backdrop.segment.notes import licence_in_words
from backdrop.segment.spec import ModelSpec
from backdrop.settings.schema import Settings
from backdrop.text import _, translated


class ModelCard(Card):
    chosen = Signal(str)
    """The id of the model that the user wants."""
    arrived = Signal(str)
    """The id of a model that was missing and is here now."""
    measure_wanted = Signal(str)
    remove_wanted = Signal(str)
    """The id of a model of the user's own."""

    def __init__(self, spec: ModelSpec, standing: Standing = NOT_HERE) -> None:
        super().__init__()
        self.spec, self.standing = spec, standing
        self._job: Job | None = None
        self._measuring = False
        self._speeds: dict[str, Speed] = {}
        self.radio = Option(self.title)
        self.state = QLabel()
        self.download, self.cancel = button(_("Download")), button(_("Cancel"))
        self.measure, self.remove = button(_("Measure")), button(_("Remove"))
        self.progress = QProgressBar(textVisible=False)
        self.about, self.note, self.speed = hint_label(), hint_label(), hint_label()
        self.notice = Notice()
        self._lay_out()
        self.radio.clicked.connect(lambda: self.chosen.emit(self.spec.id))
        self.download.clicked.connect(self.start_download)
        self.cancel.clicked.connect(self._cancel)
        self.measure.clicked.connect(lambda: self.measure_wanted.emit(self.spec.id))
        self.remove.clicked.connect(lambda: self.remove_wanted.emit(self.spec.id))
        self.show_model(spec, standing)

    @property
    def title(self) -> str:
        return self.spec.title

    @property
    def ids(self) -> tuple[str, ...]:
        """The models that the card stands for."""
        return (self.spec.id,)

    def _lay_out(self) -> None:
        upper, lower = QHBoxLayout(), QHBoxLayout()
        upper.addWidget(self.radio, 1)
        for widget in (self.state, self.download, self.cancel):
            upper.addWidget(widget)
        text = QVBoxLayout()
        text.setSpacing(2)
        for label in (self.about, self.note, self.speed):
            text.addWidget(label)
        lower.setContentsMargins(UNDER_TEXT, 0, 0, 0)
        lower.addLayout(text, 1)
        lower.addWidget(self.measure)
        lower.addWidget(self.remove)
        self.lines = QVBoxLayout(self)
        self.lines.setContentsMargins(10, 10, 14, 12)
        self.lines.setSpacing(4)
        self.lines.addLayout(upper)
        self.lines.addLayout(lower)
        self.lines.addWidget(self.progress)
        self.lines.addWidget(self.notice)

    def show_model(self, spec: ModelSpec, standing: Standing) -> None:
        """The model that the card is about from here on, and how it stands."""
        self.spec = spec
        title = self.title
        self.radio.say(title)
        self.download.setAccessibleName(_("Download {model}").format(model=title))
        self.cancel.setAccessibleName(_("Cancel the download of {model}").format(model=title))
        self.measure.setAccessibleName(_("Measure the speed of {model}").format(model=title))
        self.remove.setAccessibleName(_("Remove {model}").format(model=title))
        self.progress.setAccessibleName(_("Download of {model}").format(model=title))
        self.notice.say("")
        self.show_speed(self._speeds.get(spec.id))
        self.show_standing(standing)

    def show_standing(self, standing: Standing) -> None:
        """How the model stands on this machine, as was found out just now."""
        self.standing = standing
        if standing.path is not None:
            self.state.setText(_("On this machine"))
        else:
            self.state.setText(_("Made here") if standing.made_from is not None else "")
        self.about.setText(self.described())
        self.note.setText(self._noted())
        if standing.problem is not None:
            self.notice.say_error(standing.problem)
        self._arrange()

    def show_found(self, standings: Mapping[str, Standing]) -> None:
        """How all models stand, as was found out anew."""
        if not self.busy:
            self.show_standing(standings[self.spec.id])

    def show_settings(self, settings: Settings) -> None:
        """Whether the model is the one that is set."""
        if settings.model in self.ids:
            self.radio.setChecked(True)
        self._arrange()

    def show_measuring(self) -> None:
        self._measuring = True
        self.measure.setEnabled(False)
        self.speed.setText(_("Measuring…"))

    def show_measured(self, speed: Speed) -> None:
        self._measuring = False
        self._speeds[self.spec.id] = speed
        self.show_speed(speed)
        self._arrange()

    def show_not_measured(self, error: BackdropError) -> None:
        self._measuring = False
        self.show_speed(None)
        self.notice.say_error(error)
        self._arrange()

    def show_speed(self, speed: Speed | None) -> None:
        if speed is None:
            self.speed.setText(_("Speed on this machine: not measured"))
            return
        text = _("Speed on this machine: {ms:.1f} ms a frame, threads: {threads}")
        self.speed.setText(text.format(ms=speed.ms, threads=speed.threads))

    def described(self) -> str:
        """Size, licence, and what the network sees."""
        given = self.spec.input
        parts = [size_text(self.spec.total_bytes, self.spec.about_bytes)]
        if self.spec.licence:
            parts.append(_("licence {licence}").format(licence=licence_in_words(self.spec.licence)))
        if given.any_size:
            parts.append(_("sees pictures of any size"))
        else:
            parts.append(_("sees {width} × {height} pixels").format(width=given.width, height=given.height))
        return " · ".join(parts)

    def _noted(self) -> str:
        """What stands between the model and its use, or between it and the publisher's own."""
        standing, spec = self.standing, self.spec
        if standing.needs is not None:
            return sentence(str(standing.needs))
        if standing.path is not None:
            return ""
        if (base := standing.made_from) is not None:
            told = _("It shares the weights of {id}, which are here.")
            if self.requantised:
                told = _("Its weights are made here from those of {id}.")
            return told.format(id=base.id)
        return sentence(translated(spec.provide)) if spec.provide else ""

    @property
    def requantised(self) -> bool:
        """Whether its weights are made here, and so are not the publisher's own."""
        base = self.standing.made_from
        return base is not None and base.quant_bytes != self.spec.quant_bytes

    @property
    def busy(self) -> bool:
        return self._job is not None or self._measuring

    def _arrange(self) -> None:
        fetching, usable = self._job is not None, self.standing.usable
        self.radio.setEnabled(usable or self.radio.isChecked())
        self.state.setVisible(bool(self.state.text()) and not fetching)
        self.note.setVisible(bool(self.note.text()))
        can_fetch = self.standing.path is None and bool(self.spec.sources)
        self.download.setVisible(can_fetch and not fetching)
        self.cancel.setVisible(fetching)
        self.progress.setVisible(fetching)
        self.measure.setVisible(usable)
        self.measure.setEnabled(not self._measuring)
        self.speed.setVisible(usable)
        self.remove.setVisible(self.spec.own)

    def start_download(self) -> None:
        if self._job is not None:
            return
        self.notice.say("")
        self.progress.setRange(0, 0)  # until bytes arrive it only shows life
        spec = self.spec
        self._job = Job(lambda link: _fetched(spec, link), self)
        self._job.reported.connect(self._progressed)
        self._job.done.connect(self._fetched)
        self._job.failed.connect(self._failed)
        self._arrange()
        self.cancel.setFocus()

    def _cancel(self) -> None:
        if self._job is not None:
            self.cancel.setEnabled(False)
            self._job.cancel()

    def _progressed(self, value: object) -> None:
        assert isinstance(value, tuple)
        done, total = value
        if done and total:
            self.progress.setRange(0, total)
            self.progress.setValue(done)
        elif done:
            self.state.setText(_("{size} so far").format(size=size_text(done)))
            self.state.show()

    def _fetched(self, path: object) -> None:
        assert isinstance(path, Path)
        self._end()
        self.show_standing(replace(self.standing, path=path, problem=None))
        self.radio.setFocus()
        self.arrived.emit(self.spec.id)

    def _failed(self, error: BackdropError) -> None:
        self._end()
        self.show_standing(self.standing)
        self.download.setFocus()
        self.notice.say_error(error)

    def _end(self) -> None:
        self._job = None
        self.cancel.setEnabled(True)


def _fetched(spec: ModelSpec, link: Link) -> Path:
    from backdrop.segment.fetch import fetch
    from backdrop.segment.store import ModelStore

    return fetch(spec, ModelStore(), lambda done, total: link.report((done, total)), link.cancelled)


def size_text(size: int | None, about: int | None = None) -> str:
    """`about`: what it comes to where the exact size is not known."""
    if size is None:
        return _("about {size}").format(size=size_text(about)) if about else _("size unknown")
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{size / 1e3:.0f} kB"
