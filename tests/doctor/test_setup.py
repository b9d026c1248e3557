"""The set-up of the virtual camera: the script says and does what the machine's facts ask for, and fails in words."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from backdrop.cli.doctor import doctor as doctor_command
from backdrop.doctor import sandboxed, setup
from backdrop.doctor.offers import Facts, numbers, offered_versions, read_facts
from backdrop.doctor.setup import SetupPlan, plan, reload_plan, run, undo_plan
from backdrop.errors import BackdropError

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux's virtual camera is set up")
as_root = pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs root")

FRESH = Facts("6.1.0-37-amd64", candidate="0.13.2-1", offered=("0.13.2-1",))
READY = replace(
    FRESH, installed="0.13.2-1", has_headers=True, is_available=True, is_loaded=True, exclusive_caps=True,
    labels=("Backdrop Camera",),
)  # fmt: skip

POLICY = """v4l2loopback-dkms:
  Installed: (none)
  Candidate: 0.12.7-2
  Version table:
     0.12.7-2 500
        500 http://mirror.example/debian bookworm/main amd64 Packages
"""
MADISON = """v4l2loopback-dkms | 0.13.2-1~bpo12+1 | http://mirror.example/debian bookworm-backports/main amd64 Packages
v4l2loopback-dkms |   0.12.7-2 | http://mirror.example/debian bookworm/main amd64 Packages
v4l2loopback-dkms |   0.12.7-2 | http://mirror.example/debian bookworm/main Sources
"""


def commands(planned: SetupPlan) -> list[str]:
    return [line for line in planned.script.splitlines() if line and not line.startswith(("#", "PATH", "set "))]


def notes(planned: SetupPlan) -> str:
    return " ".join(map(str, planned.notes))


class TestFacts:
    def test_apt_is_asked_and_understood(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = []

        def ask(command: Sequence[str]) -> str:
            asked.append(command)
            if command[-1].startswith("linux-headers-"):
                return "linux-headers-x:\n  Installed: (none)\n  Candidate: 6.1.1\n"
            return POLICY if command[1] == "policy" else MADISON

        monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "apt-get" else None)
        facts = read_facts(ask)
        assert (facts.family, facts.installed, facts.candidate) == ("apt", "", "0.12.7-2")
        assert facts.offered == ("0.13.2-1~bpo12+1", "0.12.7-2")
        assert facts.offers_headers
        assert all(command[0] == "apt-cache" for command in asked)

    def test_nothing_known_is_no_error(self) -> None:
        facts = read_facts(lambda _: "")
        assert (facts.candidate, facts.offered) == ("", ())
        assert offered_versions("N: Unable to locate package") == ()

    @pytest.mark.parametrize(
        ("version", "expected"),
        [("0.13.2-1~bpo12+1", (0, 13, 2)), ("1:0.15.0-2", (0, 15, 0)), ("0.9", (0, 9)), ("", ())],
    )
    def test_versions_are_compared_as_numbers(self, version: str, expected: tuple[int, ...]) -> None:
        assert numbers(version) == expected


class TestPlan:
    def test_a_fresh_debian_is_told_everything(self) -> None:
        assert commands(plan(FRESH)) == [
            "export DEBIAN_FRONTEND=noninteractive",
            'apt-get update || echo "The package lists could not be refreshed; going on with those at hand."',
            "apt-get install --yes --no-install-recommends linux-headers-6.1.0-37-amd64 v4l2loopback-dkms",
            "mkdir -p /etc/modprobe.d /etc/modules-load.d",
            "echo 'options v4l2loopback devices=1 exclusive_caps=1 card_label=\"Backdrop Camera\"'"
            " > /etc/modprobe.d/backdrop.conf",
            "echo v4l2loopback > /etc/modules-load.d/backdrop.conf",
            "modprobe v4l2loopback",
        ]
        assert not plan(FRESH).unloads

    def test_a_newer_version_is_named_where_the_system_would_take_an_old_one(self) -> None:
        planned = plan(replace(FRESH, candidate="0.12.7-2", offered=("0.13.2-1~bpo12+1", "0.12.7-2")))
        assert " 'v4l2loopback-dkms=0.13.2-1~bpo12+1'\n" in planned.script
        assert not planned.notes

    def test_an_old_version_alone_is_taken_with_a_word_about_it(self) -> None:
        planned = plan(replace(FRESH, candidate="0.12.7-2", offered=("0.12.7-2",)))
        assert "linux-headers-6.1.0-37-amd64 v4l2loopback-dkms\n" in planned.script
        assert "0.12.7" in notes(planned)
        assert "backports" in notes(planned)

    def test_headers_that_are_here_are_not_installed_and_missing_ones_are_named(self) -> None:
        assert "linux-headers" not in plan(replace(FRESH, has_headers=True)).script
        assert "6.1.0-37-amd64" in notes(plan(replace(FRESH, offers_headers=False)))

    def test_what_is_installed_is_only_configured_and_loaded(self) -> None:
        planned = plan(replace(FRESH, installed="0.13.2-1", is_available=True))
        assert "apt-get" not in planned.script
        assert commands(planned)[-1] == "modprobe v4l2loopback"

    def test_an_old_module_is_replaced_where_a_better_one_is_offered(self) -> None:
        planned = plan(replace(READY, installed="0.12.7-2"))
        assert "apt-get install" in planned.script
        assert commands(planned)[-2:] == ["modprobe -r v4l2loopback", "modprobe v4l2loopback"]

    def test_a_module_with_other_options_is_loaded_anew(self) -> None:
        for wrong in (replace(READY, exclusive_caps=False), replace(READY, labels=("Dummy video device (0x0000)",))):
            assert "modprobe -r v4l2loopback" in plan(wrong).script
            assert plan(wrong).unloads

    def test_a_camera_that_is_right_is_left_alone(self) -> None:
        assert "modprobe -r" not in plan(READY).script
        assert not plan(READY).unloads

    @pytest.mark.parametrize(("family", "program"), [("dnf", "dnf"), ("pacman", "pacman"), ("zypper", "zypper")])
    def test_other_families_see_their_commands_and_run_only_the_configuration(self, family: str, program: str) -> None:
        planned = plan(replace(FRESH, family=family))  # type: ignore[arg-type]
        assert f"sudo {program} " in planned.before
        assert program not in planned.script
        assert "apt" not in planned.script
        assert planned.notes

    def test_an_unknown_system_is_told_in_words(self) -> None:
        planned = plan(replace(FRESH, family=""))
        assert not planned.before
        assert "package manager" in notes(planned)

    @pytest.mark.parametrize(
        "planned",
        [plan(FRESH), plan(READY), plan(replace(READY, exclusive_caps=False)), plan(replace(FRESH, family="dnf")),
         plan(replace(FRESH, candidate="1:0.15.0-2'; rm -rf $HOME #", offered=("1:0.15.0-2'; rm -rf $HOME #",))),
         reload_plan(), undo_plan(READY), undo_plan(FRESH)],
    )  # fmt: skip
    def test_every_script_is_sound_shell(self, planned: SetupPlan) -> None:
        done = subprocess.run(["/bin/sh", "-n"], input=planned.script, text=True, capture_output=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert planned.script.startswith("#!/bin/sh\nset -eu\n")
        assert all(str(line) for line in planned.summary)


class TestRun:
    """With the real shell; the machine's own programs and files are stood in for."""

    def test_the_lines_are_told_as_they_come(self) -> None:
        lines: list[str] = []
        run(SetupPlan((), "echo one; echo two >&2; printf three"), lines.append, asker=())
        assert lines == ["one", "two", "three"]

    def test_what_the_script_runs_cannot_eat_the_rest_of_it(self) -> None:
        lines: list[str] = []
        run(SetupPlan((), "cat\necho still here"), lines.append, asker=())
        assert lines == ["still here"]

    @as_root
    def test_root_is_not_asked(self) -> None:
        lines: list[str] = []
        run(SetupPlan((), "id -u"), lines.append)
        assert lines == ["0"]

    @pytest.mark.parametrize(
        ("script", "words"),
        [
            ("echo broken; exit 7", "exit code 7: broken"),
            ("exit 3", "exit code 3: nothing was printed"),
            ("echo 'modprobe: ERROR: could not insert: Key was rejected by service'; exit 1", "Secure Boot"),
            ("echo 'modprobe: FATAL: Module v4l2loopback is in use.'; exit 1", "in use"),
            ("no-such-command-here", "exit code 127"),
        ],
    )
    def test_a_failure_is_worded(self, script: str, words: str) -> None:
        with pytest.raises(BackdropError, match=words):
            run(SetupPlan((), f"set -e\n{script}\necho not reached"), asker=())

    @pytest.mark.parametrize("code", [126, 127])
    def test_a_password_that_was_not_given_changes_nothing(self, code: int) -> None:
        with pytest.raises(BackdropError, match="nothing was changed"):
            run(SetupPlan((), "true"), asker=("/bin/sh", "-c", f"exit {code}"))

    def test_waiting_for_the_password_can_be_stopped(self) -> None:
        with pytest.raises(BackdropError, match="stopped; nothing was changed"):
            run(SetupPlan((), "true"), cancelled=lambda: True, asker=("/bin/sh", "-c", "exec sleep 30"))

    def test_a_running_script_is_not_broken_off(self) -> None:
        lines: list[str] = []
        run(SetupPlan((), "echo begins; sleep 0.4; echo ends"), lines.append, lambda: bool(lines), asker=())
        assert lines == ["begins", "ends"]

    def test_without_a_script_nothing_runs(self) -> None:
        run(SetupPlan(()), asker=("/bin/false",))

    def test_setting_up_twice_and_taking_it_away_twice(self, tmp_path: Path) -> None:
        for planned in (plan(FRESH), plan(FRESH)):
            run(in_sandbox(planned, tmp_path), asker=())
        assert (tmp_path / "etc/modprobe.d/backdrop.conf").read_text() == (
            'options v4l2loopback devices=1 exclusive_caps=1 card_label="Backdrop Camera"\n'
        )
        assert (tmp_path / "etc/modules-load.d/backdrop.conf").read_text() == "v4l2loopback\n"
        for planned in (undo_plan(READY), undo_plan(READY)):
            run(in_sandbox(planned, tmp_path), asker=())
        assert not list((tmp_path / "etc").rglob("*.conf"))
        told = (tmp_path / "told").read_text()
        assert told.count("modprobe v4l2loopback\n") == 2
        assert told.count("modprobe -r v4l2loopback\n") == 2

    def test_taking_it_away_says_how_to_remove_the_package(self) -> None:
        assert undo_plan(FRESH).after == "sudo apt remove v4l2loopback-dkms"

    def test_a_camera_of_another_name_stays_loaded(self) -> None:
        assert "modprobe" not in undo_plan(replace(READY, labels=("OBS Cam",))).script.replace("modprobe.d", "")


