"""What is concluded from a file's shapes, and from how well each way to use its network did."""

from __future__ import annotations

import numpy as np
import pytest

from backdrop.bench.trial import LIGHTS, presenter_scenes
from backdrop.errors import ModelError, UsageError
from backdrop.frame import Frame
from backdrop.segment.engine import Tensor
from backdrop.segment.own.contest import Entrant, Scene, Values, hold
from backdrop.segment.own.examine import reading_of, winner_of
from backdrop.segment.own.numbers import COMMON, Numbers, candidates
from backdrop.segment.own.options import OwnOptions
from backdrop.segment.own.shapes import Shape, map_of, picture, stride_of
from backdrop.segment.spec import Colour, Layout, OutputSpec

UNSAID = OwnOptions()


@pytest.mark.parametrize(
    ("taken", "found"),
    [
        ((1, 144, 256, 3), ("NHWC", 144, 256)),
        ((1, 3, 144, 256), ("NCHW", 144, 256)),
        ((None, 144, 256, 3), ("NHWC", 144, 256)),
        ((1, 3, 64, None), ("NCHW", 64, 48)),
        ((None, None, None, 3), ("NHWC", 32, 48)),
    ],
)
def test_the_picture_is_read_from_its_shape(taken: Shape, found: tuple[Layout, int, int]) -> None:
    size = None if None not in taken[1:] else "48x64" if 64 in taken else "48x32"
    assert picture(taken, OwnOptions(size=size)) == found


@pytest.mark.parametrize(
    ("taken", "option"), [((1, None, None, 3), "size"), ((1, 3, 64, 3), "layout"), ((None,) * 4, "layout")]
)
def test_what_the_shape_leaves_open_is_asked_for_by_its_option(taken: Shape, option: str) -> None:
    with pytest.raises(UsageError, match=f"--{option}") as asked:
        picture(taken, UNSAID)
    assert asked.value.values["option"] == option


def test_a_layout_that_was_given_decides() -> None:
    assert picture((1, 3, 64, 3), OwnOptions(layout="NCHW")) == ("NCHW", 64, 3)
    with pytest.raises(ModelError, match="1×64×64×3"):
        picture((1, 64, 64, 3), OwnOptions(layout="NCHW"))


@pytest.mark.parametrize(
    "sides", [(8, 8, 3), (1, 1, 8, 8, 3), (1, 8, 8, 1), (4, 8, 8, 3), (1, 9000, 8, 3), (1, 0, 8, 3)]
)
def test_what_is_no_picture_is_refused_with_its_shape(sides: Shape) -> None:
    with pytest.raises(ModelError, match="×".join(map(str, sides))):
        picture(sides, UNSAID)


@pytest.mark.parametrize(
    ("shape", "layout", "found"),
    [
        ((1, 144, 256, 1), "NHWC", (144, 256, 1, "NHWC")),
        ((1, 144, 256), "NCHW", (144, 256, 1, "NHWC")),
        ((144, 256), "NHWC", (144, 256, 1, "NHWC")),
        ((1, 1, 144, 256), "NCHW", (144, 256, 1, "NHWC")),
        ((1, 2, 144, 256), "NCHW", (144, 256, 2, "NCHW")),
        ((1, 144, 256, 21), "NCHW", (144, 256, 21, "NHWC")),
        ((1, 18, 32, 1), "NHWC", (18, 32, 1, "NHWC")),
    ],
)
def test_an_answer_that_has_the_pictures_proportions_is_a_map(
    shape: Shape, layout: Layout, found: tuple[int, int, int, Layout]
) -> None:
    output = map_of(shape, layout, 144, 256)
    assert output is not None
    assert (output.height, output.width, output.classes, output.layout) == found


@pytest.mark.parametrize("shape", [(1, 1000), (1, 896, 16), (1, 0, 0, 3), (1, 256, 144, 1), (), (1, None, 256, 1)])
def test_an_answer_of_other_proportions_is_none(shape: Shape) -> None:
    assert map_of(shape, "NHWC", 144, 256) is None


@pytest.mark.parametrize(
    ("cells", "stride"), [((33, 33), 8), ((17, 17), 16), ((257, 257), 1), ((29, 29), 9), ((50, 50), None)]
)
def test_cells_lie_a_whole_number_of_pixels_apart(cells: tuple[int, int], stride: int | None) -> None:
    assert stride_of(OutputSpec("alpha", *cells), 257, 257) == stride


def entrant(numbers: Numbers, colour: Colour, good: float, poor: float) -> Entrant:
    return Entrant(colour, numbers, lambda _frame: np.zeros(0, np.float32), {("alpha", 0): {0: [good], 1: [poor]}})


def test_the_range_that_does_best_in_poor_light_wins() -> None:
    wrong, right = entrant(COMMON[1], "RGB", 0.97, 0.5), entrant(COMMON[0], "RGB", 0.93, 0.9)
    assert winner_of([wrong, right], ("alpha", 0), UNSAID) is right


