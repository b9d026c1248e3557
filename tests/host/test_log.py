"""The log takes whatever it is given, and never troubles the terminal unless it is asked to."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest

from backdrop.host.log import start_logging
from backdrop.host.paths import log_file

NOT_UTF8 = b"p\xff.png".decode("utf-8", "surrogateescape")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    logger = logging.getLogger("backdrop")
    before = logger.level, logger.propagate, list(logger.handlers), logging.raiseExceptions
    yield
    for handler in set(logger.handlers) - set(before[2]):
        handler.close()
    logger.level, logger.propagate, logger.handlers[:], logging.raiseExceptions = before


def test_a_name_that_is_not_utf8_is_logged_without_a_word_on_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    start_logging()
    logging.getLogger("backdrop.test").warning("reading %s", NOT_UTF8)
    assert capsys.readouterr().err == ""
    assert r"reading p\udcff.png" in log_file().read_text("utf-8")


@pytest.mark.parametrize("debug", [False, True])
def test_a_record_that_cannot_be_worded_shows_only_when_debugging(
    capsys: pytest.CaptureFixture[str], debug: bool
) -> None:
    start_logging(debug)
    logging.getLogger("backdrop.test").warning("%d", "no number")
    assert ("Logging error" in capsys.readouterr().err) is debug
