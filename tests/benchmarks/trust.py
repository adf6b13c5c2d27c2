"""How far the numbers can be trusted: calibration, intervals, what is accepted, wrong labels found, strangers told.

Rows for `tests.benchmarks.few_labels --ladder`, on the folders of tests/benchmarks/ladder.py.
"""

import numpy as np
from scipy.stats import rankdata

from core.classify import accepting, quick, review, scores, strangers
from core.classify.logistic import unit
from tests.benchmarks.ladder import DRAWS, Folder, Say, at_random, ladder, right, suggested

COVERAGE_DRAWS = 40
DRAWN = 30  # images drawn at random for an estimate, core/operations/random_check.py
FLIPPED = 0.05
LOOKED_AT = 50
PRECISION = 0.95
Z90 = 1.645


def run(folders: list[Folder], say: Say) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = []
    for folder in folders:
        rows += calibrated(folder, say)
        rows += [interval_of_random(folder, say), interval_of_drawn(folder, say)]
        rows += accepted(folder, say)
        rows += [wrong_labels(folder, say), none_of_these(folder, say)]
    return rows


def calibrated(folder: Folder, say: Say) -> list[dict[str, object]]:
    """Calibration with 10 and 100 labels per class."""
    rows = []
    for per_class in (10, 100):
        errors = []
        for draw in range(DRAWS):
            places = per(folder, per_class, np.random.default_rng(draw))
            made = ladder(folder, places)
            vectors, truth = folder.test(places)
            probabilities = made.head.probabilities(unit(vectors), made.temperature)
            errors.append(100 * scores.expected_calibration_error(truth, probabilities))
        rows.append(say(folder=folder.name, labels_per_class=per_class, calibration_error=spread(errors)))
    return rows


def interval_of_random(folder: Folder, say: Say) -> dict[str, object]:
    """How often the 90 % interval of cross-validation over 100 random labels holds the truth."""
    held = []
    for draw in range(COVERAGE_DRAWS):
        places = at_random(folder, 100, draw)
        made = ladder(folder, places)
        held.append(_holds(made.predicted == folder.classes[places], made.judged, right(folder, made, places)))
    return say(folder=folder.name, interval_90_holds=f"{sum(held)} of {len(held)}")


def interval_of_drawn(folder: Folder, say: Say) -> dict[str, object]:
    """The same where the labels were suggested, by all of them and by the DRAWN ones alone."""
    reduced, every, drawn = quick.reduce(folder.vectors), [], []
    for draw in range(COVERAGE_DRAWS // 2):
        rows = suggested(folder, reduced, (20, 45, 70), draw)[-1]
        rest = np.setdiff1d(np.arange(len(folder.classes)), rows)
        chance = np.random.default_rng(draw).permutation(rest)[:DRAWN]
        places = np.concatenate([rows, chance])
        made = ladder(folder, places)
        hits, truth = made.predicted == folder.classes[places], right(folder, made, places)
        every.append(_holds(hits, made.judged, truth))
        drawn.append(_holds(hits, made.judged & np.isin(places, chance), truth))
    return say(
        folder=folder.name, suggested_all_holds=f"{sum(every)} of {len(every)}", drawn_holds=f"{sum(drawn)} of {len(drawn)}"
    )


def accepted(folder: Folder, say: Say) -> list[dict[str, object]]:
    """Per cent right of what is accepted where 95 are wished, how much of the folder that is, and how many images that is over
    those the confidence before calibration gives at the same precision."""
    rows = []
    for number in (100, 300, 1000):
        precisions, parts, ratios = [], [], []
        for draw in range(DRAWS):
            places = at_random(folder, number, draw)
            made = ladder(folder, places)
            free = np.setdiff1d(np.arange(len(folder.classes)), places)
            answers = made.head.probabilities(unit(folder.vectors[free]), made.temperature)
            raw = made.head.probabilities(unit(folder.vectors[free]), 1.0).max(axis=1)
            good = answers.argmax(axis=1) == folder.classes[free]
            proof = made.predicted == folder.classes[places]
            left_out = made.probabilities[made.judged].max(axis=1)
            choice = accepting.curve(answers.max(axis=1), left_out, proof[made.judged]).best(PRECISION)
            parts.append(100 * (choice.count if choice is not None else 0) / len(free))
            if choice is not None:
                sure = np.argsort(-answers.max(axis=1), kind="stable")[: choice.count]
                precisions.append(100 * float(good[sure].mean()))
                by_raw = np.cumsum(good[np.argsort(-raw, kind="stable")]) / np.arange(1, len(free) + 1)
                ratios.append(choice.count / max(1, int(np.flatnonzero(by_raw >= good[sure].mean()).max(initial=0)) + 1))
        found = (
            {"right": spread(precisions), "over_raw": f"{np.mean(ratios):.2f}"} if precisions else {"right": "nothing accepted"}
        )
        rows.append(say(folder=folder.name, labels_in_all=number, accepted_part=spread(parts), **found))
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
        shares.append(100 * float(np.isin(judged[[d.row for d in doubts]], wrong).mean()))
    return say(folder=folder.name, wrong_among_first_50=spread(shares))


def none_of_these(folder: Folder, say: Say) -> dict[str, object]:
    """Area under the ROC curve of the images of a class without labels against the others, ten labels of each other class."""
    areas = []
    for draw in range(DRAWS):
        for missing in range(folder.count):
            places = per(folder, 10, np.random.default_rng(draw))
            places = places[folder.classes[places] != missing]
            known = strangers.of_embeddings(folder.vectors, places, folder.classes[places])
            assert known is not None
            free = np.setdiff1d(np.arange(len(folder.classes)), places)
            rank = rankdata(-known.scores(unit(folder.vectors[free])))
            odd = folder.classes[free] == missing
            pairs = odd.sum() * (~odd).sum()
            areas.append(float((rank[odd].sum() - odd.sum() * (odd.sum() + 1) / 2) / pairs))
    return say(folder=folder.name, none_of_these_auroc=f"{np.mean(areas):.2f} +- {np.std(areas):.2f}")


def per(folder: Folder, number: int, rng: np.random.Generator) -> np.ndarray:
    """Places int64 [n] of so many labels of each class."""
    return np.concatenate([rng.permutation(np.flatnonzero(folder.classes == c))[:number] for c in range(folder.count)])


def spread(values: list[float]) -> str:
    return f"{np.mean(values):.1f} +- {np.std(values):.1f}"


def _holds(hits: np.ndarray, judged: np.ndarray, truth: float) -> bool:
    """Whether the 90 % interval of these labels, bool [n] each, holds the truth, in per cent."""
    low, high = scores.interval(int(hits[judged].sum()), int(judged.sum()), z=Z90)
    return bool(low <= truth / 100 <= high)
