"""Many paths as one value behave like the texts they were made from."""

import os

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.project.paths_column import PathColumn

NAMES = st.lists(st.binary(min_size=1, max_size=12).filter(lambda name: b"\0" not in name), max_size=20)


@given(NAMES)
def test_it_is_the_sequence_of_the_decoded_names(names: list[bytes]) -> None:
    texts = [os.fsdecode(name) for name in names]
    column = PathColumn.of(names)
    assert len(column) == len(texts)
    assert list(column) == texts
    assert [column[i] for i in range(len(texts))] == texts
    assert column[1:3] == tuple(texts[1:3])
    with pytest.raises(IndexError):
        column[len(texts)]


@given(NAMES, st.text(min_size=1, max_size=3))
def test_finding_a_text_is_finding_it_in_each_folded_name(names: list[bytes], text: str) -> None:
    expected = [text.casefold() in os.fsdecode(name).casefold() for name in names]
    assert PathColumn.of(names).containing(text).tolist() == expected


def test_the_byte_that_ends_a_path_is_in_none() -> None:
    assert PathColumn.of([b"a", b"b"]).containing("\0").tolist() == [False, False]


def test_several_hits_in_one_path_count_once_and_none_runs_over_the_end() -> None:
    column = PathColumn.of([b"moths/moth-moth.JPG", b"m", b"oth", b"Moth.png"])
    assert column.containing("MOTH").tolist() == [True, False, False, True]
    assert column.containing("").all()


def test_folders_are_numbered_in_the_order_of_their_names() -> None:
    places, names = PathColumn.of([b"b/x.png", b"y.png", b"a/deep/z.png", b"b/w.png"]).folders()
    assert names == ("", "a/deep", "b")
    assert places.tolist() == [2, 0, 1, 2]
    assert PathColumn.of([]).folders()[1] == ()
    assert np.array_equal(PathColumn.of([]).folders()[0], np.empty(0))
