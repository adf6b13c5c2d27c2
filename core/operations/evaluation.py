"""How good the classifier is: against a truth file, and in words that say what the number means."""

from collections.abc import Container, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import UserError
from core.project import classifiers, folders, images, labels
from core.project.project import Project
from core.words import tr

COLUMNS = ("path", "label", "confidence", "familiar")
"""Of a table of predictions; `familiar`: share 0..1 of labelled images that look less familiar, "" where it is not known."""
FEW_LABELS = 30
"""With fewer, the 95 % interval is 30 points wide at 80 % right."""
FEW_OF_A_CLASS = 5
DIGITS = 4
"""Of confidence and familiar."""


def in_words(accuracy: float | None, interval: tuple[float, float] | None, how: str) -> str:
    """One honest sentence about an accuracy."""
    if accuracy is None or interval is None:
        return tr("There are too few labels to say how good the classifier is. Label at least two images of each class.")
    low, high = interval
    return tr(
        "About {accuracy:.0%} right on images it was not trained on ({low:.0%} to {high:.0%}; {how}).",
        accuracy=accuracy,
        low=low,
        high=high,
        how=how,
    )


def too_few(confusion: Sequence[Sequence[int]] | np.ndarray, names: Sequence[str]) -> str:
    """A warning where the numbers say little: few labels judge all of it, or one of its classes; "" where they do not.
    `confusion` [C, C]: how many left-out labels of the row's class were taken for the column's."""
    counts = np.asarray(confusion, np.int64).reshape(len(names), len(names)).sum(axis=1)
    total, few = int(counts.sum()), [name for name, count in zip(names, counts.tolist(), strict=True) if count < FEW_OF_A_CLASS]
    if not total:
        return ""  # then there is no number either
    if total < FEW_LABELS:
        return tr(
            "Only 1 label judges it: the range counts, not the number."
            if total == 1
            else "Only {total} labels judge it: the range counts, not the number.",
            total=total,
        )
    if not few:
        return ""
    more = len(few) - 2
    return tr(
        "Fewer than {fewest} labels judge {which} and {more:,} more: of these it says little."
        if more > 0
        else "Fewer than {fewest} labels judge {which}: of these it says little.",
        fewest=FEW_OF_A_CLASS,
        which=", ".join(few[:2]),
        more=more,
    )


def folder_of(project: Project, truth_file: Path, folder: str | None) -> Path | None:
    """Which images a truth file is about: the folder given; else the folder beside it with its name (test.csv, test/)
    unless that is the project's, or one of them; else None, the project's own."""
    if folder:
        chosen = Path(folder)
        if not chosen.is_dir():
            raise UserError(tr("There is no folder at {chosen}.", chosen=chosen))
    else:
        chosen = truth_file.with_suffix("")
    if not chosen.is_dir() or chosen.resolve() in folders.of(project).paths:
        return None
    return chosen.resolve()


def named_as_images(
    project: Project, truth: Mapping[str, str], known: Container[str], truth_file: Path, folder: str | None
) -> dict[str, str]:
    """The truth about the project's own images, by their names (core/roots.py), of which `known` are asked about. Its paths may
    be relative to the folder it is about, where that is one of the project's."""
    roots, chosen = folders.of(project), (Path(folder) if folder else truth_file.with_suffix("")).resolve()
    within = next((text for root, text in zip(roots.paths, roots.prefixes, strict=True) if root == chosen), "")
    return {within + p if within + p in known else roots.named(p, known): label for p, label in truth.items()}


def prediction_rows(project: Project) -> list[dict[str, Any]]:
    """The row (COLUMNS) of every predicted image of the project, by path."""
    card = classifiers.require_current(project)
    predicted = classifiers.predictions(project, card.id)
    listed = images.image_list(project)
    path_of = dict(zip(listed.ids.tolist(), listed.paths, strict=True))
    table = rows(path_of, predicted.ids, predicted.probabilities, card.class_names, predicted.familiar)
    return sorted(table, key=lambda row: str(row["path"]))


def rows(
    path_of: Mapping[int, str],
    ids: np.ndarray,
    probabilities: np.ndarray,
    names: Sequence[str],
    familiar: np.ndarray | None,
) -> list[dict[str, Any]]:
    """Rows (COLUMNS) of the images ids int64 [n] that have a path; probabilities [n, C], familiar [n] in 0..1."""
    best, confidence = probabilities.argmax(1).tolist(), probabilities.max(1).astype(float).tolist()
    shares = [""] * len(ids) if familiar is None else np.round(familiar.astype(float), DIGITS).tolist()
    columns = zip(ids.tolist(), best, confidence, shares, strict=True)
    return [
        {"path": path_of[i], "label": names[b], "confidence": round(c, DIGITS), "familiar": share}
        for i, b, c, share in columns
        if i in path_of
    ]


def project_predictions(project: Project) -> dict[str, str]:
    """path -> predicted class, of images that were not labelled: those the classifier was trained on prove nothing."""
    listed = images.image_list(project)
    labelled = set(labels.columns(project).ids.tolist())
    fixed = {path for path, image in zip(listed.paths, listed.ids.tolist(), strict=True) if image in labelled}
    return {row["path"]: row["label"] for row in prediction_rows(project) if row["path"] not in fixed}


def by_path(table: list[dict[str, Any]]) -> dict[str, str]:
    return {row["path"]: row["label"] for row in table}


def judge(truth: Mapping[str, str], predicted: Mapping[str, str]) -> dict[str, Any]:
    """accuracy (fraction), images, per_class {name: {images, recall, precision}}, confusion {names, counts [truth][guess]}."""
    shared = [path for path in truth if path in predicted]
    if not shared:
        raise UserError(
            tr("None of the paths in the truth file has a prediction. Paths are relative to the folder of the images.")
        )
    names = sorted({truth[p] for p in shared} | {predicted[p] for p in shared})
    place = {name: i for i, name in enumerate(names)}
    counts = np.zeros((len(names), len(names)), np.int64)
    np.add.at(counts, ([place[truth[p]] for p in shared], [place[predicted[p]] for p in shared]), 1)
    right = np.diag(counts)
    per_class = {
        name: {
            "images": int(counts[i].sum()),
            "recall": float(right[i] / max(1, counts[i].sum())),
            "precision": float(right[i] / max(1, counts[:, i].sum())),
        }
        for i, name in enumerate(names)
    }
    return {
        "accuracy": float(right.sum() / counts.sum()),
        "images": len(shared),
        "per_class": per_class,
        "confusion": {"names": names, "counts": counts.tolist()},
    }


def table(result: Mapping[str, Any]) -> str:
    """The outcome of `judge` as text: one line per class, truth in rows."""
    names, counts = result["confusion"]["names"], result["confusion"]["counts"]
    width = max(8, *(len(n) for n in names)) if names else 8
    head = " " * width + "".join(f"{n[:7]:>8}" for n in names)
    lines = [f"{name:<{width}}" + "".join(f"{c:>8}" for c in row) for name, row in zip(names, counts, strict=True)]
    sentence = tr(
        "{accuracy:.1%} of {images:,} images right. Rows: truth; columns: prediction.",
        accuracy=result["accuracy"],
        images=result["images"],
    )
    return "\n".join([sentence, head, *lines])
