"""Which language is spoken, and what happens when its texts cannot be read."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backdrop.errors import UsageError
from backdrop.host import language
from backdrop.host.language import read_translations, speak, system_language
from backdrop.host.paths import config_dir
from backdrop.settings.language import stored_language
from backdrop.text import N_, _

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko"}, "ko"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_MESSAGES": "en_US.UTF-8"}, "en"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "Korean_Korea.949"}, "ko"),
    ],
)
def test_the_locale_chooses_the_language(
    environment: dict[str, str], expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert system_language() == expected
    assert speak("system") == expected


def test_the_setting_comes_before_the_locale() -> None:
    assert speak("ko") == "ko"
    assert _("Settings") == "설정"
    assert speak("en") == "en"
    assert _("Settings") == "Settings"


def test_an_error_is_worded_in_the_language_that_is_spoken_when_it_is_shown() -> None:
    error = UsageError(N_("{path} has been closed"), path="a.mp4")
    assert str(error) == "a.mp4 has been closed"
    speak("ko")
    assert str(error) == "a.mp4을(를) 닫았습니다"


@pytest.mark.parametrize("content", [None, b"", b"<TS><context>", b"\xff\xfe\x00", b"<TS version='2.1'></TS>"])
def test_texts_that_cannot_be_read_leave_english(
    content: bytes | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "backdrop_ko.ts"
    if content is not None:
        path.write_bytes(content)
    monkeypatch.setattr(language, "bundled", lambda _name: path)
    assert read_translations("ko") == {}
    speak("ko")
    assert _("Settings") == "Settings"


def test_unfinished_and_stale_entries_are_left_out_and_contexts_do_not_matter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "backdrop_ko.ts"
    path.write_text(
        "<TS><context><name>A</name>"
        "<message><source>one</source><translation>하나</translation></message>"
        '<message><source>two</source><translation type="unfinished">둘</translation></message>'
        '<message><source>three</source><translation type="vanished">셋</translation></message>'
        "</context><context><name>B</name>"
        "<message><source>four</source><translation>넷</translation></message>"
        "<message><source>five</source><translation></translation></message>"
        "</context></TS>",
        encoding="utf-8",
    )
    monkeypatch.setattr(language, "bundled", lambda _name: path)
    assert read_translations("ko") == {"one": "하나", "four": "넷"}


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b'version = 1\nlanguage = "ko"\n', "ko"),
        (b"language='en'\n", "en"),
        (b'version = 1\n# language = "ko"\n', "system"),
        (b"language = 3\n", "system"),
        (b"\xff\xfe", "system"),
        (None, "system"),
    ],
)
def test_the_stored_language_is_found_without_loading_the_settings(content: bytes | None, expected: str) -> None:
    if content is not None:
        config_dir().mkdir(parents=True)
        (config_dir() / "settings.toml").write_bytes(content)
    assert stored_language() == expected


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_pipe_in_place_of_the_settings_is_not_waited_for() -> None:
    config_dir().mkdir(parents=True)
    os.mkfifo(config_dir() / "settings.toml")
    assert stored_language() == "system"


def test_a_language_that_is_not_known_is_the_locales() -> None:
    assert speak("xx") == "en"
    assert _("Settings") == "Settings"
