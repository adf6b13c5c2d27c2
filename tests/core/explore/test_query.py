"""What a search text finds."""

from datetime import datetime

import numpy as np
import pytest

from core.errors import UserError
from core.explore import query
from core.explore.fields import Groups, Numbers

NAMES = ["a/moth 1.jpg", "b/Moth2.jpg", "b/fly.jpg", "c/bee.jpg"]
FIELDS = {
    "label": Groups(np.array([0, -1, 1, -1]), ("Luna moth", "house fly")),
    "confidence": Numbers(np.array([0.9, 0.3, np.nan, 0.6]), "share"),
    "familiar": Numbers(np.array([0.04, 0.06, np.nan, 0.0499]), "share"),
    "bytes": Numbers(np.array([100, 2e6, 3e6, 500]), "bytes"),
    "date": Numbers(np.array([datetime(2024, m, 15).timestamp() for m in (1, 5, 6, 12)]), "date"),
}


def found(text: str) -> list[int]:
    def everywhere(word: str) -> np.ndarray:
        return np.array([word.casefold() in name.casefold() for name in NAMES])

    return np.flatnonzero(query.matching(query.parse(text), everywhere, FIELDS, len(NAMES))).tolist()


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("", [0, 1, 2, 3]),
        ("moth", [0, 1]),
        ("moth b/", [1]),
        ('"moth 1"', [0]),
        ('"moth', [0, 1]),
        ("-moth", [2, 3]),
        ("label:luna", [0]),
        ('label:"luna moth"', [0]),
        ("-label:luna", [1, 2, 3]),
        ("label:none", [1, 3]),
        ("familiar<5%", [0, 3]),
        ("familiar<0.05", [0, 3]),
        ("familiar>=0.05", [1]),
        ("confidence<60%", [1]),
        ("confidence<=0.6", [1, 3]),
        ("confidence>50", [0, 3]),
        ("confidence:none", [2]),
        ("-confidence<60%", [0, 2, 3]),
        ("bytes>=2MB", [1, 2]),
        ("bytes=500", [3]),
        ("date>=2024-06", [2, 3]),
        ("date<2024-05-16 date>2024", [0, 1]),
        ("LABEL:fly .jpg", [2]),
    ],
)
def test_a_search_finds_what_all_its_terms_are_true_of(text: str, rows: list[int]) -> None:
    assert found(text) == rows


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("colour:red", "Nothing is known by the name “colour”"),
        ("confidence<high", "“high” is no number"),
        ("bytes>2.3.4", "is no number"),
        ("date>May", "is no date"),
        ("label>luna", "names, not numbers"),
    ],
)
def test_what_cannot_be_understood_is_said(text: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        found(text)


def test_it_says_which_fields_it_needs() -> None:
    assert query.needed(query.parse("moth label:luna -bytes>3")) == {"label", "bytes"}
