"""Cyclic garbage is collected in the window's thread, whatever the other threads allocate."""

from __future__ import annotations

import gc
import sys
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


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on")
def test_calls_into_qt_do_not_use_up_none(qapp: QApplication) -> None:
    """PySide6 6.12.0 loses a reference at each call that returns nothing: the program dies after some minutes."""
    before = sys.getrefcount(None)
    for _ in range(1000):
        qapp.processEvents()
    assert sys.getrefcount(None) > before - 500
