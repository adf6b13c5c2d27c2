"""Steps through an order that changes on the way: an image that was filtered out still has its neighbours."""

import numpy as np

from desktop_app.pages.walk import Walk


def walk(order: list[int], here: int) -> Walk:
    made = Walk()
    made.begin(np.array(order), here)
    return made


def test_steps_follow_the_order_and_end_with_it() -> None:
    made = walk([7, 3, 9], 3)
    assert (made.step(-1), made.step(1)) == (7, 9)
    assert (made.first, made.last, made.in_words) == (7, 9, "2 of 3")
    made.go(9)
    assert (made.step(1), made.step(-1)) == (-1, 3)


def test_an_image_that_left_the_order_lies_between_its_neighbours() -> None:
    made = walk([7, 3, 9, 4], 9)
    made.follow(np.array([7, 3, 4]))
    assert (made.here, made.step(-1), made.step(1)) == (9, 3, 4)
    assert made.in_words == "not among the 3 shown"
    made.follow(np.array([7, 4]))  # a neighbour goes as well
    assert (made.step(-1), made.step(1)) == (7, 4)
    made.follow(np.array([7, 3, 9, 4]))
    assert made.in_words == "3 of 4"


def test_at_either_end_and_in_an_order_without_images() -> None:
    made = walk([7, 3], 7)
    made.follow(np.array([3]))
    assert (made.step(-1), made.step(1)) == (-1, 3)
    made.follow(np.array([], np.int64))
    assert (made.step(-1), made.step(1), made.first, made.last) == (-1, -1, -1, -1)


def test_another_sorting_moves_the_place_and_keeps_the_image() -> None:
    made = walk([1, 2, 3, 4], 2)
    made.follow(np.array([4, 2, 1, 3]))
    assert (made.here, made.step(-1), made.step(1), made.in_words) == (2, 4, 1, "2 of 4")


def test_what_is_near_comes_first() -> None:
    assert walk([1, 2, 3, 4, 5, 6], 3).near(2) == [4, 2, 5, 1]
    assert walk([1, 2, 3], 3).near(5) == [2, 1]
