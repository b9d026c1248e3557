"""The two colour schemes: readable, complete, and following the system."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from backdrop.gui.theme import DARK, LIGHT, Colours, Theme, apply_theme, palette, style_sheet
from backdrop.host.paths import bundled

Roles = QPalette.ColorRole
SCHEMES = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=lambda colours: colours.scheme)


@pytest.fixture(autouse=True)
def undressed_afterwards(qapp: QApplication) -> Iterator[None]:
    before, font = qapp.palette(), qapp.font()
    yield
    for theme in qapp.findChildren(Theme):
        qapp.styleHints().colorSchemeChanged.disconnect(theme.follow)
        theme.setParent(None)
    qapp.setStyleSheet("")
    qapp.setPalette(before)
    qapp.setFont(font)


def luminance(colour: QColor) -> float:
    """Relative luminance (WCAG 2.1)."""
    parts = [part / 255 for part in (colour.red(), colour.green(), colour.blue())]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(QColor(one)), luminance(QColor(other))), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@SCHEMES
def test_every_text_can_be_read_on_its_ground(colours: Colours) -> None:
    grounds = ("window", "base", "raised", "hover", "pressed", "tint", "info", "warning", "error")
    pairs = [("text", ground) for ground in grounds]
    pairs += [("muted", "window"), ("muted", "base"), ("on_tooltip", "tooltip")]
    pairs += [("on_accent", ground) for ground in ("accent", "accent_hover", "accent_pressed")]
    for text, ground in pairs:
        assert contrast(getattr(colours, text), getattr(colours, ground)) >= 4.5, (text, ground)


@SCHEMES
def test_focus_and_choice_can_be_seen(colours: Colours) -> None:
    for ring in ("focus", "accent", "strong"):
        assert contrast(getattr(colours, ring), colours.window) >= 3, ring  # WCAG 2.1, 1.4.11


@SCHEMES
def test_the_style_sheet_is_filled_in_and_names_only_icons_that_there_are(colours: Colours) -> None:
    sheet = style_sheet(colours, 10)
    assert "$" not in sheet
    assert sheet.count("{") == sheet.count("}")
    for name in re.findall(r'url\("icons:(.+?)"\)', sheet):
        assert (bundled("resources/icons") / name).is_file(), name


def test_text_sizes_follow_the_systems_font() -> None:
    assert "font-size: 13.0pt" in style_sheet(LIGHT, 10)
    assert "font-size: 26.0pt" in style_sheet(LIGHT, 20)
    assert "font-size: 13.0pt" in style_sheet(LIGHT, -1)  # a font given in pixels


def test_disabled_text_is_paler(qapp: QApplication) -> None:
    made = palette(LIGHT)
    pale = made.color(QPalette.ColorGroup.Disabled, Roles.ButtonText)
    assert luminance(pale) > luminance(made.color(QPalette.ColorGroup.Active, Roles.ButtonText))


def test_the_program_is_dressed_as_the_system_is_set(qapp: QApplication) -> None:
    apply_theme(qapp)
    dark = qapp.styleHints().colorScheme() == Qt.ColorScheme.Dark
    assert qapp.palette().color(Roles.Window).name() == (DARK if dark else LIGHT).window


def test_a_change_of_the_systems_scheme_is_followed(qapp: QApplication, monkeypatch: pytest.MonkeyPatch) -> None:
    apply_theme(qapp)
    hints = qapp.styleHints()
    for scheme, colours in ((Qt.ColorScheme.Dark, DARK), (Qt.ColorScheme.Light, LIGHT)):
        # The display of the tests has no scheme of its own: it is said here as the system would.
        monkeypatch.setattr(type(hints), "colorScheme", lambda _hints, scheme=scheme: scheme)
        hints.colorSchemeChanged.emit(scheme)
        assert qapp.palette().color(Roles.Window).name() == colours.window


def test_an_open_window_takes_the_new_colours(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp)
    (theme,) = qapp.findChildren(Theme)
    button = QPushButton()
    qtbot.addWidget(button)
    button.resize(120, 48)
    button.show()
    for colours in (DARK, LIGHT):
        theme.dress(colours)
        assert button.grab().toImage().pixelColor(60, 24).name() == colours.raised


def test_a_larger_system_font_makes_titles_larger(qtbot: QtBot, qapp: QApplication) -> None:
    apply_theme(qapp)
    title = QLabel("Background")
    title.setProperty("role", "title")
    qtbot.addWidget(title)
    title.show()
    before = title.sizeHint().height()
    font = qapp.font()
    font.setPointSizeF(font.pointSizeF() * 2)
    qapp.setFont(font)
    qtbot.waitUntil(lambda: title.sizeHint().height() > 1.5 * before)
