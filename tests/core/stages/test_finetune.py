"""The stage finetune on a small project made here."""

import dataclasses
import json

import numpy as np
import pytest

from core.errors import UserError
from core.jobs.manifest import load_arrays
from core.jobs.reporter import ListReporter
from core.learn import classifier
from core.specs import FinetuneSpec
from core.stages import finetune
from tests.core.stages import small


@pytest.fixture
def project(tmp_path):
    return small.make(tmp_path)


def run(project, manifest=None, **values):
    spec = FinetuneSpec(**{"repeats": 1, "epochs": 2, "batch": 16, "device": "cpu"} | values)
    return finetune.run(spec, manifest or project.manifest, project.run, ListReporter())


def check_predictions(project, least=0.9):
    made = load_arrays(project.run / "predictions.npz")
    assert np.array_equal(made["ids"], project.images.ids)
    assert made["probabilities"].dtype == np.float16
    assert made["probabilities"].shape == (40, 3)
    assert np.isfinite(made["probabilities"]).all()
    assert np.allclose(made["probabilities"].sum(1), 1, atol=0.01)
    assert (made["probabilities"].argmax(1) == project.truth).mean() >= least


def test_auto_with_few_labels_is_linear_and_says_so(project):
    result = run(project)
    json.dumps(result)
    assert result["mode"] == "linear"
    assert result["labels"] == 20
    assert "the middle class has 10 labels, and below 20" in result["reason"]
    assert result["how"].startswith("cross-validation, 10 folds, once")
    low, high = result["interval"]
    assert 0 <= low <= result["accuracy"] <= high <= 1
    assert result["accuracy"] >= 0.9
    assert np.sum(result["confusion"]) == 20
    assert [row["name"] for row in result["per_class"]] == list(small.NAMES)
    held = result["out_of_fold"]
    assert held["ids"] == project.images.ids[:20].tolist()
    assert np.array_equal(np.array(held["predicted"]) == project.truth[:20], held["right"])
    assert np.allclose(np.max(held["probabilities"], axis=1), held["confidence"], atol=1e-3)
    check_predictions(project)
    stored = classifier.load(project.run / "classifier.safetensors")
    assert (stored.mode, stored.class_names, stored.network) == ("linear", small.NAMES, {})


def test_full_is_judged_by_labels_it_never_saw(project):
    result = run(project, mode="full")
    assert result["mode"] == "full"
    assert "held-out labels it was not trained on" in result["how"]
    judged = len(result["out_of_fold"]["ids"])
    assert 2 <= judged <= 10
    assert np.sum(result["confusion"]) == judged
    check_predictions(project, least=0.8)
    assert classifier.load(project.run / "classifier.safetensors").network


def test_auto_with_many_labels_compares_both_and_gives_the_reason(project):
    result = run(project, full_from=5)
    assert "held-out labels" in result["reason"]
    assert result["mode"] in ("linear", "full")
    check_predictions(project, least=0.8)


@pytest.mark.parametrize("mode", ["linear", "full"])
def test_images_like_none_that_is_labelled_are_the_least_familiar(tmp_path, mode):
    project = small.make(tmp_path, count=60, labels=40, strange=10)
    result = run(project, mode=mode, held_out=0.5)
    familiar = load_arrays(project.run / "predictions.npz")["familiar"]
    assert familiar.dtype == np.float32
    assert ((familiar >= 0) & (familiar <= 1)).all()
    assert np.median(familiar[50:]) < 0.1, "stripes, of which none is labelled"
    assert np.median(familiar[40:50]) > 0.2
    known = classifier.load(project.run / "classifier.safetensors").familiarity
    assert known is not None
    assert len(known.yardstick) == len(result["out_of_fold"]["ids"]), "labels a network was trained on are no yardstick"


def test_too_few_labels_tell_no_strangers(project):
    np.savez(project.run / "labels.npz", ids=project.images.ids[:2], classes=project.truth[:2])
    run(project)
    assert "familiar" not in load_arrays(project.run / "predictions.npz")
    assert classifier.load(project.run / "classifier.safetensors").familiarity is None


def test_random_labels_give_chance(project):
    labels = load_arrays(project.run / "labels.npz")
    rng = np.random.default_rng(0)
    ids = project.images.ids
    np.savez(project.run / "labels.npz", ids=ids, classes=rng.integers(0, 2, len(ids)))
    result = run(project)
    low, high = result["interval"]
    assert low <= 0.5 <= high
    assert len(labels["ids"]) < len(ids)


def test_one_label_per_class_works_and_claims_nothing(project):
    np.savez(project.run / "labels.npz", ids=project.images.ids[:2], classes=project.truth[:2])
    result = run(project)
    assert result["accuracy"] is None
    assert result["interval"] is None
    assert "not judged" in result["how"]
    assert result["out_of_fold"]["ids"] == []
    check_predictions(project, least=0.5)
    assert run(project, mode="full")["accuracy"] is None


def test_a_single_class_is_refused_with_what_to_do(project):
    np.savez(project.run / "labels.npz", ids=project.images.ids[:3], classes=np.zeros(3, int))
    with pytest.raises(UserError, match="Label some images of another class"):
        run(project)
    assert not (project.run / "classifier.safetensors").exists()


def test_images_without_an_embedding_are_embedded_on_the_way(project):
    whole = run(project)
    kept = load_arrays(project.run / "embeddings.npz")
    np.savez(project.run / "embeddings.npz", ids=kept["ids"][::2], vectors=kept["vectors"][::2])
    assert run(project)["confusion"] == whole["confusion"]
    check_predictions(project)
    assert run(project, dataclasses.replace(project.manifest, embeddings=""))["confusion"] == whole["confusion"]
