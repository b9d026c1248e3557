"""Files in and out: every way in which they fail has its own wording, and a failed write leaves what was there."""

from __future__ import annotations

import errno
import os
import stat
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backdrop.errors import BackdropError, MediaError, SettingsError
from backdrop.host.files import all_or_none, open_binary, read_bytes, wording, write_atomically

is_root = hasattr(os, "geteuid") and os.geteuid() == 0
as_a_user = pytest.mark.skipif(
    is_root or sys.platform == "win32", reason="permissions do not bind root, and are otherwise on Windows"
)


def test_a_file_is_read_whole_from_a_path_that_is_not_ascii(tmp_path: Path) -> None:
    folder = tmp_path / "배경 사진"
    folder.mkdir()
    (folder / "나.bin").write_bytes(b"\x00content\xff")
    assert read_bytes(folder / "나.bin") == b"\x00content\xff"
    with open_binary(str(folder / "나.bin")) as file:
        assert file.read(3) == b"\x00co"


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match=r"nowhere\.png does not exist; check the name"):
        open_binary(tmp_path / "nowhere.png")


def test_a_folder_is_not_taken_for_a_file(tmp_path: Path) -> None:
    with pytest.raises(MediaError, match="is a folder; name a file in it"):
        open_binary(tmp_path)


def test_an_empty_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.png").touch()
    with pytest.raises(MediaError, match=r"empty\.png is empty"):
        read_bytes(tmp_path / "empty.png")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has neither")
def test_a_pipe_and_a_device_are_refused_before_they_are_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), Path("/dev/null")):
        with pytest.raises(MediaError, match=f"{path} is a device or a pipe; name a file"):
            open_binary(path)


@as_a_user
def test_a_file_that_may_not_be_read_says_so(tmp_path: Path) -> None:
    (tmp_path / "secret.png").write_bytes(b"x")
    (tmp_path / "secret.png").chmod(0)
    with pytest.raises(MediaError, match="may not be read; check its permissions"):
        open_binary(tmp_path / "secret.png")


def test_a_file_below_a_file_and_a_loop_of_links_are_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for path in (tmp_path / "file" / "below", tmp_path / "loop"):
        with pytest.raises(MediaError, match=r"cannot be opened|does not exist"):
            open_binary(path)


@given(st.text(max_size=300))
def test_whatever_is_typed_as_a_name_gives_an_error_of_ours_or_a_file(name: str) -> None:
    said = ""
    try:
        open_binary(name).close()
    except MediaError as error:
        said = str(error)
    assert "\n" not in said


def test_the_caller_chooses_the_error(tmp_path: Path) -> None:
    with pytest.raises(SettingsError):
        read_bytes(tmp_path / "nowhere", SettingsError)


def test_writing_makes_the_folders_that_are_missing(tmp_path: Path) -> None:
    path = tmp_path / "new" / "배경 사진" / "나.toml"
    write_atomically(path, b"content")
    assert path.read_bytes() == b"content"
    assert list(path.parent.iterdir()) == [path]


def test_writing_replaces_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "a"
    write_atomically(path, b"a longer old content")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows asks for a privilege to make links")
