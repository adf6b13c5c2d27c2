"""Which of two encoders is better must be told fairly, and a collapsed one must not pass for a good one."""

import numpy as np
import pytest

from core.classify import comparison, crossval, pca
from core.classify.comparison import (
    Judgement,
    Shape,
    choose,
    compare,
    effective_rank,
    enough_labels,
    judge,
    neighbour_consistency,
    paired_interval,
)
from core.classify.logistic import STRENGTH, fit, standard, unit


def embeddings(n=300, d=64, classes=3, spread=1.0, seed=0):
    """What an encoder that knows something gives: classes and smooth differences within them, spread over all dimensions."""
    rng = np.random.default_rng(seed)
    y = np.arange(n) % classes
    hidden = np.concatenate([3 * np.eye(classes)[y], spread * rng.standard_normal((n, 8))], axis=1)
    return np.maximum(hidden @ rng.standard_normal((classes + 8, d)), 0).astype(np.float16), y


def few(y, per_class, seed=0):
    rng = np.random.default_rng(seed)
    labels = np.full(len(y), -1)
    for c in np.unique(y):
        rows = rng.permutation(np.flatnonzero(y == c))[:per_class]
        labels[rows] = c
    return labels


def noise_on(x, much, seed=1):
    return (x + much * np.random.default_rng(seed).standard_normal(x.shape)).astype(np.float16)


def test_the_better_one_is_chosen_and_the_worse_one_is_not():
    good, y = embeddings()
    bad = noise_on(good, 12)
    labels = few(y, 15)
    found = compare(bad, good, labels)
    assert found.chosen == "after"
    assert found.judgement.labels == 45
    assert found.judgement.after > found.judgement.before + 0.1
    assert found.judgement.interval[0] > 0
    assert found.sentence.startswith("The new encoder is better: ")
    back = compare(good, bad, labels)
    assert back.chosen == "before"
    assert back.judgement.before == found.judgement.after
    assert back.judgement.difference == -found.judgement.difference
    assert back.judgement.interval == pytest.approx([-b for b in reversed(found.judgement.interval)])
    assert back.sentence.startswith("The new encoder is worse: ")


def test_equal_embeddings_are_equally_good_and_the_new_ones_are_used():
    x, y = embeddings(spread=4)
    found = compare(x, x.copy(), few(y, 8))
    assert found.judgement.before == found.judgement.after
    assert found.judgement.difference == 0
    assert found.judgement.interval[0] < 0 < found.judgement.interval[1]
    assert found.chosen == "after"
    assert "as good as the one before" in found.sentence


def test_all_three_are_judged_with_the_same_folds(monkeypatch):
    good, y = embeddings()
    asked = []
    original = crossval.Regression.__call__

    def spy(regression, train, out, rng):
        asked.append(np.flatnonzero(out).tolist())
        return original(regression, train, out, rng)

    monkeypatch.setattr(crossval.Regression, "__call__", spy)
    judge(noise_on(good, 1), good[:, :20], few(y, 12))
    third = len(asked) // 3
    assert third == 15
    assert asked[:third] == asked[third : 2 * third] == asked[2 * third :]


def test_the_shares_are_those_of_a_slow_plain_cross_validation():
    before, y = embeddings(spread=5)
    after = noise_on(before, 6)
    labels = few(y, 7)  # so few that the strength is the usual one in every fold
    found = judge(before, after, labels, repeats=2, seed=3)
    rows = np.flatnonzero(labels >= 0)
    joined = np.concatenate([unit(before), unit(after)], axis=1)
    shares, right_of = [], []
    for vectors in (before, after, joined):
        values = pca.principal(vectors, 256).apply(vectors)
        z = standard(values).apply(values)[rows]
        rng = np.random.default_rng(3)
        right = []
        for fold in [crossval.stratified_folds(y[rows], 5, rng) for _ in range(2)]:
            for k in range(5):
                model = fit(z[fold != k], y[rows][fold != k], 3, STRENGTH, statistics=_as_they_are(z.shape[1]))
                right += [(i, g == t) for i, g, t in _guesses(model, z, y[rows], np.flatnonzero(fold == k))]
        right_of.append(np.array([np.mean([r for j, r in right if j == i]) for i in range(len(rows))]))
        shares.append(right_of[-1].mean())
    assert [found.before, found.after, found.both] == pytest.approx(shares, abs=1 / 42 + 1e-9)  # one guess on the fence
    assert found.difference == pytest.approx((right_of[1] - right_of[0]).mean(), abs=1 / 42 + 1e-9)


