"""What is fuzzed: something that reads bytes which nobody vouches for."""

from __future__ import annotations

from abc import ABC, abstractmethod
from pathlib import Path
from random import Random

from backdrop.errors import BackdropError


class Target(ABC):
    """Makes wild input from a `Random`, alike for alike ones, and has the program read it.

    `most_megabytes`: by how much its memory may grow at the peak.
    """

    most_megabytes = 200

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        """Its own, empty at the start."""

    @abstractmethod
    def case(self, random: Random) -> bytes:
        """The next input."""

    @abstractmethod
    def run(self, file: Path) -> bool:
        """Has the program read the input in `file`; whether it took it. Any exception is a fault that was found."""

    def close(self) -> None:  # noqa: B027 - most start nothing
        """Ends what the target started."""


def in_one_line(error: BackdropError) -> bool:
    """False, for a target that refuses its input; AssertionError unless the error is worded as all of them are."""
    assert "\n" not in str(error)
    return False
