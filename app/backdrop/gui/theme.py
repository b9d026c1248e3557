"""How the program looks: two tables of colours, light and dark, put into the palette and the style sheet.

Follows the system's light or dark scheme and its font, also when they change while the program runs. Widgets that paint
themselves take their colours from the palette alone.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from string import Template

from PySide6.QtCore import QDir, QObject, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from backdrop.host.paths import bundled

_FALLBACK_POINTS = 10.0
_TITLE_SCALE, _HINT_SCALE = 1.3, 0.92


@dataclass(frozen=True, slots=True)
class Colours:
    """One scheme. Each pair of text and ground has a contrast of at least 4.5 (WCAG 2.1, 1.4.3)."""

    scheme: str
    window: str
    base: str
    raised: str
    hover: str
    pressed: str
    border: str
    strong: str
    text: str
    muted: str
    disabled: str
    accent: str
    accent_hover: str
    accent_pressed: str
    on_accent: str
    tint: str
    focus: str
    tooltip: str
    on_tooltip: str
    info: str
    info_border: str
    warning: str
    warning_border: str
    error: str
    error_border: str


LIGHT = Colours(
    scheme="light",
    window="#f4f6f7", base="#ffffff", raised="#ffffff", hover="#e9eef0", pressed="#dce4e7",
    border="#d3dadd", strong="#7b888e",
    text="#1a2225", muted="#566469", disabled="#98a4a9",
    accent="#1f7888", accent_hover="#1a6978", accent_pressed="#155a67", on_accent="#ffffff", tint="#dceef1",
    focus="#1f7888", tooltip="#263035", on_tooltip="#f2f5f6",
    info="#e3f1f4", info_border="#a9d2da", warning="#fdf1d3", warning_border="#e6c877",
    error="#fbe4e0", error_border="#e9aaa0",
)  # fmt: skip
DARK = Colours(
    scheme="dark",
    window="#1b2023", base="#14181a", raised="#272e32", hover="#31393e", pressed="#3b454a",
    border="#3a4449", strong="#76858c",
    text="#e9eef0", muted="#a3b1b7", disabled="#69777d",
    accent="#52b8c8", accent_hover="#69c6d4", accent_pressed="#41a3b3", on_accent="#06232a", tint="#1f3d44",
    focus="#6fcbd9", tooltip="#e9eef0", on_tooltip="#1b2023",
    info="#1d353b", info_border="#2f606b", warning="#3d3216", warning_border="#7a6323",
    error="#43221e", error_border="#86433a",
)  # fmt: skip


def apply_theme(app: QApplication) -> None:
    """Dresses the program as the system is set, now and whenever that changes."""
    theme = Theme(app)
    theme.follow()


class Theme(QObject):
    """Lives as long as the application, whose child it is."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        # Taken before anything is changed: some desktops tell their scheme by their palette's colours alone.
        self._system_is_dark = app.palette().color(QPalette.ColorRole.Window).lightness() < 128
        self._dressed = ""
        app.setStyle("Fusion")
        QDir.setSearchPaths("icons", [str(bundled("resources/icons"))])
        app.styleHints().colorSchemeChanged.connect(self.follow)
        app.fontChanged.connect(lambda _font: self.follow())

    def follow(self) -> None:
        scheme = self._app.styleHints().colorScheme()
        dark = self._system_is_dark if scheme == Qt.ColorScheme.Unknown else scheme == Qt.ColorScheme.Dark
        self.dress(DARK if dark else LIGHT)

    def dress(self, colours: Colours) -> None:
        """Puts the colours in place, whatever the system's scheme."""
        sheet = style_sheet(colours, self._app.font().pointSizeF())
        if sheet == self._dressed:
            return  # setting a style sheet tells of the font again
        self._dressed = sheet
        self._app.setPalette(palette(colours))
        self._app.setStyleSheet(sheet)


def style_sheet(colours: Colours, font_points: float) -> str:
    """The style sheet in these colours, its text sizes relative to the system's. KeyError for a colour unknown here."""
    points = font_points if font_points > 0 else _FALLBACK_POINTS  # a font given in pixels has none
    template = Template((bundled("resources") / "style.qss").read_text(encoding="utf-8"))
    sizes = {"title_pt": f"{points * _TITLE_SCALE:.1f}pt", "hint_pt": f"{points * _HINT_SCALE:.1f}pt"}
    return template.substitute(asdict(colours), **sizes)


def palette(colours: Colours) -> QPalette:
    """The colours in the roles by which widgets know them: `Mid` is a border, `PlaceholderText` a lesser text."""
    roles = QPalette.ColorRole
    table = {
        roles.Window: colours.window, roles.WindowText: colours.text,
        roles.Base: colours.base, roles.AlternateBase: colours.hover, roles.Text: colours.text,
        roles.Button: colours.raised, roles.ButtonText: colours.text,
        roles.BrightText: colours.on_accent, roles.PlaceholderText: colours.muted,
        roles.ToolTipBase: colours.tooltip, roles.ToolTipText: colours.on_tooltip,
        roles.Highlight: colours.accent, roles.HighlightedText: colours.on_accent, roles.Accent: colours.accent,
        roles.Link: colours.accent, roles.LinkVisited: colours.accent,
        roles.Light: colours.raised, roles.Midlight: colours.hover, roles.Mid: colours.border,
        roles.Dark: colours.strong, roles.Shadow: colours.pressed,
    }  # fmt: skip
    made = QPalette()
    for role, colour in table.items():
        made.setColor(role, QColor(colour))
    for role in (roles.WindowText, roles.Text, roles.ButtonText, roles.PlaceholderText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.disabled))
    return made
