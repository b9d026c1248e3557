"""The command line as a whole: help, exit codes, and errors of one line that say what to do."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from backdrop import __version__
from backdrop.cli import COMMANDS, cli
from support.program import backdrop, environment, one_line


def test_version_is_printed() -> None:
    done = backdrop("--version")
    assert done.returncode == 0
    assert done.stdout.strip() == f"backdrop, version {__version__}"


@pytest.mark.parametrize("command", [(), *((name,) for name in COMMANDS), ("bench", "pipeline"), ("models", "fetch")])
def test_help_has_examples(command: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, [*command, "--help"])
    assert result.exit_code == 0
    assert "Example" in result.output


def test_the_list_of_commands_says_what_each_does() -> None:
    result = CliRunner().invoke(cli, ["--help"])
    for name, (load, line) in COMMANDS.items():
        assert line.rstrip(".") in result.output
        assert load().name == name


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["rum"], 'did you mean "run"'),
        (["run", "--foo"], "--help"),
        (["run", "--sise", "640x480"], "--size"),
        (["run", "--size", "641x480"], "use 640x480"),
        (["run", "--size", "100000x2"], "1280x720"),
        (["run", "--size", "big"], "1280x720"),
        (["run", "--size", "0x0"], "1280x720"),
        (["run", "--fps", "0"], "--fps"),
        (["run", "--fps", "nan"], "--fps"),
        (["run", "--frames", "0"], "--frames"),
        (["run", "--threads", "0"], "--threads"),
        (["run", "--frames", "3", "--seconds", "3"], "one of them"),
        (["run", "--source", "webcam"], "camera"),
        (["run", "--source", "file"], "file:talk.mp4"),
        (["run", "--source", "presenter:3"], "presenter"),
        (["run", "--source", "presenter", "--sink", "nul"], 'did you mean "null"'),
        (["run", "--source", "presenter", "--sink", "file:out.webm"], ".mp4"),
        (["run", "--source", "presenter", "--sink", "null", "--background", "blurr"], 'did you mean "blur"'),
        (["run", "--source", "presenter", "--sink", "null", "--background", "blur:99"], "1 to 10"),
        (["run", "--source", "presenter", "--sink", "null", "--background", "color:red"], "#RRGGBB"),
        (["run", "--source", "presenter", "--sink", "null", "--model", "selfie-landscap"], "selfie-landscape"),
        (["process", "in.mp4"], "output"),
        (["models"], "missing command"),
        (["bench"], "missing command"),
        (["run", "--seconds", "nan"], "--seconds"),
        (["run", "--source", "presenter", "--sink", "null", "--frames", "3", "--stats", "no/x.json"], "folder of no/x"),
        (["process", "in.mp4", "out.mp4", "--stats", "no/x.json"], "the folder of no/x.json does not exist"),
        (["bench", "pipeline", "--source", "camera"], "presenter"),
    ],
)
def test_wrong_usage_is_one_line_that_helps_and_exit_code_2(
    arguments: list[str], words: str, tmp_path: Path, default_model: str
) -> None:
    done = backdrop(*arguments, cwd=tmp_path)
    assert words.lower() in one_line(done.stderr).lower()
    assert done.returncode == 2
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["run", "--sink", "null", "--source", "camera:/dev/null"], "/dev/null"),
        (["run", "--sink", "null", "--source", "camera:77"], "backdrop devices"),
        (["run", "--sink", "null", "--source", "file:absent.mp4"], "absent.mp4"),
        (["run", "--sink", "null", "--source", "file:."], "folder"),
        (["run", "--sink", "null", "--source", "image:absent.png"], "absent.png"),
        (["run", "--source", "presenter", "--sink", "camera:/dev/null"], "v4l2loopback"),
        (["run", "--source", "presenter", "--sink", "file:no/such/folder/x.mp4"], "folder"),
        (["run", "--source", "presenter", "--sink", "null", "--background", "image:offise"], "office"),
        (["run", "--source", "presenter", "--sink", "null", "--background", "image:absent.png"], "absent.png"),
        (["run", "--source", "presenter", "--sink", "null", "--background", "video:absent.mp4"], "absent.mp4"),
        (["process", "absent.mp4", "out.mp4"], "absent.mp4"),
    ],
)
def test_failure_is_one_line_that_helps_and_exit_code_1(
    arguments: list[str], words: str, tmp_path: Path, default_model: str
) -> None:
    done = backdrop(*arguments, cwd=tmp_path)
    assert words in one_line(done.stderr)
    assert done.returncode == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        (["run", "--sink", "null", "--source", "file:~/absent.mp4"], "absent.mp4"),
        (["run", "--sink", "null", "--source", "image:~/absent.png"], "absent.png"),
        (["run", "--sink", "null", "--source", "presenter", "--background", "video:~/absent.mp4"], "absent.mp4"),
        (["bench", "pipeline", "--source", "file:~/absent.mp4"], "absent.mp4"),
    ],
)
def test_a_tilde_is_the_home_folder(arguments: list[str], name: str, default_model: str) -> None:
    assert f"{Path.home() / name} does not exist" in one_line(backdrop(*arguments).stderr)


def test_the_benchs_help_names_its_own_default_source() -> None:
    output = CliRunner().invoke(cli, ["bench", "pipeline", "--help"]).output
    assert "[default: (presenter)]" in " ".join(output.split())


def test_debug_shows_the_traceback(tmp_path: Path) -> None:
    done = backdrop("--debug", "process", "absent.mp4", "out.mp4", cwd=tmp_path)
    assert "Traceback" in done.stderr
    assert done.returncode == 1


INTERRUPTED = """
import os, signal, sys, time
from backdrop import cli

def load():
    try:
        os.kill(os.getpid(), signal.SIGINT)
        time.sleep(5)
    except KeyboardInterrupt as interrupt:
        raise RuntimeError("a schema could not be built") from interrupt

cli.COMMANDS["devices"] = (load, "")
sys.argv = ["backdrop", "devices"]
cli.main(lambda _minimised: 0)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGINT of this kind")
def test_an_interrupt_that_an_import_turns_into_its_own_error_is_still_one() -> None:
    done = subprocess.run([sys.executable, "-c", INTERRUPTED], capture_output=True, text=True, env=environment())
    assert (done.returncode, done.stdout, one_line(done.stderr)) == (1, "", "backdrop: stopped")
