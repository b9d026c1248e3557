"""Where things lie on this machine: the user's directories, and the data that comes with the program."""

from __future__ import annotations

import os
from pathlib import Path

import platformdirs

_PACKAGE = Path(__file__).resolve().parent.parent


def bundled(name: str) -> Path:
    """A file or folder that comes with the program, such as `models/catalogue.toml` or `resources/backgrounds`.

    An installed package carries them in `_data`; a checkout has them at its top.
    """
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.exists() else _PACKAGE.parents[1] / name


def config_dir() -> Path:
    return Path(platformdirs.user_config_dir("backdrop", appauthor=False))


def cache_dir() -> Path:
    return Path(platformdirs.user_cache_dir("backdrop", appauthor=False))


def data_dir() -> Path:
    return Path(platformdirs.user_data_dir("backdrop", appauthor=False))


def log_file() -> Path:
    return Path(platformdirs.user_log_dir("backdrop", appauthor=False)) / "backdrop.log"


def expanded(path: str | os.PathLike[str]) -> Path:
    """The path with a leading `~` as the home directory; `~somebody` stays where nobody is called so."""
    return Path(os.path.expanduser(path))


def display(path: str | os.PathLike[str]) -> str:
    """The path as a person wrote it would read it: the home directory as `~`."""
    text, home = os.fspath(path), str(Path.home())
    return "~" + text[len(home) :] if text == home or text.startswith(home + os.sep) else text
