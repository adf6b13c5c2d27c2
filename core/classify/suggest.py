"""Which images to label next: those a strategy chooses (core/classify/strategies.py), and always some at random.

The random share keeps rare classes findable and the accuracy estimate honest, so no strategy can leave it out.
"""

import numpy as np

from core.classify.quick import Answer
from core.classify.strategies import AUTO, STRATEGIES, Array, Pick, at_random

ONE_IN = 10
"""Of so many one is drawn at random, rounded up: 3 of 24. Of fewer than half as many none is: it would be the only one."""


def suggest(
    values: Array, labelled: Array, answer: Answer | None, number: int, rng: np.random.Generator, strategy: str = AUTO
) -> list[Pick]:
    """Up to `number` rows of values float32 [N, k] (quick.Reduced.values) to label: the strategy's, the most useful first, then
    those at random.

    labelled: bool [N]; answer: of the quick classifier on these values, or None before there is one; strategy: a key of
    STRATEGIES. What a strategy leaves open is drawn at random too.
    """
    number = min(number, int((~labelled).sum()))
    chance = -(-number // ONE_IN) if number >= ONE_IN // 2 else 0
    picks = STRATEGIES[strategy].choose(values, labelled, answer, number - chance, rng)
    taken = labelled.copy()
    taken[[pick.row for pick in picks]] = True
    return picks + at_random(values, taken, answer, number - len(picks), rng)
