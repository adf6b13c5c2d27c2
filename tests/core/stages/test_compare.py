"""The stage compare, through a run folder as the worker calls it."""

import json

import numpy as np
import pytest

from core.errors import Cancelled
from core.jobs.manifest import Manifest
from core.jobs.reporter import ListReporter
from core.specs import CompareSpec
from core.stages import compare

IDS = np.arange(60) * 3 + 5
TRUTH = np.arange(60) % 2


def run(folder, per_class=8, report=None):
    """The new encoder knows the classes, the one before knows half; two images are embedded by one of them only."""
    rng = np.random.default_rng(0)
    known = np.eye(2, 12)[TRUTH] + 0.3 * rng.standard_normal((60, 12))
    vague = np.eye(2, 20)[TRUTH] + 1.5 * rng.standard_normal((60, 20))
    order = rng.permutation(59)
    np.savez(folder / "embeddings.npz", ids=IDS[order], vectors=known[order].astype(np.float16))
    np.savez(folder / "before.npz", ids=IDS[1:], vectors=vague[1:].astype(np.float16))
    labelled = np.arange(2, 2 + 2 * per_class)
    np.savez(folder / "labels.npz", ids=np.append(IDS[labelled], 9999), classes=np.append(TRUTH[labelled], 1))
    manifest = Manifest(
        "", "", embeddings="embeddings.npz", embeddings_before="before.npz", labels="labels.npz" if per_class else ""
    )
    return compare.run(CompareSpec("2", "1"), manifest, folder, report or ListReporter())


def test_labels_choose(tmp_path):
    report = ListReporter()
    found = run(tmp_path, report=report)
    assert json.loads(json.dumps(found, allow_nan=False)).keys() == found.keys()
    assert found["chosen"] == "after"
    assert found["after"] > found["before"]
    assert found["labels"] == 16
    assert found["interval"][0] <= found["after"] - found["before"] <= found["interval"][1]
    assert 0 <= found["both"] <= 1
    assert "cross-validation" in found["how"]
    assert report.notes == ["Asking the labels"]
    assert report.steps[-1][:2] == (100, 100)


@pytest.mark.parametrize("per_class", [0, 2])
def test_too_few_labels_are_said_to_be_too_few(tmp_path, per_class):
    found = run(tmp_path, per_class)
    assert [found[name] for name in ("before", "after", "both", "interval", "labels")] == [None, None, None, None, 0]
    assert set(found["rankme"]) == set(found["consistency"]) == {"before", "after"}
    assert "too few labels" in found["sentence"]


def test_it_can_be_stopped(tmp_path):
    with pytest.raises(Cancelled):
        run(tmp_path, report=ListReporter(stop_after=3))