def in_sandbox(planned: SetupPlan, root: Path) -> SetupPlan:
    """The same script below another /etc, with programs that only note how they were called."""
    programs = root / "bin"
    programs.mkdir(exist_ok=True)
    for name in ("apt-get", "modprobe"):
        (programs / name).write_text(f'#!/bin/sh\necho {name} "$@" >> {root}/told\n')
        (programs / name).chmod(0o755)
    script = planned.script.replace("/etc/", f"{root}/etc/").replace("PATH=", f"PATH={programs}:")
    return SetupPlan(planned.summary, script)


class TestCommand:
    def test_it_shows_what_will_run_and_does_nothing_without_a_yes(self, monkeypatch: pytest.MonkeyPatch) -> None:
        ran = []
        monkeypatch.setattr(setup, "plan", lambda: plan(FRESH))
        monkeypatch.setattr(setup, "run", lambda *given: ran.append(given))
        result = CliRunner().invoke(doctor_command, ["--set-up"], input="n\n")
        assert plan(FRESH).script in result.output
        assert result.exit_code == 1
        assert not ran

    @pytest.mark.parametrize("option", ["--set-up", "--undo"])
    def test_it_runs_with_a_yes(self, option: str, monkeypatch: pytest.MonkeyPatch) -> None:
        for name in ("plan", "undo_plan"):
            monkeypatch.setattr(setup, name, lambda: SetupPlan((), "echo it ran"))
        monkeypatch.setattr(setup, "run", lambda planned, on_line: run(planned, on_line, asker=()))
        result = CliRunner().invoke(doctor_command, [option, "--yes"])
        assert result.exit_code == 0
        assert "\nit ran\nDone." in result.output

    @pytest.mark.parametrize("options", [["--set-up", "--undo"], ["--yes"]])
    def test_options_that_do_not_go_together_are_refused(self, options: list[str]) -> None:
        result = CliRunner().invoke(doctor_command, options)
        assert isinstance(result.exception, BackdropError)
        assert result.exception.exit_code == 2


