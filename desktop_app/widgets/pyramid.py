"""One picture in several sizes, so that it can be painted at any scale at once and without aliasing. Knows no file."""

from dataclasses import dataclass
from typing import Self

from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter

_HARD_FROM = 3.0  # screen pixels per picture pixel: from here on pixels are shown as squares, a blur would hide what is there
_LOSSLESS = 64  # pixels: a thumbnail this small is the picture itself (core.pixels.thumbnails)


@dataclass(frozen=True)
class Pyramid:
    """`levels`: the finest first, each about half of the one before. `width`, `height`: of the file's picture, in pixels.

    `whole`: False for a thumbnail that stands in; its width and height tell the shape alone.
    """

    width: int
    height: int
    levels: tuple[QImage, ...]
    whole: bool = True

    @classmethod
    def stand_in(cls, thumbnail: QImage) -> Self:
        """What is shown until the file is decoded."""
        size = thumbnail.width(), thumbnail.height()
        return cls(*size, (thumbnail,), whole=max(size) <= _LOSSLESS)

    def level(self, width: float) -> QImage:
        """The smallest level that has this many pixels side by side, or the finest."""
        enough = [image for image in self.levels if image.width() >= 0.99 * width]
        return enough[-1] if enough else self.levels[0]

    def paint(self, painter: QPainter, target: QRectF, room: QRectF) -> None:
        """Paint the part of `target` that lies in `room`."""
        ratio = painter.device().devicePixelRatioF()
        image = self.level(target.width() * ratio)
        across, down = target.width() / image.width(), target.height() / image.height()
        seen = target & room
        if seen.isEmpty():
            return
        left = max(0, int((seen.left() - target.left()) / across) - 1)
        top = max(0, int((seen.top() - target.top()) / down) - 1)
        right = min(image.width(), int((seen.right() - target.left()) / across) + 2)
        bottom = min(image.height(), int((seen.bottom() - target.top()) / down) + 2)
        source = QRectF(left, top, right - left, bottom - top)
        place = QRectF(
            target.left() + left * across, target.top() + top * down, source.width() * across, source.height() * down
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._smooth(across * ratio))
        painter.drawImage(place, image, source)

    def _smooth(self, scale: float) -> bool:
        """`scale`: screen pixels per pixel of the level."""
        return abs(scale - 1) > 1e-6 and not (self.whole and scale >= _HARD_FROM)
