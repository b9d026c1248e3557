"""The examination of a machine, its report and its command."""

from __future__ import annotations

import json
import logging
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from backdrop import doctor
from backdrop.capture.cameras import from_devices
from backdrop.cli.devices import devices as devices_command
from backdrop.cli.doctor import doctor as doctor_command
from backdrop.doctor import Finding, can_do_its_job, examine, model, opencv, secure_boot, virtual_camera, webcam
from backdrop.doctor.finding import say
from backdrop.doctor.report import without_home, write_report
from backdrop.errors import BackdropError
from backdrop.host.v4l2 import LoopbackModule, VideoDevice
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.store import ModelStore

GOOD = LoopbackModule("0.13.2", (True,))
OLD = LoopbackModule("", (True,))  # as 0.12.7 tells it


def loopback(*, capture: bool = False, output: bool = False, number: int = 10) -> VideoDevice:
    path = f"/dev/video{number}"
    return VideoDevice(path, "Backdrop Camera", can_capture=capture, can_output=output, is_loopback=True)


def camera(number: int = 0, **more: object) -> VideoDevice:
    known = {"can_capture": True, **more}
    return VideoDevice(f"/dev/video{number}", "HD Webcam", **known)  # type: ignore[arg-type]


def states(findings: list[Finding]) -> list[str]:
    return [finding.state for finding in findings]


def assert_well_formed(finding: Finding) -> None:
    assert finding.check
    assert finding.title
    assert str(finding.message)
    assert "\n" not in str(finding)
    assert bool(finding.remedy) == (finding.state in ("warn", "problem"))
    assert json.dumps(finding.as_dict())


def test_this_machine_can_be_examined() -> None:
    findings = examine()
    for finding in findings:
        assert_well_formed(finding)
    assert {"webcam", "virtual camera", "model", "opencv", "system"} <= {finding.check for finding in findings}


def test_a_check_that_fails_is_a_problem_and_stops_no_other(caplog: pytest.LogCaptureFixture) -> None:
    def broken() -> list[Finding]:
        raise RuntimeError("the shelf fell down")

    def sound() -> list[Finding]:
        return [Finding("sound", "Sound", "ok", say("here"))]

    with caplog.at_level(logging.ERROR, logger="backdrop"):
        first, second = examine({"shelf": broken, "sound": sound})
    assert_well_formed(first)
    assert (first.state, second.state) == ("problem", "ok")
    assert "the shelf fell down" in str(first)


def test_an_error_text_with_braces_is_shown_as_it_is() -> None:
    def broken() -> list[Finding]:
        raise ValueError("{nothing} %s {0}")

    assert "{nothing} %s {0}" in str(examine({"braces": broken})[0])


class TestWebcam:
    def test_a_free_webcam_is_fine(self) -> None:
        [finding] = webcam.judge(from_devices([camera()]), {}, awaits_login=False)
        assert (finding.state, str(finding.message)) == ("ok", "HD Webcam (0)")

    def test_none_is_a_problem_that_offers_the_presenter(self) -> None:
        [finding] = webcam.judge([], {}, awaits_login=False)
        assert_well_formed(finding)
        assert finding.state == "problem"
        assert "presenter" in str(finding)

    def test_a_virtual_camera_is_no_webcam(self) -> None:
        phone = VideoDevice("/dev/video1", "Phone", can_capture=True, is_loopback=True)
        [finding] = webcam.judge(from_devices([phone]), {}, awaits_login=False)
        assert finding.state == "problem"
        assert "Phone" in str(finding)

    def test_a_forbidden_one_names_the_command(self) -> None:
        [finding] = webcam.judge(from_devices([camera(state="denied")]), {}, awaits_login=False)
        assert finding.state == "problem"
        assert finding.remedy_command == 'sudo usermod -aG video "$USER"'

    def test_a_group_that_was_joined_needs_a_login_not_the_command_again(self) -> None:
        [finding] = webcam.judge(from_devices([camera(state="denied")]), {}, awaits_login=True)
        assert "log out" in str(finding)
        assert not finding.remedy_command

    @pytest.mark.parametrize(("holders", "expected"), [(["firefox", "obs"], "firefox, obs"), ([], "another program")])
    def test_one_in_use_names_who_holds_it(self, holders: list[str], expected: str) -> None:
        [finding] = webcam.judge(from_devices([camera()]), {"0": holders}, awaits_login=False)
        assert_well_formed(finding)
        assert finding.state == "warn"
        assert expected in str(finding)

    def test_one_free_webcam_beside_a_busy_one_is_enough(self) -> None:
        [finding] = webcam.judge(from_devices([camera(0), camera(2)]), {"0": ["obs"]}, awaits_login=False)
        assert finding.state == "ok"


