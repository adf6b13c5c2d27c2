"""What was said of left-out labels, as read from a stored classifier."""

import numpy as np
import pytest

from core.operations.left_out import left_out
from core.records import ClassifierCard
from tests.judged import held_out


def card(details: dict[str, object]) -> ClassifierCard:
    return ClassifierCard(1, 1, "linear", (7, 3), ("ant", "bee"), 3, 0.5, (0.1, 0.9), 0.0, details)


def test_places_become_class_ids() -> None:
    found = left_out(card(held_out([11, 12, 13], [0, 1, 1], [0, 0, 1], [0.9, 0.6, 0.8], [[0.9, 0.1], [0.6, 0.4], [0.2, 0.8]])))
    assert found.ids.tolist() == [11, 12, 13]
    assert (found.given.tolist(), found.said.tolist()) == ([7, 3, 3], [7, 7, 3])
    assert found.right.tolist() == [True, False, True]
    assert found.confidence.tolist() == np.array([0.9, 0.6, 0.8], np.float16).astype(np.float32).tolist()
    assert found.probabilities is not None
    assert found.probabilities.shape == (3, 2)


def test_a_classifier_that_was_not_judged_has_none() -> None:
    assert len(left_out(card({}))) == 0


@pytest.mark.parametrize(
    "broken", [{"predicted": [0]}, {"confidence": []}, {"classes": [0, 1, 2]}, {"predicted": [0, -1, 1]}], ids=str
)
def test_what_does_not_fit_together_proves_nothing(broken: dict[str, list[int]]) -> None:
    details = held_out([11, 12, 13], [0, 1, 1], [0, 0, 1])
    details["out_of_fold"] |= broken
    found = left_out(card(details))
    assert len(found) == len(found.right) == len(found.confidence) == 0
    assert found.probabilities is None


def test_probabilities_of_other_classes_are_not_used() -> None:
    found = left_out(card(held_out([11, 12], [0, 1], [0, 1], probabilities=[[1.0], [1.0]])))
    assert len(found) == 2
    assert found.probabilities is None
