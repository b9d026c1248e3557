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
from backdrop.cli.click_words import translate_click
from backdrop.cli.help import Group
from backdrop.cli.interrupts import remember_interrupts
from backdrop.errors import BackdropError
from backdrop.host.ending import end
from backdrop.host.language import speak
from backdrop.host.log import start_logging
from backdrop.host.paths import display, log_file
from backdrop.settings.language import stored_language
from backdrop.settings.spec import nearest
from backdrop.text import N_, _, translated

log = logging.getLogger(__name__)

OpenWindow = Callable[[bool], int]
"""Opens the window, minimised or not, until the program is quit; the exit code."""


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


def _plan() -> click.Command:
    from backdrop.cli.plan import plan

    return plan


def _ctl() -> click.Command:
    from backdrop.cli.ctl import ctl

    return ctl


def _child() -> click.Command:
    from backdrop.cli.child import child

    return child


COMMANDS: dict[str, tuple[Callable[[], click.Command], str]] = {
    "run": (_run, N_("Put a background behind you, live, into a virtual camera.")),
    "process": (_process, N_("Put a background into a video, a picture or a folder of pictures.")),
    "demo": (_demo, N_("Show what Backdrop does with what this machine has.")),
    "ctl": (_ctl, N_("Steer the Backdrop that runs: toggle, pause, background …")),
    "devices": (_devices, N_("List the cameras and virtual cameras of this machine.")),
    "doctor": (_doctor, N_("Examine this machine, and say what to do about what is missing.")),
    "models": (_models, N_("List, fetch, verify, add and remove segmentation models.")),
    "bench": (_bench, N_("Measure how fast and how well this machine does the work.")),
    "plan": (_plan, N_("Reckon where the model of a call should run, and what that costs.")),
}
"""Name, what loads the command, and its line in the list: help needs no command loaded."""


class _Commands(Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name == "child":  # what the program starts for itself is in no list
            return _child()
        return COMMANDS[name][0]() if name in COMMANDS else None

    def resolve_command(
        self, context: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        name = args[0] if args else ""
        if name and name not in COMMANDS and name != "child":
            hint = nearest(name, COMMANDS)
            context.fail(_('there is no command "{name}"{hint}').format(name=name, hint=hint))
        return super().resolve_command(context, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(_("Commands")):
            formatter.write_dl([(name, translated(line)) for name, (_load, line) in COMMANDS.items()])


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    help=N_("A virtual camera that puts a chosen background behind you. Without a command it opens its window."),
    examples=N_(
        "backdrop                                       the window\n"
        "backdrop run                                   webcam, office picture, virtual camera\n"
        "backdrop run --background blur:7 --mirror\n"
        "backdrop process talk.mp4 out.mp4 --background image:beach.jpg\n"
        "backdrop doctor                                what is missing here, and how to get it\n"
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="backdrop")
@click.option("--debug", is_flag=True, help=N_("Print the log and tracebacks to the terminal."))
@click.option("--minimised", is_flag=True, help=N_("Start the window in the tray."))
@click.pass_context
def cli(context: click.Context, debug: bool, minimised: bool) -> None:
    start_logging(debug)
    if context.invoked_subcommand is None:
        open_window: OpenWindow = context.obj
        context.exit(open_window(minimised))


def main(open_window: OpenWindow) -> None:
    """Runs the command line of this process and exits. `open_window` is what it does when no command is given."""
    debug = "--debug" in sys.argv[1:]
    interrupts = remember_interrupts()
    speak(stored_language())
    translate_click()
    try:
        code = cli.main(prog_name="backdrop", standalone_mode=False, obj=open_window)
    except click.UsageError as error:
        where = error.ctx.command_path if error.ctx is not None else "backdrop"
        told = _("{error}; see `{where} --help`").format(error=_lower(error.format_message().rstrip(".")), where=where)
        code = _say(told, 2)
    except click.Abort:
        code = _say(_("stopped"), 1)
    except BackdropError as error:
        log.info("%s", error, exc_info=error)
        code = _say(str(error), error.exit_code)
    except BrokenPipeError:  # whoever read our output has had enough
        code = 0
    except Exception as error:
        if interrupts:
            code = _say(_("stopped"), 1)
        else:
            log.exception("unexpected")
            code = _say(_where_to_look(debug).format(error=error, log=display(log_file())), 1)
    end(code if isinstance(code, int) else 0)


def _say(message: str, code: int) -> int:
    click.echo(f"backdrop: {' '.join(message.split())}", err=True)
    return code


def _where_to_look(debug: bool) -> str:
    if debug:
        return _("something unexpected went wrong ({error!r}); please report it")
    return _("something unexpected went wrong ({error!r}); run it again with --debug, or see {log}")


def _lower(message: str) -> str:
    return message[:1].lower() + message[1:]
