"""The settings file: what was saved is loaded again, and what cannot be used is set aside, never lost."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as profile
from hypothesis import strategies as st

from backdrop.errors import SettingsError
from backdrop.settings.schema import VERSION, Settings
from backdrop.settings.store import load_settings, save_settings, settings_file


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "설정" / "settings.toml"


def test_without_a_file_the_defaults_are_used_and_nothing_is_wrong(file: Path) -> None:
    assert load_settings(file) == (Settings(), None)
    assert not file.parent.exists()


def test_what_was_saved_is_loaded(file: Path) -> None:
    changed = Settings(
        background="image:/home/나/배경 사진.png", fps=24.5, mirror=True, threads=2, backgrounds=("color:#fff", 'a"b'),
        recent=("blur",), language="ko",
    )  # fmt: skip
    save_settings(changed, file)
    assert load_settings(file) == (changed, None)


def test_the_file_lies_in_the_configuration_directory() -> None:
    assert settings_file().name == "settings.toml"
    assert os.environ["XDG_CONFIG_HOME"] in str(settings_file()) or os.name == "nt"


def test_every_setting_has_a_help_text_and_a_default() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert not field.is_required(), name


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not toml at all [[[",
        b"\xff\xfe\x00binary",
        b"version = 1\nfps = 900\n",
        b"version = 1\nunknown = 3\n",
        b"version = true\n",
        b"version = 'one'\n",
        b"mirror = true\n",
        b"version = 0\n",
        b"version = 1\n[table]\nkey = 1\nkey = 2\n",
    ],
)
def test_a_damaged_file_is_set_aside_whole_with_a_message(file: Path, content: bytes) -> None:
    file.parent.mkdir()
    file.write_bytes(content)
    loaded = load_settings(file)
    assert loaded.settings == Settings()
    assert loaded.trouble is not None
    assert "damaged" in str(loaded.trouble)
    assert (file.parent / "settings.damaged.toml").read_bytes() == content
    save_settings(Settings(mirror=True), file)
    assert load_settings(file) == (Settings(mirror=True), None)
    assert (file.parent / "settings.damaged.toml").read_bytes() == content


def test_a_second_damaged_file_does_not_replace_the_first(file: Path) -> None:
    file.parent.mkdir()
    for content in (b"first [", b"second ["):
        file.write_bytes(content)
        load_settings(file)
    kept = {path.read_bytes() for path in file.parent.iterdir()}
    assert kept == {b"first [", b"second ["}


def test_a_file_of_a_newer_version_is_kept_and_said(file: Path) -> None:
    file.parent.mkdir()
    file.write_text(f"version = {VERSION + 1}\nhologram = true\n")
    loaded = load_settings(file)
    assert loaded.settings == Settings()
    assert "newer version" in str(loaded.trouble)
    assert (file.parent / f"settings.version-{VERSION + 1}.toml").read_text().endswith("hologram = true\n")


@pytest.mark.parametrize("digits", [30, 300, 5000])
def test_a_file_of_an_absurd_version_is_kept_too(file: Path, digits: int) -> None:
    file.parent.mkdir()
    content = b"version = " + b"9" * digits
    file.write_bytes(content)
    loaded = load_settings(file)
    assert loaded.settings == Settings()
    assert len(str(loaded.trouble)) < 1000
    save_settings(Settings(mirror=True), file)
    assert content in [path.read_bytes() for path in file.parent.iterdir()]


def test_an_enormous_file_is_set_aside_unread(file: Path) -> None:
    file.parent.mkdir()
    with file.open("wb") as sparse:
        sparse.truncate(3 << 30)
    loaded = load_settings(file)
    assert loaded.settings == Settings()
    assert "too large" in str(loaded.trouble)
    assert (file.parent / "settings.damaged.toml").stat().st_size == 3 << 30


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_pipe_in_the_files_place_is_not_waited_for(file: Path) -> None:
    file.parent.mkdir()
    os.mkfifo(file)
    loaded = load_settings(file)
    assert loaded.settings == Settings()
    assert "it is no file" in str(loaded.trouble)
    save_settings(Settings(mirror=True), file)
    assert load_settings(file) == (Settings(mirror=True), None)


@pytest.mark.skipif(os.name == "nt", reason="Unix names are bytes")
def test_a_name_that_is_no_unicode_is_an_error_and_the_old_settings_stay(file: Path) -> None:
    save_settings(Settings(mirror=True), file)
    with pytest.raises(SettingsError, match="caf"):
        save_settings(Settings(background="image:" + os.fsdecode(b"caf\xe9.jpg")), file)
    assert load_settings(file) == (Settings(mirror=True), None)


def test_older_versions_are_migrated_step_by_step(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.parent.mkdir()
    file.write_text("version = 1\nflip = true\n")
    monkeypatch.setattr("backdrop.settings.store.VERSION", 3)
    steps = {
        1: lambda values: {"turn": values["flip"]},
        2: lambda values: {"mirror": values["turn"]},
    }
    assert load_settings(file, steps) == (Settings(mirror=True), None)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="this user may write everywhere")
def test_a_read_only_directory_is_an_error_that_says_so(file: Path) -> None:
    save_settings(Settings(), file)
    file.parent.chmod(stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(SettingsError, match="may not be written"):
        save_settings(Settings(mirror=True), file)
    file.parent.chmod(stat.S_IRWXU)
    assert load_settings(file).settings == Settings()


def test_a_full_disk_is_an_error_and_the_old_settings_stay(small_disk: Path) -> None:
    save_settings(Settings(mirror=True), small_disk / "settings.toml")
    filler = small_disk / "filler"
    with pytest.raises(OSError, match="space"), filler.open("wb") as out:
        out.write(b"x" * 10_000_000)
    with pytest.raises(SettingsError, match="disk is full"):
        save_settings(Settings(), small_disk / "settings.toml")
    assert load_settings(small_disk / "settings.toml").settings == Settings(mirror=True)


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
@profile(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_no_content_whatever_stops_the_program(file: Path, content: bytes) -> None:
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(b"version = 1\n" + content)
    assert isinstance(load_settings(file).settings, Settings)
