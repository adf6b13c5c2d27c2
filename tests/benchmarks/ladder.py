"""Suggestions and the ladder of classifiers: accuracy by labels in all.

Rows for `tests.benchmarks.few_labels --ladder`. Embeddings of the CIFAR folder (10,000 to label, 2,000 to test) and of the
digits (all others are the test); five draws, mean and spread.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.classify import quick, suggest
from core.classify.logistic import unit
from core.jobs.reporter import ListReporter
from core.learn import candidates
from core.learn.candidates import Candidate
from core.specs import FinetuneSpec

DRAWS = 5
BUDGETS = (10, 20, 50, 100)
MORE = (*BUDGETS, 500, 1000)
SPEC = FinetuneSpec(device="cpu")
Say = Callable[..., dict[str, object]]


@dataclass(frozen=True)
class Folder:
    """Embeddings [N, D] and classes int64 [N] to draw labels from; others to test on, or None: those without a label."""

    name: str
    vectors: np.ndarray
    classes: np.ndarray
    test_vectors: np.ndarray | None = None
    test_classes: np.ndarray | None = None

    @property
    def count(self) -> int:
        return int(self.classes.max()) + 1

    def test(self, rows: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        if self.test_vectors is not None and self.test_classes is not None:
            return self.test_vectors, self.test_classes
        rest = np.setdiff1d(np.arange(len(self.classes)), rows)
        return self.vectors[rest], self.classes[rest]


def ladder(folder: Folder, rows: np.ndarray, classes: np.ndarray | None = None) -> Candidate:
    """What the program makes of labels at these rows; `classes` where they are not the true ones."""
    given = folder.classes[rows] if classes is None else classes
    return candidates.best_linear(folder.vectors, rows, given, folder.count, SPEC, ListReporter())[0]


def plain(folder: Folder, rows: np.ndarray) -> Candidate:
    given = folder.vectors[rows], folder.classes[rows]
    return candidates.linear(folder.vectors, *given, folder.count, SPEC, lambda done, total: None)


def right(folder: Folder, made: Candidate, rows: np.ndarray) -> float:
    """Per cent of the test images."""
    vectors, truth = folder.test(rows)
    return 100 * float((made.head.logits(unit(vectors)).argmax(axis=1) == truth).mean())


def at_random(folder: Folder, number: int, draw: int) -> np.ndarray:
    return np.random.default_rng(draw).permutation(len(folder.classes))[:number]


def suggested(folder: Folder, reduced: quick.Reduced, budgets: tuple[int, ...], draw: int) -> list[np.ndarray]:
    """Rows after each budget: in rounds, as a user who labels all that is suggested, then asks again."""
    rng, labelled, found = np.random.default_rng(draw), np.zeros(len(folder.classes), bool), []
    for budget in budgets:
        rows = np.flatnonzero(labelled)
        learnt = quick.learn(reduced, rows, folder.classes[rows]) if len(rows) else None
        answer = learnt[1] if learnt is not None else None
        picks = suggest.suggest(reduced.values, labelled, answer, budget - len(rows), rng)
        labelled[[pick.row for pick in picks]] = True
        found.append(np.flatnonzero(labelled))
    return found


def run(folders: list[Folder], say: Say) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for folder in folders:
        rows += by_budget(folder, say)
        if folder.test_vectors is None:
            rows += [by_hand(folder, say, order) for order in ("suggested", "random")]
    return rows


def by_budget(folder: Folder, say: Say) -> list[dict[str, object]]:
    reduced = quick.reduce(folder.vectors)
    picked = [suggested(folder, reduced, BUDGETS, draw) for draw in range(DRAWS)]
    rows = []
    for place, number in enumerate(MORE):
        drawn = [at_random(folder, number, draw) for draw in range(DRAWS)]
        values = {
            "random_plain": [right(folder, plain(folder, r), r) for r in drawn],
            "random_ladder": [right(folder, ladder(folder, r), r) for r in drawn],
        }
        if number in BUDGETS:
            values["suggested_ladder"] = [right(folder, ladder(folder, p[place]), p[place]) for p in picked]
        spread = {k: f"{np.mean(v):.1f} +- {np.std(v):.1f}" for k, v in values.items()}
        rows.append(say(folder=folder.name, labels_in_all=number, **spread))
    return rows


def by_hand(folder: Folder, say: Say, order: str) -> dict[str, object]:
    """Labels made by hand until 95 % of all images are right, the rest being what the live classifier says."""
    reduced, numbers = quick.reduce(folder.vectors), []
    budgets = tuple(range(10, 1001, 10))
    for draw in range(DRAWS):
        rows = suggested(folder, reduced, budgets, draw) if order == "suggested" else None
        for place, budget in enumerate(budgets):
            labelled = rows[place] if rows is not None else at_random(folder, budget, draw)
            learnt = quick.learn(reduced, labelled, folder.classes[labelled])
            guess = learnt[0][learnt[1].prediction] if learnt is not None else np.zeros(len(folder.classes))
            guess[labelled] = folder.classes[labelled]
            if (guess == folder.classes).mean() >= 0.95:
                break
        numbers.append(budget)
    return say(folder=folder.name, order=order, by_hand_for_95=f"{np.mean(numbers):.0f} +- {np.std(numbers):.0f}")
