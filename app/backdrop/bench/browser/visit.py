"""One page, opened in a browser of its own, from its start to what it found."""

from __future__ import annotations

import queue
import subprocess
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from backdrop.bench.browser.chromium import browser_at
from backdrop.bench.browser.server import Posted, Server
from backdrop.errors import BackdropError
from backdrop.host.paths import bundled
from backdrop.text import N_

SILENT_FOR_S = 120.0
"""A page that says nothing for so long hangs: it gives a sign of life each second, or after each picture where that
takes longer."""
_LOOK_S = 0.25


class Visit(NamedTuple):
    """What the page found, and the addresses of all that it was served."""

    found: Mapping[str, Any]
    served: frozenset[str]


def visit(
    program: str, files: Mapping[str, bytes | Path], packages: Path | None,
    alive: Callable[[], None] = lambda: None, silent_for_s: float = SILENT_FOR_S,
) -> Visit:  # fmt: skip
    """Opens the page of `resources/browser`, which is served `files` by their addresses, and `packages`.

    `alive` is called at each sign of life. Raises BackdropError where the browser cannot be started or ends, and where
    the page fails or hangs.
    """
    folders = {"page/": bundled("resources/browser")} | ({} if packages is None else {"page/packages/": packages})
    served = {f"page/{address}": content for address, content in files.items()}
    with Server(served, folders) as server, browser_at(server.address + "page/page.html", program) as browser:
        found = _await(server, browser, alive, silent_for_s)
        return Visit(found, frozenset(address.removeprefix("page/") for address in server.served))


def _await(
    server: Server, browser: subprocess.Popen[bytes], alive: Callable[[], None], silent_for_s: float
) -> Mapping[str, Any]:
    heard = time.monotonic()
    while time.monotonic() - heard < silent_for_s:
        try:
            posted = server.posted.get(timeout=min(_LOOK_S, silent_for_s))
        except queue.Empty:
            if browser.poll() is not None:
                raise BackdropError(
                    N_("the browser ended with the exit code {code}"), code=browser.returncode
                ) from None
            continue
        heard = time.monotonic()
        if (found := _found(posted)) is not None:
            return found
        alive()
    raise BackdropError(N_("the page gave no sign of life for {seconds:.0f} s"), seconds=silent_for_s)


def _found(posted: Posted) -> Mapping[str, Any] | None:
    """None as long as the page is only alive."""
    match posted.name.removeprefix("page/"), posted.content:
        case "found", dict(found):
            return found
        case "failed", {"reason": str(reason)}:
            raise BackdropError(N_("the page failed: {reason}"), reason=reason[:300])
    return None