class TestVirtualCamera:
    def test_not_installed_names_every_command(self) -> None:
        [finding] = virtual_camera.judge_linux(None, False, [])
        assert finding.state == "problem"
        install, load = finding.remedy_command.splitlines()
        assert install == "sudo apt install v4l2loopback-dkms linux-headers-$(uname -r)"
        assert load == 'sudo modprobe v4l2loopback devices=1 exclusive_caps=1 card_label="Backdrop Camera"'

    def test_a_system_without_apt_is_not_told_to_use_it(self) -> None:
        [finding] = virtual_camera.judge_linux(None, False, [], has_apt=False)
        assert "apt" not in finding.remedy_command.split()

    def test_installed_but_not_loaded_only_needs_loading(self) -> None:
        [finding] = virtual_camera.judge_linux(None, True, [])
        assert finding.remedy_command.startswith("sudo modprobe v4l2loopback ")

    def test_a_free_device_is_fine(self) -> None:
        [finding] = virtual_camera.judge_linux(GOOD, True, [loopback(output=True)])
        assert finding.state == "ok"
        assert "Backdrop Camera (/dev/video10)" in str(finding)

    def test_without_exclusive_caps_browsers_see_nothing(self) -> None:
        [finding] = virtual_camera.judge_linux(GOOD, True, [loopback(capture=True, output=True)])
        assert finding.state == "problem"
        assert "exclusive_caps=1" in str(finding)
        assert finding.remedy_command.splitlines()[0] == "sudo modprobe -r v4l2loopback"

    def test_a_module_without_a_device_is_a_problem(self) -> None:
        assert states(virtual_camera.judge_linux(GOOD, True, [])) == ["problem"]

    @pytest.mark.parametrize("version", ["", "0.12.7", "0.9"])
    def test_the_releases_that_break_after_their_first_writer_are_named(self, version: str) -> None:
        module = LoopbackModule(version, (True,))
        ready, age = virtual_camera.judge_linux(module, True, [loopback(output=True)])
        assert_well_formed(age)
        assert (ready.state, age.state) == ("ok", "warn")
        assert (version or "before 0.13") in str(age)
        assert "0.13.2" in str(age)

    @pytest.mark.parametrize("version", ["0.13.2", "0.15.0", "1.0", "0.13.2-5-gabcdef"])
    def test_newer_releases_are_fine(self, version: str) -> None:
        module = LoopbackModule(version, (True,))
        assert states(virtual_camera.judge_linux(module, True, [loopback(output=True)])) == ["ok"]

    def test_a_device_that_got_stuck_is_a_problem(self) -> None:
        assert states(virtual_camera.judge_linux(OLD, True, [loopback()])) == ["problem", "warn"]

    def test_one_in_use_names_its_writer(self) -> None:
        [finding] = virtual_camera.judge_linux(GOOD, True, [loopback(capture=True)], ["obs"])
        assert finding.state == "warn"
        assert "obs" in str(finding)

    def test_a_free_one_beside_one_in_use_is_taken(self) -> None:
        outputs = [loopback(capture=True), loopback(output=True, number=11)]
        [finding] = virtual_camera.judge_linux(GOOD, True, outputs, ["obs"])
        assert finding.state == "ok"
        assert "/dev/video11" in str(finding)

    def test_a_forbidden_one_names_the_command(self) -> None:
        denied = VideoDevice("/dev/video10", "Backdrop Camera", is_loopback=True, state="denied")
        [finding] = virtual_camera.judge_linux(GOOD, True, [denied])
        assert "usermod" in finding.remedy_command

    def test_windows_and_macos_need_obs(self) -> None:
        assert states(virtual_camera.judge_windows(True)) == ["ok"]
        assert states(virtual_camera.judge_macos(True, True)) == ["ok"]
        for findings in (
            virtual_camera.judge_windows(False),
            virtual_camera.judge_macos(False, False),
            virtual_camera.judge_macos(True, False),
        ):
            assert_well_formed(findings[0])
            assert findings[0].state == "problem"


