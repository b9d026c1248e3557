"""`backdrop ctl`: steers the Backdrop that runs, window or command line."""

from __future__ import annotations

import json

import click

from backdrop.errors import BackdropError, UsageError
from backdrop.host.control import Message, ask


@click.group()
def ctl() -> None:
    """Steer the Backdrop that runs, window or `backdrop run`. Desktops can bind keys to these commands.

    \b
    Examples:
      backdrop ctl toggle                     between the chosen background and blur
      backdrop ctl background image:hanok
      backdrop ctl pause
      backdrop ctl status --json
    """


@ctl.command()
def toggle() -> None:
    """Change between the chosen background and blur.

    \b
    Example:
      backdrop ctl toggle
    """
    click.echo(_ask("toggle")["background"])


@ctl.command()
def pause() -> None:
    """Pause the camera: a privacy picture goes out, and the webcam is released.

    \b
    Example:
      backdrop ctl pause
    """
    _ask("pause")


@ctl.command()
def resume() -> None:
    """Go on after a pause.

    \b
    Example:
      backdrop ctl resume
    """
    _ask("resume")


@ctl.command()
@click.argument("spec")
def background(spec: str) -> None:
    """Choose another background.

    \b
    Examples:
      backdrop ctl background blur:7
      backdrop ctl background image:office
    """
    click.echo(_ask("background", spec=spec)["background"])


@ctl.command()
@click.option("--json", "as_json", is_flag=True, help="print it as JSON, for other programs")
def status(as_json: bool) -> None:
    """Say how the camera stands.

    \b
    Examples:
      backdrop ctl status
      backdrop ctl status --json
    """
    reply = _ask("status")
    reply.pop("ok")
    if as_json:
        click.echo(json.dumps(reply, indent=2, ensure_ascii=False))
        return
    click.echo(
        f"{reply['state']}: {reply['source'] or 'no camera'} → {reply['sink'] or 'no output'}, {reply['background']}"
    )
    click.echo(f"{reply['fps']} frames a second, {reply['dropped']} dropped")
    for fault in reply["faults"].values():
        click.echo(fault)


def _ask(command: str, **values: str) -> Message:
    reply = ask({"command": command, **values})
    if reply.get("ok") is True:
        return reply
    kind = UsageError if reply.get("exit_code") == UsageError.exit_code else BackdropError
    raise kind("{error}", error=reply.get("error", "the request failed"))
