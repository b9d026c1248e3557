"""The settings file: TOML in the platform's configuration directory, written whole or not at all.

A file that cannot be used is set aside, never overwritten, and the defaults are used.
"""

from __future__ import annotations

import logging
import os
import stat
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from backdrop.errors import SettingsError
from backdrop.host.files import write_atomically
from backdrop.host.paths import config_dir, display
from backdrop.settings.reason import reason
from backdrop.settings.schema import VERSION, Settings
from backdrop.text import N_, _

log = logging.getLogger(__name__)

Values = dict[str, Any]
Migration = Callable[[Values], Values]

MIGRATIONS: dict[int, Migration] = {}
"""From the version of a file to what makes its values those of the next version."""

_MOST_BYTES = 256 * 1024
"""A hundred times what settings take: a larger file is something else, and would hold the start up."""
_MOST_TOLD = 200
"""Letters of a reason: what is wrong with a file may be that a name in it never ends."""
_ABSURD = 1_000_000
"""No version: it would not even fit into the name under which the file is set aside."""

_HEADER = "Backdrop's settings. `backdrop run --help` and the settings window explain them."


class Loaded(NamedTuple):
    """`trouble` says why the stored settings could not be used, where they could not."""

    settings: Settings
    trouble: SettingsError | None


def settings_file() -> Path:
    return config_dir() / "settings.toml"


def load_settings(path: Path | None = None, migrations: Mapping[int, Migration] = MIGRATIONS) -> Loaded:
    """The stored settings, or the defaults when there are none, or when they cannot be used."""
    path = settings_file() if path is None else path
    try:
        values = _parse(_read(path))
        version = values.pop("version", None)
        if not isinstance(version, int) or isinstance(version, bool) or not 1 <= version < _ABSURD:
            return _set_aside(path, "damaged", _("it does not say its version"))
        if version > VERSION:
            newer = _("it is of a newer version of Backdrop ({version})").format(version=version)
            return _set_aside(path, f"version-{version}", newer)
        for step in range(version, VERSION):
            values = migrations[step](values)
        return Loaded(Settings.model_validate(values), None)
    except FileNotFoundError:
        return Loaded(Settings(), None)
    except ValidationError as errors:
        first = errors.errors(include_url=False)[0]
        return _set_aside(path, "damaged", f"{'.'.join(map(str, first['loc']))}: {reason(first)}")
    except (OSError, ValueError) as error:  # what is no TOML, and what a migration cannot read
        return _set_aside(path, "damaged", str(error))


def save_settings(settings: Settings, path: Path | None = None) -> None:
    """Stores the settings. SettingsError when the file cannot be written; what was stored before then stays."""
    import tomlkit

    document = tomlkit.document()
    document.add(tomlkit.comment(_HEADER))
    document.add("version", tomlkit.item(VERSION))
    for name, value in settings.model_dump(mode="json", exclude_none=True).items():
        document.add(name, tomlkit.item(value))
    data = _encoded(tomlkit.dumps(document))
    write_atomically(settings_file() if path is None else path, data, SettingsError)


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError as reason:  # the names of files need not be text
        start, end = text.rfind("\n", 0, reason.start) + 1, text.find("\n", reason.end)
        line = text[start:end].encode(errors="backslashreplace").decode()
        raise SettingsError(
            N_("the settings were not stored: {line} is no Unicode text; rename that file and choose it again"),
            line=line,
        ) from None


def _read(path: Path) -> str:
    """OSError or ValueError when it cannot be read, or is nothing to be read."""
    if not stat.S_ISREG(os.stat(path).st_mode):  # to open a pipe waits for its writer
        raise ValueError(_("it is no file"))
    with path.open("rb") as file:
        content = file.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        raise ValueError(_("it is too large"))
    return content.decode()


def _parse(text: str) -> Values:
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return dict(tomlkit.parse(text).unwrap())
    except (TOMLKitError, RecursionError) as reason:  # not all of TOMLKitError's kinds are kinds of ValueError
        raise ValueError(str(reason)) from reason


def _set_aside(path: Path, why: str, told: str) -> Loaded:
    """Renames the file so that saving cannot overwrite it."""
    aside = _free_name(path.with_name(f"{path.stem}.{why}{path.suffix}"))
    try:
        os.replace(path, aside)
    except OSError:
        aside = path  # a directory that may not be written: saving will not overwrite it either
    trouble = SettingsError(
        N_("the stored settings cannot be used ({reason}), so the defaults are; yours are kept in {path}"),
        reason=told if len(told) <= _MOST_TOLD else told[:_MOST_TOLD] + "…", path=display(aside),
    )  # fmt: skip
    log.warning("%s", trouble)
    return Loaded(Settings(), trouble)


def _free_name(path: Path) -> Path:
    number, candidate = 1, path
    while os.path.lexists(candidate):
        number += 1
        candidate = path.with_name(f"{path.stem}-{number}{path.suffix}")
    return candidate
