"""One decision that is no class (skip, not sure, none of these), as a row in the manner of the class list."""

from dataclasses import dataclass

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from core.project.labels import MARK_CODES
from core.records import Mark
from core.words import tr, tr_later
from desktop_app import icons
from desktop_app.theme import grown, small_font, tokens
from desktop_app.widgets.class_rows import key_box, paint_key, sign_centre


@dataclass(frozen=True)
class MarkLook:
    """A decision that is no class: its name in the project, what the user reads, its icon and key, its code among labels."""

    mark: Mark
    text: str
    icon: str
    key: str
    code: int


MARKS = (
    MarkLook("skip", tr_later("Skip"), "skip", "S", MARK_CODES["skip"]),
    MarkLook("unsure", tr_later("Not sure"), "question", "U", MARK_CODES["unsure"]),
    MarkLook("none", tr_later("None of these"), "none", "N", MARK_CODES["none"]),
)
"""All there are, for lists, menus and keys."""
_AROUND, _TEXT = 14, 16  # px of a row around its words, and of these at the usual size
_ICON = 15


class MarkRow(QAbstractButton):
    """`chosen(mark)` on a click or a key press."""

    chosen = Signal(str)

    def __init__(self, look: MarkLook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark, self._icon_name, self._key, self._count = look.mark, look.icon, look.key, 0
        self.setText(tr(look.text))
        self.setAccessibleName(tr(look.text))
        self.setToolTip(f"{tr(look.text)} ({look.key})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._on_clicked)

    def set_count(self, count: int) -> None:
        self._count = count
        self.setAccessibleDescription(tr("1 image" if count == 1 else "{count:,} images", count=count))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, _AROUND + grown(_TEXT))

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme, box = tokens(), QRectF(self.rect())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(theme.accent), 1.5) if self.hasFocus() else Qt.PenStyle.NoPen)
        lit = theme.line if self.isDown() else theme.hover
        painter.setBrush(QColor(lit) if self.underMouse() or self.isDown() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -1), 6, 6)
        painter.setFont(small_font(self.font(), -1.0))
        paint_key(painter, key_box(box), self._key, theme)
        side, middle = grown(_ICON), sign_centre(box)
        drawn = icons.pixmap(self._icon_name, side, theme.muted, self.devicePixelRatioF())
        painter.drawPixmap(QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side), drawn, QRectF(drawn.rect()))
        inner = box.adjusted(grown(60), 0, -10, 0)
        painter.setPen(QColor(theme.muted))
        if self._count:
            painter.drawText(inner, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), f"{self._count:,}")
            inner.setRight(inner.right() - painter.fontMetrics().horizontalAdvance(f"{self._count:,}") - 8)
        painter.setFont(self.font())
        text = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, int(inner.width()))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), text)
        painter.end()

    def _on_clicked(self) -> None:
        self.chosen.emit(self._mark)
