"""Files in and out, with errors worded for the user.

Everything is opened by Python and handed on as bytes or a file object: libraries that open by name fail on some
systems for paths that are not ASCII.
"""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from backdrop.errors import BackdropError, MediaError
from backdrop.text import N_


def open_binary(path: str | os.PathLike[str], error: type[BackdropError] = MediaError) -> BinaryIO:
    """The file opened for reading. Raises `error` when it is missing, no regular file, unreadable or empty."""
    shown = os.fspath(path)
    try:
        _refuse_what_is_no_file(os.stat(path), shown, error)
        return open(path, "rb")
    except FileNotFoundError:
        raise error(N_("{path} does not exist; check the name"), path=shown) from None
    except PermissionError:
        raise error(N_("{path} may not be read; check its permissions"), path=shown) from None
    except (OSError, ValueError) as reason:
        raise error(N_("{path} cannot be opened: {reason}"), path=shown, reason=reason) from None


def _refuse_what_is_no_file(found: os.stat_result, shown: str, error: type[BackdropError]) -> None:
    """Asked before opening: to open a pipe waits for its writer, and a device may never end."""
    if stat.S_ISDIR(found.st_mode):
        raise error(N_("{path} is a folder; name a file in it"), path=shown)
    if not stat.S_ISREG(found.st_mode):
        raise error(N_("{path} is a device or a pipe; name a file"), path=shown)
    if found.st_size == 0:
        raise error(N_("{path} is empty; choose another file"), path=shown)


def read_bytes(path: str | os.PathLike[str], error: type[BackdropError] = MediaError) -> bytes:
    """The whole file. Raises `error` as `open_binary` does, or when reading fails half-way."""
    with open_binary(path, error) as file:
        try:
            return file.read()
        except OSError as reason:
            raise error(N_("{path} cannot be read: {reason}"), path=os.fspath(path), reason=reason) from None


def wording(reason: OSError, path: str | os.PathLike[str]) -> tuple[str, dict[str, object]]:
    """A template and its values that say why a file could not be written, and what to do."""
    shown = os.fspath(path)
    if reason.errno in (errno.ENOSPC, errno.EDQUOT):
        return N_("the disk is full: {path} was not written; free some space and try again"), {"path": shown}
    if isinstance(reason, PermissionError) or reason.errno == errno.EROFS:
        return N_("{path} may not be written; choose another place"), {"path": shown}
    if isinstance(reason, FileNotFoundError):
        return N_("the folder of {path} does not exist; make it first"), {"path": shown}
    if isinstance(reason, IsADirectoryError):
        return N_("{path} is a folder; name a file"), {"path": shown}
    if isinstance(reason, (NotADirectoryError, FileExistsError)):
        return N_("{path} cannot be written: {folder} is no folder"), {"path": shown, "folder": os.path.dirname(shown)}
    return N_("{path} cannot be written: {reason}"), {"path": shown, "reason": reason.strerror or reason}


def write_atomically(path: Path, data: bytes, error: type[BackdropError] = BackdropError) -> None:
    """Writes the file whole or not at all. Raises `error` and leaves what was there before.

    What is no file, such as a pipe or /dev/null, is written into; what a link leads to is replaced, and not the link.
    """
    if _is_no_file(path):
        with _worded(path, error), open(path, "wb") as device:
            device.write(data)
        return
    temporary = None
    try:
        place = behind_link(path)
        place.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = open_part(place)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        put_in_place(temporary, place)
    except BaseException as reason:
        if temporary is not None:
            with contextlib.suppress(OSError):
                os.unlink(temporary)
        if not isinstance(reason, OSError):
            raise
        template, values = wording(reason, path)
        raise error(template, **values) from reason


@contextlib.contextmanager
def all_or_none(folder: Path, error: type[BackdropError] = BackdropError) -> Iterator[Path]:
    """A hidden folder within `folder` to write files into: they move up when the block ends well, else they vanish.

    What was in `folder` before stays, unless a file of the same name moves up. Raises `error` when the folders cannot
    be made or the files not moved.
    """
    made = [parent for parent in (folder, *folder.parents) if not os.path.lexists(parent)]
    hidden = None
    try:
        with _worded(folder, error):
            folder.mkdir(parents=True, exist_ok=True)
            hidden = Path(tempfile.mkdtemp(dir=folder, prefix=".backdrop-", suffix=".part"))
        yield hidden
        with _worded(folder, error):
            for file in sorted(hidden.iterdir()):
                os.replace(file, folder / file.name)
        made.clear()
    finally:
        if hidden is not None:
            shutil.rmtree(hidden, ignore_errors=True)
        for parent in made:
            with contextlib.suppress(OSError):
                parent.rmdir()


@contextlib.contextmanager
def _worded(path: Path, error: type[BackdropError]) -> Iterator[None]:
    try:
        yield
    except OSError as reason:
        template, values = wording(reason, path)
        raise error(template, **values) from reason


def _is_no_file(path: Path) -> bool:
    with contextlib.suppress(OSError, ValueError):
        mode = os.stat(path).st_mode
        return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)
    return False


def behind_link(path: Path) -> Path:
    """Where a link leads in the end; another path as it is."""
    return Path(os.path.realpath(path)) if os.path.islink(path) else path


def open_part(path: Path) -> tuple[int, str]:
    """A new hidden file beside `path`, to be filled and then put in place: its descriptor and name.

    OSError also where a device or a pipe would be put out of its place.
    """
    if _is_no_file(path):
        raise OSError(errno.EINVAL, "it is a device or a pipe; name a file")
    # Not named after `path`: what is added could make the name longer than a file system takes.
    return tempfile.mkstemp(dir=path.parent, prefix=".backdrop-", suffix=".part")


def put_in_place(part: str, path: Path) -> None:
    """Gives a finished part the permissions that a new file would have, and its name, in one step."""
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(part, 0o666 & ~mask)
    os.replace(part, path)
