"""The README's picture: accuracy against the number of labels, drawn from the tables of docs/benchmarks.md.

python -m tools.promise [--out docs/pictures/few-labels.png]
"""

import argparse
import math
import os
import re
import sys
from dataclasses import dataclass
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QImage, QPainter, QPen, QPolygonF

FIGURES = Path(__file__).parent.parent / "docs" / "benchmarks.md"
WIDTH, HEIGHT, RATIO = 860, 430, 2
PLOT = QRectF(64, 56, 470, 310)
TICKS = (10, 20, 50, 100, 500, 1000)
INK, MUTED, LINE = QColor("#1f2333"), QColor("#6a7085"), QColor("#e1e4ec")


@dataclass(frozen=True)
class Curve:
    """points: (labels in all, per cent right)."""

    name: str
    colour: str
    points: tuple[tuple[int, float], ...]


def curves(text: str) -> list[Curve]:
    """From the tables headed "CIFAR, ..." and the one of supervised learning. ValueError where one is not there."""
    adapted, bundled = _table(text, "CIFAR, after SimCLR"), _table(text, "CIFAR, bundled encoder")
    scratch = re.findall(r"^\| (\d+) \|[^|]*\|[^|]*\| ([\d.]+) % \|", text.split("supervised from scratch |")[1], re.MULTILINE)
    return [
        Curve("Labelight, 20 minutes of SimCLR", "#4b53d8", _points(adapted, "suggested, ladder")),
        Curve("Labelight, without learning first", "#0b8a6f", _points(bundled, "suggested, ladder")),
        Curve("same encoder, random labels, regression", "#d66a00", _points(bundled, "random, regression")),
        Curve("a network from the labels alone", "#8a2456", tuple((10 * int(n), float(share)) for n, share in scratch)),
    ]


def _table(text: str, head: str) -> list[list[str]]:
    lines = text[text.index(f"| {head} |") :].splitlines()
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return rows[: next((n for n, line in enumerate(lines) if not line.startswith("|")), len(rows))]


def _points(rows: list[list[str]], name: str) -> tuple[tuple[int, float], ...]:
    head, row = rows[0], next(r for r in rows if r[0] == name)
    cells = zip(head[1:], row[1:], strict=True)
    return tuple((int(n.replace(",", "")), float(cell.split()[0])) for n, cell in cells if cell)


def place(labels: float, share: float) -> QPointF:
    across = (math.log10(labels) - 1) / 2
    return QPointF(PLOT.left() + across * PLOT.width(), PLOT.bottom() - share / 90 * PLOT.height())


def draw(found: list[Curve]) -> QImage:
    image = QImage(WIDTH * RATIO, HEIGHT * RATIO, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(RATIO)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _frame(painter)
    heights: list[float] = []
    for curve in sorted(found, key=lambda c: -c.points[-1][1]):
        spots = QPolygonF([place(*point) for point in curve.points])
        painter.setPen(QPen(QColor(curve.colour), 2.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolyline(spots)
        painter.setBrush(QColor(curve.colour))
        for spot in spots:
            painter.drawEllipse(spot, 3, 3)
        heights.append(max(spots[-1].y(), heights[-1] + 20) if heights else spots[-1].y())
        painter.setPen(QPen(LINE, 1))
        painter.drawLine(spots[-1] + QPointF(6, 0), QPointF(PLOT.right() + 8, heights[-1]))
        painter.setPen(QColor(curve.colour))
        painter.drawText(QPointF(PLOT.right() + 12, heights[-1] + 4), curve.name)
    painter.end()
    return image


def _frame(painter: QPainter) -> None:
    font = QFont()
    font.setPixelSize(13)
    painter.setFont(font)
    painter.setPen(INK)
    painter.drawText(QPointF(PLOT.left(), 30), "CIFAR-10: per cent right by the number of labels in all, ten classes")
    for share in range(0, 91, 20):
        painter.setPen(QPen(LINE, 1))
        painter.drawLine(place(10, share), place(1000, share))
        painter.setPen(MUTED)
        painter.drawText(
            QRectF(0, place(10, share).y() - 9, PLOT.left() - 10, 18), int(Qt.AlignmentFlag.AlignRight), f"{share} %"
        )
    for labels in TICKS:
        spot = place(labels, 0)
        painter.drawText(QRectF(spot.x() - 30, spot.y() + 8, 60, 18), int(Qt.AlignmentFlag.AlignHCenter), f"{labels:,}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--out", type=Path, default=FIGURES.parent / "pictures" / "few-labels.png")
    options = parser.parse_args()
    _application = QGuiApplication.instance() or QGuiApplication([])
    draw(curves(FIGURES.read_text(encoding="utf-8"))).save(str(options.out))
    return 0


if __name__ == "__main__":
    sys.exit(main())
