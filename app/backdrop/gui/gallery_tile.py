"""One tile of the gallery: a thumbnail and its caption, which can be focused, chosen and, if one's own, removed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QEnterEvent,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QToolButton, QWidget

from backdrop.gui.icons import draw_icon, icon
from backdrop.gui.thumbnails import Thumbnail, kind_of, name_of
from backdrop.text import _

THUMBNAIL = QSize(144, 81)
MARGIN = 6
"""Around the thumbnail: room for the rings of choice and of focus."""
RADIUS = 8.0
CAPTION_GAP = 6
_BADGE = 22.0
_SHADE = QColor(16, 20, 22, 165)
_KIND_ICONS = {"none": "room", "blur": "blur", "video": "video"}


class Tile(QAbstractButton):
    """Common to all tiles: its place, its caption, its rings. `symbol` is drawn where there is no thumbnail."""

    def __init__(self, name: str, symbol: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(name)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._symbol, self._ring = symbol, False

    def sizeHint(self) -> QSize:
        caption = CAPTION_GAP + self.fontMetrics().height()
        return QSize(THUMBNAIL.width() + 2 * MARGIN, THUMBNAIL.height() + caption + 2 * MARGIN)

    def thumbnail_rect(self) -> QRectF:
        """Where the picture is: as wide as the tile allows, 16:9."""
        width = self.width() - 2.0 * MARGIN
        return QRectF(MARGIN, MARGIN, width, width * THUMBNAIL.height() / THUMBNAIL.width())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self._ring = event.reason() != Qt.FocusReason.MouseFocusReason  # whoever points knows where they are
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self._ring = False
        super().focusOutEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks as Space does; the arrows are the grid's, where Qt's buttons would take them."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() == Qt.Key.Key_Space:
            super().keyPressEvent(event)
        else:
            event.ignore()
        self._ring = True
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        with QPainter(self) as painter:
            painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
            rect = self.thumbnail_rect()
            self._paint_picture(painter, rect)
            self._paint_frame(painter, rect)
            self._paint_caption(painter, rect)
            if self._ring and self.hasFocus():
                painter.setPen(QPen(self.palette().color(QPalette.ColorRole.WindowText), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), RADIUS + 3, RADIUS + 3)

    def _paint_picture(self, painter: QPainter, rect: QRectF) -> None:
        colours, roles = self.palette(), QPalette.ColorRole
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colours.color(roles.Shadow if self.isDown() else roles.AlternateBase))
        painter.drawRoundedRect(rect, RADIUS, RADIUS)
        if self._symbol:
            hot = self.underMouse() or self.hasFocus()
            place = QRectF(0, 0, 26, 26)
            place.moveCenter(rect.center())
            draw_icon(painter, self._symbol, place, colours.color(roles.Accent if hot else roles.PlaceholderText))

    def _paint_frame(self, painter: QPainter, rect: QRectF) -> None:
        pen = QPen(self.palette().color(QPalette.ColorRole.Dark if self.underMouse() else QPalette.ColorRole.Mid), 1)
        if self._symbol:
            pen.setStyle(Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), RADIUS - 0.5, RADIUS - 0.5)

    def _paint_caption(self, painter: QPainter, rect: QRectF) -> None:
        font = self.font()
        font.setBold(self.isChecked())
        painter.setFont(font)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        top = rect.bottom() + CAPTION_GAP - 1
        below = QRectF(rect.left(), top, rect.width(), self.height() - top)
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, int(below.width()))
        painter.drawText(below, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, name)


class BackgroundTile(Tile):
    """The tile of a background."""

    removal_wanted = Signal()

    def __init__(self, spec: str, own: bool, parent: QWidget | None = None) -> None:
        super().__init__(name_of(spec), parent=parent)
        self.spec, self.own = spec, own
        self._thumbnail: Thumbnail | None = None
        self.setCheckable(True)
        self._remove = self._make_remove_button() if own else None
        self._tell()

    def set_chosen(self, chosen: bool) -> None:
        if chosen != self.isChecked():
            self.setChecked(chosen)
            self._tell()

    def set_thumbnail(self, thumbnail: Thumbnail | None) -> None:
        self._thumbnail = thumbnail
        self._tell()
        self.update()

    @property
    def has_thumbnail(self) -> bool:
        """Whether it is known how the background looks, or that it cannot be shown."""
        return self._thumbnail is not None

    @property
    def broken(self) -> bool:
        return self._thumbnail is not None and self._thumbnail.image is None

    def nextCheckState(self) -> None:
        """A click only asks; the gallery says what is chosen."""

    def enterEvent(self, event: QEnterEvent) -> None:
        if self._remove is not None:
            self._remove.show()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        if self._remove is not None:
            self._remove.hide()
        super().leaveEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._remove is not None:
            corner = self.thumbnail_rect().topLeft().toPoint()
            self._remove.move(corner.x() + 4, corner.y() + 4)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if not self.own:
            event.ignore()
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(icon("check"), _("Choose")).triggered.connect(self.click)
        menu.addAction(icon("trash"), _("Remove from the gallery")).triggered.connect(self.removal_wanted)
        menu.popup(event.globalPos())

    def _make_remove_button(self) -> QToolButton:
        button = QToolButton(self)
        button.setIcon(icon("close"))
        button.setObjectName("remove")
        button.setFixedSize(22, 22)
        button.setIconSize(QSize(12, 12))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the Delete key does the same
        button.setCursor(Qt.CursorShape.ArrowCursor)
        button.setToolTip(_("Remove from the gallery (Delete)"))
        button.setAccessibleName(_("Remove {name}").format(name=self.text()))
        button.clicked.connect(self.removal_wanted)
        button.hide()
        return button

    def _tell(self) -> None:
        """Says in words what is painted, for those who do not see it."""
        name, kind = self.text(), kind_of(self.spec)
        if self.broken:
            said = _("{name}, {kind}, cannot be shown")
        else:
            said = _("{name}, {kind}, chosen") if self.isChecked() else _("{name}, {kind}")
        self.setAccessibleName(said.format(name=name, kind=kind))
        error = self._thumbnail.error if self._thumbnail is not None else ""
        self.setToolTip(error or name)

    def _paint_picture(self, painter: QPainter, rect: QRectF) -> None:
        if self._thumbnail is None or self._thumbnail.image is None:
            self._symbol = "warning" if self.broken else ""
            super()._paint_picture(painter, rect)
            return
        self._symbol = ""
        rounded = QPainterPath()
        rounded.addRoundedRect(rect, RADIUS, RADIUS)
        painter.save()
        painter.setClipPath(rounded)
        painter.drawImage(rect, self._thumbnail.image)
        if self.isDown():
            painter.fillRect(rect, QColor(0, 0, 0, 60))
        painter.restore()
        self._paint_kind(painter, rect)

    def _paint_kind(self, painter: QPainter, rect: QRectF) -> None:
        symbol = _KIND_ICONS.get(self.spec.partition(":")[0])
        if symbol is not None:
            _paint_badge(painter, rect.bottomLeft() + QPointF(5, -5 - _BADGE), symbol, _SHADE, QColor("white"))

    def _paint_frame(self, painter: QPainter, rect: QRectF) -> None:
        if not self.isChecked():
            super()._paint_frame(painter, rect)
            return
        accent = self.palette().color(QPalette.ColorRole.Accent)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Window), 2))  # parts the ring from the picture
        painter.drawRoundedRect(rect.adjusted(1, 1, -1, -1), RADIUS - 1, RADIUS - 1)
        painter.setPen(QPen(accent, 3))
        painter.drawRoundedRect(rect.adjusted(-1.5, -1.5, 1.5, 1.5), RADIUS + 1.5, RADIUS + 1.5)
        corner = rect.topRight() + QPointF(-5 - _BADGE, 5)
        _paint_badge(painter, corner, "check", accent, self.palette().color(QPalette.ColorRole.HighlightedText))


def _paint_badge(painter: QPainter, corner: QPointF, symbol: str, ground: QColor, ink: QColor) -> None:
    """A disc with an icon."""
    place = QRectF(corner.x(), corner.y(), _BADGE, _BADGE)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawEllipse(place)
    draw_icon(painter, symbol, place.adjusted(4, 4, -4, -4), ink)