@pytest.mark.parametrize("was_there", [True, False])
def test_what_a_link_leads_to_is_replaced_and_the_link_stays(tmp_path: Path, was_there: bool) -> None:
    """Settings are kept so by people who carry them from machine to machine."""
    target, link = tmp_path / "elsewhere" / "a", tmp_path / "link"
    target.parent.mkdir()
    link.symlink_to("elsewhere/a")
    if was_there:
        target.write_bytes(b"old")
    write_atomically(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"
    assert list(target.parent.iterdir()) == [target]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such permissions")
@pytest.mark.parametrize("mask", [0o022, 0o077])
def test_a_new_file_has_the_permissions_that_the_user_wants_of_new_files(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        write_atomically(tmp_path / "a", b"x")
        assert os.umask(mask) == mask, "the mask itself is as before"
    finally:
        os.umask(before)
    assert stat.S_IMODE((tmp_path / "a").stat().st_mode) == 0o666 & ~mask


def test_the_longest_name_that_a_file_system_takes_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("n" * 255)
    write_atomically(path, b"x")
    assert path.read_bytes() == b"x"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such files")
def test_a_pipe_or_a_device_is_written_into_and_stays_what_it_is(tmp_path: Path) -> None:
    """Who may do everything would else replace /dev/null by a file."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    try:
        write_atomically(pipe, b"whole")
        assert os.read(reader, 100) == b"whole"
    finally:
        os.close(reader)
    assert pipe.is_fifo()
    assert list(tmp_path.iterdir()) == [pipe]


def test_a_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    with pytest.raises(BackdropError, match="is a folder; name a file"):
        write_atomically(tmp_path / "folder", b"x")
    assert [p.name for p in tmp_path.iterdir()] == ["folder"]


@pytest.mark.parametrize("below", ["file/a", "file/b/a"])
def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path, below: str) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(BackdropError, match=r"cannot be written: .*file.* is no folder"):
        write_atomically(tmp_path / below, b"x")
    assert (tmp_path / "file").read_bytes() == b"x"


@as_a_user
def test_a_folder_that_may_not_be_written_to_says_so(tmp_path: Path) -> None:
    (tmp_path / "locked").mkdir(mode=0o500)
    with pytest.raises(SettingsError, match="may not be written; choose another place"):
        write_atomically(tmp_path / "locked" / "a", b"x", SettingsError)


def test_a_full_disk_leaves_the_old_file_and_nothing_else(small_disk: Path) -> None:
    path = small_disk / "settings.toml"
    path.write_bytes(b"old")
    with pytest.raises(SettingsError, match=r"the disk is full: .*settings\.toml was not written; free some space"):
        write_atomically(path, bytes(600_000), SettingsError)
    assert path.read_bytes() == b"old"
    assert list(small_disk.iterdir()) == [path]


def test_a_write_that_fails_otherwise_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a"
    path.write_bytes(b"old")
    with pytest.raises(TypeError):
        write_atomically(path, 5)  # type: ignore[arg-type]
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_files_that_belong_together_come_together(tmp_path: Path) -> None:
    folder = tmp_path / "new" / "배경"
    with all_or_none(folder) as hidden:
        for name in ("a", "b"):
            write_atomically(hidden / name, b"new")
        assert [path.name for path in folder.iterdir() if not path.name.startswith(".")] == []
    assert sorted(path.name for path in folder.iterdir()) == ["a", "b"]


@pytest.mark.parametrize("was_there", [False, True])
def test_of_files_that_belong_together_none_comes_when_one_fails(tmp_path: Path, was_there: bool) -> None:
    folder = tmp_path / "new" / "mattes"
    if was_there:
        write_atomically(folder / "a", b"old")

    def write_half() -> None:
        with all_or_none(folder) as hidden:
            write_atomically(hidden / "a", b"new")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_half()
    left = {path.name: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    assert left == ({"a": b"old"} if was_there else {})
    assert was_there == (tmp_path / "new").exists()


def test_a_file_in_place_of_a_folder_of_files_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    with pytest.raises(BackdropError, match=r"file.* cannot be written"), all_or_none(tmp_path / "file" / "new"):
        pass


@pytest.mark.parametrize(
    ("reason", "says"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "the disk is full: /a/b was not written; free some space"),
        (OSError(errno.EDQUOT, "Quota exceeded"), "the disk is full: /a/b"),
        (OSError(errno.EROFS, "Read-only file system"), "/a/b may not be written; choose another place"),
        (PermissionError(errno.EACCES, "Permission denied"), "/a/b may not be written; choose another place"),
        (FileNotFoundError(errno.ENOENT, "No such file"), "the folder of /a/b does not exist; make it first"),
        (IsADirectoryError(errno.EISDIR, "Is a directory"), "/a/b is a folder; name a file"),
        (NotADirectoryError(errno.ENOTDIR, "Not a directory"), "/a/b cannot be written: /a is no folder"),
        (OSError(errno.EIO, "Input/output error"), "/a/b cannot be written: Input/output error"),
        (OSError("odd"), "/a/b cannot be written: odd"),
    ],
)
def test_a_failed_write_says_why_and_what_to_do(reason: OSError, says: str) -> None:
    template, values = wording(reason, "/a/b")
    assert str(BackdropError(template, **values)).startswith(says)
