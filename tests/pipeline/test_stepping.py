"""When to change the model: the decisions alone, on a clock of the test's own."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.pipeline.stepping import LATE_S, LONGEST_WAIT_S, ROOM_S, Step, Stepping
from backdrop.pipeline.workload import Recent

INTERVAL_S = 1 / 30
TICK_S = 0.25
COSTS = {"best": 0.012, "good": 0.006, "plain": 0.002}


@dataclass
class Table:
    """Costs that are known, and those that would have to be measured (None: it cannot be run)."""

    known: dict[str, float] = field(default_factory=lambda: dict(COSTS))
    unknown: dict[str, float | None] = field(default_factory=dict)
    measured: list[str] = field(default_factory=list)
    slowdown: float = 3.0
    exaggerated: float = 1.0

    def cost_s(self, model_id: str) -> float | None:
        return self.known.get(model_id)

    def measured_now_s(self, model_id: str) -> float | None:
        self.measured.append(model_id)
        cost = self.unknown[model_id]
        if cost is None:
            return None
        self.known[model_id] = cost * self.exaggerated
        return cost * self.slowdown


class Machine:
    """A machine that takes `slowdown(model)` times as long as alone, and does the steps that are due.

    As the camera does: for LATE_S after a step nothing can be said of the new model.
    """

    def __init__(
        self, table: Table | None = None, current: str = "best", models: tuple[str, ...] = tuple(COSTS)
    ) -> None:
        self.table = table or Table()
        self.stepping = Stepping(models, current, INTERVAL_S, self.table)
        self.now = self.blind_until = 0.0
        self.steps: list[tuple[float, Step]] = []

    def run(self, seconds: float, slowdown: float | Callable[[str], float], camera_fps: float = 30.0) -> list[Step]:
        """The steps that were taken meanwhile."""
        before, until = len(self.steps), self.now + seconds
        while self.now < until:
            factor = slowdown if isinstance(slowdown, float) else slowdown(self.stepping.current)
            self._tick(factor, camera_fps)
        return [step for _moment, step in self.steps[before:]]

    def _tick(self, slowdown: float, camera_fps: float) -> None:
        self.now += TICK_S
        picture_s = COSTS.get(self.stepping.current, 0.003) * slowdown
        passed_over = max(0.0, 1 - 1 / (picture_s * camera_fps))
        recent = Recent(picture_s, passed_over) if self.now >= self.blind_until else None
        step = self.stepping.due(self.now, recent)
        if step is not None:
            self.steps.append((self.now, step))
            self.stepping.stepped(self.now, step)
            self.blind_until = self.now + LATE_S


def test_nothing_changes_while_there_is_room() -> None:
    assert Machine().run(3600, 1.2) == []


def test_late_pictures_lead_to_the_best_model_that_has_room() -> None:
    machine = Machine()
    (step,) = machine.run(10, 3.0)  # best takes 36 ms, good 18, plain 6
    assert (step.previous, step.model, step.up) == ("best", "plain", False)
    assert step.picture_s == pytest.approx(0.036)
    assert machine.steps[0][0] == TICK_S, "whoever asks has looked at the last seconds already"


def test_where_none_has_room_the_fastest_is_taken_and_kept() -> None:
    machine = Machine()
    assert [step.model for step in machine.run(600, 20.0)] == ["plain"]
    assert [step.model for step in Machine(current="plain").run(600, 20.0)] == []


def test_where_the_fastest_is_hardly_faster_nothing_is_changed() -> None:
    table = Table({"best": 0.010, "good": 0.009})
    assert Machine(table, models=("best", "good")).run(60, 30.0) == []


def test_a_slow_camera_makes_nothing_late() -> None:
    """A picture that takes 40 ms is in time for a camera that gives 15 a second."""
    assert Machine().run(600, 0.040 / COSTS["best"], camera_fps=15.0) == []


def test_room_has_to_be_there_for_half_a_minute_without_a_break() -> None:
    machine = Machine(current="good")
    assert machine.run(ROOM_S - 1, 1.0) == []
    assert machine.run(1, 2.0) == [], "no room for the best: 24 ms"
    assert machine.run(ROOM_S - 1, 1.0) == []
    (step,) = machine.run(2, 1.0)
    assert (step.model, step.up) == ("best", True)


def test_a_pause_is_no_room() -> None:
    machine = Machine(current="good")
    machine.run(ROOM_S - 1, 1.0)
    machine.blind_until = machine.now + 60
    machine.run(60, 1.0)
    assert machine.run(ROOM_S - 1, 1.0) == []


def test_the_best_with_room_is_taken_past_a_lesser_one() -> None:
    assert [step.model for step in Machine(current="plain").run(ROOM_S + 2, 1.0)] == ["best"]
    assert [step.model for step in Machine(current="plain").run(ROOM_S + 2, 2.0)] == ["good"]


def test_a_model_that_was_measured_on_a_busy_machine_gets_its_chance() -> None:
    """It seemed too slow, and so did the one that was taken: that one shows what the machine can do by now."""
    table = Table({"best": 0.048, "good": 0.024})
    assert [step.model for step in Machine(table, "good", ("best", "good")).run(ROOM_S + 2, 1.0)] == ["best"]


def only_the_best_is_late(model: str) -> float:
    return 4.0 if model == "best" else 1.0


def test_a_step_up_that_is_taken_back_doubles_the_wait_up_to_ten_minutes() -> None:
    machine = Machine(current="good")
    machine.run(2 * 3600, only_the_best_is_late)
    ups = [moment for moment, step in machine.steps if step.up]
    gaps = [b - a for a, b in itertools.pairwise(ups)]
    print([round(gap) for gap in gaps])
    for gap, expected in zip(gaps, (60, 120, 240, 480, *[LONGEST_WAIT_S] * 20), strict=False):
        assert expected <= gap < expected + 3 * LATE_S


def test_a_step_up_that_held_long_makes_the_next_one_come_sooner_again() -> None:
    machine = Machine(current="good")
    machine.run(1000, only_the_best_is_late)  # waits 480 s by now
    machine.run(LONGEST_WAIT_S + 600, 1.0)
    assert machine.stepping.current == "best"
    machine.run(5, only_the_best_is_late)
    start = machine.now
    machine.run(LONGEST_WAIT_S, 1.0)
    up = next(moment for moment, step in machine.steps if step.up and moment > start)
    assert up - start < LONGEST_WAIT_S / 2 + 2 * LATE_S


def test_one_unknown_model_at_a_time_is_measured_and_only_while_pictures_are_late() -> None:
    table = Table({"best": 0.012}, {"a": 0.050, "b": None, "c": 0.040, "d": 0.001})
    machine = Machine(table, models=("best", "a", "b", "c", "d"))
    machine.run(600, 1.0)
    assert table.measured == []
    machine.run(1, 3.0)
    assert table.measured == ["a"], "and a break after it, since it did not help"
    machine.run(60, 3.0)
    assert table.measured[1:4] == ["b", "c", "b"]
    assert machine.stepping.current == "d"


def test_what_is_faster_at_present_is_taken_though_what_it_costs_alone_was_exaggerated() -> None:
    """Measured while others crowd the processor, it seems to cost more than the present model; later it proves not."""
    table = Table({"best": 0.012}, {"good": 0.006}, exaggerated=3.0)
    machine = Machine(table, models=("best", "good"))
    assert [step.model for step in machine.run(2, 3.0)] == ["good"]
    assert machine.run(ROOM_S / 2, 2.5) == []
    assert [step.model for step in machine.run(ROOM_S + 2, 1.0)] == ["best"]


def test_a_model_that_cannot_be_run_after_all_is_not_tried_again() -> None:
    stepping = Stepping(("best", "good", "plain"), "best", INTERVAL_S, Table())
    late = Recent(0.040, 0.2)
    for expected in ("plain", "good"):
        step = stepping.due(1.0, late)
        assert step is not None
        assert step.model == expected
        stepping.failed(step.model)
    assert stepping.due(1.0, late) is None


@given(st.lists(st.tuples(st.floats(1, 900), st.floats(0.3, 40.0), st.floats(0.3, 40.0)), min_size=1, max_size=60))
def test_under_whatever_load_there_are_few_changes(load: list[tuple[float, float, float]]) -> None:
    """`load`: seconds, and how many times slower the best model, and the others, are for so long."""
    machine = Machine()
    for seconds, best, others in load:
        machine.run(seconds, lambda model, best=best, others=others: best if model == "best" else others)  # type: ignore[misc]
    ups = sum(step.up for _moment, step in machine.steps)
    levels = len(COSTS) - 1
    # The wait doubles five times at most from 30 s to 600 s; after that each mistake, and each step that held and lets
    # the wait shrink again, takes ten minutes. A climb over all levels counts as one.
    assert ups <= levels * (6 + 3 * machine.now / LONGEST_WAIT_S)
    assert len(machine.steps) - ups <= ups + levels


@pytest.mark.parametrize("period_s", [5.0, 20.0, 31.0, 35.0, 45.0, 70.0, 130.0, 400.0])
def test_a_load_that_comes_and_goes_makes_few_changes(period_s: float) -> None:
    """The worst for any rule that only waits: idle for just as long as it takes to be trusted, then busy again."""
    machine = Machine()
    hours = 4
    while machine.now < hours * 3600:
        machine.run(period_s, 1.0)
        machine.run(3.0, 8.0)
    print(f"{len(machine.steps)} changes in {hours} hours")
    assert len(machine.steps) <= hours * 3600 / LONGEST_WAIT_S * 2 + 14
