"""The figures that mattes are compared by, against values worked out by hand and against an independent tool."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from backdrop.bench.matte_figures import Mask, boundary_f, intersection_over_union, is_webcam_like, judge
from backdrop.capture.presenter import Presenter
from backdrop.frame import Plane
from backdrop.host.cv import cv2


@pytest.fixture(scope="module")
def tool(shared_dir: Path) -> ModuleType:
    """A tool of the same purpose, written by others."""
    path = shared_dir / "tools" / "matte_metrics.py"
    if not path.is_file():
        pytest.skip(f"{path.name} is not among the shared data")
    spec = importlib.util.spec_from_file_location("matte_metrics", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _stripe(left: int, right: int) -> Plane:
    """White from one column to another, over the whole height of a picture of 480 rows."""
    plane = np.zeros((480, 640), np.uint8)
    plane[:, left:right] = 255
    return plane


def test_a_perfect_hard_matte_has_nothing_wrong() -> None:
    figures = judge(_stripe(200, 400), _stripe(200, 400))
    assert (figures.iou, figures.boundary_f, figures.soft) == (1, 1, None)


def test_a_perfect_soft_matte_has_nothing_wrong() -> None:
    _frame, matte = Presenter(640, 480, paced=False).draw(0)
    figures = judge(matte.alpha, matte.alpha)
    assert (figures.iou, figures.boundary_f) == (1, 1)
    assert figures.soft is not None
    assert (figures.soft.mae, figures.soft.band, figures.soft.gradient) == pytest.approx((0, 0, 0), abs=1e-9)


@pytest.mark.parametrize(
    ("shift", "expected"),
    # An outline is two pixels wide, one on either side of the edge: four off, only the nearer one is within three.
    [(0, 1.0), (3, 1.0), (4, 0.5), (5, 0.0), (40, 0.0)],
)
def test_a_shifted_mask_has_the_figures_that_follow_from_its_shift(shift: int, expected: float) -> None:
    figures = judge(_stripe(200 + shift, 400 + shift), _stripe(200, 400))
    assert figures.iou == pytest.approx((200 - shift) / (200 + shift))
    assert figures.boundary_f == pytest.approx(expected)


@pytest.mark.parametrize("scale", [0.5, 2, 3])
def test_the_tolerance_grows_with_the_picture(scale: float) -> None:
    def scaled(plane: Plane) -> Plane:
        return np.asarray(cv2.resize(plane, None, fx=scale, fy=scale, interpolation=cv2.INTER_NEAREST), np.uint8)

    assert judge(scaled(_stripe(202, 402)), scaled(_stripe(200, 400))).boundary_f == pytest.approx(1)
    assert judge(scaled(_stripe(206, 406)), scaled(_stripe(200, 400))).boundary_f == 0


def test_a_mask_smaller_than_its_picture_is_compared_all_the_same() -> None:
    small = np.asarray(cv2.resize(_stripe(200, 400), (320, 240), interpolation=cv2.INTER_AREA), np.uint8)
    figures = judge(_stripe(200, 400), small)
    assert figures.iou > 0.98
    assert figures.boundary_f == pytest.approx(1)


def test_soft_error_is_the_mean_difference_of_alpha_and_larger_at_the_edge() -> None:
    truth = _stripe(0, 320)
    truth[:, 318:322] = (230, 150, 90, 30)
    alpha = truth.copy()
    alpha[:, 300:304] = 204  # a fifth off, in 4 of 640 columns
    figures = judge(alpha, truth).soft
    assert figures is not None
    assert figures.mae == pytest.approx(1000 * 0.2 * 4 / 640)
    assert figures.band > 10 * figures.mae
    assert figures.gradient > 0


def test_nobody_found_where_nobody_is_is_right_and_somebody_is_wrong() -> None:
    nobody, somebody = np.zeros((480, 640), bool), _stripe(200, 400) > 0
    assert intersection_over_union(nobody, nobody) == 1
    assert intersection_over_union(somebody, nobody) == 0
    assert boundary_f(somebody, nobody) == 0


def test_like_a_webcams_are_pictures_of_somebody_large_at_the_lower_edge() -> None:
    person = np.zeros((480, 640), bool)
    assert not is_webcam_like(person)
    person[100:, 200:450] = True
    assert is_webcam_like(person)
    assert not is_webcam_like(person[::-1]), "hangs from the upper edge"
    assert not is_webcam_like(~np.zeros_like(person)), "nothing else is in the picture"


_masks = hnp.arrays(np.bool_, (12, 16), elements=st.booleans())


@settings(max_examples=50)
@given(_masks, _masks)
def test_masks_get_the_same_figures_from_an_independent_tool(tool: ModuleType, a: Mask, b: Mask) -> None:
    large = [np.kron(mask, np.ones((10, 10), bool)) for mask in (a, b)]
    as_bytes = [mask.astype(np.uint8) for mask in large]
    assert boundary_f(*large) == pytest.approx(tool.boundary_f(*as_bytes))
    assert intersection_over_union(*large) == pytest.approx(tool.iou(*as_bytes))