class TestSecureBoot:
    @pytest.mark.parametrize(
        ("is_on", "is_loaded", "state"),
        [(False, False, "ok"), (None, False, "info"), (True, True, "info"), (True, False, "warn")],
    )
    def test_it_matters_only_before_the_module_is_loaded(self, is_on: bool, is_loaded: bool, state: str) -> None:
        [finding] = secure_boot.judge(is_on, is_loaded, Path("/var/lib/dkms/mok.pub"))
        assert_well_formed(finding)
        assert finding.state == state

    def test_the_key_to_enrol_is_named(self) -> None:
        [finding] = secure_boot.judge(True, False, Path("/keys/mine.der"))
        assert finding.remedy_command == "sudo mokutil --import /keys/mine.der"


class TestOpenCv:
    def test_one_is_fine(self) -> None:
        assert states(opencv.judge({"opencv-python-headless": "5.0"})) == ["ok"]
        assert states(opencv.judge({})) == ["ok"]

    def test_two_are_named_with_the_commands_that_leave_one(self) -> None:
        [finding] = opencv.judge({"opencv-python": "4.9", "opencv-python-headless": "5.0"})
        assert_well_formed(finding)
        assert finding.state == "warn"
        remove, install = finding.remedy_command.splitlines()
        assert remove.endswith("uninstall -y opencv-python opencv-python-headless")
        assert install.endswith("install opencv-python-headless")


class TestModel:
    def test_an_absent_one_names_the_command(self, tmp_path: Path) -> None:
        [finding] = model.judge(Catalogue.load(), ModelStore(tmp_path, []))
        assert_well_formed(finding)
        assert finding.state == "problem"
        assert finding.remedy_command == "backdrop models fetch selfie-landscape"

    def test_a_damaged_one_is_a_problem(self, tmp_path: Path) -> None:
        catalogue, store = Catalogue.load(), ModelStore(tmp_path, [])
        spec = catalogue.get(catalogue.default)
        store.path(spec).write_bytes(bytes(spec.bytes or 0))
        [finding] = model.judge(catalogue, store)
        assert_well_formed(finding)
        assert finding.state == "problem"
        assert "damaged" in str(finding)
        assert "`" not in str(finding), "the command stands below, once"
        assert finding.remedy_command == "backdrop models fetch selfie-landscape"

    def test_a_folder_in_its_place_is_to_be_deleted(self, tmp_path: Path) -> None:
        catalogue, store = Catalogue.load(), ModelStore(tmp_path, [])
        store.path(catalogue.get(catalogue.default)).mkdir()
        [finding] = model.judge(catalogue, store)
        assert_well_formed(finding)
        assert "delete it" in str(finding)


