"""From a field to what the map paints and the legend says."""

import numpy as np

from core.explore.fields import Groups, Numbers
from core.records import Class
from desktop_app.pages.colouring import (
    MOST_GROUPS,
    NO_CLASS,
    STRANGERS,
    by_class,
    by_group,
    by_number,
    with_strangers,
)

CLASSES = (Class(5, "luna", "#112233", "1", 0), Class(9, "atlas", "#445566", "2", 1))


def test_classes_keep_their_own_colours_and_what_has_none_is_grey() -> None:
    found = by_class(np.array([9, 0, 5, -2]), CLASSES, None, "No label")
    assert found.index.tolist() == [1, -1, 0, -1]
    assert found.palette == ("#112233", "#445566")
    assert found.keys is not None
    assert found.keys.tolist() == [9, NO_CLASS, 5, NO_CLASS]
    assert [e.name for e in found.entries] == ["luna", "atlas", "No label"]
    assert by_class(np.array([9, 5]), CLASSES, None, "No label").entries[-1].name == "atlas", "no entry for what is not there"


def test_the_unsure_are_faint_but_never_gone() -> None:
    found = by_class(np.array([5, 5]), CLASSES, np.array([0.01, 0.9]), "")
    assert found.alpha is not None
    assert np.allclose(found.alpha, [0.25, 0.9])


def test_two_groups_never_look_the_same() -> None:
    field = Groups(np.arange(MOST_GROUPS), tuple(f"g{n}" for n in range(MOST_GROUPS)))
    looks = {(e.colour, e.shape) for e in by_group(field).entries}
    assert len(looks) == MOST_GROUPS


def test_of_very_many_groups_the_largest_have_a_colour() -> None:
    places = np.concatenate([np.arange(100), np.arange(50, 60), [-1]])
    found = by_group(Groups(places, tuple(f"g{n}" for n in range(100)), "Nowhere"))
    named = {e.name for e in found.entries}
    assert {f"g{n}" for n in range(50, 60)} <= named
    assert len(found.palette) == MOST_GROUPS
    assert found.entries[-1].name == f"{100 - MOST_GROUPS} smaller ones"
    assert found.index[-1] == -1


def test_numbers_go_from_dark_to_bright_and_their_ends_are_said() -> None:
    found = by_number(Numbers(np.array([0.0, 0.5, np.nan, 1.0]), "share"))
    assert found.index[0] == 0
    assert found.index[3] == len(found.palette) - 1
    assert found.index[2] == -1
    assert found.note == "From 0% (dark) to 100% (bright)"
    assert by_number(Numbers(np.array([np.nan]))).note == "Nothing is known yet"


def test_strangers_have_a_colour_and_an_entry_of_their_own_over_classes() -> None:
    strange = np.array([False, True, True])
    found = with_strangers(
        by_class(np.array([9, 5, 0]), CLASSES, np.array([0.5, 0.9, 0.0]), "No label"), strange, "#000000", False
    )
    assert [found.palette[place] for place in found.index.tolist()] == ["#445566", "#000000", "#000000"]
    assert found.keys is not None
    assert found.keys.tolist() == [9, STRANGERS, STRANGERS]
    assert (found.entries[0].name, found.entries[0].colour) == ("None of these", "#000000")
    assert len(found.shapes) == len(found.palette)
    assert found.alpha is not None
    assert np.allclose(found.alpha, [0.5, 1, 1])


def test_all_others_step_back_where_strangers_are_pointed_out() -> None:
    found = with_strangers(by_number(Numbers(np.array([0.1, 0.9]), "share")), np.array([True, False]), "#000000", True)
    assert found.alpha is not None
    assert found.alpha[0] == 1
    assert found.alpha[1] < 0.5
    assert found.entries == ()
    assert found.note.endswith("crosses are none of these")
    assert found.palette[found.index[0]] == "#000000"
    assert found.index[1] < len(found.palette) - 1, "still on the ramp"
