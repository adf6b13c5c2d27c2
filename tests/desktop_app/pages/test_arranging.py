"""Which rows are shown in which order, from what the user wants."""

import numpy as np
import pytest

from core.errors import UserError
from core.explore.fields import Groups, Numbers
from core.project.paths_column import PathColumn
from desktop_app.pages.arranging import Question, arranged, needed
from desktop_app.pages.grid_tools import Wish

PATHS = PathColumn.of([b"june/moth1.jpg", b"june/fly1.jpg", b"july/moth2.jpg", b"july/bee.jpg", b"july/fly2.jpg"])
CODES = np.array([1, 0, 0, -2, 2])
FIELDS = {
    "label": Groups(np.array([0, -1, -1, 2, 1]), ("luna", "house fly", "skipped"), "No label"),
    "confidence": Numbers(np.array([0.9, 0.2, np.nan, 0.4, 0.6]), "share"),
    "copies": Groups(np.array([-1, 0, -1, 0, -1]), ("2 copies (1)",), "Unique"),
}


def rows(fixed: np.ndarray | None = None, **wish: str) -> list[int]:
    return arranged(Question(Wish(**wish), PATHS, CODES, fixed, FIELDS)).rows.tolist()


def test_filter_search_and_order_work_together() -> None:
    assert rows() == [0, 1, 2, 3, 4]
    assert rows(show="unlabelled") == [1, 2]
    assert rows(show="marked") == [3]
    assert rows(text="fly") == [1, 4]
    assert rows(text="luna") == [0], "the name of a label is found like that of a file"
    assert rows(text="july", show="labelled") == [4]
    assert rows(sort="unsure") == [1, 3, 4, 0, 2], "what has no value comes last"
    assert rows(sort="sure", text="confidence>30%") == [0, 4, 3]


def test_a_fixed_selection_keeps_its_order_and_drops_what_is_gone() -> None:
    assert rows(np.array([4, 0, 9]), show="selected") == [4, 0]


def test_what_is_let_through_is_told_only_where_something_is_held_back() -> None:
    assert arranged(Question(Wish(), PATHS, CODES, None, FIELDS)).found is None
    found = arranged(Question(Wish(text="fly"), PATHS, CODES, None, FIELDS)).found
    assert found is not None
    assert found.tolist() == [False, True, False, False, True]


def test_groups_hold_their_images_in_the_order_that_was_asked_for() -> None:
    found = arranged(Question(Wish(group="label", sort="sure"), PATHS, CODES, None, FIELDS))
    assert [(s.name, s.count) for s in found.shelves] == [("luna", 1), ("house fly", 1), ("skipped", 1), ("No label", 2)]
    assert found.rows.tolist() == [0, 4, 3, 1, 2]


def test_copies_leave_out_what_is_unique() -> None:
    found = arranged(Question(Wish(group="copies"), PATHS, CODES, None, FIELDS))
    assert found.rows.tolist() == [1, 3]
    assert [s.name for s in found.shelves] == ["2 copies (1)"]


def test_a_search_that_cannot_be_understood_says_why() -> None:
    with pytest.raises(UserError, match="colour"):
        rows(text="colour:red")


def test_it_says_which_fields_it_needs() -> None:
    assert needed(Wish()) == set()
    assert needed(Wish(sort="newest", group="cluster", text="label:x bytes>3")) == {"date", "cluster", "label", "bytes"}
