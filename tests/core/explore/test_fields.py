"""Fields say of each image what one can sort, group and colour by."""

from datetime import datetime

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.explore import fields
from core.explore.fields import Groups


def test_classes_keep_their_order_and_marks_come_after_them() -> None:
    codes = np.array([7, 0, -2, 3, 7])
    found = fields.classes(codes, [3, 7], ["luna", "atlas"], [(-2, "skipped")], "No label")
    assert found.names == ("luna", "atlas", "skipped")
    assert found.places.tolist() == [1, -1, 2, 0, 1]
    assert found.counts().tolist() == [1, 2, 1, 1]


@given(st.lists(st.integers(0, 6), max_size=30))
def test_duplicates_are_the_images_whose_content_another_has(contents: list[int]) -> None:
    digests = np.array([[c] * 16 for c in contents], np.uint8).reshape(-1, 16)
    found = fields.duplicates(digests)
    for i, content in enumerate(contents):
        twins = [j for j, other in enumerate(contents) if other == content]
        if len(twins) == 1:
            assert found.places[i] == -1
        else:
            assert np.flatnonzero(found.places == found.places[i]).tolist() == twins
            assert found.names[found.places[i]].startswith(f"{len(twins)} copies")
    sizes = found.counts()[: len(found.names)].tolist()
    assert sizes == sorted(sizes, reverse=True)


def test_days_become_months_where_there_are_too_many_of_them() -> None:
    few = np.array([datetime(2024, 5, d, 12).timestamp() * 1e9 for d in (1, 1, 3)]).astype(np.int64)
    assert fields.days(few).names == ("2024-05-01", "2024-05-03")
    assert fields.days(few).places.tolist() == [0, 0, 1]
    many = (datetime(2024, 1, 1, 12).timestamp() + 86_400.0 * np.arange(200)) * 1e9
    assert fields.days(many.astype(np.int64)).names[:2] == ("2024-01", "2024-02")


@pytest.mark.parametrize(
    ("value", "measure", "said"),
    [
        (0.256, "share", "26%"),
        (1234.0, "pixels", "1,234 px"),
        (999.0, "bytes", "999 bytes"),
        (2_345_678.0, "bytes", "2.3 MB"),
        (float("nan"), "bytes", "unknown"),
        (datetime(2024, 5, 31, 12).timestamp(), "date", "2024-05-31"),
    ],
)
def test_numbers_are_said_with_their_unit(value: float, measure: fields.Measure, said: str) -> None:
    assert fields.in_words(value, measure) == said


def test_groups_count_what_belongs_nowhere_last() -> None:
    assert Groups(np.array([-1, -1, 0]), ("a", "b")).counts().tolist() == [1, 0, 2]


@given(st.lists(st.integers(-4, 9), max_size=20), st.lists(st.integers(1, 12), unique=True, max_size=6))
def test_places_are_those_among_what_is_known(codes: list[int], known: list[int]) -> None:
    found = fields.places_of(np.array(codes, np.int64), known)
    assert found.tolist() == [known.index(c) if c in known else -1 for c in codes]
