"""A suggestion strategy of one's own: images the classifier is surest of, to see where it is confidently wrong."""

import numpy as np

from core.classify.quick import Answer, answer, reduce
from core.classify.strategies import Array, Pick, Strategy, typical


def surest(values: Array, labelled: Array, answer: Answer | None, number: int, rng: np.random.Generator) -> list[Pick]:
    """The images without a label whose best class is the most probable; typical ones before there is a classifier."""
    if answer is None:
        return typical(values, labelled, answer, number, rng)
    free = np.flatnonzero(~labelled)
    best = free[np.argsort(-answer.confidence[free], kind="stable")[:number]]
    return [Pick(int(row), "the classifier is sure of it", float(answer.confidence[row])) for row in best]


# In core/classify/strategies.py this is one more entry of STRATEGIES: `"surest": Strategy(...)`.
SUREST = Strategy("Surest", "Images the classifier is surest of: a mistake among them is one nobody looks for.", surest)

rng = np.random.default_rng(0)
kind = np.arange(200) % 2  # of 200 images: two kinds, far apart
reduced = reduce(rng.normal(size=(200, 16)) + 4 * kind[:, None])
labelled = np.zeros(200, bool)
labelled[:6] = True
guess = answer(reduced, np.flatnonzero(labelled), kind[:6], count=2)
picks = SUREST.choose(reduced.values, labelled, guess, 5, rng)
for pick in picks:
    print(f"image {pick.row}: {pick.reason} ({pick.score:.0%})")
