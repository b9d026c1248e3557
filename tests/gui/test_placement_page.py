"""The page of placements: what its sliders say is what is shown, at once, and nothing is set or made up."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from backdrop.bandwidth.charts import COLOURS
from backdrop.capture.presenter import Presenter
from backdrop.gui.bridge import Bridge
from backdrop.gui.job import Job
from backdrop.gui.pages.placement import PlacementPage
from backdrop.gui.pages.placement_chart import round_step
from backdrop.gui.settings_dialog import open_settings
from support.clips import write_video
from support.program import environment

WITHIN_MS = 60000


def wait_for_jobs(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.waitUntil(lambda: not isValid(widget) or not widget.findChildren(Job), timeout=WITHIN_MS)


@pytest.fixture
def page(qtbot: QtBot, bridge: Bridge) -> Iterator[PlacementPage]:
    qtbot.waitUntil(lambda: bridge.status() is not None, timeout=WITHIN_MS)
    dialog = open_settings(None, bridge, "placement")
    qtbot.addWidget(dialog, before_close_func=lambda widget: wait_for_jobs(qtbot, widget))
    page = dialog.page("placement")
    assert isinstance(page, PlacementPage)
    qtbot.waitUntil(lambda: dialog.stack.currentWidget() is page)
    yield page
    wait_for_jobs(qtbot, dialog)


def choose(box: QComboBox, value: object) -> None:
    """Chooses as the user does."""
    index = next(i for i in range(box.count()) if box.itemData(i) == value)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def column(page: PlacementPage, place: int, rows: int = 9) -> list[str]:
    return [page.table.text(row, place) for row in range(rows)]


def measure(qtbot: QtBot, page: PlacementPage) -> None:
    page.measure.click()
    assert page.notice.message == "Measuring…"
    qtbot.waitUntil(page.measure.isEnabled, timeout=WITHIN_MS)


def picture(page: PlacementPage) -> QImage:
    return page.chart.grab().toImage()


def count(image: QImage, colour: str) -> int:
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


def test_the_figures_are_those_of_the_call_that_the_sliders_say(page: PlacementPage) -> None:
    choose(page.controls.task, "super-resolution")
    page.controls.participants.slider.setValue(4)
    page.controls.bitrate.slider.setValue(10)  # in hundreds
    assert column(page, 1) == [
        "1,000", "12,000", "13,000", "4,000", "48,000", "52,000", "4,000", "48,000", "52,000",
    ]  # fmt: skip
    assert column(page, 3)[:2] == ["1,000", "3,000"]
    assert page.found.text() == "Bitrates grow ×4.00."
    choose(page.controls.topology, "mcu")
    assert column(page, 1)[:2] == ["1,000", "4,000"]


def test_a_slider_redraws_the_chart_while_it_is_still_held(page: PlacementPage) -> None:
    choose(page.controls.task, "super-resolution")
    before = picture(page)
    page.controls.participants.slider.setSliderDown(True)
    page.controls.participants.slider.setSliderPosition(20)
    after = picture(page)
    page.controls.participants.slider.setSliderDown(False)
    assert after != before
    assert column(page, 0)[0] == "1,500"
    assert column(page, 0)[1] == f"{19 * 1500:,}"


def test_every_place_has_its_line_and_a_mesh_has_none_for_a_server(page: PlacementPage) -> None:
    choose(page.controls.task, "super-resolution")
    seen = picture(page)
    assert all(count(seen, COLOURS[place]) > 20 for place in ("server", "sender"))
    choose(page.controls.topology, "mesh")
    assert count(picture(page), COLOURS["server"]) == 0
    assert column(page, 1, 1) == [f"{7 * 1500 * 4:,}"], "the second place is the sender then"


def test_sliders_are_moved_by_keyboard(page: PlacementPage) -> None:
    QTest.keyClick(page.controls.participants.slider, Qt.Key.Key_Right)
    assert page.controls.scenario.participants == 9
    assert column(page, 0)[1] == f"{8 * 1500:,}"


def test_only_what_matters_for_the_task_is_there_to_be_set(page: PlacementPage) -> None:
    controls = page.controls
    assert [w.isVisible() for w in (controls.scale, controls.growth, controls.exponent)] == [False, False, False]
    assert not page.found.isVisible()
    choose(controls.task, "super-resolution")
    assert [w.isVisible() for w in (controls.scale, controls.growth, controls.exponent)] == [True, True, False]
    choose(controls.growth, "power")
    assert controls.exponent.isVisible()
    assert page.found.text() == "Bitrates grow ×2.83.", "4 to the power of 0.75"
    controls.scale.slider.setValue(6)  # in halves
    controls.exponent.slider.setValue(10)  # in twentieths
    assert page.found.text() == "Bitrates grow ×3.00."


def test_the_time_of_a_model_that_is_not_here_is_given_by_a_slider(page: PlacementPage) -> None:
    assert not page.controls.model_time.isVisible(), "that of segmentation is measured"
    choose(page.controls.task, "super-resolution")
    assert page.costs.inference_ms is None
    page.controls.participants.slider.setValue(2)
    page.controls.model_time.slider.setValue(10)  # in halves
    assert page.advice.text() == "A picture takes the model 5.0 ms: run it on the receiver."
    page.controls.participants.slider.setValue(50)
    page.controls.model_time.slider.setValue(200)
    assert page.advice.text().endswith("too long for a receiver: run it on the server.")


def test_nothing_is_told_of_the_model_before_it_is_measured_and_its_time_after(
    qtbot: QtBot, page: PlacementPage, default_model: str
) -> None:
    assert "as long as it takes less than 33.3 ms" in page.advice.text()
    assert not page.controls.rtt.isVisible(), "it would change nothing yet"
    measure(qtbot, page)
    page.controls.rtt.slider.setValue(20)  # in fives
    assert page.costs.rtt_ms == 100
    assert page.notice.message == ""
    assert page.advice.text().startswith("On this machine selfie-")
    known = page.costs
    assert known.inference_ms is not None
    assert known.before is not None
    choose(page.controls.task, "super-resolution")
    known = page.costs
    assert known.inference_ms is None, "that of another model"
    assert known.after is None, "of a larger picture nothing was measured"
    measure(qtbot, page)
    known = page.costs
    assert known.after is not None
    choose(page.controls.task, "segmentation")
    assert page.advice.text().startswith("On this machine selfie-"), "what was measured before still holds"


def test_growth_is_measured_with_a_video_and_its_source_named(
    qtbot: QtBot, page: PlacementPage, tmp_path: Path
) -> None:
    drawn, noise = Presenter(320, 180, paced=False), np.random.default_rng(1)
    pictures = []
    for n in range(6):
        pixels = drawn.draw(n)[0].pixels.astype(np.float64)
        pixels[:180] += noise.normal(0, 3, (180, 320))
        pictures.append(np.clip(pixels, 16, 235).astype(np.uint8))
    path = write_video(tmp_path / "대화.mp4", pictures)
    choose(page.controls.task, "super-resolution")
    choose(page.controls.growth, "measured")
    dialog = page.window().findChild(QFileDialog)
    assert dialog is not None
    assert page.controls.growth.currentData() == "constant", "until something is measured"
    dialog.close()
    page.measure_growth(path)
    qtbot.waitUntil(page.measure.isEnabled, timeout=WITHIN_MS)
    assert page.controls.growth.currentData() == "measured"
    assert "on 대화.mp4, 320x180. The clip is under 720p." in page.found.text()
    assert 1 < page.controls.scenario.ratio < 8
    assert column(page, 2)[0] == f"{1500 * page.controls.scenario.ratio:,.0f}"


def test_a_file_that_is_no_video_is_said_and_all_stays_as_it_was(
    qtbot: QtBot, page: PlacementPage, tmp_path: Path
) -> None:
    (tmp_path / "notes.mp4").write_text("no video")
    choose(page.controls.task, "super-resolution")
    page.measure_growth(tmp_path / "notes.mp4")
    qtbot.waitUntil(page.measure.isEnabled, timeout=WITHIN_MS)
    assert "notes.mp4" in page.notice.message
    assert page.found.text() == "Bitrates grow ×4.00."


def test_no_setting_is_changed(page: PlacementPage, bridge: Bridge) -> None:
    before = bridge.settings
    choose(page.controls.task, "super-resolution")
    page.controls.bitrate.slider.setValue(30)
    assert bridge.settings == before


def test_the_answer_stands_beside_the_question_where_there_is_room(qtbot: QtBot, page: PlacementPage) -> None:
    page.window().resize(1500, 800)
    qtbot.waitUntil(lambda: page.table.mapTo(page, page.table.rect().topLeft()).x() > page.chart.width())
    page.window().resize(760, 560)
    qtbot.waitUntil(lambda: page.table.mapTo(page, page.table.rect().topLeft()).x() < 60)


def test_the_page_needs_no_matplotlib(tmp_path: Path) -> None:
    program = (
        "import sys; sys.modules['matplotlib'] = None\n"
        "from PySide6.QtWidgets import QApplication; app = QApplication([])\n"
        "from backdrop.gui.pages.placement_chart import BitrateChart\n"
        "from backdrop.bandwidth.scenario import Scenario\n"
        "chart = BitrateChart(); chart.resize(500, 300); chart.show_scenario(Scenario(5, 1000.0))\n"
        "assert not chart.grab().isNull()\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], env=environment() | {"QT_QPA_PLATFORM": "offscreen"}, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("about", "step"), [(1.5, 2), (2.0, 2), (0.03, 0.05), (7, 10), (60, 100), (100, 100)])
def test_marks_of_an_axis_are_at_round_numbers(about: float, step: float) -> None:
    assert round_step(about) == pytest.approx(step)
