"""An empty grid says why it is empty."""

import pytest

from desktop_app.pages.grid_tools import EVERYTHING, NEXT, SELECTED, Wish
from desktop_app.pages.grid_words import why_empty


@pytest.mark.parametrize(
    ("project", "wish", "title"),
    [
        (False, Wish(), "No project is open"),
        (True, Wish(), "No images yet"),
        (True, Wish(text="xyz"), "Nothing found"),
        (True, Wish(show=NEXT, text="xyz"), "Nothing found"),
        (True, Wish(show=NEXT), "No suggestions yet"),
        (True, Wish(show=SELECTED), "Nothing to show here"),
        (True, Wish(show=EVERYTHING, group="copies"), "No copies"),
    ],
)
def test_the_reason_is_that_of_what_is_shown(project: bool, wish: Wish, title: str) -> None:
    assert why_empty(project, wish, "unembedded")[0] == title
