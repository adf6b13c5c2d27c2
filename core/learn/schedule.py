"""The learning rate over a run: linear warm-up, then half a cosine to 0 (SimCLR, section 2.2; arXiv 1608.03983)."""

import math


def cosine(done: float, warmup: float) -> float:
    """The factor in [0, 1] on the peak rate when the part `done` in [0, 1] of the schedule is behind.

    Rises from 0 to 1 over the part `warmup` in [0, 1], then falls as (1 + cos)/2 to 0. A function of the part done, not of
    steps, so that it serves a number of epochs and a time box alike.
    """
    done = min(max(done, 0.0), 1.0)
    if done < warmup:
        return done / warmup
    if warmup >= 1:
        return 1.0
    return 0.5 * (1 + math.cos(math.pi * (done - warmup) / (1 - warmup)))
