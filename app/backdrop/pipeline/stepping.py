"""When to change to a faster model, and when back: decisions only, on a clock that is told.

Down when pictures take longer than there is between two frames, so that frames are passed over, for LATE_S. Up when a
better model would leave half of that time free for ROOM_S without a break. A step up that has to be taken back doubles
the wait before the next one, and one that holds long halves it again: under whatever load, there are few changes.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from backdrop.pipeline.workload import OVER_S, Recent
from backdrop.segment.choosing import SHARE

LATE_S = OVER_S
ROOM_S = 30.0
LONGEST_WAIT_S = 600.0
"""The wait before a step up never grows over this; and a step up that held as long was no mistake."""

_MISSED = 0.05
"""Share of frames passed over from which pictures are late: where the camera gives fewer frames than are published, a
slow model misses none of them, and a single one is missed on any busy machine."""
_BREAK_S = 10.0
"""Between two models that are measured in vain while pictures are late."""
_WORTH_IT = 0.8
"""Where no model is fast enough, a faster one is taken only if it takes at most this share of the time."""


class Costs(Protocol):
    """What a picture takes with a model, in seconds."""

    def cost_s(self, model_id: str) -> float | None:
        """On the machine left alone; None where it is not known."""

    def measured_now_s(self, model_id: str) -> float | None:
        """As the machine is at present; afterwards its cost is known as well. None where it cannot be run."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change of model that is due, and the seconds that a picture took with the one before."""

    model: str
    previous: str
    up: bool
    picture_s: float


class Stepping:
    """Asked now and then by one thread."""

    def __init__(
        self, models: Sequence[str], current: str, interval_s: float, costs: Costs, room_s: float = ROOM_S
    ) -> None:
        """`models`: ids, best matte first; `interval_s`: the time between two frames."""
        self._models, self._interval_s, self._costs = list(models), interval_s, costs
        self.current = current
        self._room_s = self._wait_s = room_s
        self._room_since: dict[str, float] = {}
        self._last_up_s: float | None = None
        self._measure_from_s = 0.0
        self._uncertain: dict[str, float] = {}

    def due(self, now: float, recent: Recent | None) -> Step | None:
        """The change that is due at `now`, a monotonic time in seconds; None most of the time.

        `recent` None says that nothing can be said: no pictures are made, or not for long enough yet.
        """
        if recent is not None and self.current in self._uncertain:
            self._uncertain[self.current] = min(self._uncertain[self.current], recent.picture_s)
        alone = self._cost_s(self.current)
        if recent is None or alone is None:
            self._room_since.clear()
            return None
        slowdown = recent.picture_s / alone
        if recent.picture_s > self._interval_s and recent.passed_over > _MISSED:
            self._room_since.clear()
            return self._step(self._faster(now, slowdown, recent.picture_s), recent, up=False)
        return self._step(self._better(now, slowdown), recent, up=True)

    def stepped(self, now: float, step: Step) -> None:
        """The step was taken."""
        self.current = step.model
        self._room_since.clear()
        self._measure_from_s = now
        if step.up:
            self._last_up_s = now
        elif self._last_up_s is not None:
            mistaken = now - self._last_up_s < LONGEST_WAIT_S
            wait = self._wait_s * 2 if mistaken else self._wait_s / 2
            self._wait_s = min(max(wait, self._room_s), LONGEST_WAIT_S)

    def failed(self, model: str) -> None:
        """The model cannot be run after all."""
        self._models.remove(model)
        self._room_since.clear()

    def _step(self, model: str | None, recent: Recent, up: bool) -> Step | None:
        return None if model is None else Step(model, self.current, up, recent.picture_s)

    def _faster(self, now: float, slowdown: float, picture_s: float) -> str | None:
        """The best of the lesser models that has room, or else one that is faster.

        No more than one is measured at a time, and if it did not help there is a break: that takes time away from
        pictures that are late.
        """
        faster_now = None
        for model in self._models[self._models.index(self.current) + 1 :]:
            cost = self._cost_s(model)
            expected = cost * slowdown if cost is not None else None
            if expected is None and now >= self._measure_from_s:
                expected = self._measured_s(now, model)
                if expected is not None and expected < _WORTH_IT * picture_s:
                    faster_now = model
            if expected is not None and self._is_room(expected):
                return model
        return faster_now or self._fastest()

    def _measured_s(self, now: float, model: str) -> float | None:
        expected = self._costs.measured_now_s(model)
        if expected is not None:
            self._measure_from_s = now + _BREAK_S
            self._uncertain[model] = math.inf
        return expected

    def _fastest(self) -> str | None:
        """Of those that are known, where it is faster than the present one."""
        known = {model: cost for model in self._models if (cost := self._cost_s(model)) is not None}
        fastest = min(known, key=lambda model: known[model])
        return fastest if known[fastest] < _WORTH_IT * known[self.current] else None

    def _better(self, now: float, slowdown: float) -> str | None:
        """The best of the better models that had room for long enough."""
        due = None
        for model in self._models[: self._models.index(self.current)]:
            cost = self._cost_s(model)
            if cost is None or not self._is_room(cost * slowdown):
                self._room_since.pop(model, None)
            elif now - self._room_since.setdefault(model, now) >= self._wait_s and due is None:
                due = model
        return due

    def _is_room(self, expected_s: float) -> bool:
        return expected_s <= SHARE * self._interval_s

    def _cost_s(self, model: str) -> float | None:
        """What was measured while pictures were late is too much: no model is slower alone than it was seen to be."""
        cost = self._costs.cost_s(model)
        return cost if cost is None else min(cost, self._uncertain.get(model, math.inf))
