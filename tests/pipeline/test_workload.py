"""How long pictures took lately: what counts, what does not, and from when on anything can be said."""

from __future__ import annotations

import pytest

from backdrop.pipeline.workload import OVER_S, Workload


class Worker:
    """Makes pictures on a clock of its own."""

    def __init__(self) -> None:
        self.workload, self.now, self.passed_over = Workload(), 100.0, 0
        self.workload.start_anew(self.now, 0)

    def work(
        self, count: int, took_s: float, passed_over_each: int = 0, rest_s: float = 0.0, counts: bool = True
    ) -> None:
        for _ in range(count):
            self.workload.begun(self.now, self.passed_over)
            self.now += took_s
            self.passed_over += passed_over_each
            self.workload.ended(self.now, self.passed_over, counts)
            self.now += rest_s

    @property
    def recent(self) -> tuple[float, float] | None:
        found = self.workload.recent(self.now, self.passed_over)
        return found and (round(found.picture_s, 6), round(found.passed_over, 3))


def test_nothing_is_said_until_two_seconds_were_seen() -> None:
    worker = Worker()
    worker.work(18, 0.1)
    assert worker.recent is None
    worker.work(3, 0.1)
    assert worker.recent == (0.1, 0.0)


def test_only_the_last_two_seconds_count() -> None:
    worker = Worker()
    worker.work(50, 0.01, passed_over_each=3)
    worker.work(round(OVER_S / 0.1) + 2, 0.1, passed_over_each=1)
    assert worker.recent == (0.1, 0.5)


def test_the_median_says_that_most_are_late() -> None:
    worker = Worker()
    worker.work(60, 0.01, rest_s=0.023)
    worker.work(14, 0.06, passed_over_each=1)
    assert worker.recent is not None
    assert worker.recent[0] == 0.01
    worker.work(8, 0.06, passed_over_each=1)
    assert worker.recent[0] == 0.06


def test_a_picture_that_never_gets_done_counts() -> None:
    worker = Worker()
    worker.work(60, 0.01, rest_s=0.023)
    worker.workload.begun(worker.now, worker.passed_over)
    worker.now, worker.passed_over = worker.now + 3, worker.passed_over + 90
    assert worker.recent == (3.0, 0.989)


def test_pictures_that_need_no_matte_say_nothing() -> None:
    worker = Worker()
    worker.work(100, 0.001, rest_s=0.032, counts=False)
    worker.workload.begun(worker.now, 0)
    worker.now += 0.001
    assert worker.recent is None


@pytest.mark.parametrize("anew", [True, False])
def test_after_a_pause_and_with_another_model_it_begins_anew(anew: bool) -> None:
    worker = Worker()
    worker.work(30, 0.1)
    if anew:
        worker.workload.start_anew(worker.now, worker.passed_over)
    else:
        worker.now += 5
        assert worker.recent is None, "nothing is made"
    worker.work(1, 0.4)
    assert worker.recent is None
    worker.work(40, 0.05)
    assert worker.recent == (0.05, 0.0)
