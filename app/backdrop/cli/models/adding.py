"""`backdrop models add`."""

from __future__ import annotations

from pathlib import Path
from typing import get_args

import click

from backdrop.cli.help import Command
from backdrop.cli.models.state import size_text
from backdrop.cli.table import aligned
from backdrop.segment.own.adding import Added, add_model
from backdrop.segment.own.options import OwnOptions
from backdrop.segment.spec import Colour, Layout, OutputKind
from backdrop.text import N_, _


@click.command(
    "add",
    cls=Command,
    help=N_(
        "Add a model of your own. FILE is a .tflite or .onnx file, or the folder of a TensorFlow.js model. It is first"
        " tried on the drawn presenter, in a process of its own with limits of time and memory. That finds out what it"
        " takes and gives; where it cannot, it names the option to add."
    ),
    examples="""\
backdrop models add portrait.tflite
backdrop models add portrait.onnx --id portrait --range 0..1 --colour BGR
backdrop models add matting.onnx --size 512x288
""",
)
@click.argument("path", metavar="FILE", type=click.Path(path_type=Path))
@click.option("--id", "model_id", metavar="NAME", help=N_("the ID it gets; without it the file's name"))
@click.option("--size", metavar="WxH", help=N_("size of its picture, where the file leaves that open"))
@click.option("--layout", type=click.Choice(get_args(Layout)), help=N_("channels last (NHWC) or first (NCHW)"))
@click.option("--colour", type=click.Choice(get_args(Colour)), help=N_("the order of the colours"))
@click.option(
    "--range", metavar="LOW..HIGH", help=N_("what a channel's values, 0 to 255, become: 0..1, -1..1 or 0..255")
)
@click.option("--mean", metavar="A,B,C", help=N_("what is then subtracted from each channel"))
@click.option("--std", metavar="A,B,C", help=N_("what each channel is then divided by"))
@click.option("--kind", type=click.Choice(get_args(OutputKind)), help=N_("what its answer holds"))
@click.option("--person-class", type=int, metavar="N", help=N_("which class is the person, counted from 0"))
@click.option(
    "--background-class", type=int, metavar="N", help=N_("which class is the background; others are the person")
)
@click.option("--threshold", type=float, metavar="P", help=N_("the probability from which a pixel is the person"))
@click.option("--licence", metavar="SPDX", help=N_("the model's licence, for your own record"))
@click.option("--force", is_flag=True, help=N_("Add it even if it does not find the presenter."))
def add_own_model(path: Path, model_id: str | None, licence: str | None, **given: object) -> None:
    from rich.console import Console

    with Console(stderr=True).status(_("trying the model on the drawn presenter ...")):
        added = add_model(path, OwnOptions(**given), model_id, licence)  # type: ignore[arg-type]
    for line in _lines(added):
        click.echo(line)


def _lines(added: Added) -> list[str]:
    spec, size = added.spec, "{}x{}".format(*added.size)
    if spec.input.any_size:
        size = _("any size (here {size})").format(size=size)
    output = spec.output
    index = _("class {index} is the person") if output.counts == "person" else _("class {index} is the background")
    told = {
        _("input"): f"{size} {spec.input.colour} {spec.input.layout}, {added.numbers}",
        _("output"): str(output) + (f", {index.format(index=output.index)}" if output.classes > 1 else ""),
        _("accuracy"): _("IoU {iou:.2f} on the drawn presenter, {poor:.2f} in poor light").format(
            iou=added.iou, poor=added.poor_light_iou
        ),
        _("speed"): _("{ms:.1f} ms a picture on this machine, with one thread").format(ms=added.ms),
    }
    return [
        _("{id} is added ({size}); use it with: backdrop run --model {id}").format(
            id=spec.id, size=size_text(spec.total_bytes)
        ),
        *aligned([(f"  {name}", text) for name, text in told.items()]),
    ]