def _as_they_are(width):
    from core.classify.logistic import Standard

    return Standard(np.zeros(width, np.float32), np.ones(width, np.float32))


def _guesses(model, z, y, rows):
    return zip(rows.tolist(), model.logits(z[rows]).argmax(1).tolist(), y[rows].tolist(), strict=True)


def test_single_labels_teach_but_do_not_judge_and_class_numbers_are_free():
    x, y = embeddings()
    labels = few(y, 6) * 1000
    labels[labels < 0] = -1
    lonely = int(np.flatnonzero(labels < 0)[0])
    labels[lonely] = 77
    assert judge(x, x, labels).labels == 18


def test_no_more_labels_than_needed_are_asked(monkeypatch):
    x, y = embeddings()
    monkeypatch.setattr(comparison, "MOST_LABELS", 30)
    assert judge(x, x, y).labels == 30


@pytest.mark.parametrize(
    ("labels", "enough"),
    [([0, 0, 0, 1, 1, 1], True), ([0, 0, 0, 1, 1, -1], False), ([0] * 9, False), ([-1] * 4, False), ([5, 5, 5, 9, 9, 9], True)],
)
def test_three_labels_of_two_classes_are_enough(labels, enough):
    assert enough_labels(np.array(labels)) == enough


def test_the_interval_is_that_of_agresti_and_min():
    better, worse, count = 7, 2, 40
    d = np.concatenate([np.ones(better), -np.ones(worse), np.zeros(count - better - worse)])
    b, c, n = better + 0.5, worse + 0.5, count + 2
    error = np.sqrt((b + c) - (b - c) ** 2 / n) / n
    assert paired_interval(d) == pytest.approx(((b - c) / n - 1.959964 * error, (b - c) / n + 1.959964 * error))
    assert paired_interval(np.zeros(6))[1] > 0.2  # six images that agree prove little
    assert paired_interval(np.ones(1))[0] < 0.5  # and one proves next to nothing


def test_the_interval_holds_the_true_difference_as_often_as_it_says():
    rng = np.random.default_rng(0)
    for count, chances in ((12, (0.2, 0.6, 0.2)), (30, (0.1, 0.6, 0.3)), (200, (0.05, 0.9, 0.05))):
        draws = [rng.choice([-1.0, 0.0, 1.0], count, p=chances) for _ in range(600)]
        true = chances[2] - chances[0]
        held = np.mean([low <= true <= high for low, high in map(paired_interval, draws)])
        assert 0.92 < held < 0.995


@pytest.mark.parametrize(
    ("difference", "interval", "chosen"),
    [(0.1, (0.02, 0.18), "after"), (0.01, (-0.1, 0.12), "after"), (0.0, (-0.1, 0.1), "after"),
     (-0.01, (-0.12, 0.1), "before"), (-0.1, (-0.18, -0.02), "before")],
)  # fmt: skip
def test_the_new_one_is_used_unless_it_is_worse(difference, interval, chosen):
    found = Judgement(0.5, 0.5 + difference, 0.6, difference, interval, 50, "")
    good, collapsed = Shape(40.0, 64, 0.5), Shape(1.0, 64, 0.0)
    assert choose(found, good, collapsed) == chosen  # labels know more than shapes


def test_the_sentence_says_when_it_may_be_chance():
    found = compare(*(noise_on(embeddings(spread=5)[0], 6, seed) for seed in (1, 2)), few(np.arange(300) % 3, 3))
    assert found.judgement.interval[0] < 0 < found.judgement.interval[1]
    assert "may be chance" in found.sentence
    assert "9 labels" in found.sentence


