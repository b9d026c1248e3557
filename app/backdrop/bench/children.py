"""Measures in a process of its own, and hears what it has to say: lines of JSON.

`{"alive": true}` while it works, and at the end `{"row": …}` or `{"refused": "why it cannot run"}`.
"""

from __future__ import annotations

import json
import logging
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Mapping

from backdrop.bench.tables import Cell
from backdrop.errors import BackdropError
from backdrop.host.children import child_command, child_environment
from backdrop.text import _

log = logging.getLogger(__name__)

SILENT_FOR_S = 120.0
"""A child that says nothing for so long hangs: it reports every second, or after each run where that takes longer, and
the slowest (ResNet-50 on a whole picture, in plain loops) takes about a minute."""


def tell(message: Mapping[str, object]) -> None:
    """In the child: a message to who waits for it."""
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


def answer(measure: Callable[[], Mapping[str, object]]) -> None:
    """In the child: says the row that is measured, or why there is none."""
    try:
        tell({"row": measure()})
    except BackdropError as error:
        tell({"refused": str(error)})


def measured(name: str, *arguments: str, alive: Callable[[], None] = lambda: None) -> Mapping[str, Cell]:
    """What the child of that name measured, or a note that says why there are no figures.

    `alive` is called at each sign of life. Whatever interrupts the measuring ends the child.
    """
    with subprocess.Popen(
        child_command(name, *arguments), env=child_environment(),
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
        encoding="utf-8",
    ) as child:  # fmt: skip
        heard: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        reader = threading.Thread(target=_listen, args=(child, heard), name="bench-child", daemon=True)
        try:
            reader.start()
            return _await(child, heard, alive)
        except queue.Empty:
            return {"note": _("gave no sign of life for {seconds:.0f} s").format(seconds=SILENT_FOR_S)}
        finally:
            child.kill()
            child.wait()
            if reader.ident is not None:  # else it was not started before the interruption
                reader.join()


def _listen(child: subprocess.Popen[str], heard: queue.SimpleQueue[str | None]) -> None:
    assert child.stdout is not None
    for line in child.stdout:
        heard.put(line)
    heard.put(None)


def _await(
    child: subprocess.Popen[str], heard: queue.SimpleQueue[str | None], alive: Callable[[], None]
) -> Mapping[str, Cell]:
    """queue.Empty when the child says nothing for SILENT_FOR_S."""
    said = ""
    while (line := heard.get(timeout=SILENT_FOR_S)) is not None:
        match _message(line):
            case {"row": dict(row)}:
                return row
            case {"refused": str(reason)}:
                return {"note": reason}
            case {"alive": True}:
                alive()
            case None:
                said = line.strip() or said
                log.info("a child of the bench said: %s", said)
    return {"note": _ending(child.wait(), said)}


def _message(line: str) -> object:
    try:
        return json.loads(line) if line.startswith("{") else None
    except ValueError:
        return None


def _ending(code: int, said: str) -> str:
    if code < 0:
        return _("crashed ({reason})").format(reason=_signal(-code))
    return _("ended with the exit code {code} ({reason})").format(code=code, reason=said)


def _signal(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return str(number)