class TestSandboxedBrowsers:
    @staticmethod
    def snap(root: Path, profile: str | None) -> tuple[list[Path], Path]:
        (root / "snap" / "firefox" / "current").mkdir(parents=True)
        profiles = root / "profiles"
        profiles.mkdir()
        if profile is not None:
            (profiles / "snap.firefox.firefox").write_text(profile)
        return [root / "snap"], profiles

    def test_a_snap_without_its_camera_plug_is_named_with_the_command(self, tmp_path: Path) -> None:
        [finding] = sandboxed.judge_snaps(*self.snap(tmp_path, "/dev/null rw,\n"))
        assert (finding.state, finding.remedy_command) == ("warn", "sudo snap connect firefox:camera")
        assert "Firefox" in str(finding)

    def test_a_snap_that_sees_cameras_is_not_mentioned(self, tmp_path: Path) -> None:
        assert sandboxed.judge_snaps(*self.snap(tmp_path, "/dev/video[0-9]* rw,\n")) == []

    def test_a_snap_of_which_nothing_is_known_is_only_mentioned(self, tmp_path: Path) -> None:
        [finding] = sandboxed.judge_snaps(*self.snap(tmp_path, None))
        assert finding.state == "info"
        assert "snap connect firefox:camera" in str(finding)

    @staticmethod
    def flatpak(root: Path, devices: str) -> Path:
        folder = root / "app" / "com.brave.Browser" / "current" / "active"
        folder.mkdir(parents=True)
        (folder / "metadata").write_text(f"[Application]\nname=com.brave.Browser\n\n[Context]\ndevices={devices}\n")
        return root

    def test_a_flatpak_without_devices_is_named_with_the_command(self, tmp_path: Path) -> None:
        [finding] = sandboxed.judge_flatpaks([tmp_path / "none", self.flatpak(tmp_path, "dri;")])
        assert finding.remedy_command == "flatpak override --user --device=all com.brave.Browser"

    def test_a_flatpak_with_all_devices_is_not_mentioned(self, tmp_path: Path) -> None:
        assert sandboxed.judge_flatpaks([self.flatpak(tmp_path, "dri;all;")]) == []

    def test_what_the_user_allowed_counts(self, tmp_path: Path) -> None:
        root = self.flatpak(tmp_path, "dri;")
        (root / "overrides").mkdir()
        (root / "overrides" / "com.brave.Browser").write_text("[Context]\ndevices=all;\n")
        assert sandboxed.judge_flatpaks([root]) == []