class TestReport:
    FINDINGS = (
        Finding("a", "Webcam", "problem", say("none at {path}", path=Path.home() / "x"), say("buy"), "do this"),
    )

    def test_it_tells_findings_commands_settings_and_the_end_of_the_log(self, tmp_path: Path) -> None:
        log = tmp_path / "backdrop.log"
        log.write_text("".join(f"line {i} in {Path.home()}/videos\n" for i in range(500)), "utf-8")
        write_report(tmp_path / "out" / "report.txt", self.FINDINGS, '{"fps": 30.0}', log)
        text = (tmp_path / "out" / "report.txt").read_text("utf-8")
        for part in ("Backdrop 0.", "none at", "do this", '"fps": 30.0', "line 300 ", "line 499 "):
            assert part in text
        assert "line 299 " not in text
        assert str(Path.home()) not in text

    def test_a_missing_log_is_no_obstacle(self, tmp_path: Path) -> None:
        write_report(tmp_path / "report.txt", [], "", tmp_path / "no.log")
        assert "no log" in (tmp_path / "report.txt").read_text("utf-8")

    def test_a_log_that_is_no_text_is_no_obstacle(self, tmp_path: Path) -> None:
        (tmp_path / "x.log").write_bytes(bytes(range(256)) * 4000)
        write_report(tmp_path / "report.txt", [], "", tmp_path / "x.log")
        assert (tmp_path / "report.txt").stat().st_size > 0

    def test_a_place_that_cannot_be_written_is_one_line(self, tmp_path: Path) -> None:
        with pytest.raises(BackdropError):
            write_report(tmp_path, [], "")

    @pytest.mark.parametrize(
        ("home", "text", "expected"),
        [
            ("/home/kim", "in /home/kim/a, /home/kim. and /home/kim", "in ~/a, ~. and ~"),
            ("/home/kim", "/home/kimberly/a", "/home/kimberly/a"),
            (r"C:\Users\Kim", r"C:\Users\Kim\a C:\\Users\\Kim\\b C:/Users/Kim/c", r"~\a ~\\b ~/c"),
            ("/home/김 (1)", "/home/김 (1)/x", "~/x"),
            ("/", "/etc", "/etc"),
        ],
    )
    def test_the_home_directory_is_hidden_however_it_is_spelt(self, home: str, text: str, expected: str) -> None:
        assert without_home(text, home) == expected


class TestCommands:
    @staticmethod
    def of(monkeypatch: pytest.MonkeyPatch, *states_: str) -> None:
        """Lets the command find exactly these states."""

        def check() -> list[Finding]:
            remedy = say("mend it")
            return [Finding("a", "A", s, say("told"), remedy, "mend --now") for s in states_]  # type: ignore[arg-type]

        for name in list(doctor.CHECKS):
            monkeypatch.delitem(doctor.CHECKS, name)
        monkeypatch.setitem(doctor.CHECKS, "a", check)

    @pytest.mark.parametrize(("found", "code"), [(("ok", "warn", "info"), 0), (("ok", "problem"), 1), ((), 0)])
    def test_the_exit_code_tells_whether_the_job_can_be_done(
        self, monkeypatch: pytest.MonkeyPatch, found: tuple[str, ...], code: int
    ) -> None:
        self.of(monkeypatch, *found)
        assert can_do_its_job(examine()) == (code == 0)
        assert CliRunner().invoke(doctor_command).exit_code == code

    def test_each_finding_is_a_line_followed_by_its_commands(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.of(monkeypatch, "problem")
        output = CliRunner().invoke(doctor_command).output
        assert output == "!!  A: told; mend it\n        mend --now\n"

    def test_json_is_json(self) -> None:
        result = CliRunner().invoke(doctor_command, ["--json"])
        assert result.exit_code in (0, 1)
        assert {"check", "state", "message", "remedy", "remedy_command"} <= json.loads(result.stdout)[0].keys()

    def test_a_report_is_written_beside_either_output(self, tmp_path: Path) -> None:
        for extra in ([], ["--json"]):
            target = tmp_path / "배경 사진" / f"report{len(extra)}.txt"
            result = CliRunner().invoke(doctor_command, ["--report", str(target), *extra])
            assert target.exists()
            assert str(Path.home()) not in target.read_text("utf-8")
            assert target.name in result.output

    def test_devices_lists_both_kinds(self) -> None:
        result = CliRunner().invoke(devices_command)
        assert result.exit_code == 0
        assert "--source camera:ID" in result.output
        assert "--sink camera:DEVICE" in result.output

    def test_devices_as_json(self) -> None:
        listed = json.loads(CliRunner().invoke(devices_command, ["--json"]).stdout)
        assert listed.keys() == {"cameras", "virtual_cameras"}

    @pytest.mark.parametrize("command", [devices_command, doctor_command])
    def test_help_has_examples(self, command: object) -> None:
        assert "Examples:" in CliRunner().invoke(command, ["--help"]).output  # type: ignore[arg-type]


@pytest.mark.skipif(sys.platform != "linux", reason="asks Linux")
def test_the_linux_check_asks_this_machine() -> None:
    for finding in virtual_camera.check() + secure_boot.check():
        assert_well_formed(finding)
