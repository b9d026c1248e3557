"""Starting with the session, on Linux: the entry is one that desktops read as it is meant."""

from __future__ import annotations

import configparser
import os
import shlex
import sys
from pathlib import Path

import pytest

from backdrop.errors import SettingsError
from backdrop.host import autostart

pytestmark = pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="the entry of XDG desktops")


def entry() -> configparser.SectionProxy:
    parser = configparser.RawConfigParser(delimiters="=")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(autostart.entry_file().read_text("utf-8"))
    return parser["Desktop Entry"]


def test_it_is_off_until_it_is_switched_on_and_off_again() -> None:
    assert not autostart.is_on()
    autostart.switch(True)
    assert autostart.is_on()
    autostart.switch(True)
    autostart.switch(False)
    assert not autostart.is_on()
    assert not autostart.entry_file().exists()
    autostart.switch(False)


def test_the_entry_starts_this_program_minimised() -> None:
    autostart.switch(True)
    assert entry()["Type"] == "Application"
    started = shlex.split(entry()["Exec"])
    assert started[-1] == "--minimised"
    assert os.access(started[0], os.X_OK)


def test_an_app_image_starts_itself_and_not_its_unpacked_python(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("APPIMAGE", "/home/kim/My Apps/Backdrop.AppImage")
    assert autostart.command() == ["/home/kim/My Apps/Backdrop.AppImage", "--minimised"]


@pytest.mark.parametrize(
    ("argument", "expected"),
    [
        ("/usr/bin/backdrop", "/usr/bin/backdrop"),
        ("/home/kim/My Apps/b", '"/home/kim/My Apps/b"'),
        ("/opt/100%/b", '"/opt/100%%/b"'),
        ("/opt/a$b", r'"/opt/a\\$b"'),
        ('/opt/a"b', r'"/opt/a\\"b"'),
        ("/opt/a\\b", r'"/opt/a\\\\b"'),
        ("", '""'),
    ],
)
def test_an_argument_is_quoted_as_the_desktop_entry_specification_says(argument: str, expected: str) -> None:
    assert autostart.quoted(argument) == expected


@pytest.mark.parametrize("line", ["Hidden=true", "X-GNOME-Autostart-enabled=false"])
def test_what_the_desktop_switched_off_is_off(line: str) -> None:
    autostart.switch(True)
    content = autostart.entry_file().read_text("utf-8").replace("X-GNOME-Autostart-enabled=true", line)
    autostart.entry_file().write_text(content, "utf-8")
    assert not autostart.is_on()


def test_a_place_that_cannot_be_written_is_worded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "file"))
    with pytest.raises(SettingsError, match="autostart"):
        autostart.switch(True)
