"""Is the default model on this machine, and is it whole? Every byte is read again: that is what a doctor is for."""

from __future__ import annotations

import os

from backdrop.doctor.finding import Finding, State, Wording, say
from backdrop.errors import ModelError
from backdrop.segment.catalogue import Catalogue
from backdrop.segment.store import ModelStore
from backdrop.text import _


def check() -> list[Finding]:
    catalogue = Catalogue.load()
    return judge(catalogue, ModelStore())


def judge(catalogue: Catalogue, store: ModelStore) -> list[Finding]:
    spec = catalogue.get(catalogue.default)
    fetch = f"backdrop models fetch {spec.id}"
    try:
        path = store.locate(spec, fresh=True)
    except ModelError as error:
        return [_broken(error.values["path"], fetch)]
    if path is None:
        told = say("{title} is not on this machine", title=spec.title)
        return [_finding("problem", told, say("fetch it ({kb} kB)", kb=round((spec.bytes or 0) / 1000)), fetch)]
    return [_finding("ok", say("{title} is here and whole", title=spec.title))]


def _broken(path: object, fetch: str) -> Finding:
    """The error's own words name the command as well, and it is to be said once."""
    if os.path.isdir(str(path)):
        told = say("{path} is a folder where the model's file belongs", path=path)
        return _finding("problem", told, say("delete it, then fetch the model"), fetch)
    told = say("{path} is damaged or cannot be read", path=path)
    return _finding("problem", told, say("fetch the model again"), fetch)


def _finding(state: State, message: Wording, remedy: Wording | None = None, command: str = "") -> Finding:
    return Finding("model", _("Model"), state, message, remedy or Wording(), command)
