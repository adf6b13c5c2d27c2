"""What of a window has too little room for its words."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import combinations

from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QSlider,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QWidget,
)

from desktop_app.widgets.elided_choice import ElidedChoice
from desktop_app.widgets.elided_label import ElidedLabel

_HEM = 2  # px of what a style puts above and below the words


def cut(top: QWidget) -> Iterator[str]:
    """What is seen of `top` and narrower or lower than its words, or beyond the edge of what it lies in."""
    for widget in top.findChildren(QWidget):
        if isinstance(widget, QLabel | QAbstractButton | QComboBox | QTabBar | QAbstractSpinBox) and _is_seen(widget, top):
            why = _too_small(widget) or _beyond_an_edge(widget, top)
            if why:
                yield f"{type(widget).__name__} “{_words(widget)}”: {why}"


def overlapping(top: QWidget) -> Iterator[str]:
    """Words and controls of `top` that lie over one another."""
    kinds = QLabel | QAbstractButton | QComboBox | QTabBar | QAbstractSpinBox | QLineEdit | QSlider
    seen = [
        w
        for w in top.findChildren(QWidget)
        if isinstance(w, kinds) and w.isVisibleTo(top) and (w.accessibleName() or _words(w))
    ]
    places = [(widget, _seen_part(widget, top)) for widget in seen]
    for (first, one), (second, other) in combinations([place for place in places if not place[1].isEmpty()], 2):
        if one.intersects(other) and not (first.isAncestorOf(second) or second.isAncestorOf(first)):
            yield f"{type(first).__name__} “{_words(first)}” and {type(second).__name__} “{_words(second)}”: {one} {other}"


def scrolling_sideways(top: QWidget) -> Iterator[str]:
    """Scroll areas of `top` whose lines are wider than they are."""
    for area in top.findChildren(QScrollArea):
        if area.isVisibleTo(top) and area.horizontalScrollBar().maximum() > 0:
            yield f"{type(area).__name__} “{area.accessibleName()}”, {area.horizontalScrollBar().maximum()} px"


@contextmanager
def painted() -> Iterator[list[str]]:
    """What our own widgets paint meanwhile into less room than it needs."""
    found: list[str] = []
    real = QPainter.drawText

    def draw_text(painter: QPainter, *args: object) -> object:
        if len(args) == 3 and isinstance(args[0], QRect | QRectF) and isinstance(args[2], str) and args[2]:
            box, text = QRectF(args[0]), args[2]
            wrap = bool(int(args[1]) & int(Qt.TextFlag.TextWordWrap))
            metrics = QFontMetricsF(painter.font())
            needed = metrics.boundingRect(QRectF(0, 0, box.width(), 0), args[1], text) if wrap else None
            height = needed.height() if needed is not None else metrics.height()
            width = needed.width() if needed is not None else metrics.horizontalAdvance(text)
            if height > box.height() + _HEM or width > box.width() + _HEM:
                found.append(f"“{text}”: {box.width():.0f} x {box.height():.0f} of {width:.0f} x {height:.0f}")
        return real(painter, *args)

    QPainter.drawText = draw_text
    try:
        yield found
    finally:
        QPainter.drawText = real


def _seen_part(widget: QWidget, top: QWidget) -> QRect:
    """In the place of `top`, without what those around it hide."""
    part = QRect(widget.mapTo(top, QPoint()), widget.size())
    for above in _around(widget, top):
        part &= QRect(above.mapTo(top, QPoint()), above.rect().size())  # some have a size of their own
    return part


def _is_seen(widget: QWidget, top: QWidget) -> bool:
    return (widget.isVisibleTo(top) and not widget.visibleRegion().isEmpty()) or _is_scrolled_away(widget, top)


def _is_scrolled_away(widget: QWidget, top: QWidget) -> bool:
    return widget.isVisibleTo(top) and any(isinstance(above, QScrollArea) for above in _around(widget, top))


def _around(widget: QWidget, top: QWidget) -> Iterator[QWidget]:
    while widget is not top and widget.parentWidget() is not None:
        widget = widget.parentWidget()
        yield widget


def _words(widget: QWidget) -> str:
    text = widget.currentText() if isinstance(widget, QComboBox) else getattr(widget, "text", str)()
    return text or widget.accessibleName()


def _too_small(widget: QWidget) -> str:
    if isinstance(widget, ElidedLabel | ElidedChoice):
        return ""  # ends in … and has a tip
    if isinstance(widget, QAbstractButton) and not widget.text():
        return ""  # an icon has the size it is given
    if isinstance(widget, QComboBox):
        return _choice_is_cut(widget)
    if isinstance(widget, QTabBar) and all(widget.tabToolTip(n) == widget.tabText(n) for n in range(widget.count())):
        return ""
    needed = widget.sizeHint()
    if isinstance(widget, QLabel) and widget.wordWrap():
        needed = widget.minimumSizeHint()
        needed.setHeight(widget.heightForWidth(widget.width()))
    if widget.width() < needed.width() or widget.height() < needed.height() - _HEM:
        return f"{widget.width()} x {widget.height()} of {needed.width()} x {needed.height()}"
    return ""


def _choice_is_cut(box: QComboBox) -> str:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, QStyle.SubControl.SC_ComboBoxEditField, box)
    icon = 0 if box.itemIcon(box.currentIndex()).isNull() else box.iconSize().width() + 4
    needed = box.fontMetrics().horizontalAdvance(box.currentText()) + icon
    return f"{field.width()} of {needed}" if field.width() < needed else ""


def _beyond_an_edge(widget: QWidget, top: QWidget) -> str:
    """Scrolling up and down reaches it all the same; scrolling to the side is no way to read a line."""
    free = False
    for above in _around(widget, top):
        place = QRect(widget.mapTo(above, QPoint()), widget.size())
        if place.left() < 0 or place.right() >= above.width():
            return f"beyond the side of {type(above).__name__}"
        if not free and (place.top() < 0 or place.bottom() >= above.height()):
            scrolls = isinstance(above.parentWidget(), QAbstractScrollArea)
            if not scrolls:
                return f"beyond the foot of {type(above).__name__}"
        free |= isinstance(above, QAbstractScrollArea) or isinstance(above.parentWidget(), QAbstractScrollArea)
    return ""
