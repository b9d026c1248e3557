"""The large picture: what the call sees, as a mirror if wanted, and the camera itself while pressed.

Pulls the newest picture on a timer and scales its planes before they become RGB, so that its cost depends on its size
on the screen and not on the camera's.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from backdrop.frame import Frame, empty_pixels
from backdrop.gui.bridge import Bridge
from backdrop.host.cv import cv2
from backdrop.host.media.cover import Cover
from backdrop.text import _

FOCUSED_MS, UNFOCUSED_MS = 33, 66
"""As often as the camera while one looks; half as often while another window is in front."""
RADIUS = 10
_EMPTY = QColor(24, 27, 34)


class Preview(QWidget):
    resized = Signal()

    def __init__(self, bridge: Bridge) -> None:
        super().__init__()
        self._bridge = bridge
        self._shown: Frame | None = None
        self._image: QImage | None = None
        self._cover: Cover | None = None
        self._pressed = False
        self._timer = QTimer(self, interval=FOCUSED_MS)
        self._timer.timeout.connect(self._pull)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(256, 144)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("Preview"))
        self.setAccessibleDescription(
            _("What the call sees. Press and hold, or hold the space bar, to see the camera.")
        )
        self.setToolTip(_("What the call sees. Press and hold, or hold the space bar, to see the camera."))

    def sizeHint(self) -> QSize:
        return QSize(960, 540)

    def picture_rect(self) -> QRect:
        """Where the picture is drawn: as large as fits, in the camera's aspect ratio, centred."""
        width, height = self._bridge.settings.width, self._bridge.settings.height
        size = QSize(width, height).scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        return QRect(
            (self.width() - size.width()) // 2, (self.height() - size.height()) // 2, size.width(), size.height()
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.ActivationChange:
            self._timer.setInterval(FOCUSED_MS if self.isActiveWindow() else UNFOCUSED_MS)
            self._pressed = self._pressed and self.isActiveWindow()
        super().changeEvent(event)

    def showEvent(self, event: QEvent) -> None:
        self._timer.start()

    def hideEvent(self, event: QEvent) -> None:
        self._pressed = False
        self._timer.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._press(True)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._press(False)
        else:
            super().keyReleaseEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._press(event.button() == Qt.MouseButton.LeftButton)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._press(False)

    def _press(self, pressed: bool) -> None:
        self._pressed, self._shown = pressed, None
        self._pull()

    def _pull(self) -> None:
        if self.window().isMinimized():
            return
        finished = self._bridge.latest() if self._pressed else None
        frame = finished.frame if finished is not None else self._bridge.showing()
        if frame is self._shown and (frame is not None or self._image is None):
            return
        self._shown = frame
        self._image = None if frame is None else self._scaled(frame)
        self.update()

    def _scaled(self, frame: Frame) -> QImage:
        ratio = self.devicePixelRatioF()
        rect = self.picture_rect()
        width = min(frame.width, max(64, round(rect.width() * ratio) // 2 * 2))
        height = min(frame.height, max(36, round(rect.height() * ratio) // 2 * 2))
        mirror = self._bridge.settings.mirror_preview
        cover = self._cover
        if cover is None or (cover.source, cover.target, cover.mirror) != (frame.size, (width, height), mirror):
            cover = self._cover = Cover(frame.size, (width, height), mirror)
            self._pixels = empty_pixels(width, height)
            self._rgb = np.empty((height, width, 4), np.uint8)
        cover(frame.pixels, self._pixels)
        cv2.cvtColor(self._pixels, cv2.COLOR_YUV2BGRA_I420, self._rgb)
        return QImage(self._rgb.data, width, height, 4 * width, QImage.Format.Format_RGB32)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        rect = self.picture_rect()
        rounded = QPainterPath()
        rounded.addRoundedRect(rect, RADIUS, RADIUS)
        painter.setClipPath(rounded)
        if self._image is None:
            painter.fillRect(rect, _EMPTY)
        else:
            painter.drawImage(rect, self._image)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 3))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), RADIUS, RADIUS)
