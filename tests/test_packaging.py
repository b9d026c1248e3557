"""The built wheel, installed in a fresh environment, brings its data along and starts."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
from pathlib import Path

import pytest

_CHECKOUT = Path(__file__).resolve().parents[1]


def _clean() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "BACKDROP_MODEL_PATH")}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment that holds the wheel; its dependencies are those that run this test."""
    folder = tmp_path_factory.mktemp("packaging")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    built = subprocess.run(
        [*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(_CHECKOUT)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert built.returncode == 0, built.stderr
    (wheel,) = folder.glob("backdrop-*.whl")
    venv.create(folder / "env", with_pip=False)
    python = folder / "env" / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    subprocess.run([*pip, "--python", str(python), "install", "--no-deps", str(wheel)], check=True)
    site = subprocess.run(
        [str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))"],
        capture_output=True, text=True, check=True,
    ).stdout.strip()  # fmt: skip
    here = [path for path in sys.path if path.endswith("site-packages")]
    Path(site, "dependencies.pth").write_text("\n".join(here))
    return python


def _run(python: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(python), "-m", "backdrop", *arguments], capture_output=True, text=True, cwd=cwd, env=_clean(), check=False
    )


def test_the_program_comes_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    where = subprocess.run(
        [str(installed), "-c", "import backdrop; print(backdrop.__file__)"],
        capture_output=True, text=True, cwd=tmp_path, env=_clean(), check=True,
    ).stdout  # fmt: skip
    assert str(installed.parent.parent) in where


def test_the_wheel_brings_the_catalogue(installed: Path, tmp_path: Path) -> None:
    done = _run(installed, "models", "list", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "selfie-landscape" in done.stdout


def test_the_installed_program_runs_with_a_bundled_background(
    installed: Path, tmp_path: Path, shared_dir: Path
) -> None:
    environment = _clean() | {"BACKDROP_MODEL_PATH": str(shared_dir / "models")}
    command = "run --source presenter --size 320x180 --sink null --frames 5 --background image:hanok"
    done = subprocess.run(
        [str(installed), "-m", "backdrop", *command.split()],
        capture_output=True, text=True, cwd=tmp_path, env=environment, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