def test_rankme_is_that_of_the_paper():
    x = embeddings()[0].astype(np.float64)
    for z in (x, x[:20], x.T):
        singular = np.linalg.svd(z, compute_uv=False)
        p = singular / np.abs(singular).sum() + 1e-7
        assert effective_rank(z) == pytest.approx(np.exp(-np.sum(p * np.log(p))), rel=1e-3)
    assert effective_rank(np.eye(50)[:, :30]) == pytest.approx(30, rel=1e-3)
    assert effective_rank(100 * np.eye(50)[:, :30]) == pytest.approx(30, rel=1e-3)
    assert effective_rank(np.outer(np.arange(1, 40), np.arange(1, 30))) == pytest.approx(1, abs=0.02)
    assert effective_rank(np.zeros((5, 4))) == 0


def collapsed(x):
    """Ways an encoder collapses: onto one point, onto one point with noise, onto a line; and noise instead of knowledge."""
    rng = np.random.default_rng(0)
    middle = x.astype(np.float32).mean(axis=0)
    return {
        "point": np.tile(middle, (len(x), 1)),
        "nothing": np.zeros_like(x),
        "point with noise": middle + 0.01 * rng.standard_normal(x.shape),
        "line": np.outer(rng.uniform(1, 2, len(x)), middle),
        "noise": rng.standard_normal(x.shape),
    }


@pytest.mark.parametrize("kind", collapsed(np.zeros((1, 1))))
@pytest.mark.parametrize("n", [40, 300])
def test_without_labels_a_collapsed_encoder_is_not_used(kind, n):
    good = embeddings(n)[0]
    bad = collapsed(good)[kind].astype(np.float16)
    found = compare(good, bad, np.full(n, -1))
    assert found.judgement is None
    assert found.chosen == "before"
    assert "has collapsed" in found.sentence
    assert compare(bad, good, np.full(n, -1)).chosen == "after"


def test_without_labels_a_narrower_or_other_encoder_that_is_sound_is_used():
    wide, narrow = embeddings(d=256)[0], embeddings(d=32, seed=5)[0]
    found = compare(wide, narrow, np.full(300, -1))
    assert found.chosen == "after"
    assert "too few labels to know" in found.sentence
    assert compare(narrow, wide, np.full(300, -1)).chosen == "after"


def test_neighbours_agree_where_something_is_known_and_by_chance_where_not():
    good, _ = embeddings()
    assert neighbour_consistency(good) > 0.4
    for kind in ("point", "nothing", "point with noise", "noise"):
        assert neighbour_consistency(collapsed(good)[kind]) < 0.08, kind
    assert neighbour_consistency(good) == neighbour_consistency(good)
    assert neighbour_consistency(good[:2]) == 0
    assert neighbour_consistency(good[:, :1]) == 0
    assert 0 <= neighbour_consistency(good[:3]) <= 1


def test_nearest_neighbours_are_those_of_a_slow_search():
    x = np.random.default_rng(0).standard_normal((50, 6)).astype(np.float32)
    found = comparison._nearest(x, 4, np.random.default_rng(1).permutation(50))
    for i in range(50):
        away = np.linalg.norm(x - x[i], axis=1)
        away[i] = np.inf
        assert set(found[i].tolist()) == set(np.argsort(away)[:4].tolist())


def test_progress_rises_to_its_end_and_may_stop_it():
    x, y = embeddings()
    calls = []
    compare(x, x, few(y, 4), said=lambda done, total: calls.append((done, total)))
    assert calls[-1] == (100, 100)
    assert calls == sorted(calls)

    def stop(done, total):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        compare(x, x, few(y, 4), said=stop)


def test_rows_must_be_of_the_same_images():
    x, y = embeddings()
    with pytest.raises(ValueError, match="one row per image"):
        compare(x, x[1:], y)
    with pytest.raises(ValueError, match="one row per image"):
        compare(x[:0], x[:0], y[:0])
