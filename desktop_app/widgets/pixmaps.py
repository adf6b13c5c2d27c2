"""Pictures cut to size with round corners, kept in Qt's pixmap cache. GUI thread only; knows no widget."""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPixmap, QPixmapCache


def rounded(source: QPixmap, side: int, radius: float, ratio: float, crop: bool = True) -> QPixmap:
    """The picture as a rounded square tile of `side` logical pixels: cropped to fill it, or whole within it."""
    key = f"labelight/tile/{source.cacheKey()}/{side}/{radius}/{ratio}/{crop}"
    found = QPixmap()
    if QPixmapCache.find(key, found):
        return QPixmap(found)
    room = max(1, round(side * ratio))
    mode = Qt.AspectRatioMode.KeepAspectRatioByExpanding if crop else Qt.AspectRatioMode.KeepAspectRatio
    size = QSizeF(source.deviceIndependentSize()).scaled(room, room, mode)
    out = QPixmap(room, room)
    out.fill(Qt.GlobalColor.transparent)
    painter = QPainter(out)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    target = QRectF((room - size.width()) / 2, (room - size.height()) / 2, size.width(), size.height())
    clip = QPainterPath()
    clip.addRoundedRect(QRectF(0, 0, room, room).intersected(target), radius * ratio, radius * ratio)
    painter.setClipPath(clip)
    # Halving by scaled() first: painting a far larger picture small in one go would alias.
    small = source.scaled(size.toSize(), Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    painter.drawPixmap(target, small, QRectF(small.rect()))
    painter.end()
    out.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, out)
    return out
