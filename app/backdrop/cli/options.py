"""Options that commands share, worded by the settings' one schema."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, get_args

import click
from pydantic import ValidationError

from backdrop.errors import UsageError
from backdrop.settings.reason import reason
from backdrop.settings.schema import EngineName, Kernels, RefinementLevel, Settings
from backdrop.settings.spec import parse_size
from backdrop.text import N_

F = TypeVar("F", bound=Callable[..., Any])

_METAVARS = {
    "source": "SOURCE", "sink": "SINK", "model": "ID", "background": "SPEC", "fps": "N", "threads": "N",
    "internal_resolution": "SIZE", "edge_shift": "N", "feather": "N",
}  # fmt: skip
_FLAGS = {
    "mirror": "--mirror", "match_light": "--match-light", "on_demand": "--on-demand/--always-on",
    "skip_still": "--skip-still/--every-frame",
}  # fmt: skip
_CHOICES = {"engine": get_args(EngineName), "kernels": get_args(Kernels), "refinement": get_args(RefinementLevel)}


def setting(name: str, default: str | None = None) -> Callable[[F], F]:
    """The option `--NAME` of a setting, with the schema's type and help text.

    The help shows the schema's default, or `default` where the command has its own.
    """
    field = Settings.model_fields[name]
    if name in _FLAGS:
        return click.option(_FLAGS[name], default=None, is_flag=True, help=field.description)
    if name in _CHOICES:
        return click.option(
            f"--{name}", type=click.Choice(_CHOICES[name]), default=None, help=field.description,
            show_default=field.default or False,
        )  # fmt: skip
    kind = int if name == "threads" else float if isinstance(field.default, float) else str
    shown = default or (f"{field.default:g}" if isinstance(field.default, float) else field.default)
    return click.option(
        f"--{name.replace('_', '-')}", name, type=kind, metavar=_METAVARS[name], help=field.description,
        show_default=shown or False,
    )  # fmt: skip


def network_options(function: F) -> F:
    """`--model` and how it is to be run."""
    for name in reversed(("model", "engine", "threads", "kernels", "internal_resolution")):
        function = setting(name)(function)
    return function


def refine_options(function: F) -> F:
    """How mattes are refined."""
    for name in reversed(("refinement", "edge_shift", "feather", "skip_still")):
        function = setting(name)(function)
    return function


def size_option(function: F) -> F:
    """`--size WxH`."""
    return click.option(
        "--size", default=None, metavar="WxH", show_default="1280x720", help=N_("size of the picture, both sides even")
    )(function)


def stats_option(function: F) -> F:
    """`--stats FILE`; UsageError, before anything runs, when there is no folder to write it to."""
    return click.option(
        "--stats", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE", callback=in_a_folder,
        help=N_("write what was measured as JSON"),
    )(function)  # fmt: skip


def in_a_folder(_context: click.Context, _option: click.Parameter, path: Path | None) -> Path | None:
    """Of an option that names a file to be written: UsageError where there is no folder for it."""
    if path is not None and not path.parent.is_dir():
        raise UsageError(N_("the folder of {path} does not exist; make it first"), path=path)
    return path


def settings_from(size: str | None, base: Settings | None, **given: object) -> Settings:
    """`base`, or the defaults, with what was given on the command line. UsageError for a value outside its bounds."""
    values = base.model_dump() if base is not None else {}
    values |= {name: value for name, value in given.items() if value is not None}
    if size is not None:
        values["width"], values["height"] = parse_size(size)
    try:
        return Settings.model_validate(values)
    except ValidationError as errors:
        first = errors.errors(include_url=False)[0]
        told = reason(first)
        raise UsageError(
            "--{name} {value}: {reason}",
            name=str(first["loc"][0]).replace("_", "-"), value=first["input"], reason=told[:1].lower() + told[1:],
        ) from None  # fmt: skip
