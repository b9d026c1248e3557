"""The states of the camera as words."""

from __future__ import annotations

from backdrop.text import N_, translated

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
