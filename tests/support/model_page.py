"""The settings' model page, opened as a user opens it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from backdrop.gui.bridge import Bridge
from backdrop.gui.job import Job
from backdrop.gui.pages.model import ModelPage
from backdrop.gui.settings_dialog import SettingsDialog, open_settings

WITHIN_MS = 60000
"""A model is tried in a process of its own, which has everything to import first."""


def wait_for_jobs(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.waitUntil(lambda: not isValid(widget) or not widget.findChildren(Job), timeout=WITHIN_MS)


def open_dialog(qtbot: QtBot, bridge: Bridge) -> SettingsDialog:
    """The settings at the model page; before it closes, what runs in the background is waited for."""
    qtbot.waitUntil(lambda: bridge.status() is not None, timeout=WITHIN_MS)
    dialog = open_settings(None, bridge, "model")
    qtbot.addWidget(dialog, before_close_func=lambda widget: wait_for_jobs(qtbot, widget))
    return dialog


def model_page(qtbot: QtBot, dialog: SettingsDialog) -> ModelPage:
    """The page, once it knows what there is."""
    page = dialog.page("model")
    assert isinstance(page, ModelPage)
    qtbot.waitUntil(lambda: page.more is not None, timeout=WITHIN_MS)
    return page
