"""The states of the camera and of its model as words."""

from __future__ import annotations

from backdrop.text import N_, _, translated

_WORDS = {
    "starting": N_("starting"),
    "live": N_("live"),
    "paused": N_("paused"),
    "asleep": N_("asleep"),
    "trouble": N_("trouble"),
    "stopped": N_("stopped"),
}


def state_word(state: str) -> str:
    return translated(_WORDS.get(state, state))


def chosen_automatically(note: str) -> str:
    """Says what `--model auto` came to: a model's name, or more of it."""
    return _("Automatic model: {note}.").format(note=note)
