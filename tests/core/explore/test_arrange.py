"""Order and groups of what is shown, against plain Python."""

import math

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from core.explore.arrange import grouped, ordered, steps
from core.explore.fields import Groups, Numbers

VALUES = st.lists(st.one_of(st.integers(-3, 3).map(float), st.just(math.nan)), min_size=1, max_size=20)


@given(VALUES, st.booleans())
def test_ordered_is_a_stable_sort_with_unknown_ones_last(values: list[float], descending: bool) -> None:
    rows = np.arange(len(values))[::-1]
    found = ordered(rows, Numbers(np.array(values)), descending).tolist()
    sign = -1 if descending else 1
    expected = sorted(rows.tolist(), key=lambda r: math.inf if math.isnan(values[r]) else sign * values[r])
    assert found == expected
    assert ordered(rows, None).tolist() == rows.tolist()


@given(st.lists(st.integers(-1, 3), max_size=20))
def test_grouped_keeps_groups_together_and_the_rest_last(places: list[int]) -> None:
    field = Groups(np.array(places, np.int64), ("a", "b", "c", "d"), "none")
    rows, shelves = grouped(np.arange(len(places)), field)
    expected = [r for p in (0, 1, 2, 3, -1) for r in range(len(places)) if places[r] == p]
    assert rows.tolist() == expected
    assert [(s.place, s.count) for s in shelves] == [(p, places.count(p)) for p in (0, 1, 2, 3, -1) if p in places]
    assert [s.name for s in shelves if s.place == -1] == (["none"] if -1 in places else [])


def test_one_odd_value_does_not_flatten_the_steps() -> None:
    values = np.append(np.arange(1000) / 10, [1e9, np.nan])
    places, words = steps(Numbers(values), 10)
    assert places[0] == 0
    assert places[999] == 9
    assert places[1000] == 9
    assert places[1001] == -1
    assert len(np.unique(places[:1000])) == 10
    assert words == ("1", "99")


def test_steps_of_a_share_go_from_nothing_to_all() -> None:
    places, words = steps(Numbers(np.array([0.5, 0.55]), "share"), 10)
    assert places.tolist() == [5, 5]
    assert words == ("0%", "100%")
    assert steps(Numbers(np.array([np.nan])), 4)[0].tolist() == [-1]
