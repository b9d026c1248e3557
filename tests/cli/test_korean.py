"""The command line in Korean: help, errors, examination, and columns that stay in line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from backdrop.cli.table import aligned
from backdrop.cli.width import cut, display_width, padded, wrapped
from backdrop.host.paths import config_dir
from backdrop.settings.schema import Settings
from backdrop.settings.store import save_settings
from support.program import backdrop, one_line

KOREAN = "ko_KR.UTF-8"


def korean(*arguments: object, cwd: Path | None = None) -> tuple[int, str, str]:
    done = backdrop(*arguments, cwd=cwd, locale=KOREAN)
    return done.returncode, done.stdout, done.stderr


def english_words(text: str) -> list[str]:
    """What reads as an English sentence: four lower-case words in a row, commands aside."""
    text = re.sub(r"`[^`]*`|^ *backdrop .*$", "", text, flags=re.MULTILINE)
    return re.findall(r"(?<![\w`-])(?:[a-z]{2,} ){3,}[a-z]{2,}", text)


@pytest.mark.parametrize(
    "command",
    [(), ("run",), ("process",), ("demo",), ("devices",), ("ctl",), ("ctl", "status"), ("models", "fetch"), ("bench",)],
)
def test_help_is_korean(command: tuple[str, ...]) -> None:
    code, out, err = korean(*command, "--help")
    assert (code, err) == (0, "")
    assert out.startswith(f"사용법: {' '.join(('backdrop', *command))}")
    for word in ("옵션:", "예:", "이 도움말을 표시하고 끝냅니다."):
        assert word in out
    assert english_words(out) == []


def test_columns_of_help_stay_in_line_and_fit() -> None:
    _code, out, _err = korean("--help")
    rows = [line for line in out.partition("명령:")[2].splitlines() if line.strip()]
    assert len({display_width(re.match(r"  \S+\s+", row)[0]) for row in rows}) == 1  # type: ignore[index]
    assert max(map(display_width, out.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["rum"], 2, '"rum" 명령이 없습니다 (혹시 "run"인가요?)'),
        (["run", "--foo"], 2, "옵션이 없습니다"),
        (["run", "--size"], 2, "값이 필요합니다"),
        (["run", "--frames", "0"], 2, "범위를 벗어났습니다"),
        (["run", "--frames", "x"], 2, "값이 잘못되었습니다"),
        (["run", "--fps", "500"], 2, "120.0 이하여야 합니다"),
        (["run", "--source", "webcam"], 2, "쓸 수 없는 소스입니다"),
        (["process", "in.mp4"], 2, "빠진 인자"),
        (["process", "absent.mp4", "out.mp4"], 1, "absent.mp4"),
        (["ctl", "status"], 1, "Backdrop이 실행 중이 아닙니다"),
    ],
)
def test_errors_are_korean(
    arguments: list[str], code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    given, _out, err = korean(*arguments, cwd=tmp_path)
    assert given == code
    assert words in one_line(err)
    assert english_words(err) == []


def test_the_examination_is_korean() -> None:
    _code, out, err = korean("doctor")
    assert err == ""
    assert "웹캠:" in out
    assert "시스템:" in out
    lines = [line for line in out.splitlines() if not line.startswith("        ")]
    assert english_words("\n".join(lines)) == []


def test_a_run_is_told_in_korean(tmp_path: Path, default_model: str) -> None:
    code, out, _err = korean("run", "--source", "presenter", "--sink", "null", "--size", "320x240", "--frames", 3)
    assert code == 0
    assert "가상 인물" in out
    assert "프레임 3개를 내보냈습니다" in out


def test_the_setting_comes_before_the_locale() -> None:
    save_settings(Settings(language="ko"))
    assert config_dir().exists()
    assert backdrop("--help").stdout.startswith("사용법")
    save_settings(Settings(language="en"))
    assert backdrop("--help", locale=KOREAN).stdout.startswith("Usage")


def test_widths_count_columns_of_the_terminal() -> None:
    assert display_width("가a") == 3
    assert display_width("e\u0301") == 1
    assert padded("가", 4) == "가  "
    assert cut("가나다", 5) == "가나"
    assert wrapped("가나 다라 마", 9) == ["가나 다라", "마"]
    assert wrapped("", 9) == [""]
    assert list(aligned([("이름", "x"), ("ab", "y")])) == ["이름  x", "ab    y"]
