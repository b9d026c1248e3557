"""The page of what concerns the program as a whole: language, starting, privacy, help and what it is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from backdrop import __version__
from backdrop.errors import BackdropError
from backdrop.gui.bridge import Bridge
from backdrop.gui.job import Job
from backdrop.gui.pages.page import Page
from backdrop.gui.parts import Choice, Notice, button, dress_file_dialog, heading, hint_label
from backdrop.gui.switches import Switch
from backdrop.host import autostart
from backdrop.host.paths import display
from backdrop.settings.schema import Settings
from backdrop.text import N_, _, translated

_LANGUAGES = (("system", N_("As the system")), ("en", "English"), ("ko", "한국어"))
_SWITCHES = {
    "start_minimised": N_("Start minimised, in the tray"),
    "pause_on_lock": N_("Pause the camera while the screen is locked"),
    "show_statistics": N_("Show statistics over the preview"),
}


class GeneralPage(Page):
    def __init__(self, bridge: Bridge, open_guide: Callable[[], object]) -> None:
        super().__init__(bridge, _("General"))
        self._started_in = bridge.settings.language
        self.notice = Notice()
        self.column.addWidget(self.notice)
        self.language = Choice(_("Language"), [(translated(text), code) for code, text in _LANGUAGES])
        self.language.activated.connect(self._language_chosen)
        self.add_rows([(_("Language"), self.language)])
        self.language_hint = hint_label(_("The language changes when Backdrop starts the next time."))
        self.column.addWidget(self.language_hint)
        self.autostart = Switch(_("Start with the session"))
        self.autostart.clicked.connect(self._autostart_chosen)
        self.switches = {name: Switch(translated(text)) for name, text in _SWITCHES.items()}
        for name, box in self.switches.items():
            box.clicked.connect(lambda on, name=name: self.change(**{name: on}))
        self.add_switches([(box, "") for box in (self.autostart, *self.switches.values())])
        self._add_help(open_guide)
        bridge.settings_changed.connect(self.show_settings)
        self.show_settings(bridge.settings)
        job = Job(lambda _link: autostart.is_on(), self)
        job.done.connect(self.autostart.setChecked)
        job.failed.connect(self.notice.say_error)

    def _add_help(self, open_guide: Callable[[], object]) -> None:
        self.column.addSpacing(8)
        self.column.addWidget(heading(_("Help")))
        self.guide_button = button(_("Open the first-run guide"))
        self.guide_button.clicked.connect(lambda: open_guide())
        self.report_button = button(_("Save a report…"))
        self.report_button.clicked.connect(self._ask_for_report)
        row = QHBoxLayout()
        row.addWidget(self.guide_button)
        row.addWidget(self.report_button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.column.addWidget(
            hint_label(_("The report says what doctor found, your settings and the end of the log. It has no picture."))
        )
        self.column.addStretch(1)
        about = _("Backdrop {version} · free software under the licence {licence}")
        self.column.addWidget(hint_label(about.format(version=__version__, licence="GPL-2.0-or-later")))

    def show_settings(self, settings: Settings) -> None:
        self.language.present(settings.language, settings.language)
        self.language_hint.setVisible(settings.language != self._started_in)
        for name, box in self.switches.items():
            box.setChecked(getattr(settings, name))

    def save_report(self, path: Path) -> None:
        """Writes the report there, in the background."""
        settings_text = self._bridge.settings.model_dump_json(indent=2)
        self.report_button.setEnabled(False)
        job = Job(lambda _link: _write_report(path, settings_text), self)
        job.done.connect(lambda _result: self._report_ended(path))
        job.failed.connect(self._report_failed)

    def _ask_for_report(self) -> None:
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(self.window(), _("Save a report"), folder or str(Path.home()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter(_("Text files (*.txt)"))
        dialog.setDefaultSuffix("txt")
        dress_file_dialog(dialog, _("Save"))
        dialog.selectFile("backdrop-report.txt")
        dialog.fileSelected.connect(lambda chosen: self.save_report(Path(chosen)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _report_ended(self, path: Path) -> None:
        self.report_button.setEnabled(True)
        self.notice.say(_("The report is in {path}.").format(path=display(path)))

    def _report_failed(self, error: BackdropError) -> None:
        self.report_button.setEnabled(True)
        self.notice.say_error(error)

    def _language_chosen(self, index: int) -> None:
        self.change(language=self.language.itemData(index))

    def _autostart_chosen(self, on: bool) -> None:
        self.changing.emit()
        try:
            autostart.switch(on)
            self.notice.say("")
        except BackdropError as error:
            self.autostart.setChecked(not on)
            self.notice.say_error(error)


def _write_report(path: Path, settings_text: str) -> None:
    from backdrop.doctor import examine
    from backdrop.doctor.report import write_report

    write_report(path, examine(), settings_text)
