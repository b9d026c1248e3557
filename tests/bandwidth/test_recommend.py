"""Where the model should run: the paper's reasons, with the figures of the call."""

from __future__ import annotations

import pytest

from backdrop.bandwidth.load import Coding, Costs
from backdrop.bandwidth.recommend import recommend
from backdrop.bandwidth.scenario import Placement, Scenario, Topology


def enlarging(topology: Topology = "sfu", participants: int = 5) -> Scenario:
    return Scenario(participants, 1000.0, "super-resolution", topology, 2.0, 4.0)


def test_a_fast_model_segments_on_the_sender_and_the_measured_time_is_named() -> None:
    told = recommend(Scenario(8, 1500.0), Costs(30.0, 1.4, before=Coding(2.0, 8.0)), "selfie-landscape")
    assert told.placement == "sender"
    assert told.text == "On this machine selfie-landscape takes 1.4 ms: run it on the sender."
    reasons = " ".join(told.reasons)
    assert "4% of one core" in reasons
    assert "The room never leaves the device." in told.reasons
    assert "no bandwidth" in reasons
    assert "8 participants: 0.3." in reasons, "8 · 30 · 1.4 ms a second on a server"
    assert "cores as well: 2.4." in reasons, "8 · 30 · 10 ms a second"


def test_a_time_that_was_given_is_not_said_to_be_measured_here() -> None:
    told = recommend(Scenario(8, 1500.0), Costs(30.0, 1.4), None)
    assert told.text == "A picture takes the model 1.4 ms: run it on the sender."


@pytest.mark.parametrize("topology", ["sfu", "mcu", "mesh"])
def test_nothing_measured_gives_a_condition_instead_of_a_figure(topology: Topology) -> None:
    told = recommend(Scenario(8, 1500.0, topology=topology), Costs(25.0), None)
    assert told.placement == "sender"
    assert "less than 40.0 ms" in told.text
    assert "core." not in " ".join(told.reasons)


@pytest.mark.parametrize(
    ("costs", "topology", "expected"),
    [
        (Costs(30.0, 50.0), "sfu", "sender"),
        (Costs(30.0, 50.0, gpu_ms=5.0), "sfu", "server"),
        (Costs(30.0, 50.0, gpu_ms=5.0), "mesh", "sender"),
        (Costs(30.0, 50.0, gpu_ms=40.0), "sfu", "sender"),
    ],
)
def test_segmentation_that_cannot_keep_up_moves_only_to_a_server_that_can(
    costs: Costs, topology: Topology, expected: Placement
) -> None:
    told = recommend(Scenario(8, 1500.0, topology=topology), costs, "deeplab-v3")
    assert told.placement == expected
    assert "longer than from one picture to the next" in told.text
    if expected == "server":
        assert "8 participants: 2." in told.reasons[0], "8 · 30 · 5 ms a second are 1.2 GPUs"
        assert "the room" in told.reasons[1]


@pytest.mark.parametrize(
    ("ms", "cores", "topology", "expected"),
    [
        (5.0, 4, "sfu", "receiver"),  # 4 others · 30 · 5 ms are 0.6 cores, of 2 to spare
        (20.0, 4, "sfu", "server"),  # 2.4 cores
        (20.0, 8, "sfu", "receiver"),
        (20.0, 4, "mcu", "receiver"),  # one mixed picture
        (20.0, 4, "mesh", "sender"),
        (40.0, 64, "sfu", "server"),  # longer than from one picture to the next, however many cores there are
        (40.0, 64, "mesh", "none"),
    ],
)
def test_super_resolution_belongs_on_the_receiver_while_it_keeps_up(
    ms: float, cores: int, topology: Topology, expected: Placement
) -> None:
    assert recommend(enlarging(topology), Costs(30.0, ms, cores=cores), None).placement == expected


def test_the_receivers_condition_counts_all_pictures_at_a_time() -> None:
    told = recommend(enlarging(), Costs(30.0, cores=4), None)
    assert told.placement == "receiver"
    assert "less than 16.7 ms" in told.text, "2 cores for 4 · 30 pictures a second"
    assert "25,000 kbps" in told.reasons[1], "5 · (1000 + 4 · 1000)"
    assert "100,000" in told.reasons[1], "four times as much"


def test_the_reasons_for_a_server_name_its_bitrates_and_cores() -> None:
    told = recommend(enlarging(), Costs(30.0, 20.0, cores=2), None)
    assert told.placement == "server"
    assert "sending 1,000 kbps, and gets 16,000" in told.reasons[1]
    assert "5 participants: 3.0" in told.reasons[2]
