"""Bytes that nobody vouches for, in great number: the process that reads them neither crashes nor hangs nor swells, and
raises nothing but the program's own errors. A case that finds a fault stays in the test's folder, to be run again.

BACKDROP_FUZZ_S is how many seconds each kind gets (`make fuzz` gives minutes), BACKDROP_FUZZ_SEED another start.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

from fuzz.child import CASE_S
from fuzz.targets import TARGETS
from support.program import environment

SECONDS = float(os.environ.get("BACKDROP_FUZZ_S", "4"))
SEED = os.environ.get("BACKDROP_FUZZ_SEED", "1")
_TESTS = Path(__file__).resolve().parents[1]


def child(*arguments: object, seconds: float) -> subprocess.CompletedProcess[str]:
    found = environment()
    found["PYTHONPATH"] = os.pathsep.join([found["PYTHONPATH"], str(_TESTS)])
    return subprocess.run(
        [sys.executable, "-m", "fuzz.child", *map(str, arguments)], capture_output=True, text=True, env=found,
        errors="replace", timeout=seconds + 3 * CASE_S, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("name", TARGETS)
@pytest.mark.skipif(sys.platform == "win32", reason="the cases are made for systems with Unix sockets and limits")
def test_wild_bytes_are_taken_or_refused(name: str, tmp_path: Path) -> None:
    done = child(name, SEED, SECONDS, tmp_path, seconds=SECONDS)
    number = (tmp_path / "number").read_text() if (tmp_path / "number").exists() else "none"
    again = f"python -m fuzz.child {name} {tmp_path / 'case'}"
    assert done.returncode == 0, f"case {number} ended with {done.returncode}; again: {again}\n{done.stderr[-3000:]}"
    counts = json.loads(done.stdout)
    print(name, counts)
    assert counts["cases"] > 5
    assert counts["taken"] > 0, "nothing was taken: only the first lines of the readers were tried"


def test_the_same_seed_makes_the_same_cases(tmp_path: Path) -> None:
    for name, make in TARGETS.items():
        cases = []
        for n in (1, 2):
            (tmp_path / f"{name}{n}").mkdir()
            target = make(tmp_path / f"{name}{n}")
            cases.append([target.case(random.Random(number)) for number in range(20)])
            target.close()
        assert len(set(cases[0])) > 10, name
        if "video" not in name:  # whose samples x264 makes, which does not make the same file twice
            assert cases[0] == cases[1], name


@pytest.mark.parametrize(
    ("does", "says"),
    [
        ("import ctypes; ctypes.string_at(0)", "Segmentation fault"),
        ("raise KeyError('odd')", "KeyError"),
        ("hoard.append(bytearray(40_000_000))", "memory grew"),
        ("hoard.extend(open(file) for _ in range(5 * (len(hoard) < 300)))", "files are open"),
        ("time.sleep(9)", "Timeout"),
    ],
)
@pytest.mark.skipif(sys.platform != "linux", reason="memory and open files are counted in other ways elsewhere")
def test_crashes_errors_leaks_and_hangs_are_seen(does: str, says: str, tmp_path: Path) -> None:
    script = f"""if True:
        import sys, time
        from fuzz import child, targets
        from fuzz.target import Target
        hoard = []
        class Faulty(Target):
            def case(self, random): return random.randbytes(9)
            def run(self, file):
                {does}
                return True
        targets.TARGETS["faulty"] = Faulty
        child.CASE_S = 1.0
        child.main("faulty", "1", "4", sys.argv[1])"""
    found = environment()
    found["PYTHONPATH"] = os.pathsep.join([found["PYTHONPATH"], str(_TESTS)])
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", script, str(tmp_path)], capture_output=True, text=True, env=found
    )
    assert done.returncode != 0
    assert says in done.stderr
