"""Where the network looks: around the person, still as long as it can be, and never with the person half out."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backdrop.frame import Plane, Region
from backdrop.segment.region import LATTICE, LEAST, PATIENCE, SETTLING, UPDATE_EVERY, RegionTracker

SIZE = (1280, 720)
GRID = (256, 256)
"""Rows and columns of the network's answers."""
PERSON = Region(500, 240, 320, 480)
Size = tuple[int, int]


def seen(region: Region, people: Iterable[Region], grid: Size = GRID) -> Plane:
    """What a network that errs nowhere answers on the region."""
    rows, columns = grid
    y = region.y + (np.arange(rows) + 0.5) * region.height / rows
    x = region.x + (np.arange(columns) + 0.5) * region.width / columns
    alpha = np.zeros(grid, np.uint8)
    for left, top, width, height in people:
        inside = ((y >= top) & (y < top + height))[:, None] & ((x >= left) & (x < left + width))
        alpha[inside] = 255
    return alpha


def show(tracker: RegionTracker, *people: Region, frames: int = 1, grid: Size = GRID) -> Region:
    """The region after so many frames with these people."""
    for _ in range(frames):
        tracker.update(seen(tracker.region, people, grid))
    return tracker.region


def settled(*people: Region, size: Size = SIZE) -> RegionTracker:
    tracker = RegionTracker(size)
    show(tracker, *people, frames=2 * SETTLING)
    return tracker


def share_within(person: Region, region: Region) -> float:
    """How much of the person lies in the region."""
    across = min(person.x + person.width, region.x + region.width) - max(person.x, region.x)
    down = min(person.y + person.height, region.y + region.height) - max(person.y, region.y)
    return max(0, across) * max(0, down) / (person.width * person.height)


def test_it_starts_with_the_whole_frame_and_closes_around_the_person() -> None:
    tracker = RegionTracker(SIZE)
    assert tracker.region == Region.whole(SIZE)
    region = show(tracker, PERSON, frames=SETTLING)
    assert share_within(PERSON, region) == 1
    assert region.width < 1.3 * PERSON.width
    assert region.height < 1.3 * PERSON.height


@pytest.mark.parametrize("grid", [(144, 256), (256, 256), (40, 30)])
def test_the_networks_grid_does_not_matter(grid: Size) -> None:
    tracker = RegionTracker(SIZE)
    region = show(tracker, PERSON, frames=2 * SETTLING, grid=grid)
    assert share_within(PERSON, region) == 1
    assert region.width < 1.4 * PERSON.width


def test_it_stands_still_while_the_edges_of_the_person_jitter() -> None:
    tracker, random = settled(PERSON), np.random.default_rng(0)
    before = tracker.region
    for _ in range(300):
        x, y, width, height = random.integers(-3, 4, 4)
        person = Region(PERSON.x + x, PERSON.y + y, PERSON.width + width, PERSON.height + height)
        assert show(tracker, person) == before


