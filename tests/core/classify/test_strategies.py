"""Each strategy does what its line on the menu says."""

from dataclasses import replace

import numpy as np
import pytest

from core.classify import strategies
from core.classify.quick import Answer, Reduced, answer
from core.classify.strategies import FAR, FLIPS, RANDOM, STRATEGIES, TYPICAL, UNSURE


def islands(rng, groups=6, each=30):
    centres = rng.standard_normal((groups, 5)) * 20
    y = np.repeat(np.arange(groups), each)
    return (centres[y] + rng.standard_normal((len(y), 5))).astype(np.float32), y


class Bridge:
    """Two clouds in 32 directions, 100 images each, and 60 images half way between; ten of each cloud are labelled."""

    def __init__(self) -> None:
        rng = np.random.default_rng(7)
        way = rng.standard_normal(32)
        way *= 6 / np.linalg.norm(way)
        self.side = np.repeat([-1, 1, 0], [100, 100, 60])
        self.values = (self.side[:, None] * way + 0.5 * rng.standard_normal((260, 32))).astype(np.float32)
        self.labelled = np.zeros(260, bool)
        self.labelled[[*range(10), *range(100, 110)]] = True
        rows = np.flatnonzero(self.labelled)
        self.answer = answer(Reduced(np.arange(260), self.values), rows, (self.side[rows] > 0).astype(np.int64), 2)

    def sides(self, name: str, number: int, known: Answer | None) -> list[tuple[int, str]]:
        rng = np.random.default_rng(0)
        picks = STRATEGIES[name].choose(self.values, self.labelled, known, number, rng)
        assert len({pick.row for pick in picks}) == len(picks) <= number
        assert not self.labelled[[pick.row for pick in picks]].any()
        return [(int(self.side[pick.row]), pick.reason) for pick in picks]


@pytest.fixture
def bridge() -> Bridge:
    return Bridge()


def test_typical_images_come_from_groups_without_labels():
    rng = np.random.default_rng(0)
    x, y = islands(rng)
    labelled = np.zeros(len(x), bool)
    labelled[:3] = True  # of group 0
    picks = strategies.typical(x, labelled, None, 5, rng)
    assert len({y[p.row] for p in picks}) >= 4
    assert all(p.reason == TYPICAL and 0 <= p.score <= 1 for p in picks)


def test_the_unsure_come_with_the_smallest_margins():
    rng = np.random.default_rng(2)
    x = rng.standard_normal((100, 4)).astype(np.float32)
    sure = np.linspace(0.5, 1, 100)
    p = np.stack([sure, 1 - sure], axis=1).astype(np.float32)
    known = Answer(p.argmax(1).astype(np.int32), p.max(1), p, np.zeros((2, 4)), np.zeros(2))
    picks = strategies.unsure(x, np.zeros(100, bool), known, 5, rng)
    assert picks[0].row == 0
    assert all(pick.row < 50 for pick in picks)
    assert [p.score for p in picks] == sorted((p.score for p in picks), reverse=True)


@pytest.mark.parametrize(("name", "reason"), [("dropout", FLIPS), ("unsure", UNSURE)])
def test_doubt_lies_between_two_clouds_and_not_within_them(bridge: Bridge, name: str, reason: str) -> None:
    assert bridge.sides(name, 5, bridge.answer) == [(0, reason)] * 5


def test_what_flips_differs_among_itself() -> None:
    """Two heaps on the boundary, one of them ten times as large: both are asked about."""
    rng = np.random.default_rng(1)
    x = (0.1 * rng.standard_normal((110, 24))).astype(np.float32)
    x[:10, 1], x[10:, 1] = 3, -3
    weight = np.zeros((2, 24))
    weight[1, 0] = 1
    p = np.full((110, 2), 0.5, np.float32)
    known = Answer((x[:, 0] > 0).astype(np.int32), p[:, 0], p, weight, np.zeros(2))
    picks = strategies.dropout(x, np.zeros(110, bool), known, 4, rng)
    assert {pick.row < 10 for pick in picks if pick.reason == FLIPS} == {True, False}


def test_the_margin_fills_up_where_nothing_flips(bridge: Bridge) -> None:
    steady = replace(
        bridge.answer, weight=np.zeros((2, 32)), bias=np.array([1.0, 0]), prediction=np.zeros(260, np.int32)
    )  # one class whatever is left out
    assert bridge.sides("dropout", 5, steady) == [(0, UNSURE)] * 5


def test_a_direction_that_decides_alone_does_not_make_everything_flip() -> None:
    """Main directions are like that: the first one tells two clouds apart."""
    rng = np.random.default_rng(0)
    x = (0.05 * rng.standard_normal((200, 64))).astype(np.float32)
    x[:, 0] = np.repeat([-1, 1], 100)
    weight = np.zeros((2, 64))
    weight[1, 0] = 5
    p = np.full((200, 2), 0.5, np.float32)
    known = Answer((x[:, 0] > 0).astype(np.int32), p[:, 0], p, weight, np.array([0, 0.1]))
    assert strategies.flips(x, known, np.arange(200), rng).mean() < 0.05


@pytest.mark.parametrize("name", ["auto", "unsure", "dropout"])
def test_groups_lead_before_there_is_a_classifier(bridge: Bridge, name: str) -> None:
    assert {reason for _, reason in bridge.sides(name, 5, None)} == {TYPICAL}


def test_groups_lead_automatically_until_there_are_enough_labels(bridge: Bridge) -> None:
    assert {reason for _, reason in bridge.sides("auto", 5, bridge.answer)} == {UNSURE}
    bridge.labelled[0] = False
    assert {reason for _, reason in bridge.sides("auto", 5, bridge.answer)} == {TYPICAL}


def test_spread_out_takes_what_is_farthest_from_labels_and_from_each_other() -> None:
    x = np.array([[0, 0], [1, 0], [50, 0], [51, 0], [0, 100]], np.float32)
    labelled = np.array([True, False, False, False, False])
    picks = strategies.spread_out(x, labelled, None, 3, np.random.default_rng(0))
    assert [pick.row for pick in picks] == [4, 3, 1]
    assert all(pick.reason == FAR for pick in picks)
    assert strategies.spread_out(x, ~labelled, None, 3, np.random.default_rng(0))[0].row == 0
    first = strategies.spread_out(x, np.zeros(5, bool), None, 2, np.random.default_rng(0))
    assert [pick.row for pick in first] == [1, 4]


def test_at_random_every_image_has_its_turn() -> None:
    rng, labelled = np.random.default_rng(0), np.array([True, False, False, False])
    drawn = [strategies.at_random(np.zeros((4, 2)), labelled, None, 1, rng)[0] for _ in range(60)]
    assert {pick.row for pick in drawn} == {1, 2, 3}
    assert {pick.reason for pick in drawn} == {RANDOM}


def test_every_strategy_has_words_for_the_menu() -> None:
    titles = [strategy.title for strategy in STRATEGIES.values()]
    assert len(set(titles)) == len(titles)
    assert all(strategy.line.endswith(".") and strategy.line[0].isupper() for strategy in STRATEGIES.values())
