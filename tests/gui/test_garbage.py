"""Cyclic garbage is collected in the window's thread, whatever the other threads allocate."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from backdrop.gui.garbage import GarbageCollector


class Cyclic(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.itself = self


@pytest.fixture
def collector(qapp: QApplication) -> Iterator[GarbageCollector]:
    collector = GarbageCollector()
    yield collector
    collector.close()
    assert gc.isenabled()


def test_a_widget_in_a_cycle_goes_away_in_the_windows_thread(qtbot: QtBot, collector: GarbageCollector) -> None:
    where: list[int] = []
    widget = Cyclic()
    weakref.finalize(widget, lambda: where.append(threading.get_ident()))
    del widget

    def allocate() -> None:
        for _ in range(20_000):
            _cycle: list[object] = []
            _cycle.append(_cycle)

    worker = threading.Thread(target=allocate)
    worker.start()
    worker.join()
    assert where == []
    qtbot.waitUntil(lambda: where == [threading.get_ident()], timeout=8000)
