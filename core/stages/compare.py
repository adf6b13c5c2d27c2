"""The stage compare: whether a new encoder is better than the one before, by the labels there are."""

import dataclasses
import time
from pathlib import Path
from typing import Any

import numpy as np

from core.classify import comparison
from core.jobs.manifest import Manifest, load_arrays
from core.jobs.reporter import Reporter
from core.specs import CompareSpec
from core.words import tr


def run(spec: CompareSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Compare the embeddings of the manifest with those before, on the images they share; writes no file.

    Returns {"before", "after", "both" (shares 0..1 right of left-out labels), "interval" [low, high] of after - before
    (95 %); these are None with too few labels; "labels" (how many judged), "how", "rankme" and "consistency" {"before",
    "after"}, "chosen" ("before" or "after"), "sentence", "seconds"}.
    """
    began = time.monotonic()
    after, before = load_arrays(folder / manifest.embeddings), load_arrays(folder / manifest.embeddings_before)
    ids, here, there = np.intersect1d(after["ids"], before["ids"], return_indices=True)
    labels = np.full(len(ids), -1, np.int64)
    if manifest.labels:
        stored = load_arrays(folder / manifest.labels)
        _, places, rows = np.intersect1d(ids, stored["ids"], return_indices=True)
        labels[places] = stored["classes"][rows]
    report.note(tr("Asking the labels") if comparison.enough_labels(labels) else tr("Looking at the embeddings"))
    found = comparison.compare(
        before["vectors"][there], after["vectors"][here], labels, spec.folds, spec.repeats, spec.seed, report.progress
    )
    judgement = dataclasses.asdict(found.judgement) if found.judgement else {}
    return {
        **{name: judgement.get(name) for name in ("before", "after", "both", "interval")},
        "labels": judgement.get("labels", 0),
        "how": judgement.get("how", ""),
        "rankme": {"before": found.before.rank, "after": found.after.rank},
        "consistency": {"before": found.before.consistency, "after": found.after.consistency},
        "chosen": found.chosen,
        "sentence": found.sentence,
        "seconds": round(time.monotonic() - began, 2),
    }
