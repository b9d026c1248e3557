"""The planner's bitrates: hand-computed, and what goes in comes out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.bandwidth.cases import PLACEMENTS, cases, over_participants, possible
from backdrop.bandwidth.growth import WAGGONER, constant_ratio, exponent_of, power_ratio
from backdrop.bandwidth.load import Costs
from backdrop.bandwidth.scenario import Placement, Scenario, Topology
from backdrop.bandwidth.traffic import Traffic, traffic
from backdrop.errors import UsageError


def call(topology: Topology, participants: int = 4, ratio: float = 4.0, kbps: float = 1000.0) -> Scenario:
    return Scenario(participants, kbps, "super-resolution", topology, 2.0, ratio)


@pytest.mark.parametrize(
    ("topology", "placement", "expected"),
    [
        # up, down, server in, server out: of 4 participants at 1000 kbps, 4 times as much for twice the sides
        ("sfu", "none", (1000, 3000, 4000, 12000)),
        ("sfu", "server", (1000, 12000, 4000, 48000)),
        ("sfu", "sender", (4000, 12000, 16000, 48000)),
        ("sfu", "receiver", (1000, 3000, 4000, 12000)),
        ("mcu", "none", (1000, 1000, 4000, 4000)),
        ("mcu", "server", (1000, 4000, 4000, 16000)),
        ("mcu", "sender", (4000, 4000, 16000, 16000)),
        ("mcu", "receiver", (1000, 1000, 4000, 4000)),
        ("mesh", "none", (3000, 3000, None, None)),
        ("mesh", "sender", (12000, 12000, None, None)),
        ("mesh", "receiver", (3000, 3000, None, None)),
    ],
)
def test_hand_computed_calls_of_four(
    topology: Topology, placement: Placement, expected: tuple[float | None, ...]
) -> None:
    found = traffic(call(topology), placement)
    assert (found.up_kbps, found.down_kbps, found.server_in_kbps, found.server_out_kbps) == expected


def test_sums_of_a_hand_computed_call() -> None:
    found = traffic(call("sfu"), "server")
    assert (found.each_kbps, found.server_kbps) == (13000, 52000)
    assert (found.all_up_kbps, found.all_down_kbps, found.all_kbps) == (4000, 48000, 52000)


def test_two_in_an_sfu_get_as_much_as_they_send() -> None:
    assert traffic(call("sfu", 2, kbps=1500.0), "none") == Traffic(2, 1500, 1500, 3000, 3000)


def test_segmentation_costs_no_bandwidth_wherever_it_runs() -> None:
    for topology in ("sfu", "mcu", "mesh"):
        scenario = Scenario(9, 1200.0, "segmentation", topology)
        assert len({case.traffic for case in cases(scenario, Costs())}) == 1


def test_a_mesh_has_no_server_for_a_model() -> None:
    with pytest.raises(UsageError, match="a mesh has no server"):
        traffic(call("mesh"), "server")
    assert [case.placement for case in cases(call("mesh"), Costs())] == ["none", "sender", "receiver"]


calls = st.builds(
    Scenario,
    participants=st.integers(2, 1000),
    bitrate_kbps=st.floats(1, 1e5),
    task=st.just("super-resolution"),
    topology=st.sampled_from(["sfu", "mcu", "mesh"]),
    scale=st.just(2.0),
    ratio=st.floats(0.1, 64),
)


@given(calls, st.sampled_from(PLACEMENTS))
def test_what_all_send_arrives_and_what_is_sent_on_is_got(scenario: Scenario, placement: Placement) -> None:
    if not possible(scenario, placement):
        return
    found = traffic(scenario, placement)
    uploads = sum([found.up_kbps] * scenario.participants)
    downloads = sum([found.down_kbps] * scenario.participants)
    if scenario.topology == "mesh":
        assert uploads == pytest.approx(downloads)
    else:
        assert uploads == pytest.approx(found.server_in_kbps)
        assert downloads == pytest.approx(found.server_out_kbps)
    assert found.all_kbps == pytest.approx(uploads + downloads)


@given(calls)
def test_a_model_at_the_receiver_costs_nothing_and_at_the_sender_most(scenario: Scenario) -> None:
    costs = {case.placement: case.traffic for case in cases(scenario, Costs())}
    assert costs["receiver"] == costs["none"]
    if scenario.ratio >= 1 and "server" in costs:
        assert costs["none"].all_kbps <= costs["server"].all_kbps <= costs["sender"].all_kbps


def test_the_figure_is_the_same_traffic_for_each_number_of_participants() -> None:
    found = over_participants(call("sfu"), [2, 4])
    assert list(found) == ["none", "server", "sender", "receiver"]
    assert found["sender"][1] == traffic(call("sfu", 4), "sender")
    assert found["server"][0].down_kbps == 4000


def test_growth_at_constant_bits_per_pixel_is_the_papers_four() -> None:
    assert constant_ratio(2) == 4
    assert constant_ratio(1) == 1
    assert power_ratio(2, 1.0) == 4
    assert power_ratio(2, WAGGONER) == pytest.approx(2.828427)  # 4 ** 0.75 = 2 ** 1.5
    assert power_ratio(3, 0.5) == pytest.approx(3)


@given(st.floats(0.2, 50), st.floats(1.1, 8))
def test_an_exponent_gives_back_the_ratio_it_was_made_of(ratio: float, scale: float) -> None:
    assert power_ratio(scale, exponent_of(ratio, scale)) == pytest.approx(ratio)
