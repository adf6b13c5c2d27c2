"""Where the cells of a confusion matrix are and how they look. Arithmetic and painting; no events."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from core.words import tr
from desktop_app.theme import Theme, grown, mix, on_colour, small_font

_CAPTION = 22.0
_LARGEST_CELL = 72.0
_RIGHT_MIDDLE = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)


@dataclass(frozen=True)
class MatrixLayout:
    """The upper left corner of the first cell, the side of a cell, and whether column names stand on end."""

    left: float
    top: float
    cell: float
    count: int
    upright: bool

    @classmethod
    def fitting(cls, names: Sequence[str], font: QFont, width: float, height: float) -> "MatrixLayout":
        metrics, count = QFontMetricsF(small_font(font)), len(names)
        longest = max(metrics.horizontalAdvance(name) for name in names) + 14
        caption = grown(_CAPTION)
        left = caption + min(longest, 0.34 * width)
        room = width - left - 4
        upright = longest > min(room / count, grown(_LARGEST_CELL)) - 2
        top = caption + (min(longest, 0.3 * height) if upright else metrics.height() + 8)
        cell = float(np.clip(min(room / count, (height - top - 4) / count), 3.0, grown(_LARGEST_CELL)))
        spare_x, spare_y = max(0.0, room - cell * count), max(0.0, height - top - 4 - cell * count)
        return cls(round(left + spare_x / 2), round(top + spare_y / 2), cell, count, upright)

    def rect(self, true: int, predicted: int) -> QRectF:
        gap = 2.0 if self.cell > 14 else 0.5
        return QRectF(self.left + predicted * self.cell, self.top + true * self.cell, self.cell - gap, self.cell - gap)

    def at(self, place: QPointF) -> tuple[int, int] | None:
        true, predicted = int((place.y() - self.top) // self.cell), int((place.x() - self.left) // self.cell)
        return (true, predicted) if 0 <= true < self.count and 0 <= predicted < self.count else None


def cell_colour(counts: npt.NDArray[np.int64], true: int, predicted: int, theme: Theme) -> QColor:
    """Share of the row: green on the diagonal, amber beside it, and nothing where there is nothing."""
    count, whole = int(counts[true, predicted]), int(counts[true].sum())
    if not count:
        return mix(theme.surface, theme.line, 0.35)
    share = count / whole
    if true == predicted:
        return mix(theme.good_soft, theme.good, 0.08 + 0.92 * share)
    soft = mix(theme.surface, theme.warn_soft, min(1.0, 0.45 + 6.0 * share))
    return mix(soft, theme.warn, min(1.0, 1.5 * max(0.0, share - 0.03)))


def paint_matrix(
    painter: QPainter,
    layout: MatrixLayout,
    counts: npt.NDArray[np.int64],
    names: Sequence[str],
    font: QFont,
    theme: Theme,
    focus: tuple[int, int] | None,
    hovered: tuple[int, int] | None,
) -> None:
    """The whole of it."""
    _paint_cells(painter, layout, counts, font, theme)
    _paint_names(painter, layout, names, font, theme, hovered or focus)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if hovered is not None:
        painter.setPen(QPen(QColor(theme.text), 1.5))
        painter.drawRoundedRect(layout.rect(*hovered), 4, 4)
    if focus is not None:
        painter.setPen(QPen(QColor(theme.accent), 2.5))
        painter.drawRoundedRect(layout.rect(*focus).adjusted(-1, -1, 1, 1), 5, 5)


def _paint_cells(painter: QPainter, layout: MatrixLayout, counts: npt.NDArray[np.int64], font: QFont, theme: Theme) -> None:
    small = small_font(font, 0.0 if layout.cell >= 40 else -1.5)
    metrics = QFontMetricsF(small)
    readable = layout.cell >= max(18.0, metrics.horizontalAdvance(f"{int(counts.max(initial=0))}") + 6)
    radius = 4.0 if layout.cell > 14 else 0.0
    painter.setFont(small)
    for true in range(layout.count):
        for predicted in range(layout.count):
            box, colour = layout.rect(true, predicted), cell_colour(counts, true, predicted, theme)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
            painter.drawRoundedRect(box, radius, radius)
            if readable and counts[true, predicted]:
                painter.setPen(QColor(on_colour(colour)))
                painter.drawText(box, _CENTRE, str(int(counts[true, predicted])))


def _paint_names(
    painter: QPainter, layout: MatrixLayout, names: Sequence[str], font: QFont, theme: Theme, lit: tuple[int, int] | None
) -> None:
    side = layout.cell * layout.count
    plain, bold = small_font(font), small_font(font, -1.0, bold=True)
    metrics = QFontMetricsF(bold)
    fits = layout.cell >= metrics.height() * 0.75
    width, height = layout.left - grown(_CAPTION) - 8, layout.top - grown(_CAPTION) - 4
    line = grown(20)  # px of a name
    for place, name in enumerate(names if fits else ()):
        middle = (place + 0.5) * layout.cell - 1
        is_row, is_column = lit is not None and lit[0] == place, lit is not None and lit[1] == place
        painter.setFont(bold if is_row else plain)
        painter.setPen(QColor(theme.text if is_row else theme.muted))
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, min(width, layout.left))
        painter.drawText(QRectF(0, layout.top + middle - line / 2, layout.left - 8, line), _RIGHT_MIDDLE, shown)
        painter.setFont(bold if is_column else plain)
        painter.setPen(QColor(theme.text if is_column else theme.muted))
        if layout.upright:
            painter.save()
            painter.translate(layout.left + middle, layout.top - 6)
            painter.rotate(-90)
            shown = metrics.elidedText(name, Qt.TextElideMode.ElideRight, height)
            painter.drawText(QRectF(0, -line / 2, height, line), _LEFT_MIDDLE, shown)
            painter.restore()
        else:
            above = QRectF(layout.left + middle - layout.cell, layout.top - line - 4, 2 * layout.cell, line)
            painter.drawText(above, _CENTRE, name)
    painter.setFont(bold)
    painter.setPen(QColor(theme.text))
    longest = max((metrics.horizontalAdvance(name) for name in names), default=0.0)
    over = min(longest, height) + 8 if layout.upright else line + 4
    painter.drawText(QRectF(layout.left - 100, layout.top - over - line, side + 200, line - 2), _CENTRE, tr("Predicted"))
    beside = min(longest, width) + 12
    painter.save()
    painter.translate(layout.left - beside - grown(12), layout.top + side / 2)
    painter.rotate(-90)
    painter.drawText(QRectF(-grown(100), -line / 2, grown(200), line), _CENTRE, tr("Your label"))
    painter.restore()
