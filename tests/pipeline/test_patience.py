"""How long a picture may take: what is learnt, what is forgotten, and what can not be learnt."""

from __future__ import annotations

import pytest

from backdrop.pipeline.patience import HANGS_AFTER_PICTURES, HANGS_AFTER_S, Patience
from support.fakes import ScriptedEngine, person_seen, scripted_segmenter


def test_quick_pictures_hang_after_a_second() -> None:
    patience = Patience()
    patience.begin(None)
    for _ in range(5):
        patience.made(0.01)
    assert patience.longest_s == HANGS_AFTER_S


def test_a_slow_picture_is_remembered_among_quick_ones_and_forgotten_after_many() -> None:
    patience = Patience()
    patience.made(2.0)
    assert patience.longest_s == HANGS_AFTER_PICTURES * 2.0
    for _ in range(5):
        patience.made(0.01)
    assert patience.longest_s > 2.0
    for _ in range(30):  # of a second
        patience.made(0.01)
    assert patience.longest_s == HANGS_AFTER_S


def test_one_that_hung_for_minutes_and_came_back_does_not_let_the_next_hang_for_minutes() -> None:
    patience = Patience()
    patience.came_back(4.0)
    assert patience.longest_s == HANGS_AFTER_PICTURES * 4.0
    patience.came_back(600.0)
    assert patience.longest_s == pytest.approx(15)
    patience.came_back(2.0)
    assert patience.longest_s == pytest.approx(15), "what is known is not unlearnt by it"


def test_who_takes_the_place_expects_no_less_than_was_learnt() -> None:
    patience, segmenter = Patience(), scripted_segmenter(ScriptedEngine(person_seen))
    patience.came_back(4.0)
    segmenter.warm_up_ns = 300_000_000
    patience.begin(segmenter)
    assert patience.longest_s == HANGS_AFTER_PICTURES * 4.0
    segmenter.warm_up_ns = 6_000_000_000
    patience.begin(segmenter)
    assert patience.longest_s == HANGS_AFTER_PICTURES * 6.0
