"""The shapes that double the class colours, for painters: paths and small swatches. Knows no widget."""

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap, QPolygonF

from desktop_app.widgets.map_stamps import outline_points


def shape_path(shape: str, centre: QPointF, radius: float) -> QPainterPath:
    """The outline of a shape around a centre."""
    path = QPainterPath()
    corners = outline_points(shape, radius)
    if corners:
        path.addPolygon(QPolygonF([QPointF(centre.x() + x, centre.y() + y) for x, y in corners]))
        path.closeSubpath()
    else:
        path.addEllipse(centre, radius, radius)
    return path


def draw_shape(painter: QPainter, shape: str, centre: QPointF, radius: float, fill: QColor | str) -> None:
    """A filled shape."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    painter.drawPath(shape_path(shape, centre, radius))


def swatch(shape: str, colour: str, side: int, ratio: float = 1.0) -> QPixmap:
    """A shape alone on a transparent square."""
    out = QPixmap(QSize(round(side * ratio), round(side * ratio)))
    out.setDevicePixelRatio(ratio)
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    draw_shape(painter, shape, QRectF(0, 0, side, side).center(), side * 0.36, colour)
    painter.end()
    return out
