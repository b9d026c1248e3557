"""What one check found: worded as templates and values, so that the window can say it in the user's language."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from backdrop.text import _, translated

State = Literal["ok", "warn", "problem", "info"]


@dataclass(frozen=True, slots=True)
class Wording:
    """A `str.format` template and its values; `str()` words both as one line in the language in use."""

    template: str = ""
    values: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return " ".join(translated(self.template).format(**self.values).split())

    def __bool__(self) -> bool:
        return bool(self.template)


def say(template: str, **values: object) -> Wording:
    """A wording; the translation tools find its template by this name, as they do by `N_`."""
    return Wording(template, values)


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the examination.

    `state`: "problem" when Backdrop cannot put its picture into a call, "warn" when it can but something will go wrong
    sooner or later, "info" for what is only worth knowing. `remedy`: what to do about it, empty when there is nothing
    to do. `remedy_command`: the exact commands that do it, one a line, or "".
    """

    check: str
    title: str
    state: State
    message: Wording
    remedy: Wording = field(default_factory=Wording)
    remedy_command: str = ""

    def __str__(self) -> str:
        told = _("{title}: {message}; {remedy}") if self.remedy else "{title}: {message}"
        return told.format(title=self.title, message=self.message, remedy=self.remedy)

    def as_dict(self) -> dict[str, str]:
        """Plain texts, for JSON."""
        return {
            "check": self.check,
            "title": self.title,
            "state": self.state,
            "message": str(self.message),
            "remedy": str(self.remedy),
            "remedy_command": self.remedy_command,
        }
