"""What runs a network's file, one file an engine."""

from __future__ import annotations

from collections.abc import Callable

from backdrop.segment.engine import Engine


def _litert(content: bytes, threads: int) -> Engine:
    from backdrop.segment.engines.litert import LiteRt

    return LiteRt(content, threads)


ENGINES: dict[str, Callable[[bytes, int], Engine]] = {"litert": _litert}
"""From an engine's id to what makes one of a model file's content and a number of threads."""
