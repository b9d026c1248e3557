"""What `backdrop plan` is asked, checked for what contradicts itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from backdrop.bandwidth.growth import CODECS, WAGGONER, Codec, GrowthModel
from backdrop.bandwidth.scenario import Task, Topology
from backdrop.errors import UsageError
from backdrop.text import N_

_DEFAULT_SCALE = 2.0


@dataclass(frozen=True, slots=True)
class Asked:
    """The options, with what follows from others put in. `clip` is there where growth is to be measured."""

    participants: int
    bitrate_kbps: float
    task: Task
    scale: float
    topology: Topology
    growth: GrowthModel
    exponent: float
    clip: Path | None
    codecs: Sequence[Codec]
    seconds: float
    fps: float
    model: str | None
    inference_ms: float | None
    gpu_ms: float | None
    rtt_ms: float | None
    size: tuple[int, int]

    @classmethod
    def of(
        cls, *, task: Task, scale: float | None, growth: GrowthModel | None, exponent: float | None, clip: Path | None,
        codecs: Sequence[Codec] | None, model: str | None, inference_ms: float | None, **plain: object,
    ) -> Asked:  # fmt: skip
        """UsageError for options that contradict each other, or need one that was not given."""
        about_growth = {
            "--scale": scale,
            "--growth": growth,
            "--exponent": exponent,
            "--clip": clip,
            "--codecs": codecs,
        }
        _check_task(task, {name for name, value in about_growth.items() if value is not None}, model)
        if model is not None and inference_ms is not None:
            raise UsageError(N_("--model is measured, --inference-ms is given: leave one of them out"))
        kind = growth or ("power" if exponent is not None else "measured" if clip is not None or codecs else "constant")
        _check_growth(kind, exponent, clip, codecs)
        return cls(
            task=task, scale=1.0 if task == "segmentation" else scale or _DEFAULT_SCALE, growth=kind,
            exponent=WAGGONER if exponent is None else exponent, clip=clip, codecs=codecs or CODECS, model=model,
            inference_ms=inference_ms, **plain,  # type: ignore[arg-type]
        )  # fmt: skip


def _check_task(task: Task, about_growth: set[str], model: str | None) -> None:
    if task == "segmentation" and about_growth:
        raise UsageError(
            N_("segmentation leaves pictures as they are: leave out {options}, or add --task super-resolution"),
            options=", ".join(sorted(about_growth)),
        )  # fmt: skip
    if task == "super-resolution" and model is not None:
        raise UsageError(
            N_("no model here makes pictures larger: leave out --model, or give its time by --inference-ms")
        )


def _check_growth(
    kind: GrowthModel, exponent: float | None, clip: Path | None, codecs: Sequence[Codec] | None
) -> None:  # fmt: skip
    if exponent is not None and kind != "power":
        raise UsageError(N_("--exponent is for --growth power; leave one of them out"))
    if (clip is not None or codecs is not None) and kind != "measured":
        raise UsageError(N_("--clip and --codecs are for --growth measured; leave out what is not meant"))
    if kind == "measured" and clip is None:
        raise UsageError(N_("to measure growth a video is needed: add --clip FILE"))
