"""`backdrop devices`: the cameras to capture and the virtual cameras to publish to."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from backdrop.capture.cameras import CameraInfo, list_cameras
from backdrop.cli.help import Command
from backdrop.cli.table import aligned
from backdrop.doctor.virtual_camera import obs_camera_is_installed
from backdrop.host import v4l2
from backdrop.text import N_, _, translated

_Row = dict[str, str]
"""For programs, so in English; the table for people translates the note, which is the last."""

_OBS: _Row = {"id": "OBS Virtual Camera", "name": "OBS Virtual Camera", "note": ""}


@click.command(
    cls=Command,
    help=N_(
        "List the cameras and the virtual cameras of this machine.\n\n"
        "The ID of a camera, its name or its path goes after --source camera:, the DEVICE of a virtual camera "
        "after --sink camera:."
    ),
    examples="""\
backdrop devices
backdrop devices --json
backdrop run --source camera:0 --sink camera:/dev/video10
""",
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print the lists as JSON, for other programs."))
def devices(as_json: bool) -> None:
    cameras = [_described(camera) for camera in list_cameras()]
    outputs = _virtual_cameras()
    if as_json:
        click.echo(json.dumps({"cameras": cameras, "virtual_cameras": outputs}, indent=2, ensure_ascii=False))
        return
    click.echo(_("Cameras (--source camera:ID)"))
    _table((_("ID"), _("NAME"), _("PATH"), _("NOTE")), cameras)
    click.echo()
    click.echo(_("Virtual cameras (--sink camera:DEVICE)"))
    _table((_("DEVICE"), _("NAME"), _("NOTE")), outputs)
    if not cameras or not outputs:
        click.echo()
        click.echo(_("`backdrop doctor` says what to do about what is missing."))


def _described(camera: CameraInfo) -> _Row:
    return {"id": camera.id, "name": camera.name, "path": camera.path, "note": camera.note}


def _virtual_cameras() -> list[_Row]:
    if obs_camera_is_installed():
        return [_OBS]
    return [{"id": d.path, "name": d.name, "note": _note(d)} for d in v4l2.loopback_outputs()]


def _note(device: v4l2.VideoDevice) -> str:
    if device.state == "denied":
        return N_("no permission")
    if device.can_output:
        return N_("free")
    return N_("in use") if device.can_capture or device.state == "busy" else N_("stuck: see `backdrop doctor`")


def _table(head: tuple[str, ...], rows: Sequence[_Row]) -> None:
    if not rows:
        click.echo("  " + _("none found"))
        return
    worded = [tuple((row | {"note": translated(row["note"])}).values()) for row in rows]
    for line in aligned([head, *worded]):
        click.echo(f"  {line}")
