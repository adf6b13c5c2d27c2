"""Every mode Pillow can hand over, as RGB of 8 bits.

16-bit and float pictures (faults.md 13, 14; Pillow clips them to white). Each is stretched between its own 0.1 and 99.9
percentiles. A constant scale would keep brightness comparable between images, but the depth in use is not in the file:
10- and 12-bit cameras, microscopes with an offset and X-ray detectors all write 16-bit files, and shown at a constant
scale most of them are black or flat grey. What cannot be seen cannot be labelled, and absolute brightness is what colour
jitter teaches the encoder to ignore anyway. The 0.1 % at either end is left to hot and dead pixels. (16-bit RGB is
different: Pillow hands over the high bytes alone, so it keeps the file's scale.)

Transparency (faults.md 16): over mid-grey, on which both black and white drawings stay visible. What lies under full
transparency never shows.
"""

from typing import Any

import numpy as np
from PIL import Image

BACKGROUND = (128, 128, 128)
_SAMPLE = 1 << 20  # values the percentiles are taken from: exact up to 1 megapixel, within 0.01 % above
_STRIP = 1 << 20  # values scaled at a time: 8 MB as float64, where a 300 megapixel picture would take 2.4 GB
_ALPHA_MODES = ("RGBA", "LA", "PA", "RGBa", "La")


class UnknownMode(ValueError):
    """There is no way from this mode to RGB. `mode` is Pillow's name of it."""

    def __init__(self, mode: str) -> None:
        super().__init__(mode)
        self.mode = mode


def to_rgb(image: Image.Image) -> Image.Image:
    """The loaded picture in mode RGB. Raises `UnknownMode`, or ValueError for a float picture without a number in it."""
    if image.mode in ("I", "F") or image.mode.startswith("I;16"):
        return Image.fromarray(stretch(np.asarray(image))).convert("RGB")
    if image.mode in _ALPHA_MODES or "transparency" in image.info:
        return _flatten(image)
    if image.mode == "RGB":
        return image
    try:
        return image.convert("RGB")
    except ValueError as error:
        raise UnknownMode(image.mode) from error


def stretch(values: np.ndarray) -> np.ndarray:
    """uint8 [H, W] from integers or floats [H, W]: the 0.1 percentile becomes 0, the 99.9 percentile 255.

    NaN and -inf become 0, inf 255. A picture of one value becomes mid-grey, or black if that is 0.
    Raises ValueError if no value is finite.
    """
    low, high = _ends(values)
    out = np.empty(values.shape, np.uint8)
    if high <= low:
        out[:] = 0 if low == 0 else 128
        return out
    rows = max(1, _STRIP // values.shape[1])
    for start in range(0, len(values), rows):
        part = values[start : start + rows].astype(np.float64)
        part = np.nan_to_num(part, nan=low, posinf=high, neginf=low)
        out[start : start + rows] = (np.clip(part, low, high) - low) * (255.0 / (high - low)) + 0.5
    return out


def _ends(values: np.ndarray) -> tuple[float, float]:
    sample = values.reshape(-1)[:: max(1, values.size // _SAMPLE)]
    if sample.dtype.kind == "f":
        sample = sample[np.isfinite(sample)]
    if not sample.size:
        raise ValueError("no finite values")
    # "lower" and "higher" pick values that occur: interpolating between 1e38 and -1e38 would overflow.
    low = float(np.percentile(sample, 0.1, method="lower"))
    high = float(np.percentile(sample, 99.9, method="higher"))
    if high <= low:  # a tiny object on an even ground: all but 0.1 % are one value
        low, high = float(sample.min()), float(sample.max())
    return low, high


def _flatten(image: Image.Image) -> Image.Image:
    image = _with_alpha(image)
    if image.mode != "RGBA":
        return image
    ground = Image.new("RGB", image.size, BACKGROUND)
    ground.paste(image.convert("RGB"), mask=image.getchannel("A"))
    return ground


def _with_alpha(image: Image.Image) -> Image.Image:
    """RGBA; or RGB where the transparent colour makes no sense (a 16-bit key colour on what Pillow cut down to 8)."""
    steps: dict[str, Any] = {"La": "LA"}
    try:
        if image.mode in steps:
            image = image.convert(steps[image.mode])
        return image.convert("RGBA")
    except (ValueError, TypeError, OverflowError):
        bare = image.copy()
        bare.info.pop("transparency", None)
        return bare.convert("RGB")
