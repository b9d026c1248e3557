"""What the page runs is pinned, and comes whole or not at all."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from backdrop.bench.browser.packages import packages
from backdrop.errors import BackdropError, UsageError
from backdrop.host.paths import bundled
from support.browser import require_npm


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "backdrop"


def test_every_package_is_pinned_by_its_hash_and_comes_from_wherever_npm_is_told() -> None:
    folder = bundled("resources/browser")
    wanted = json.loads((folder / "package.json").read_text("utf-8"))["dependencies"]
    locked = json.loads((folder / "package-lock.json").read_text("utf-8"))["packages"]
    assert locked[""]["dependencies"] == wanted
    for name, version in wanted.items():
        assert locked[f"node_modules/{name}"]["version"] == version
    for name, package in locked.items():
        assert not name or package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name


def test_without_npm_it_says_what_to_install(cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UsageError, match=r"npm, which is not here; install Node\.js") as caught:
        packages(lambda: pytest.fail("nothing is fetched"))
    assert "\n" not in str(caught.value)
    assert not cache.exists()


def test_packages_that_cannot_be_fetched_are_one_line_and_leave_nothing(
    cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    require_npm()
    monkeypatch.setenv("npm_config_registry", "http://127.0.0.1:9/")
    monkeypatch.setenv("npm_config_fetch_retries", "0")
    monkeypatch.setenv("npm_config_cache", str(cache.parent / "npm"))
    begun = []
    with pytest.raises(BackdropError, match=r"npm could not fetch .*127\.0\.0\.1.*try again") as caught:
        packages(lambda: begun.append(1))
    assert begun
    assert "\n" not in str(caught.value)
    assert list((cache / "browser").iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in for npm is a shell script")
def test_only_what_the_page_asks_for_is_kept_and_not_fetched_again(
    cache: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    npm = tmp_path / "bin" / "npm"
    npm.parent.mkdir()
    npm.write_text(_NPM)
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", str(npm.parent), prepend=os.pathsep)
    folder = packages()
    assert sorted(str(file.relative_to(folder)) for file in folder.rglob("*.*")) == [
        "@tensorflow/tfjs-core/dist/tf-core.es2017.min.js", "@tensorflow/tfjs-tflite/wasm/runtime.wasm",
    ]  # fmt: skip
    npm.unlink()
    assert packages(lambda: pytest.fail("fetched again")) == folder
    assert list((cache / "browser").iterdir()) == [folder]


_NPM = """#!/bin/sh
test "$1 $2" = "ci --ignore-scripts" && test -f package-lock.json || exit 1
for file in tfjs-core/dist/tf-core.es2017.min.js tfjs-core/dist/tf-core.js.map tfjs-tflite/wasm/runtime.wasm; do
    mkdir -p "node_modules/@tensorflow/${file%/*}"
    echo content >"node_modules/@tensorflow/$file"
done
"""
