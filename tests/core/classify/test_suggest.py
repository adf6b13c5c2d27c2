"""Whatever the strategy: as many as asked for, none twice, none that is labelled, and some at random."""

import numpy as np
import pytest

from core.classify.quick import Answer, Reduced, answer
from core.classify.strategies import RANDOM, STRATEGIES
from core.classify.suggest import suggest

every_strategy = pytest.mark.parametrize("strategy", STRATEGIES)


def data(labels: int, count: int = 200) -> tuple[np.ndarray, np.ndarray, Answer | None]:
    """Values in three clouds, which of them are labelled, and the answer of the classifier of these labels."""
    rng = np.random.default_rng(labels)
    y = rng.integers(0, 3, count)
    x = (rng.standard_normal((3, 8))[y] + rng.standard_normal((count, 8))).astype(np.float32)
    labelled = np.zeros(count, bool)
    labelled[:labels] = True
    rows = np.flatnonzero(labelled)
    return x, labelled, answer(Reduced(np.arange(count), x), rows, y[rows], 3) if labels > 5 else None


@every_strategy
@pytest.mark.parametrize("labels", [0, 12, 60])
def test_the_number_without_repeats_or_labelled_ones_and_some_at_random(strategy: str, labels: int) -> None:
    x, labelled, known = data(labels)
    picks = suggest(x, labelled, known, 24, np.random.default_rng(1), strategy)
    rows = [pick.row for pick in picks]
    assert len(rows) == len(set(rows)) == 24
    assert not labelled[rows].any()
    assert all(0 <= pick.score <= 1 for pick in picks)
    at_random = [pick.reason == RANDOM for pick in picks]
    assert sum(at_random) >= 3
    assert all(at_random[-3:])
    assert not any(at_random[:12]) or strategy == "random"


@every_strategy
def test_little_is_left(strategy: str) -> None:
    x, labelled, known = data(197)
    rng = np.random.default_rng(3)
    assert sorted(pick.row for pick in suggest(x, labelled, known, 24, rng, strategy)) == [197, 198, 199]
    assert suggest(x, np.ones(200, bool), known, 24, rng, strategy) == []
    assert suggest(x[:0], np.zeros(0, bool), None, 24, rng, strategy) == []
    assert suggest(x, np.zeros(200, bool), None, 0, rng, strategy) == []


@every_strategy
def test_images_that_all_look_the_same(strategy: str) -> None:
    same = np.ones((50, 3), np.float32)
    assert len(suggest(same, np.zeros(50, bool), None, 10, np.random.default_rng(3), strategy)) == 10


@every_strategy
def test_one_class_is_no_classifier_yet(strategy: str) -> None:
    x, labelled, _ = data(5)
    picks = suggest(x, labelled, None, 10, np.random.default_rng(0), strategy)
    assert len({pick.row for pick in picks} - set(range(5))) == 10


def test_a_single_image_asked_for_is_the_best_one() -> None:
    x, labelled, known = data(60)
    (pick,) = suggest(x, labelled, known, 1, np.random.default_rng(0), "unsure")
    assert pick.reason != RANDOM
