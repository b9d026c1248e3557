"""`backdrop ctl`: steers the Backdrop that runs, window or command line."""

from __future__ import annotations

import json

import click

from backdrop.cli.help import Group
from backdrop.cli.states import state_word
from backdrop.errors import BackdropError, UsageError
from backdrop.host.control import Message, ask
from backdrop.text import N_, _


@click.group(
    cls=Group,
    help=N_("Steer the Backdrop that runs, window or `backdrop run`. Desktops can bind keys to these commands."),
    examples=N_(
        "backdrop ctl toggle                     between the chosen background and blur\n"
        "backdrop ctl background image:hanok\n"
        "backdrop ctl pause\n"
        "backdrop ctl status --json\n"
    ),
)
def ctl() -> None:
    """Requests to the process that runs."""


@ctl.command(
    help=N_("Change between the chosen background and blur."),
    examples="backdrop ctl toggle",
)
def toggle() -> None:
    click.echo(_ask("toggle")["background"])


@ctl.command(
    help=N_("Pause the camera: a privacy picture goes out, and the webcam is released."),
    examples="backdrop ctl pause",
)
def pause() -> None:
    _ask("pause")


@ctl.command(
    help=N_("Go on after a pause."),
    examples="backdrop ctl resume",
)
def resume() -> None:
    _ask("resume")


@ctl.command(
    help=N_("Choose another background."),
    examples="""\
backdrop ctl background blur:7
backdrop ctl background image:office
""",
)
@click.argument("spec")
def background(spec: str) -> None:
    click.echo(_ask("background", spec=spec)["background"])


@ctl.command(
    help=N_("Say how the camera stands."),
    examples="""\
backdrop ctl status
backdrop ctl status --json
""",
)
@click.option("--json", "as_json", is_flag=True, help=N_("print it as JSON, for other programs"))
def status(as_json: bool) -> None:
    reply = _ask("status")
    reply.pop("ok")
    if as_json:
        click.echo(json.dumps(reply, indent=2, ensure_ascii=False))
        return
    no_source = _("no camera") if "source" in reply["faults"] else _("webcam off")
    ends = {"source": reply["source"] or no_source, "sink": reply["sink"] or _("no output")}
    state = state_word(str(reply["state"]))
    click.echo(_("{state}: {source} → {sink}, {background}").format(**reply | ends | {"state": state}))
    click.echo(_("{fps} frames a second, {dropped} dropped").format(**reply))
    if reply["note"]:
        click.echo(reply["note"])
    for fault in reply["faults"].values():
        click.echo(fault)


def _ask(command: str, **values: str) -> Message:
    reply = ask({"command": command, **values})
    if reply.get("ok") is True:
        return reply
    kind = UsageError if reply.get("exit_code") == UsageError.exit_code else BackdropError
    raise kind("{error}", error=reply.get("error", _("the request failed")))
