"""The worker: what it says of a network that is slow and rests."""

from __future__ import annotations

import time

import pytest

from backdrop.composite import open_background
from backdrop.frame import Frame, now_ns
from backdrop.pipeline.faults import Faults
from backdrop.pipeline.mailbox import Mailbox
from backdrop.pipeline.meter import Meter
from backdrop.pipeline.outbox import Outbox
from backdrop.pipeline.patience import Patience
from backdrop.pipeline.privacy import privacy_picture
from backdrop.pipeline.stages import Stages
from backdrop.pipeline.worker import Changes, Worker
from backdrop.refine import RefineOptions
from backdrop.segment.engine import Tensor
from support.fakes import BACKGROUND, HEIGHT, WIDTH, ScriptedEngine, camera_pixels, person_seen, scripted_segmenter

SLOW_S = 0.2


def slow(tensor: Tensor) -> Tensor:
    time.sleep(SLOW_S)
    return person_seen(tensor)


def test_a_slow_network_that_rests_is_not_taken_for_one_that_hangs_or_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("backdrop.pipeline.patience.HANGS_AFTER_S", SLOW_S / 4)
    segmenter = scripted_segmenter(ScriptedEngine(slow))
    segmenter.warm_up()
    stages = Stages(WIDTH, HEIGHT, segmenter, RefineOptions(), open_background(BACKGROUND, WIDTH, HEIGHT))
    mailbox, outbox = Mailbox[Frame](), Outbox(privacy_picture(WIDTH, HEIGHT), hides_room=True)
    meter = Meter()
    worker = Worker(lambda: stages, Changes(), mailbox, outbox, meter, Faults(), Patience())
    worker.start()
    rested = hung = 0
    for _ in range(12):
        mailbox.put(Frame(camera_pixels(), now_ns()))
        while not outbox.wait_fresh(0.01):
            hung += worker.hangs
        finished = outbox.take().fresh
        rested += finished is not None and not finished.network_ran
    worker.end()
    worker.join(5)
    assert rested >= 6, "the picture stands still"
    assert not hung
    inference_ms = meter.recent_ms("inference")
    assert inference_ms is not None
    assert inference_ms >= SLOW_S * 1e3, "while it rests it takes no time that could be told"
