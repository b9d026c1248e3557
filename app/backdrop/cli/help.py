"""Commands whose help is shown in the user's language: texts are declared in English with `N_`, worded when shown."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from typing import Any

import click

from backdrop.cli.width import display_width, padded, wrapped
from backdrop.text import _, translated


class Formatter(click.HelpFormatter):
    """As click's, but measured in columns of the terminal instead of characters."""

    def write_text(self, text: str) -> None:
        indent = " " * self.current_indent
        width = max(self.width - self.current_indent, 10)
        paragraphs = ["\n".join(indent + line for line in wrapped(part, width)) for part in text.split("\n\n")]
        self.write("\n\n".join(paragraphs) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows, indent = list(rows), " " * self.current_indent
        column = min(max((display_width(term) for term, _text in rows), default=0), col_max) + col_spacing
        for term, text in rows:
            lines = wrapped(text, max(self.width - self.current_indent - column, 10))
            if display_width(term) > column - col_spacing:
                self.write(f"{indent}{term}\n")
                term = ""
            for line in lines:
                self.write(f"{indent}{padded(term, column)}{line}".rstrip() + "\n")
                term = ""


class _Context(click.Context):
    formatter_class = Formatter


class Command(click.Command):
    """`help`: paragraphs, marked with `N_`. `examples`: lines to be shown as they are, marked where they have words."""

    context_class = _Context

    def __init__(self, *arguments: Any, examples: str = "", **more: Any) -> None:
        super().__init__(*arguments, **more)
        self.examples = examples

    def get_short_help_str(self, limit: int = 45) -> str:
        return click.Command(self.name, help=translated(self.help or "")).get_short_help_str(limit)

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(translated(self.help or ""))
        if self.examples:
            with formatter.indentation(), formatter.section(_("Examples")):
                for line in translated(self.examples).splitlines():
                    formatter.write(f"{'':{formatter.current_indent}}{line}\n")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        records = [_in_language(parameter).get_help_record(ctx) for parameter in self.get_params(ctx)]
        with formatter.section(_("Options")):
            formatter.write_dl([record for record in records if record is not None])


class Group(Command, click.Group):
    """Without one of its commands it says so in one line, as for whatever else is missing, instead of all its help."""

    command_class = Command

    def __init__(self, *arguments: Any, **more: Any) -> None:
        super().__init__(*arguments, **{"no_args_is_help": False, **more})

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        super().format_options(ctx, formatter)
        self.format_commands(ctx, formatter)


def _in_language(parameter: click.Parameter) -> click.Parameter:
    if not isinstance(parameter, click.Option) or not parameter.help:
        return parameter
    worded = copy.copy(parameter)
    worded.help = translated(parameter.help)
    return worded
