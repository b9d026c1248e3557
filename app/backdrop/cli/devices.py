"""`backdrop devices`: the cameras to capture and the virtual cameras to publish to."""

from __future__ import annotations

import json
from collections.abc import Sequence

import click

from backdrop.capture.cameras import CameraInfo, list_cameras
from backdrop.cli.table import aligned
from backdrop.doctor.virtual_camera import obs_camera_is_installed
from backdrop.host import v4l2

_OBS = {"id": "OBS Virtual Camera", "name": "OBS Virtual Camera", "note": ""}


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print the lists as JSON, for other programs.")
def devices(as_json: bool) -> None:
    """List the cameras and the virtual cameras of this machine.

    The ID of a camera, its name or its path goes after --source camera:, the DEVICE of a virtual camera after
    --sink camera:.

    \b
    Examples:
      backdrop devices
      backdrop devices --json
      backdrop run --source camera:0 --sink camera:/dev/video10
    """
    cameras = [_described(camera) for camera in list_cameras()]
    outputs = _virtual_cameras()
    if as_json:
        click.echo(json.dumps({"cameras": cameras, "virtual_cameras": outputs}, indent=2, ensure_ascii=False))
        return
    click.echo("Cameras (--source camera:ID)")
    _table(("ID", "NAME", "PATH", "NOTE"), [tuple(camera.values()) for camera in cameras])
    click.echo("\nVirtual cameras (--sink camera:DEVICE)")
    _table(("DEVICE", "NAME", "NOTE"), [tuple(output.values()) for output in outputs])
    if not cameras or not outputs:
        click.echo("\n`backdrop doctor` says what to do about what is missing.")


def _described(camera: CameraInfo) -> dict[str, str]:
    return {"id": camera.id, "name": camera.name, "path": camera.path, "note": camera.note}


def _virtual_cameras() -> list[dict[str, str]]:
    if obs_camera_is_installed():
        return [_OBS]
    return [{"id": d.path, "name": d.name, "note": _note(d)} for d in v4l2.loopback_outputs()]


def _note(device: v4l2.VideoDevice) -> str:
    if device.state == "denied":
        return "no permission"
    if device.can_output:
        return "free"
    return "in use" if device.can_capture or device.state == "busy" else "stuck: see `backdrop doctor`"


def _table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    if not rows:
        click.echo("  none found")
        return
    for line in aligned([head, *rows]):
        click.echo(f"  {line}")
