"""`backdrop demo`: the main job with whatever this machine has; what is missing is replaced and said."""

from __future__ import annotations

from pathlib import Path

import click
import numpy as np

from backdrop.capture import Source, Wanted, open_source
from backdrop.cli.help import Command
from backdrop.cli.live import run_live
from backdrop.errors import SinkError, SourceError
from backdrop.host.cv import cv2
from backdrop.host.files import write_atomically
from backdrop.host.media.colour import Rgb, to_rgb
from backdrop.host.media.still import encode_still
from backdrop.pipeline.stages import Finished
from backdrop.publish import Sink, open_sink
from backdrop.settings.schema import Settings
from backdrop.text import N_, _

RECORDING, SHEET, SECONDS = Path("backdrop-demo.mp4"), Path("backdrop-demo.png"), 10.0

_PANEL_WIDTH, _GAP, _CAPTION, _PAPER, _INK = 640, 12, 34, 247, (60, 64, 72)


@click.command(
    cls=Command,
    help=N_(
        "Show what Backdrop does with what this machine has.\n\n"
        "Webcam, office picture, virtual camera. Without a webcam the drawn presenter stands in; without a "
        "virtual camera ten seconds are recorded to backdrop-demo.mp4, and backdrop-demo.png shows source, "
        "matte and result."
    ),
    examples="backdrop demo",
)
def demo() -> None:
    settings, source = _with_source(Settings())
    settings, sink = _with_sink(settings)
    if sink is not None:
        click.echo(_('Choose "{camera}" as the camera of your call.').format(camera=sink.label))
        run_live(settings, source=source, sink=sink)
        return
    finished = run_live(settings, source=source, seconds=SECONDS)
    click.echo(_("The recording is {path}.").format(path=RECORDING))
    if finished is not None and finished.matte is not None:
        write_atomically(SHEET, encode_still(contact_sheet(finished), ".png"))
        click.echo(_("Source, matte and result side by side are in {path}.").format(path=SHEET))


def _with_source(settings: Settings) -> tuple[Settings, Source]:
    try:
        return settings, _open_source(settings)
    except SourceError as error:
        click.echo(_("No webcam, so the drawn presenter stands in: {error}").format(error=error))
        settings = settings.model_copy(update={"source": "presenter"})
        return settings, _open_source(settings)


def _open_source(settings: Settings) -> Source:
    return open_source(settings.source, Wanted(settings.width, settings.height, settings.fps))


def _with_sink(settings: Settings) -> tuple[Settings, Sink | None]:
    try:
        return settings, open_sink(settings.sink, settings.width, settings.height, settings.fps)
    except SinkError as error:
        told = _("No virtual camera, so {seconds:.0f} seconds are recorded to {path}: {error}")
        click.echo(told.format(seconds=SECONDS, path=RECORDING, error=error))
        return settings.model_copy(update={"sink": f"file:{RECORDING}"}), None


def contact_sheet(finished: Finished) -> Rgb:
    """Source, matte and result of one frame side by side, captioned, as RGB uint8."""
    assert finished.matte is not None
    matte = np.asarray(cv2.cvtColor(finished.matte.alpha, cv2.COLOR_GRAY2RGB), np.uint8)
    pictures = {"source": to_rgb(finished.frame.pixels), "matte": matte, "result": to_rgb(finished.picture.pixels)}
    height = round(_PANEL_WIDTH * finished.frame.height / finished.frame.width)
    sheet = np.full((height + _CAPTION + _GAP, 3 * _PANEL_WIDTH + 4 * _GAP, 3), _PAPER, np.uint8)
    for i, (caption, picture) in enumerate(pictures.items()):
        x = _GAP + i * (_PANEL_WIDTH + _GAP)
        panel = cv2.resize(picture, (_PANEL_WIDTH, height), interpolation=cv2.INTER_AREA)
        sheet[_CAPTION : _CAPTION + height, x : x + _PANEL_WIDTH] = panel
        cv2.putText(sheet, caption, (x, _CAPTION - 11), cv2.FONT_HERSHEY_SIMPLEX, 0.6, _INK, 1, cv2.LINE_AA)
    return sheet
