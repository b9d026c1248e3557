"""In the steady state a frame allocates nothing of its own size, and its work is done on the one thread that asks."""

from __future__ import annotations

import time
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from backdrop.capture.presenter import Presenter
from backdrop.composite import open_background
from backdrop.frame import Frame, Matte
from backdrop.pipeline.stages import Stages
from backdrop.refine import RefineOptions, make_chain
from backdrop.segment import load_segmenter
from backdrop.segment.options import RunOptions
from backdrop.settings.schema import RefinementLevel

SIZE = (1280, 720)
LARGE = 140_000
"""Bytes: the network's own answer is 147 kB, a 720p frame 1.4 MB. NumPy 1's buffers for casts take 132 kB."""


@pytest.mark.parametrize("background", ["image", "color:#224466", "blur", "none"])
def test_steady_stream_allocates_no_large_array(background: str, default_model: str, tmp_path: Path) -> None:
    """The peak of each frame above what there was before it. NumPy reports its arrays to tracemalloc."""
    if background == "image":
        PillowImage.fromarray(np.full((360, 640, 3), 90, np.uint8)).save(tmp_path / "나.png")
        background = f"image:{tmp_path / '나.png'}"
    presenter = Presenter(*SIZE, paced=False)
    frames = [Frame(presenter.draw(n)[0].pixels.copy(), n) for n in range(0, 60, 6)]
    stages = Stages(
        *SIZE, load_segmenter(default_model, SIZE, RunOptions(threads=1)), RefineOptions(),
        open_background(background, *SIZE), guarded=True, always_matte=True,
    )  # fmt: skip
    finished = None
    for n in range(20):
        finished = stages.finish(frames[n % len(frames)])
    assert finished is not None
    peaks = []
    tracemalloc.start()
    try:
        for n in range(20):
            before, _ = tracemalloc.get_traced_memory()
            tracemalloc.reset_peak()
            finished = stages.finish(frames[n % len(frames)])
            peaks.append(tracemalloc.get_traced_memory()[1] - before)
    finally:
        tracemalloc.stop()
        stages.close()
    assert finished.matte is not None
    # A cache that grows now and then is no matter: what counts is what every frame does.
    assert np.median(peaks) < LARGE, f"bytes a frame: {peaks}"


def test_an_array_of_a_frames_size_would_be_noticed() -> None:
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    np.empty((SIZE[1], SIZE[0]), np.uint8)
    peak = tracemalloc.get_traced_memory()[1] - before
    tracemalloc.stop()
    assert peak >= LARGE


@pytest.mark.parametrize("level", ["light", "balanced"])
def test_no_other_thread_works_along_however_much_is_edge(level: RefinementLevel) -> None:
    """A matrix product that is large enough has OpenBLAS start threads, each of which spins: a core for nothing."""
    frame = Presenter(*SIZE, paced=False).draw(0)[0]
    chain, edge = make_chain(RefineOptions(level)), Matte(np.full((256, 256), 128, np.uint8), frame.captured_ns)
    for _ in range(5):
        chain.apply(edge, frame)
    time.sleep(0.2)  # for what spins from before
    start = time.process_time(), time.thread_time()
    for _ in range(20):
        chain.apply(edge, frame)
    process_s, thread_s = time.process_time() - start[0], time.thread_time() - start[1]
    print(f"all threads {process_s:.3f} s, this one {thread_s:.3f} s")
    assert process_s <= 1.2 * thread_s
