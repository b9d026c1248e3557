"""`backdrop doctor`: what keeps Backdrop from doing its job on this machine, and the command that mends it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import click

from backdrop.doctor import Finding, can_do_its_job, examine
from backdrop.doctor.report import write_report
from backdrop.host.paths import display
from backdrop.settings.schema import Settings

# Colour only adds to the mark: it is left out where the output is no terminal.
_MARKS = {"ok": ("ok", "green"), "info": ("--", "blue"), "warn": ("! ", "yellow"), "problem": ("!!", "red")}


@click.command()
@click.option(
    "--report",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Also write a report to attach to a bug report: findings, settings and the log, without any picture.",
)
@click.option("--json", "as_json", is_flag=True, help="Print the findings as JSON, for other programs.")
@click.pass_context
def doctor(context: click.Context, report: Path | None, as_json: bool) -> None:
    """Examine this machine: webcam, permissions, virtual camera, model.

    Each line is "ok", "--" (worth knowing), "!" (will cause trouble) or "!!" (Backdrop cannot do its job), followed by
    what to do. Exit code 1 when there is a "!!".

    \b
    Examples:
      backdrop doctor
      backdrop doctor --report backdrop-report.txt
      backdrop doctor --json
    """
    findings = examine()
    if as_json:
        click.echo(json.dumps([finding.as_dict() for finding in findings], indent=2, ensure_ascii=False))
    else:
        _show(findings)
    if report is not None:
        write_report(report, findings, Settings().model_dump_json(indent=2))
        click.echo(f"The report is in {display(report)}.", err=as_json)
    if not can_do_its_job(findings):
        context.exit(1)


def _show(findings: Sequence[Finding]) -> None:
    for finding in findings:
        mark, colour = _MARKS[finding.state]
        click.echo(f"{click.style(mark, fg=colour)}  {finding}")
        for command in finding.remedy_command.splitlines():
            click.echo(f"        {command}")
