"""Columns for views: rows of ids, and values of some images spread over all."""

from dataclasses import replace

import numpy as np

from core.project.collection import Collection
from core.project.labels import LabelColumns


def collection(ids: list[int]) -> Collection:
    count = len(ids)
    empty = replace(Collection.empty(), ids=np.array(ids, np.int64), label_codes=np.zeros(count, np.int64))
    return replace(empty, xy=np.full((count, 2), np.nan, np.float32))


def test_rows_leave_out_what_is_not_there() -> None:
    shown = collection([2, 5, 9])
    assert shown.rows(np.array([9, 3, 2, 11])).tolist() == [2, 0]
    assert shown.rows(np.empty(0, np.int64)).tolist() == []


def test_values_are_spread_over_all_rows_and_foreign_ones_dropped() -> None:
    shown = collection([2, 5, 9])
    assert shown.spread(np.array([9, 3, 2]), np.array([90, 30, 20]), -1).tolist() == [20, -1, 90]
    same = np.array([1.0, 2.0, 3.0])
    assert shown.spread(shown.ids, same, 0) is same
    assert shown.spread(np.empty(0, np.int64), np.empty(0, np.int64), 7).tolist() == [7, 7, 7]


def test_labels_replace_all_or_only_some() -> None:
    shown = collection([2, 5, 9]).with_labels(LabelColumns(np.array([2, 5, 7]), np.array([1, -2, 3])))
    assert shown.label_codes.tolist() == [1, -2, 0]
    after = shown.with_labels(LabelColumns(np.array([9]), np.array([4])), only=np.array([5, 9]))
    assert after.label_codes.tolist() == [1, 0, 4]


def test_places_of_foreign_images_are_dropped() -> None:
    shown = collection([2, 5]).with_map(np.array([1, 5]), np.array([[1, 1], [3, 4]], np.float32))
    assert np.isnan(shown.xy[0]).all()
    assert shown.xy[1].tolist() == [3, 4]
