"""What the control channel can ask of a running session: the requests behind `backdrop ctl`."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterator, Mapping

from backdrop.errors import AlreadyRunningError, UsageError
from backdrop.host.control import Controlled, Message
from backdrop.pipeline.session import Session
from backdrop.text import N_

log = logging.getLogger(__name__)

Action = Callable[[Session, Message], Message]


def _toggle(session: Session, _: Message) -> Message:
    return {"background": session.toggle().background}


def _pause(session: Session, _: Message) -> Message:
    session.pause()
    return {}


def _resume(session: Session, _: Message) -> Message:
    session.resume()
    return {}


def _background(session: Session, request: Message) -> Message:
    spec = request.get("spec")
    if not isinstance(spec, str):
        raise UsageError(N_("name a background, such as blur or image:office"))
    return {"background": session.change(background=spec).background}


def _status(session: Session, _: Message) -> Message:
    status, settings = session.status(), session.settings
    source = status.source
    return {
        "state": status.state,
        "background": settings.background,
        "model": status.model or settings.model,
        "auto": status.auto,
        "note": status.note,
        "source": source.label if source is not None else None,
        "sink": status.sink,
        "size": list(session.pipeline.size),
        "fps": status.fps,
        "inference_ms": status.inference_ms,
        "latency_ms": status.latency_ms,
        "frames_out": status.frames_out,
        "dropped": status.dropped,
        "faults": {stage: str(error) for stage, error in status.faults.items()},
    }


ACTIONS: dict[str, Action] = {
    "toggle": _toggle,
    "pause": _pause,
    "resume": _resume,
    "background": _background,
    "status": _status,
}


def answer(session: Session, request: Message, more: Mapping[str, Action] | None = None) -> Message:
    """Does what the request asks. `more` are requests that only the asked process knows. UsageError for others."""
    command = request.get("command")
    action = {**ACTIONS, **(more or {})}.get(command) if isinstance(command, str) else None
    if action is None:
        raise UsageError(N_("the running Backdrop does not know the request {command!r}"), command=command)
    return action(session, request)


@contextlib.contextmanager
def steered(session: Session) -> Iterator[None]:
    """Lets `backdrop ctl` steer the session meanwhile, unless it steers another process already."""
    try:
        controlled = Controlled(lambda request: answer(session, request))
    except (AlreadyRunningError, OSError) as reason:
        log.info("this process is not the one that is steered: %s", reason)
        yield
        return
    with contextlib.closing(controlled):
        yield
