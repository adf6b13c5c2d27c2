"""A time left in words. No Qt."""

import math

from core.words import tr


def time_in_words(seconds: float) -> str:
    """A time left the way one says it; "" if there is no telling (a clock that was set, a machine that slept)."""
    if not math.isfinite(seconds):
        return ""
    if seconds < 60:
        return tr("less than a minute left")
    if seconds < 5400:
        return tr("about {minutes} min left", minutes=round(seconds / 60))
    return tr("about {hours:.1f} h left", hours=seconds / 3600)
