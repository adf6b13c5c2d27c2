"""Rows of predictions."""

import numpy as np

from core.operations import evaluation

PATHS = {1: "a.png", 2: "b.png", 4: "d.png"}
PROBABILITIES = np.array([[0.9, 0.1], [0.25, 0.75], [0.5, 0.5], [0.4, 0.6]], np.float32)


def table(familiar):
    return evaluation.rows(PATHS, np.array([1, 2, 3, 4]), PROBABILITIES, ("moth", "fly"), familiar)


def test_rows_of_images_that_have_a_path() -> None:
    rows = table(np.array([0.5, 0.01, 0.9, 0.05], np.float32))
    assert [row["path"] for row in rows] == ["a.png", "b.png", "d.png"]
    assert [row["label"] for row in rows] == ["moth", "fly", "fly"]
    assert [row["familiar"] for row in rows] == [0.5, 0.01, 0.05]
    assert tuple(rows[0]) == evaluation.COLUMNS
    assert {row["familiar"] for row in table(None)} == {""}


def test_too_few_labels_are_told_all_in_all_and_by_class() -> None:
    names = ("ant", "bee", "moth", "wasp")
    assert evaluation.too_few([[1, 0], [0, 0]], names[:2]) == "Only 1 label judges it: the range counts, not the number."
    assert evaluation.too_few([[20, 0], [5, 4]], names[:2]) == "Only 29 labels judge it: the range counts, not the number."
    assert evaluation.too_few([[20, 0], [5, 5]], names[:2]) == ""
    assert evaluation.too_few([[0, 0], [0, 0]], names[:2]) == ""
    few = np.diag([30, 4, 1, 0])
    assert evaluation.too_few(few, names) == "Fewer than 5 labels judge bee, moth and 1 more: of these it says little."
    assert evaluation.too_few(few[:2, :2], names[:2]) == "Fewer than 5 labels judge bee: of these it says little."
