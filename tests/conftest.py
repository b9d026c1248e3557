"""What all tests share: where the shared data lies, and that no test leaves a thread behind, and English."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

from backdrop.host.paths import cache_dir

# A script's background has the one ignored, and nohup the other, and programs inherit that: none could be interrupted.
if signal.getsignal(signal.SIGINT) == signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
    signal.signal(signal.SIGHUP, signal.SIG_DFL)

# A loaded machine is no failure: no example has to be done in a given time.
hypothesis.settings.register_profile("backdrop", deadline=None)
hypothesis.settings.load_profile("backdrop")

_SHARED = Path(__file__).resolve().parents[2] / "shared"

# What the user's cache and the shared data hold is found by searching, and the tests write to a cache of their own.
_found = [os.environ["BACKDROP_MODEL_PATH"]] if os.environ.get("BACKDROP_MODEL_PATH") else []
_found += [str(folder) for folder in (_SHARED / "models", cache_dir() / "models") if folder.is_dir()]
os.environ["BACKDROP_MODEL_PATH"] = os.pathsep.join(dict.fromkeys(_found))
_own_cache = tempfile.TemporaryDirectory(prefix="backdrop-tests-")
os.environ["XDG_CACHE_HOME"] = _own_cache.name


def pytest_collection_finish() -> None:
    """What the modules brought stays, and need not be looked at each time garbage is collected: the tests of the
    window do so after each of theirs."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session")
def shared_dir() -> Path:
    """The folder of weights, clips and pictures that tests may use but the repository does not hold."""
    if not _SHARED.is_dir():
        pytest.skip(f"the shared data is not beside the checkout ({_SHARED.name}/ is missing)")
    return _SHARED


@pytest.fixture(scope="session")
def default_model() -> str:
    """The id of the default model, where its file is on this machine."""
    from backdrop.segment.catalogue import Catalogue
    from backdrop.segment.store import ModelStore

    catalogue = Catalogue.load()
    if ModelStore().locate(catalogue.get(catalogue.default)) is None:
        pytest.skip(f"the model {catalogue.default} is not on this machine; `backdrop models fetch` gets it")
    return catalogue.default


@pytest.fixture(autouse=True)
def no_thread_left_behind() -> Iterator[None]:
    """Fails a test whose threads outlive it."""
    before = set(threading.enumerate())
    yield
    deadline = time.monotonic() + 3
    while (left := set(threading.enumerate()) - before) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not left, f"threads left behind: {sorted(thread.name for thread in left)}"


@pytest.fixture(autouse=True)
def in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Texts are English, whatever the machine speaks and whatever a test made the program speak."""
    from backdrop.text import use_translations

    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    use_translations({})
    yield
    use_translations({})


@pytest.fixture(autouse=True)
def own_directories(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keeps the tests' log and settings out of the user's own."""
    home = tmp_path_factory.mktemp("home")
    for variable in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        monkeypatch.setenv(variable, str(home / variable))


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of half a megabyte, mounted where only root may."""
    disk = tmp_path / "small"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", disk], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount the small file system that this test fills")
    yield disk
    subprocess.run(["umount", disk], check=True)