def test_ranges_that_do_equally_well_are_asked_for_with_what_each_reached() -> None:
    several = [entrant(COMMON[0], "RGB", 0.93, 0.9), entrant(COMMON[3].in_order("BGR"), "BGR", 0.95, 0.91)]
    with pytest.raises(UsageError, match=r"--range 0\.\.1 \(IoU 0\.93\)") as asked:
        winner_of(several, ("alpha", 0), UNSAID)
    assert asked.value.values["option"] == "range"
    assert "--range 0..1 --mean 0.406,0.456,0.485 --std 0.225,0.224,0.229 --colour BGR (IoU 0.95)" in str(asked.value)
    assert winner_of(several, ("alpha", 0), OwnOptions(force=True)) is several[1]


def test_the_order_of_colours_is_the_usual_one_unless_the_other_is_clearly_better() -> None:
    usual, other = entrant(COMMON[0], "RGB", 0.9, 0.90), entrant(COMMON[0], "BGR", 0.9, 0.92)
    assert winner_of([other, usual], ("alpha", 0), UNSAID) is usual
    better = entrant(COMMON[0], "BGR", 0.95, 0.95)
    assert winner_of([usual, better], ("alpha", 0), UNSAID) is better


@pytest.fixture(scope="module")
def scenes() -> list[Scene]:
    return list(presenter_scenes())


class Pretending:
    """Answers of a network that knows the scenes: as many classes, of which some share the person among them."""

    def __init__(self, scenes: list[Scene], classes: int, people: tuple[int, ...]) -> None:
        self._truths = {id(scene.frame): scene.truth for scene in scenes}
        self._classes, self._people = classes, people

    def __call__(self, frame: Frame) -> Tensor:
        truth = self._truths[id(frame)][::10, ::10] >= 128
        answer = np.zeros((1, *truth.shape, self._classes), np.float32)
        room = next(index for index in range(self._classes) if index not in self._people)
        for row in range(truth.shape[0]):
            answer[0, row, :, self._people[row % len(self._people)]] = np.where(truth[row], 9, -9)
        answer[0, :, :, room] = np.where(truth, -9, 9)
        return answer


@pytest.mark.parametrize(
    ("classes", "people", "reading"),
    [
        (2, (1,), ("person", 1)), (2, (0,), ("person", 0)), (21, (15,), ("person", 15)),
        (6, (1, 2, 3, 4, 5), ("background", 0)),
    ],
)  # fmt: skip
def test_the_class_of_the_person_is_the_one_that_lies_on_the_presenter(
    scenes: list[Scene], classes: int, people: tuple[int, ...], reading: tuple[str, int]
) -> None:
    output = OutputSpec("logits", 36, 64, classes)
    ways = [Entrant("RGB", COMMON[0], Pretending(scenes, classes, people))]
    left, values = hold(ways, output, scenes, len(LIGHTS), 60)
    assert reading_of(left, output, values, UNSAID) == reading
    assert left[0].score(reading_of(left, output, values, UNSAID)) > 0.9


def test_a_class_that_was_given_is_held_to() -> None:
    output = OutputSpec("logits", 36, 64, 21)
    assert reading_of([], output, Values(), OwnOptions(person_class=7)) == ("person", 7)
    assert reading_of([], output, Values(), OwnOptions(background_class=0)) == ("background", 0)
    with pytest.raises(UsageError, match="no class 21"):
        reading_of([], output, Values(), OwnOptions(person_class=21))


def test_answers_that_are_no_numbers_count_as_nothing_found(scenes: list[Scene]) -> None:
    ways = [Entrant("RGB", COMMON[0], lambda _frame: np.full((1, 36, 64, 1), np.nan, np.float32))]
    left, _values = hold(ways, OutputSpec("alpha", 36, 64), scenes, len(LIGHTS), 60)
    assert left[0].best == 0


def test_no_look_is_begun_when_the_time_is_over(scenes: list[Scene]) -> None:
    ways = [Entrant("RGB", COMMON[0], Pretending(scenes, 2, (1,)))]
    hold(ways, OutputSpec("logits", 36, 64, 2), scenes, len(LIGHTS), 0)
    assert {len(values) for values in ways[0].ious["person", 1].values()} == {1}


def test_all_that_is_in_common_use_is_tried_in_both_orders_of_colours() -> None:
    assert len(list(candidates(None, None))) == 2 * len(COMMON)
    assert list(candidates(COMMON[2], "BGR")) == [("BGR", COMMON[2])]


def test_numbers_are_written_as_the_options_that_give_them() -> None:
    numbers = Numbers(-1.5, 1e-05, (0.1, 0.2, 0.3), (16920.704775, 1.0, 2.0))
    assert str(numbers) == "--range -1.5..0.00001 --mean 0.1,0.2,0.3 --std 16920.704775,1,2"
    given = OwnOptions(range="-1.5..0.00001", mean="0.1,0.2,0.3", std="16920.704775,1,2")
    assert given.numbers == numbers
