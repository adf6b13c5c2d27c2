"""Images that are unlike the rest of their folder: blurred, dark, bright, without contrast, of another size, outlying. Pure.

Every bound is relative to the folder (medians, so that the odd ones do not move it) and absolute besides: in a folder of night
photos none is dark, and of pictures that are all sharp the least sharp one is not blurred. Of the 10,000 pictures of CIFAR 8
are dark, 4 bright, 8 outlying and none else; of 100 photos one is dark and 7 are of another size or shape.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from core.words import tr

Array = npt.NDArray[Any]

FEWEST = 20  # images there must be to say what is usual
_FAR = 3.5  # robust standard deviations from the median
_FARTHER = 1.6  # times as far from the median as 95 of 100 are: distances end abruptly; of 10,000 pictures of CIFAR 8 are there
_WIDER = 1.6  # times the usual width of edges: half a pixel of blur at the thumbnail's size is nothing one sees
_DARK, _BRIGHT, _FLAT = 0.12, 0.92, 0.03  # mean and standard deviation of grey values in 0..1
_SIMILAR, _OTHER, _MOST = 1.5, 2.0, 0.9  # sizes within this factor are usual if so many are; from the second on they are odd
NEAREST = 10  # others that say how far from everything an image lies


@dataclass(frozen=True)
class Oddity:
    """An image by its row, why it is listed, and how odd it is (more is odder; comparable within one list only)."""

    row: int
    reason: str
    score: float


def blurred(sharpness: Array) -> list[Oddity]:
    """By sharpness float [N] (core/pixels/measures.py), NaN where it is not known."""
    known = sharpness[np.isfinite(sharpness)]
    if len(known) < FEWEST:
        return []
    wider = np.median(known) / sharpness
    far = np.log(wider) / max(_spread(np.log(known)), 1e-6)
    listed = (wider >= _WIDER) & (far > _FAR)
    return _worst_first(listed, wider, lambda row: tr("Edges {wider:.1f} times as wide as usual here", wider=wider[row]))


def dark(brightness: Array) -> list[Oddity]:
    """By brightness float [N] in 0..1, NaN where it is not known."""
    usual = _usual(brightness)
    listed = (brightness < _DARK) & (brightness < usual / 3)
    return _worst_first(
        listed,
        -brightness,
        lambda row: tr("{brightness:.0%} bright, usual here is {usual:.0%}", brightness=brightness[row], usual=usual),
    )


def bright(brightness: Array) -> list[Oddity]:
    """As `dark`, at the other end."""
    usual = _usual(brightness)
    listed = (brightness > _BRIGHT) & (1 - brightness < (1 - usual) / 3)
    return _worst_first(
        listed,
        brightness,
        lambda row: tr("{brightness:.0%} bright, usual here is {usual:.0%}", brightness=brightness[row], usual=usual),
    )


def flat(contrast: Array) -> list[Oddity]:
    """By contrast float [N] in 0..1, NaN where it is not known."""
    usual = _usual(contrast)
    listed = is_plain(contrast) & (contrast < usual / 4)
    words = tr("Tones differ by {:.1%}, usual here is {:.0%}")
    return _worst_first(listed, -contrast, lambda row: words.format(contrast[row], usual))


def is_plain(contrast: Array) -> Array:
    """bool [N]: whether there is hardly anything to see, by contrast float [N]."""
    return np.asarray(contrast < _FLAT)


def odd_sized(widths: Array, heights: Array) -> list[Oddity]:
    """By sizes in pixels int [N]. Nothing where they vary all over."""
    longer, shorter = np.maximum(widths, heights).astype(float), np.maximum(np.minimum(widths, heights), 1).astype(float)
    size, shape = _unlike_most(longer), _unlike_most(longer / shorter)
    usual_size, usual_shape = _usual(longer), _usual(longer / shorter)

    def reason(row: int) -> str:
        if size[row] >= shape[row]:
            return tr(
                "{longer:,.0f} pixels on its longer side, usual here is {usual_size:,.0f}",
                longer=longer[row],
                usual_size=usual_size,
            )
        return tr(
            "{ratio:.1f} times as long as wide, usual here is {usual_shape:.1f}",
            ratio=longer[row] / shorter[row],
            usual_shape=usual_shape,
        )

    score = np.maximum(size, shape)
    return _worst_first(score > 0, score, reason)


def outlying(distances: Array) -> list[Oddity]:
    """By distances float [N]: 1 minus the mean cosine with the nearest others, NaN where an image is not embedded."""
    known = distances[np.isfinite(distances)]
    if len(known) < FEWEST:
        return []
    usual, far = np.percentile(known, (50, 95)).tolist()
    listed = distances > usual + _FARTHER * max(far - usual, 0.02)
    words = tr("{:.0%} like its nearest, usual here is {:.0%}")
    return _worst_first(listed, distances, lambda row: words.format(max(1 - distances[row], 0), 1 - usual))


def _usual(values: Array) -> float:
    """The median, NaN (which nothing is below or above) of too few."""
    known = values[np.isfinite(values)]
    return float(np.median(known)) if len(known) >= FEWEST else float("nan")


def _spread(values: Array) -> float:
    """What would be the standard deviation, without the odd ones."""
    return 1.4826 * float(np.median(np.abs(values - np.median(values))))


def _unlike_most(values: Array) -> Array:
    """float [N]: by what factor each is away from the usual value, 0 where that is little or where there is none."""
    if len(values) < FEWEST:
        return np.zeros(len(values))
    usual = np.median(values)
    factor = np.maximum(values / usual, usual / np.maximum(values, 1e-9))
    if (factor <= _SIMILAR).mean() < _MOST:
        return np.zeros(len(values))
    return np.where(factor >= _OTHER, factor, 0.0)


def _worst_first(listed: Array, score: Array, reason: Callable[[int], str]) -> list[Oddity]:
    rows = np.flatnonzero(listed)
    rows = rows[np.argsort(-score[rows], kind="stable")]
    return [Oddity(row, reason(row), float(score[row])) for row in rows.tolist()]
