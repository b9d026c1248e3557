"""The page that answers where a model should run: sliders for the call, and at once what each place costs it.

It changes no setting. What it shows is reckoned by `backdrop.bandwidth`, as for `backdrop plan`.
"""

from __future__ import annotations

import os
from pathlib import Path

from PySide6.QtCore import QStandardPaths, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFileDialog, QHBoxLayout, QVBoxLayout

from backdrop.bandwidth.cases import cases
from backdrop.bandwidth.load import Costs
from backdrop.bandwidth.recommend import recommend
from backdrop.bandwidth.scenario import Scenario
from backdrop.bandwidth.words import BITRATES, OTHERS, shown, shown_notes
from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.gui.fold import Fold
from backdrop.gui.job import Job
from backdrop.gui.pages.page import GAP, MARGIN, Page
from backdrop.gui.pages.placement_chart import BitrateChart
from backdrop.gui.pages.placement_controls import Controls
from backdrop.gui.pages.placement_measuring import NOTHING_KNOWN, Grown, Times, measure_growth_of, measure_times
from backdrop.gui.pages.placement_table import PlacementTable
from backdrop.gui.parts import Notice, button, dress_file_dialog, hint_label, text_label
from backdrop.gui.tab_order import tab_as_laid_out
from backdrop.segment import AUTO
from backdrop.text import _

WIDE_LINES = 55
"""From so many lines of text in width on, the answer stands beside the question."""
_SECONDS = 3.0
"""Of a clip, as `backdrop plan` takes."""


class PlacementPage(Page):
    def __init__(self, bridge: Bridge) -> None:
        super().__init__(
            bridge,
            _("Where the model should run"),
            _("What a call costs with the model on a server, on the sender, or on the receiver. No setting changes."),
        )
        self._grown: Grown | None = None
        self._times = NOTHING_KNOWN
        self.notice = Notice()
        self.controls = Controls()
        self.found = hint_label()
        self.measure = button(_("Measure on this machine"))
        self.chart, self.table = BitrateChart(), PlacementTable()
        self.advice, self.reasons = text_label(), text_label()
        self.notes = Fold(_("What the figures rest on"))
        self._lay_out()
        self.controls.moved.connect(self.redraw)
        self.controls.growth_wanted.connect(self._ask_for_clip)
        self.measure.clicked.connect(self.start_measuring)
        QTimer.singleShot(0, self, self.redraw)  # the answer has a hundred labels: all at once would hold the window up

    def _lay_out(self) -> None:
        self.advice.setProperty("role", "group")
        for note in shown_notes():
            self.notes.inside.addWidget(hint_label(note))
        measuring = QHBoxLayout()
        measuring.addWidget(self.measure)
        measuring.addStretch(1)
        asked, answer = QVBoxLayout(), QVBoxLayout()
        asked.addWidget(self.chart)
        asked.addWidget(self.controls)
        asked.addWidget(self.found)
        asked.addLayout(measuring)
        for widget in (self.advice, self.reasons, self.table, self.notes):
            answer.addWidget(widget)
        self._sides = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._sides.setSpacing(2 * GAP)
        for side in (asked, answer):
            side.setSpacing(GAP)
            side.addStretch(1)
            self._sides.addLayout(side, 1)
        self.column.addWidget(self.notice)
        self.column.addLayout(self._sides)
        self.column.addStretch(1)
        tab_as_laid_out(self.column)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.width() >= WIDE_LINES * self.fontMetrics().height()
        self._sides.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
        room = self.viewport().width() - 2 * MARGIN
        self.table.fit((room - self._sides.spacing()) // 2 if wide else room)

    @property
    def costs(self) -> Costs:
        """With the times that were measured, where they hold for the call that is asked about, or given."""
        times, scenario = self._times, self.controls.scenario
        ms = self.controls.given_ms if self.controls.enlarges else times.inference_ms
        after = times.before if scenario.scale == 1 else times.after if scenario.scale == times.scale else None
        return Costs(
            fps=self._bridge.settings.fps, inference_ms=ms, before=times.before, after=after,
            rtt_ms=self.controls.rtt.value, cores=os.cpu_count() or 1,
        )  # fmt: skip

    def redraw(self) -> None:
        """Shows what follows from the controls."""
        scenario, costs = self.controls.scenario, self.costs
        told = recommend(scenario, costs, None if self.controls.enlarges else self._times.model or None)
        found = cases(scenario, costs)
        self.chart.show_scenario(scenario)
        self.advice.setText(told.text)
        self.reasons.setText("\n".join(f"• {reason}" for reason in told.reasons))
        self.table.show_cases(shown((*BITRATES, *OTHERS), scenario, found), found, told.placement)
        self.found.setText(self._growth_told(scenario))
        self.found.setVisible(scenario.scale != 1)

    def _growth_told(self, scenario: Scenario) -> str:
        text, grown = _("Bitrates grow ×{ratio:.2f}.").format(ratio=scenario.ratio), self._grown
        if not self.controls.grows_as_measured or grown is None:
            return text
        told = _("Measured with {codec} on {clip}, {width}x{height}.")
        text += " " + told.format(codec=grown.codec, clip=grown.clip, width=grown.width, height=grown.height)
        return text + (" " + _("The clip is under 720p.") if grown.is_small else "")

    def _ask_for_clip(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.MoviesLocation)
        dialog = QFileDialog(self.window(), _("A video to measure with"), folder or str(Path.home()))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dress_file_dialog(dialog, _("Open"))
        dialog.fileSelected.connect(lambda chosen: self.measure_growth(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def measure_growth(self, path: Path) -> None:
        """Encodes the clip in the background, and takes the growth that is found."""
        scale = self.controls.scale.value
        job = self._start(Job(lambda link: measure_growth_of(path, scale, _SECONDS, link), self))
        job.reported.connect(self._progressed)
        job.done.connect(self._growth_measured)

    def start_measuring(self) -> None:
        """Times the model that is set, and the coding of pictures, in the background."""
        settings, scale = self._bridge.settings, self.controls.scenario.scale
        model = "" if self.controls.enlarges else self._model()
        size = settings.width, settings.height
        job = self._start(Job(lambda _link: measure_times(model, size, scale), self))
        job.done.connect(self._times_measured)

    def _model(self) -> str:
        """The one that is set; of those that are chosen automatically, the one in use."""
        from backdrop.segment.catalogue import Catalogue

        status, wanted = self._bridge.status(), self._bridge.settings.model
        if status is not None and status.model:
            return status.model
        return Catalogue.load().default if wanted == AUTO else wanted

    def _start(self, job: Job) -> Job:
        self.notice.say(_("Measuring…"))
        self._let_measure(False)
        job.failed.connect(self._failed)
        return job

    def _let_measure(self, on: bool) -> None:
        """One at a time: they would disturb each other."""
        self.measure.setEnabled(on)
        self.controls.growth.setEnabled(on)

    def _progressed(self, share: object) -> None:
        assert isinstance(share, float)
        self.notice.say(_("Measuring… {share:.0%}").format(share=share))

    def _growth_measured(self, grown: object) -> None:
        assert isinstance(grown, Grown)
        self._grown = grown
        self._end()
        self.controls.use_measured(grown.exponent)

    def _times_measured(self, times: object) -> None:
        assert isinstance(times, Times)
        self._times = times.with_model_of(self._times)
        self.controls.let_rtt()
        self._end()

    def _end(self) -> None:
        self.notice.say("")
        self._let_measure(True)
        self.redraw()

    def _failed(self, error: BackdropError) -> None:
        self._end()
        self.notice.say_error(error)
