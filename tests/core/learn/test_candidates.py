"""Classifiers from few labels on frozen embeddings, and which of them is kept."""

import numpy as np

from core.classify.logistic import unit
from core.jobs.reporter import ListReporter
from core.learn import candidates
from core.learn.candidates import Candidate
from core.specs import FinetuneSpec

SPEC = FinetuneSpec(device="cpu", folds=3, repeats=1)


def groups(count: int = 240, apart: float = 0.9, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    rng = np.random.default_rng(seed)
    y = np.arange(count) % 3
    return (rng.normal(size=(3, 24))[y] * apart + rng.normal(size=(count, 24)) + 1).astype(np.float32), y


def right(made: Candidate, x: np.ndarray, y: np.ndarray) -> float:
    return float((made.head.logits(unit(x)).argmax(axis=1) == y).mean())


def test_few_labels_learn_from_what_they_spread() -> None:
    x, y = groups(apart=0.7)
    rows, report = np.arange(6), ListReporter()
    made, why = candidates.best_linear(x, rows, y[rows], 3, SPEC, report)
    alone = candidates.linear(x, x[rows], y[rows], 3, SPEC, lambda done, total: None)
    assert why == " It also learnt from images that look like the labelled ones."
    assert right(made, x, y) > right(alone, x, y) + 0.05
    assert report.notes == [
        "Cross-validating",
        "Spreading the labels to alike images",
        "Asking what more labels would bring",
    ]
    assert made.curve is None, "six labels say nothing about more"
    done = [step / total for step, total, _ in report.steps]
    assert done == sorted(done)


def test_looks_that_say_nothing_are_not_listened_to() -> None:
    """Groups that have nothing to do with the classes, which differ along one direction within each."""
    rng = np.random.default_rng(0)
    y = rng.integers(0, 2, 400)
    x = (rng.normal(size=(8, 30))[rng.integers(0, 8, 400)] * 3 + rng.normal(size=(400, 30))).astype(np.float32)
    x[:, 0] = np.where(y == 1, 5, -5) + rng.normal(size=400)
    x[:, 1:] *= 3
    rows = np.arange(80)
    made, why = candidates.best_linear(x, rows, y[rows], 2, SPEC, ListReporter())
    assert "did not help" in why
    alone = candidates.linear(x, x[rows], y[rows], 2, SPEC, lambda done, total: None)
    assert np.allclose(made.head.weight, alone.head.weight)


def test_left_out_labels_judge_and_taught_ones_do_not() -> None:
    """Labels drawn at random cannot be foretold: a fit that saw the label it is judged by would be right more often."""
    x, _ = groups(300, apart=3.0)
    y = np.random.default_rng(1).integers(0, 3, 300)
    rows = np.arange(90)
    made = candidates.taught(x, rows, y[rows], 3, SPEC, lambda done, total: None)
    assert made.judged.all()
    assert abs((made.predicted == y[rows]).mean() - 1 / 3) < 0.17
    assert np.allclose(made.probabilities.sum(axis=1), 1, atol=1e-5)


def test_many_labels_need_no_help() -> None:
    x, y = groups(400)
    rows = np.arange(330)
    report = ListReporter()
    _, why = candidates.best_linear(x, rows, y[rows], 3, SPEC, report)
    assert why == ""
    assert "Spreading the labels to alike images" not in report.notes
