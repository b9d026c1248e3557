"""What placements take of processors and time, and who sees the room: hand-computed."""

from __future__ import annotations

import pytest

from backdrop.bandwidth.load import Coding, Costs, load
from backdrop.bandwidth.privacy import privacy
from backdrop.bandwidth.scenario import Placement, Scenario, Topology

COSTS = Costs(
    fps=25.0, inference_ms=8.0, before=Coding(2.0, 5.0), after=Coding(6.0, 20.0), rtt_ms=40.0, cores=4
)  # fmt: skip


def larger(topology: Topology) -> Scenario:
    return Scenario(5, 1000.0, "super-resolution", topology, 2.0, 4.0)


def test_the_model_on_the_server_takes_cores_for_everybody() -> None:
    found = load(larger("sfu"), "server", COSTS)
    assert found.server_cores == pytest.approx(5 * 25 * 8 / 1000)
    assert found.coding_cores == pytest.approx(5 * 25 * (2 + 20) / 1000)
    assert (found.sender_cores, found.receiver_cores, found.server_gpus) == (0, 0, None)


def test_a_mixer_decodes_and_encodes_also_without_a_model() -> None:
    assert load(larger("mcu"), "none", COSTS).coding_cores == pytest.approx(5 * 25 * (2 + 5) / 1000)
    assert load(larger("mcu"), "sender", COSTS).coding_cores == pytest.approx(5 * 25 * (6 + 20) / 1000)
    assert load(larger("sfu"), "sender", COSTS).coding_cores == 0
    assert load(larger("mesh"), "sender", COSTS).coding_cores == 0


def test_gpus_take_the_place_of_cores_where_their_time_is_given() -> None:
    found = load(larger("sfu"), "server", Costs(25.0, 8.0, gpu_ms=9.0))
    assert found.server_gpus == 2  # 5 · 25 · 9 ms are 1.125 s a second
    assert found.server_cores == 0


def test_a_sender_looks_at_one_picture_and_a_receiver_at_those_of_all_others() -> None:
    assert load(larger("sfu"), "sender", COSTS).sender_cores == pytest.approx(0.2)
    assert load(larger("sfu"), "receiver", COSTS).receiver_cores == pytest.approx(0.8)
    assert load(larger("mesh"), "receiver", COSTS).receiver_cores == pytest.approx(0.8)
    assert load(larger("mcu"), "receiver", COSTS).receiver_cores == pytest.approx(0.2), "of the one mixed picture"


@pytest.mark.parametrize(
    ("topology", "placement", "added", "delay"),
    [
        # encode + network + (decode + encode on the server) + decode + inference
        ("sfu", "none", 0, 5 + 40 + 2),
        ("sfu", "receiver", 8, 5 + 40 + 2 + 8),
        ("sfu", "sender", 8 + 15 + 4, 20 + 40 + 6 + 8),
        ("sfu", "server", 2 + 8 + 20 + 4, 5 + 40 + 2 + 8 + 20 + 6),
        ("mcu", "none", 0, 5 + 40 + 2 + 5 + 2),
        ("mcu", "server", 8 + 15 + 4, 5 + 40 + 2 + 8 + 20 + 6),
        ("mesh", "sender", 8 + 15 + 4, 20 + 20 + 6 + 8),
    ],
)
def test_hand_computed_delays(topology: Topology, placement: Placement, added: float, delay: float) -> None:
    found = load(larger(topology), placement, COSTS)
    assert [found.added_ms, found.delay_ms] == pytest.approx([added, delay])


def test_what_segmentation_adds_at_a_client_is_the_inference_alone_whatever_coding_takes() -> None:
    scenario = Scenario(5, 1000.0)
    for placement in ("sender", "receiver"):
        found = load(scenario, placement, Costs(30.0, 1.4))
        assert found.added_ms == pytest.approx(1.4)
        assert found.delay_ms is None


def test_nothing_is_told_of_what_is_not_known() -> None:
    found = load(larger("sfu"), "server", Costs(30.0))
    assert (found.server_cores, found.coding_cores, found.added_ms, found.delay_ms) == (None, None, None, None)
    assert load(larger("sfu"), "sender", Costs(30.0)).sender_cores is None
    relayed = load(larger("sfu"), "none", Costs(30.0))
    assert (relayed.server_cores, relayed.coding_cores, relayed.added_ms) == (0, 0, 0)


def test_a_gpus_time_is_in_the_delay_of_the_server_alone() -> None:
    costs = Costs(30.0, 8.0, gpu_ms=3.0, before=Coding(2.0, 5.0))
    scenario = Scenario(5, 1000.0)
    assert load(scenario, "server", costs).added_ms == pytest.approx(3 + 2 + 5)
    assert load(scenario, "sender", costs).added_ms == pytest.approx(8)


def test_only_segmentation_on_the_sender_keeps_the_room_at_home() -> None:
    seen = {where: privacy(Scenario(4, 1000.0), where) for where in ("none", "server", "sender", "receiver")}
    assert {where for where, found in seen.items() if not found.raw_leaves} == {"sender"}
    assert {where for where, found in seen.items() if found.server_sees} == {"server"}
    assert privacy(larger("sfu"), "sender").raw_leaves
    assert privacy(Scenario(4, 1000.0, topology="mcu"), "sender").server_sees
