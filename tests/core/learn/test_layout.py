"""Newcomers beside their neighbours."""

import numpy as np

from core.learn import layout


def test_a_newcomer_lies_between_its_neighbours_nearer_to_the_nearer_one() -> None:
    xy = np.array([[0, 0], [10, 0], [0, 100], [100, 0]], np.float32)
    (place,) = layout.beside(xy, np.array([[0, 1]]), np.array([[1.0, 4.0]], np.float32), 0)
    assert 0 < place[0] < 5
    assert abs(place[1]) < 1


def test_it_never_lies_between_two_groups() -> None:
    xy = np.array([[0, 0], [1, 0], [100, 100], [99, 100]], np.float32)
    (place,) = layout.beside(xy, np.array([[0, 2, 3]]), np.array([[1.0, 1.01, 1.02]], np.float32), 0)
    assert np.linalg.norm(place) < 2


def test_copies_can_be_told_apart() -> None:
    xy = np.array([[0, 0], [50, 50]], np.float32)
    places = layout.beside(xy, np.zeros((3, 1), np.int64), np.zeros((3, 1), np.float32), 0)
    assert len(np.unique(places, axis=0)) == 3
    assert np.abs(places).max() < 1
    assert np.array_equal(places, layout.beside(xy, np.zeros((3, 1), np.int64), np.zeros((3, 1), np.float32), 0))
