"""Compare what a widget paints with a reference picture, with a tolerance: fonts and antialiasing differ between machines."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

HOME = Path(__file__).parent / "pictures"
_MEAN = 3.0  # mean difference of a channel, of 255
_FAR = 0.02  # share of the pixels that may differ clearly


def check_picture(request: pytest.FixtureRequest, widget: QWidget, name: str) -> None:
    """Fails if the widget no longer looks like its reference; `--update-pictures` writes a new one."""
    reference = HOME / f"{name}.png"
    painted = widget.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    if request.config.getoption("--update-pictures"):
        HOME.mkdir(exist_ok=True)
        assert painted.save(str(reference))
        return
    wanted = QImage(str(reference)).convertToFormat(QImage.Format.Format_RGB32)
    assert painted.size() == wanted.size(), f"{name}: the size changed, or there is no reference picture"
    away = np.abs(pixels(painted).astype(int) - pixels(wanted).astype(int))
    assert away.mean() <= _MEAN, f"{name}: mean difference {away.mean():.2f}"
    assert (away.max(axis=2) > 48).mean() <= _FAR, f"{name}: {(away.max(axis=2) > 48).mean():.1%} of the pixels differ"


def pixels(image: QImage) -> np.ndarray:
    """uint8 [H, W, 3], BGR."""
    raw = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine() // 4, 4)
    return raw[:, : image.width(), :3].copy()
