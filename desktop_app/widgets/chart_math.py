"""Numbers behind a line chart: round ticks, smoothing, thinning to what the pixels can show. Knows no Qt."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def ticks(low: float, high: float, wanted: int = 4) -> list[float]:
    """Few round values (1, 2, 2.5 or 5 times a power of ten) within [low, high]."""
    if not np.isfinite([low, high]).all() or high <= low:
        return [low] if np.isfinite(low) else []
    rough = (high - low) / max(wanted, 1)
    power = 10.0 ** np.floor(np.log10(rough))
    step = power * next(f for f in (1, 2, 2.5, 5, 10) if f * power >= rough * 0.999)
    first = np.ceil(low / step - 1e-9)
    last = np.floor(high / step + 1e-9)
    return [float(round(n * step, 12)) + 0.0 for n in np.arange(first, last + 1)]


def smoothed(values: Floats) -> Floats:
    """A straight line through each point's neighbours, read at the point: no lag where the curve is steep, none at its ends."""
    count = len(values)
    finite = np.isfinite(values)
    reach = int(np.clip(count / 30, 2, 200))
    x, y = np.arange(count, dtype=np.float64), np.where(finite, values, 0.0)
    sums = [np.concatenate([[0.0], np.cumsum(term * finite)]) for term in (np.ones(count), x, y, x * x, x * y)]
    low, high = np.maximum(np.arange(count) - reach, 0), np.minimum(np.arange(count) + reach + 1, count)
    n, sx, sy, sxx, sxy = (total[high] - total[low] for total in sums)
    spread = n * sxx - sx * sx
    with np.errstate(invalid="ignore", divide="ignore"):
        slope = np.where(spread > 1e-9, (n * sxy - sx * sy) / spread, 0.0)
        return np.where(n > 0, (sy + slope * (n * x - sx)) / n, np.nan)


def thinned(x: Floats, y: Floats, columns: int) -> tuple[Floats, Floats]:
    """At most the lowest and the highest point of each pixel column, in order."""
    if len(x) <= 2 * columns:
        return x, y
    column = np.minimum(((x - x[0]) / max(x[-1] - x[0], 1e-12) * columns).astype(np.int64), columns - 1)
    starts = np.flatnonzero(np.r_[True, np.diff(column) > 0])
    order = np.lexsort((y, column))
    ends = np.r_[starts[1:], len(x)] - 1
    keep = np.unique(np.r_[order[starts], order[ends], 0, len(x) - 1])
    return x[keep], y[keep]


def amount(value: float) -> str:
    """A tick in words: 12, 3.5, 0.02, 20k, 1.5M."""
    for limit, letter in ((1e6, "M"), (1e4, "k")):
        if abs(value) >= limit:
            return f"{value / (1e6 if letter == 'M' else 1e3):g}{letter}"
    return f"{value:,.0f}" if abs(value) >= 1000 and value == round(value) else f"{value:g}"
