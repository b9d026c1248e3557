"""`backdrop doctor`: what keeps Backdrop from doing its job on this machine, and the command that mends it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from backdrop.cli.help import Command
from backdrop.doctor import Finding, can_do_its_job, examine, setup
from backdrop.doctor.report import write_report
from backdrop.errors import UsageError
from backdrop.host.paths import display
from backdrop.settings.schema import Settings
from backdrop.text import N_, _

# Colour only adds to the mark: it is left out where the output is no terminal.
_MARKS = {"ok": ("ok", "green"), "info": ("--", "blue"), "warn": ("! ", "yellow"), "problem": ("!!", "red")}


@click.command(
    cls=Command,
    help=N_(
        "Examine this machine: webcam, permissions, virtual camera, model.\n\n"
        'Each line is "ok", "--" (worth knowing), "!" (will cause trouble) or "!!" (Backdrop cannot do its job), '
        'followed by what to do. Exit code 1 when there is a "!!".'
    ),
    examples="""\
backdrop doctor
backdrop doctor --report backdrop-report.txt
backdrop doctor --json
backdrop doctor --set-up
backdrop doctor --undo
""",
)
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help=N_("Also write a report to attach to a bug report: findings, settings and the log, without any picture."),
)
@click.option("--json", "as_json", is_flag=True, help=N_("Print the findings as JSON, for other programs."))
@click.option("--set-up", is_flag=True, help=N_("Set the virtual camera up: show what will run, ask, and run it."))
@click.option("--undo", is_flag=True, help=N_("Take away what --set-up, or the window, set up; ask before."))
@click.option("--yes", is_flag=True, help=N_("With --set-up or --undo: do not ask."))
@click.pass_context
def doctor(
    context: click.Context, report: Path | None, as_json: bool, set_up: bool, undo: bool, yes: bool
) -> None:  # fmt: skip
    if set_up and undo:
        raise UsageError(N_("--set-up and --undo are opposites; give one of them"))
    if yes and not (set_up or undo):
        raise UsageError(N_("--yes answers the question of --set-up or --undo; give one of them"))
    if set_up or undo:
        _carry_out(setup.plan() if set_up else setup.undo_plan(), yes)
        return
    findings = examine()
    if as_json:
        click.echo(json.dumps([finding.as_dict() for finding in findings], indent=2, ensure_ascii=False))
    else:
        _show(findings)
    if report is not None:
        write_report(report, findings, Settings().model_dump_json(indent=2))
        click.echo(_("The report is in {path}.").format(path=display(report)), err=as_json)
    if not can_do_its_job(findings):
        context.exit(1)


def _show(findings: Sequence[Finding]) -> None:
    for finding in findings:
        mark, colour = _MARKS[finding.state]
        click.echo(f"{click.style(mark, fg=colour)}  {finding}")
        for command in finding.remedy_command.splitlines():
            click.echo(f"        {command}")


def _carry_out(planned: setup.SetupPlan, yes: bool) -> None:
    """Shows what will run, asks, and runs it, telling what it prints."""
    for line in planned.summary:
        click.echo(str(line))
    if not planned.script:
        _show([finding for finding in examine() if finding.check == "virtual camera"])
        return
    click.echo()
    click.echo(planned.script)
    for note in planned.notes:
        click.echo(str(note))
    for command in [*planned.before.splitlines(), *planned.after.splitlines()]:
        click.echo(f"        {command}")
    if not yes:
        click.confirm(_("Run this as root?"), abort=True)
    setup.run(planned, click.echo)
    click.echo(_("Done."))
