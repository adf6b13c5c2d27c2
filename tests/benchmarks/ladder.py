"""Suggestions and the ladder of classifiers: accuracy by labels in all, how honest the numbers are, wrong labels found.

Rows for `tests.benchmarks.few_labels --ladder`. Embeddings of the CIFAR folder (10,000 to label, 2,000 to test) and of the
digits (all others are the test); five draws, mean and spread.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from core.classify import quick, review, scores, suggest
from core.classify.logistic import unit
from core.jobs.reporter import ListReporter
from core.learn import candidates
from core.learn.candidates import Candidate
from core.specs import FinetuneSpec

DRAWS = 5
BUDGETS = (10, 20, 50, 100)
MORE = (*BUDGETS, 500, 1000)
COVERAGE_DRAWS = 40
FLIPPED = 0.05
LOOKED_AT = 50
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
        rows += honest(folder, say)
        rows.append(wrong_labels(folder, say))
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


def honest(folder: Folder, say: Say) -> list[dict[str, object]]:
    """Calibration with 10 and 100 labels per class, and how often the 90 % interval of 100 random labels holds the truth."""
    rows = []
    for per_class in (10, 100):
        errors = []
        for draw in range(DRAWS):
            rng = np.random.default_rng(draw)
            drawn = [rng.permutation(np.flatnonzero(folder.classes == c))[:per_class] for c in range(folder.count)]
            places = np.concatenate(drawn)
            made = ladder(folder, places)
            vectors, truth = folder.test(places)
            probabilities = made.head.probabilities(unit(vectors), made.temperature)
            errors.append(100 * scores.expected_calibration_error(truth, probabilities))
        rows.append(say(folder=folder.name, labels_per_class=per_class, calibration_error=float(np.mean(errors))))
    held = []
    for draw in range(COVERAGE_DRAWS):
        places = at_random(folder, 100, draw)
        made = ladder(folder, places)
        hits = int((made.predicted == folder.classes[places])[made.judged].sum())
        low, high = scores.interval(hits, int(made.judged.sum()), z=1.645)
        held.append(low <= right(folder, made, places) / 100 <= high)
    rows.append(say(folder=folder.name, interval_90_holds=f"{sum(held)} of {len(held)}"))
    return rows


def wrong_labels(folder: Folder, say: Say) -> dict[str, object]:
    """Of 1,000 labels 5 % are given another class: how many of the first suspects are among these."""
    shares = []
    for draw in range(DRAWS):
        rng, places = np.random.default_rng(draw), at_random(folder, 1000, draw)
        given, wrong = folder.classes[places].copy(), rng.permutation(1000)[: int(FLIPPED * 1000)]
        given[wrong] = (given[wrong] + rng.integers(1, folder.count, len(wrong))) % folder.count
        made = ladder(folder, places, given)
        judged = np.flatnonzero(made.judged)
        doubts = review.suspicious(given[judged], made.probabilities[judged])[:LOOKED_AT]
        shares.append(100 * np.isin(judged[[d.row for d in doubts]], wrong).mean())
    return say(folder=folder.name, wrong_among_first_50=f"{np.mean(shares):.0f} +- {np.std(shares):.0f} %")


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
