"""Charts as pictures and as elements of a page, in both languages."""

from __future__ import annotations

import io
import itertools
import subprocess
import sys
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from backdrop.errors import UsageError
from backdrop.host.plotting import Chart, label_points, require_plotting
from support.program import environment

if TYPE_CHECKING:
    from matplotlib.figure import Figure
    from matplotlib.text import Text
    from matplotlib.transforms import Bbox

POINTS = [(1.0, 1.0, "first of them"), (1.02, 1.0, "second of them"), (2.0, 1.0, "at the right edge of it")]


def draw(figure: Figure) -> None:
    axes = figure.subplots()
    axes.plot([x for x, _y, _name in POINTS], [y for _x, y, _name in POINTS], "o")
    label_points(axes, POINTS)


def test_a_chart_is_an_element_whose_ink_is_the_pages() -> None:
    text = Chart(draw, (4, 3)).svg()
    assert ET.fromstring(text).tag.endswith("svg")
    assert "currentColor" in text
    assert "at the right edge of it" in text, "texts stay texts"
    assert text == Chart(draw, (4, 3)).svg(), "the same figures give the same file"


def test_a_chart_is_a_picture_of_its_size() -> None:
    with Image.open(io.BytesIO(Chart(draw, (4, 3)).png())) as picture:
        assert picture.size == (640, 480)
        assert picture.convert("RGB").getpixel((1, 1)) == (255, 255, 255)


def test_names_cover_neither_each_other_nor_leave_the_chart() -> None:
    boxes: list[Bbox] = []

    def look(figure: Figure) -> None:
        draw(figure)
        figure.draw_without_rendering()
        (axes,) = figure.axes
        labels: list[Text] = list(axes.texts)
        boxes.extend(label.get_window_extent() for label in labels)
        assert all(axes.bbox.x0 < box.x0 and box.x1 < axes.bbox.x1 for box in boxes)

    Chart(look, (6, 3)).png()
    assert len(boxes) == 3
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


def test_fonts_that_are_not_here_are_not_complained_about() -> None:
    program = (
        "from backdrop.host.plotting import Chart\n"
        "Chart(lambda figure: figure.subplots().set_title('latency'), (3, 2)).png()\n"
    )
    done = subprocess.run([sys.executable, "-c", program], env=environment(), capture_output=True, check=True)
    assert (done.stdout, done.stderr) == (b"", b"")


def test_without_matplotlib_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(UsageError, match=r"backdrop\[bench\]"):
        require_plotting()
    with pytest.raises(UsageError, match=r"backdrop\[bench\]"):
        Chart(draw, (4, 3)).svg()
