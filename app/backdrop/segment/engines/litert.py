"""LiteRT, the maintained successor of tflite-runtime."""

from __future__ import annotations

from ai_edge_litert import interpreter

from backdrop.segment.engines.interpreter import InterpreterEngine


class LiteRt(InterpreterEngine):
    name = "litert"
    title = "LiteRT"
    library = interpreter
