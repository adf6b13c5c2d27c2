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
