"""The project's icons: sharp, in the palette's colours, and told apart in a tray."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette, QPixmap
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from backdrop.gui.icons import app_icon, icon, tray_icon
from backdrop.host.paths import bundled

NAMES = (
    "camera", "camera-off", "pause", "play", "mirror", "blur", "room", "image", "video", "palette", "plus", "trash",
    "undo", "settings", "menu", "chart", "warning", "info", "check", "close", "download", "help", "right", "down",
    "places", "backdrop",
)  # fmt: skip
STATES = ("live", "paused", "off", "trouble")
Pixels = npt.NDArray[np.uint8]


@pytest.fixture(autouse=True)
def same_palette_afterwards(qapp: QApplication) -> Iterator[None]:
    before = qapp.palette()
    yield
    qapp.setPalette(before)


def pixels_of(pixmap: QPixmap) -> Pixels:
    """RGBA, (height, width, 4)."""
    image = pixmap.toImage().convertToFormat(QImage.Format.Format_RGBA8888)
    flat = np.frombuffer(bytes(image.constBits()), np.uint8)
    return flat.reshape(image.height(), image.width(), 4)


def colour_of(shown: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal) -> str:
    """The colour of what is wholly covered by the icon."""
    pixels = pixels_of(shown.pixmap(QSize(48, 48), 1.0, mode))
    covered = pixels[pixels[..., 3] == 255]
    return QColor(*np.median(covered[:, :3], axis=0).astype(int).tolist()).name()


def use_colour(qapp: QApplication, group: QPalette.ColorGroup, role: QPalette.ColorRole, colour: str) -> None:
    palette = qapp.palette()
    palette.setColor(group, role, QColor(colour))
    qapp.setPalette(palette)


@pytest.mark.parametrize("name", NAMES)
def test_every_icon_shows_something_at_any_size(qapp: QApplication, name: str) -> None:
    for side in (16, 24, 96):
        alpha = pixels_of(icon(name).pixmap(QSize(side, side), 1.0))[..., 3]
        assert alpha.shape == (side, side)
        assert (alpha > 100).mean() > 0.03


def test_an_icon_that_is_not_there_is_an_error_where_it_is_asked_for(qapp: QApplication) -> None:
    with pytest.raises(FileNotFoundError):
        icon("unicorn")


def test_an_icon_without_room_is_no_picture(qapp: QApplication) -> None:
    assert icon("right").pixmap(QSize(14, -2)).isNull()


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_an_icon_has_as_many_pixels_as_the_screen_shows(qapp: QApplication, ratio: float) -> None:
    pixmap = icon("camera").pixmap(QSize(20, 20), ratio)
    assert pixmap.width() == round(20 * ratio)
    assert pixmap.devicePixelRatio() == ratio


def test_an_icon_made_before_takes_the_colour_of_a_later_palette(qapp: QApplication) -> None:
    shown = icon("pause")
    for colour in ("#123456", "#fedcba"):
        use_colour(qapp, QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText, colour)
        assert colour_of(shown) == colour


def test_an_icon_takes_the_role_that_is_asked_for(qapp: QApplication) -> None:
    use_colour(qapp, QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText, "#aabb11")
    assert colour_of(icon("chart", QPalette.ColorRole.HighlightedText)) == "#aabb11"


def test_a_disabled_icon_is_pale(qapp: QApplication) -> None:
    use_colour(qapp, QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, "#999999")
    assert colour_of(icon("chart"), QIcon.Mode.Disabled) == "#999999"


def test_a_button_on_the_screen_follows_the_palette(qtbot: QtBot, qapp: QApplication) -> None:
    button = QToolButton()
    button.setIcon(icon("chart"))
    button.setIconSize(QSize(32, 32))
    qtbot.addWidget(button)
    button.show()
    qtbot.waitExposed(button)
    use_colour(qapp, QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText, "#ff0000")
    shown = pixels_of(button.grab())
    assert ((shown[..., 0] > 200) & (shown[..., 1] < 60)).any()


def test_the_product_icon_has_the_sizes_that_desktops_ask_for(qapp: QApplication) -> None:
    assert {16, 32, 48, 256} <= {size.width() for size in app_icon().availableSizes()}


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("panel", ["#ffffff", "#1d1d1d"])
@pytest.mark.parametrize("side", [16, 24])
def test_a_tray_icon_stands_out_from_its_panel(qapp: QApplication, state: str, panel: str, side: int) -> None:
    assert QSize(side, side) in tray_icon(state).availableSizes()
    pixels = pixels_of(tray_icon(state).pixmap(side, side))
    red, green, blue = (int(panel[n : n + 2], 16) for n in (1, 3, 5))
    differs = np.abs(pixels[..., :3].astype(int) - (red, green, blue)).max(axis=2) > 60
    assert (differs & (pixels[..., 3] > 200)).mean() > 0.4


def test_the_states_in_the_tray_differ_in_shape_and_not_in_colour_alone(qapp: QApplication) -> None:
    marks = []
    for state in STATES:
        luma = pixels_of(tray_icon(state).pixmap(24, 24))[..., :3].astype(float) @ [0.299, 0.587, 0.114]
        marks.append(np.abs(luma - np.median(luma)) > 40)  # the figure, whatever its colour
    for number, mark in enumerate(marks):
        for other in marks[:number]:
            assert (mark != other).mean() > 0.05


def test_the_drawings_carry_nothing_that_must_be_fetched() -> None:
    for path in bundled("resources/icons").glob("*.svg"):
        text = path.read_text(encoding="utf-8").replace('xmlns="http://www.w3.org/2000/svg"', "")
        assert "http" not in text, path.name
        assert "<text" not in text, path.name  # the font would be another on each machine