def test_it_stands_still_while_a_hand_waves() -> None:
    """Once it has grown for the hand, it does not follow each swing back."""
    tracker = settled(PERSON)
    hand = Region(PERSON.x + PERSON.width, 300, 100, 120)
    show(tracker, PERSON, hand, frames=5 * UPDATE_EVERY)
    regions = {show(tracker, PERSON, *[hand] * (n // (PATIENCE // 2) % 2)) for n in range(200)}
    assert len(regions) == 1


def test_it_grows_at_once_when_the_person_reaches_its_edge() -> None:
    tracker = settled(PERSON)
    before = tracker.region
    arm = Region(PERSON.x + PERSON.width, 400, 400, 80)
    after = show(tracker, PERSON, arm, frames=UPDATE_EVERY)
    assert after.x + after.width >= before.x + before.width + 60
    assert share_within(arm, show(tracker, PERSON, arm, frames=5 * UPDATE_EVERY)) == 1


def test_it_comes_back_when_the_arm_has_long_been_down() -> None:
    tracker = settled(PERSON)
    before = tracker.region
    show(tracker, PERSON, Region(PERSON.x + PERSON.width, 400, 300, 80), frames=3)
    assert show(tracker, PERSON, frames=2 * PATIENCE).width <= before.width + 2 * LATTICE


@pytest.mark.parametrize(("speed", "within"), [(1, 0.99), (4, 0.97), (12, 0.95), (24, 0.85)])
def test_a_person_on_the_way_is_never_half_out(speed: int, within: float) -> None:
    """From one side of the room to the other; 24 pixels a frame are a hurried walk, close to the camera."""
    person = Region(60, 240, 320, 480)
    tracker = settled(person)
    worst = 1.0
    for x in range(60, SIZE[0] - 380, speed):
        there = person._replace(x=x)
        worst = min(worst, share_within(there, tracker.region))
        show(tracker, there)
    print(f"at least {worst:.3f} of the person at {speed} pixels a frame")
    assert worst >= within


@pytest.mark.parametrize("growth", [1.01, 1.03])
def test_a_person_who_comes_nearer_is_never_half_out(growth: float) -> None:
    tracker, worst = settled(PERSON), 1.0
    width = float(PERSON.width)
    while width < 1000:
        width *= growth
        there = Region(int(660 - width / 2), int(720 - width / 2), int(width), int(width / 2))
        worst = min(worst, share_within(there, tracker.region))
        show(tracker, there)
    assert worst >= 0.95


def test_it_is_the_whole_frame_again_when_nobody_is_there() -> None:
    tracker = settled(PERSON)
    assert show(tracker, frames=UPDATE_EVERY) == Region.whole(SIZE)
    assert share_within(PERSON, show(tracker, PERSON, frames=2 * PATIENCE)) == 1


def test_specks_are_nobody() -> None:
    tracker = settled(Region(1200, 20, 20, 20))
    assert tracker.region == Region.whole(SIZE)
    tracker = settled(PERSON, Region(1200, 20, 30, 30))
    assert tracker.region == settled(PERSON).region


def test_a_small_person_gets_a_region_that_is_not_too_small() -> None:
    person = Region(300, 400, 110, 140)
    region = settled(person).region
    assert share_within(person, region) == 1
    assert region.width >= LEAST * SIZE[0]
    assert region.height >= LEAST * SIZE[1]


def test_several_people_are_in_one_region() -> None:
    people = [Region(100, 300, 200, 420), Region(600, 350, 220, 370)]
    region = settled(*people).region
    assert all(share_within(person, region) == 1 for person in people)


def test_whom_the_whole_frame_shows_is_taken_in() -> None:
    tracker, newcomer = settled(PERSON), Region(1000, 300, 200, 420)
    before = tracker.region
    tracker.include(seen(Region.whole(SIZE), [PERSON]))
    assert tracker.region == before, "only who is there already"
    tracker.include(seen(Region.whole(SIZE), []))
    assert tracker.region == before, "nobody"
    tracker.include(seen(Region.whole(SIZE), [PERSON, newcomer]))
    assert share_within(newcomer, tracker.region) == 1
    assert share_within(PERSON, tracker.region) == 1


sizes = st.tuples(st.integers(32, 960), st.integers(32, 540)).map(lambda half: (2 * half[0], 2 * half[1]))
shares = st.tuples(*[st.floats(0, 1)] * 4)


def person_of(size: Size, shares: tuple[float, float, float, float]) -> Region:
    """Left and right, top and bottom, anywhere in the frame."""
    left, right = sorted(round(share * size[0]) for share in shares[:2])
    top, bottom = sorted(round(share * size[1]) for share in shares[2:])
    return Region(left, top, right - left, bottom - top)


@settings(max_examples=150)
@given(size=sizes, people=st.lists(shares, max_size=12), whole=st.lists(shares, max_size=2))
def test_edges_are_even_and_on_the_lattice_and_in_the_frame(
    size: Size, people: list[tuple[float, float, float, float]], whole: list[tuple[float, float, float, float]]
) -> None:
    tracker = RegionTracker(size)
    for shown in people:
        tracker.update(seen(tracker.region, [person_of(size, shown)]))
        tracker.include(seen(Region.whole(size), [person_of(size, shown) for shown in whole]))
        for start, side, limit in zip(tracker.region[:2], tracker.region[2:], size, strict=True):
            step = LATTICE if size[0] >= 1280 else 2
            end = start + side
            assert 0 <= start < end <= limit
            assert start % 2 == 0
            assert start % step == 0 or end == limit
            assert side % step == 0 or side == limit
            assert side >= LEAST * limit


@settings(max_examples=150)
@given(
    size=st.sampled_from([(320, 240), (352, 288), (640, 480), (720, 1280), (1280, 720), (1918, 1080)]),
    shown=shares,
    before=shares,
)
def test_whoever_stands_still_is_found_and_the_region_stands_still_too(
    size: Size, shown: tuple[float, float, float, float], before: tuple[float, float, float, float]
) -> None:
    """Wherever the person was before; of a person who is too small to be seen nothing is promised but rest."""
    tracker, person = RegionTracker(size), person_of(size, shown)
    show(tracker, person_of(size, before), frames=SETTLING)
    show(tracker, frames=UPDATE_EVERY)  # went out of the picture
    region = show(tracker, person, frames=5 * PATIENCE)
    if person.width >= 0.12 * size[0] and person.height >= 0.12 * size[1]:
        assert share_within(person, region) >= 0.97
    assert {show(tracker, person) for _ in range(3 * PATIENCE)} == {region}


def test_two_sides_of_the_mirror_that_disagree_do_not_make_it_jump() -> None:
    """In the mirror the network takes a part of the room for a person, in every second answer."""
    chair = Region(PERSON.x + PERSON.width + 40, 500, 200, 220)
    tracker = settled(PERSON, chair)
    regions = set()
    for n in range(200):
        regions.add(show(tracker, PERSON, *[chair] * (n // UPDATE_EVERY % 2)))
    assert len(regions) == 1
    assert share_within(chair, regions.pop()) == 1
