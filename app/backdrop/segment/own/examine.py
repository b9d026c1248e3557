"""Finds out what a model file takes and gives, and how well it finds people. Runs in the child process.

What the file says is read (`shapes`), what it does not say is found by trying (`contest`), and what stays open is asked
for: a UsageError, whose value `option` is what to give.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from typing import Any

import numpy as np

from backdrop.errors import ModelError, UsageError
from backdrop.host.cv import cv2
from backdrop.segment.own.contest import ROUNDED, Entrant, Reading, Scene, Values, hold
from backdrop.segment.own.files import OwnFiles
from backdrop.segment.own.finding import Finding
from backdrop.segment.own.opened import Opened
from backdrop.segment.own.options import OwnOptions
from backdrop.segment.own.shapes import stride_of, written
from backdrop.segment.segmenter import Segmenter
from backdrop.segment.spec import OutputSpec
from backdrop.text import N_

FOUND = 0.5
"""The least IoU, in good light, of a model that finds people."""
CLEAR = 0.03
"""By how much IoU, in the worst light, one must be ahead of another to be taken for it."""
ONE_CLASS = 0.1
"""How far the best single class may be behind "all but the background" and still be the person: rooms have other things
in them, which a network may know."""
CONTEST_S = 12.0
"""After this no further look is begun."""
TIMED_RUNS = 15
_TFJS_THRESHOLD = 0.7
"""Body-pix's own."""


def examine(files: OwnFiles, options: OwnOptions, scenes: Sequence[Scene], lights: int) -> Finding:
    """Raises UsageError for what has to be given, ModelError for a file that cannot be used.

    `scenes` come look by look, each look in that many lights, of which number 0 is the good one.
    """
    network = Opened(files, options)
    left, values = hold(list(network.entrants(options)), network.output, scenes, lights, CONTEST_S)
    reading = reading_of(left, network.output, values, options)
    winner = winner_of(left, reading, options)
    threshold = options.threshold or (_TFJS_THRESHOLD if network.stride else 0.5)
    output = _output(network, reading, values, options)
    row = network.row(winner.numbers, winner.colour, output, threshold)
    segmenter = Segmenter(network.spec(row), network.engine)
    iou, ms = _measured(segmenter, [scene for scene in scenes if scene.light == 0])
    if iou < FOUND and not options.force:
        raise ModelError(
            N_(
                "it does not find the drawn presenter (IoU {iou:.2f}, with {numbers} --colour {colour}); if it was"
                " trained with other numbers, give them (--range, --mean, --std, --colour), or add it with --force"
            ),
            iou=iou, numbers=winner.numbers, colour=winner.colour,
        )  # fmt: skip
    return Finding(
        digest=files.digest, row=row, iou=iou, poor_light_iou=winner.score(reading), ms=ms,
        width=network.width, height=network.height,
    )  # fmt: skip


def reading_of(left: Sequence[Entrant], output: OutputSpec, values: Values, options: OwnOptions) -> Reading:
    """The reading of the answers that finds the person, unless the user says which. UsageError where that cannot be."""
    if output.classes == 1:
        if options.person_class or options.background_class is not None:
            raise UsageError(N_("it answers one value a pixel; leave out --person-class and --background-class"))
        logits = options.kind == "stride-logits" or (options.kind is None and not values.within_one)
        return ("logit", 0) if logits else ("alpha", 0)
    index = options.person_class if options.background_class is None else options.background_class
    if index is not None:
        if index >= output.classes:
            raise UsageError(
                N_("there is no class {index}: it answers {classes}, counted from 0"),
                index=index, classes=output.classes,
            )  # fmt: skip
        return ("person" if options.background_class is None else "background"), index
    scores = {reading: max(entrant.score(reading) for entrant in left) for reading in left[0].ious}
    person, room = (
        max((reading for reading in scores if reading[0] == kind), key=scores.__getitem__)
        for kind in ("person", "background")
    )
    return person if output.classes == 2 or scores[person] >= scores[room] - ONE_CLASS else room


def winner_of(left: Sequence[Entrant], reading: Reading, options: OwnOptions) -> Entrant:
    """The best way to feed the network. UsageError where others are about as good."""
    ranked = sorted(left, key=lambda entrant: -entrant.score(reading))
    best = ranked[0]
    same = [entrant for entrant in ranked if entrant.family == best.family]
    least = best.score(reading) - CLEAR
    others: dict[object, Entrant] = {}
    for entrant in ranked:
        if entrant.family != best.family and entrant.score(reading) >= least:
            others.setdefault(entrant.family, entrant)
    if others and best.iou(reading) >= FOUND and not options.force:
        possible = [f"{entrant.options} (IoU {entrant.iou(reading):.2f})" for entrant in (best, *others.values())]
        raise UsageError(
            N_("it finds people with several ranges of numbers; give the one it was trained with: {possible}"),
            possible=", ".join(possible), option="range",
        )  # fmt: skip
    # Where the order of colours makes no difference it is the usual one.
    return next((entrant for entrant in same if entrant.colour == "RGB" and entrant.score(reading) >= least), best)


def _output(network: Opened, reading: Reading, values: Values, options: OwnOptions) -> dict[str, Any]:
    """The fields of the row's output."""
    map_ = network.output
    fields: dict[str, Any] = {"height": map_.height, "width": map_.width}
    known = ("alpha", "stride-logits") if map_.classes == 1 else ("logits", "probabilities")
    if options.kind is not None and options.kind not in known:
        raise UsageError(
            N_("it answers {classes} values a pixel: --{option} can be {known}"),
            classes=map_.classes, known=", ".join(known), option="kind",
        )  # fmt: skip
    if reading[0] == "alpha":
        return {"kind": "alpha", **fields}
    if reading[0] == "logit":
        stride = network.stride or stride_of(map_, network.height, network.width)
        if stride is None:
            raise ModelError(
                N_("it answers {shape} values for a picture of {size}: cells that are no whole number of pixels apart"),
                shape=written((map_.width, map_.height)), size=written((network.width, network.height)),
            )  # fmt: skip
        return {"kind": f"stride-logits-{stride}", **fields}
    kind = options.kind or ("probabilities" if values.within_one and values.off_one < ROUNDED else "logits")
    return {"kind": f"{kind}-{map_.classes}", **fields, "layout": map_.layout, reading[0]: reading[1]}


def _measured(segmenter: Segmenter, scenes: Sequence[Scene]) -> tuple[float, float]:
    """The mean IoU of the mattes as the program makes them, and the median milliseconds of a run."""
    segmenter.warm_up()
    ious, times = [], []
    for scene in scenes:
        found = segmenter.segment(scene.frame).alpha >= 128
        times.append(segmenter.inference_ns / 1e6)
        truth = cv2.resize(scene.truth, found.shape[::-1], interpolation=cv2.INTER_AREA) >= 128
        ious.append((found & truth).sum() / max(1, (found | truth).sum()))
    for _more in range(len(times), TIMED_RUNS):
        segmenter.segment(scenes[0].frame)
        times.append(segmenter.inference_ns / 1e6)
    return float(np.mean(ious)), statistics.median(times)
