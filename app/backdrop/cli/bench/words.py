"""Lists on the command line, with commas between their words: callbacks of options, which check them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

import click

from backdrop.errors import UsageError
from backdrop.settings.spec import nearest
from backdrop.text import N_

T = TypeVar("T")
Callback = Callable[[click.Context, click.Parameter, str | None], tuple[T, ...] | None]


def words(known: Sequence[str] = ()) -> Callback[str]:
    """`one,two` as different words; of `known` ones only, where these are given."""

    def checked(word: str, option: str) -> str:
        if known and word not in known:
            raise UsageError(
                N_("{option} {word}{hint}: choose from {known}"),
                option=option, word=word, hint=nearest(word, known), known=", ".join(known),
            )  # fmt: skip
        return word

    return _each(checked)


def numbers(least: int, most: int) -> Callback[int]:
    """`1,2,4` as different whole numbers from `least` to `most`."""

    def checked(word: str, option: str) -> int:
        if not word.isdecimal() or not least <= int(word) <= most:
            raise UsageError(
                N_("{option} {word}: choose numbers from {least} to {most}"),
                option=option, word=word, least=least, most=most,
            )  # fmt: skip
        return int(word)

    return _each(checked)


def _each(checked: Callable[[str, str], T]) -> Callback[T]:
    def callback(_context: click.Context, parameter: click.Parameter, text: str | None) -> tuple[T, ...] | None:
        if text is None:
            return None
        option = parameter.opts[0]
        given = [word.strip() for word in text.split(",") if word.strip()]
        if not given:
            raise UsageError(N_("{option} names nothing; leave it out, or name something"), option=option)
        return tuple(dict.fromkeys(checked(word, option) for word in given))

    return callback
