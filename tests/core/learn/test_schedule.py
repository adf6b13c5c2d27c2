"""The schedule against its closed form."""

import math

import pytest

from core.learn.schedule import cosine


def test_warm_up_is_linear():
    assert [cosine(d, 0.1) for d in (0, 0.05, 0.1)] == pytest.approx([0, 0.5, 1])


def test_then_half_a_cosine():
    assert [cosine(d, 0.2) for d in (0.4, 0.6, 1)] == pytest.approx([0.5 * (1 + math.cos(math.pi / 4)), 0.5, 0])


@pytest.mark.parametrize(
    ("done", "warmup", "factor"), [(0, 0, 1), (1, 0, 0), (0.5, 1, 0.5), (1, 1, 1), (1.2, 0.1, 0), (-1, 0.1, 0)]
)
def test_edges(done, warmup, factor):
    assert cosine(done, warmup) == pytest.approx(factor)
