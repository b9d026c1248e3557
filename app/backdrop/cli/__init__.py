"""The command line: one file a command, loaded when it is called.

Errors are one line that says what to do; the exit code is 2 for wrong usage and 1 for failure. A traceback is printed
only with `--debug`, and always goes to the log.
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable

import click

from backdrop import __version__
from backdrop.errors import BackdropError
from backdrop.host.log import start_logging
from backdrop.host.paths import display, log_file
from backdrop.settings.spec import nearest

log = logging.getLogger(__name__)


def _run() -> click.Command:
    from backdrop.cli.run import run

    return run


def _demo() -> click.Command:
    from backdrop.cli.demo import demo

    return demo


def _process() -> click.Command:
    from backdrop.cli.process import process_command

    return process_command


def _devices() -> click.Command:
    from backdrop.cli.devices import devices

    return devices


def _doctor() -> click.Command:
    from backdrop.cli.doctor import doctor

    return doctor


def _models() -> click.Command:
    from backdrop.cli.models import models

    return models


def _bench() -> click.Command:
    from backdrop.cli.bench import bench

    return bench


def _ctl() -> click.Command:
    from backdrop.cli.ctl import ctl

    return ctl


COMMANDS: dict[str, tuple[Callable[[], click.Command], str]] = {
    "run": (_run, "Put a background behind you, live, into a virtual camera."),
    "process": (_process, "Put a background into a video, a picture or a folder of pictures."),
    "demo": (_demo, "Show what Backdrop does with what this machine has."),
    "ctl": (_ctl, "Steer the Backdrop that runs: toggle, pause, background …"),
    "devices": (_devices, "List the cameras and virtual cameras of this machine."),
    "doctor": (_doctor, "Examine this machine, and say what to do about what is missing."),
    "models": (_models, "List, fetch and verify the segmentation models."),
    "bench": (_bench, "Measure how fast this machine does the work."),
}
"""Name, what loads the command, and its line in the list: help needs no command loaded."""


class _Commands(click.Group):
    def list_commands(self, _: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, _: click.Context, name: str) -> click.Command | None:
        return COMMANDS[name][0]() if name in COMMANDS else None

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in COMMANDS:
            context.fail(f'there is no command "{name}"{nearest(name, COMMANDS)}')
        return super().resolve_command(context, args)

    def format_commands(self, _: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, line) for name, (_load, line) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="backdrop")
@click.option("--debug", is_flag=True, help="Print the log and tracebacks to the terminal.")
def cli(debug: bool) -> None:
    """A virtual camera that puts a chosen background behind you.

    \b
    Examples:
      backdrop run                                   webcam, office picture, virtual camera
      backdrop run --background blur:7 --mirror
      backdrop process talk.mp4 out.mp4 --background image:beach.jpg
      backdrop doctor                                what is missing here, and how to get it
    """
    start_logging(debug)


def main() -> None:
    """Runs the command line of this process and exits."""
    debug = "--debug" in sys.argv[1:]
    try:
        code = cli.main(prog_name="backdrop", standalone_mode=False)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx is not None else "backdrop"
        code = _say(f"{_lower(error.format_message().rstrip('.'))}; see `{where} --help`", 2)
    except click.Abort:
        code = _say("stopped", 1)
    except BackdropError as error:
        log.info("%s", error, exc_info=error)
        code = _say(str(error), error.exit_code)
    except BrokenPipeError:  # whoever read our output has had enough
        code = 0
    except Exception as error:
        log.exception("unexpected")
        code = _say(f"something unexpected went wrong ({error!r}); {_where_to_look(debug)}", 1)
    sys.exit(code if isinstance(code, int) else 0)


def _say(message: str, code: int) -> int:
    click.echo(f"backdrop: {' '.join(message.split())}", err=True)
    return code


def _where_to_look(debug: bool) -> str:
    return "please report it" if debug else f"run it again with --debug, or see {display(log_file())}"


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
