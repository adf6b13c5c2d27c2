"""The stage predict: the project's images and a foreign folder give the same answers for the same pictures."""

import dataclasses
import json
import shutil
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.errors import UserError
from core.jobs.manifest import ImageList, load_arrays
from core.jobs.reporter import ListReporter
from core.learn import classifier
from core.specs import FinetuneSpec, PredictSpec
from core.stages import finetune, predict
from tests.core.stages import small


@pytest.fixture(params=["linear", "full"])
def trained(tmp_path, request):
    project = small.make(tmp_path, count=24, labels=12)
    spec = FinetuneSpec(mode=request.param, repeats=1, epochs=1, batch=8, held_out=0.8, device="cpu")
    finetune.run(spec, project.manifest, project.run, ListReporter())
    return project


def run(project, out: Path, folder="", embeddings="", images="images.npz"):
    shutil.copytree(project.run, out)
    before = load_arrays(out / "predictions.npz")
    for name in ("predictions.npz", *(("images.npz",) if not images else ())):
        (out / name).unlink()
    manifest = dataclasses.replace(
        project.manifest, classifier="classifier.safetensors", embeddings=embeddings, labels="", images=images
    )
    result = predict.run(PredictSpec(folder=folder, batch=8, device="cpu"), manifest, out, ListReporter())
    return result, before, load_arrays(out / "predictions.npz")


def test_the_project_again_gives_what_fine_tuning_said(trained, tmp_path):
    for name, embeddings in (("stored", "embeddings.npz"), ("fresh", "")):
        result, before, after = run(trained, tmp_path / name, embeddings=embeddings)
        assert result["images"] == 24
        assert result["unreadable"] == 0
        assert result["images_per_second"] > 0
        assert np.array_equal(before["ids"], after["ids"])
        assert np.allclose(before["probabilities"], after["probabilities"], atol=2e-3)
        assert np.allclose(before["familiar"], after["familiar"], atol=0.02)


def test_a_classifier_of_before_predicts_without_saying_how_familiar(trained, tmp_path):
    file = trained.run / "classifier.safetensors"
    classifier.save(dataclasses.replace(classifier.load(file), familiarity=None), file)
    _, before, after = run(trained, tmp_path / "out", embeddings="embeddings.npz")
    assert "familiar" not in after
    assert np.allclose(before["probabilities"], after["probabilities"], atol=2e-3)


def test_a_foreign_folder_with_the_same_pictures_gives_the_same(trained, tmp_path):
    foreign = tmp_path / "elsewhere" / "deep"
    shutil.copytree(trained.manifest.folder, foreign)
    (foreign / "broken.png").write_bytes(b"no picture")
    half = (foreign / "0000.png").read_bytes()
    (foreign / "cut.png").write_bytes(half[: len(half) // 2])
    result, before, after = run(trained, tmp_path / "out", str(foreign.parent), images="")
    found = ImageList.load(tmp_path / "out" / "images.npz")
    assert np.array_equal(found.ids, after["ids"])
    lost = {row["path"]: row["reason"] for row in json.loads((tmp_path / "out" / "unreadable.json").read_text())}
    assert "deep/broken.png" in lost
    assert all(lost.values())
    assert result == {**result, "images": len(found), "unreadable": len(lost)}
    assert len(found) + len(lost) == 26
    answer = dict(zip([Path(p).name for p in found.paths], after["probabilities"], strict=True))
    for path, expected in zip(trained.images.paths, before["probabilities"], strict=True):
        assert np.allclose(answer[path], expected, atol=0.02)  # the project's were computed in bf16 where a CPU has it


def test_what_else_lies_in_a_folder_changes_no_answer_and_nothing_goes_into_the_cache(trained, tmp_path):
    foreign = tmp_path / "elsewhere"
    small.pictures(foreign, 4)
    for cache in Path(trained.manifest.cache).iterdir():
        cache.unlink()
    _, _, alone = run(trained, tmp_path / "alone", str(foreign), images="")
    Image.fromarray(np.zeros((300, 500, 3), np.uint8)).save(foreign / "large.png")
    _, _, after = run(trained, tmp_path / "beside", str(foreign), images="")
    assert len(after["ids"]) == 5
    assert np.array_equal(alone["probabilities"], after["probabilities"][:4])
    assert not list(Path(trained.manifest.cache).iterdir())


def test_a_folder_that_is_missing_or_empty_is_the_users_world(trained, tmp_path):
    with pytest.raises(UserError):
        run(trained, tmp_path / "a", str(tmp_path / "nowhere"), images="")
    (tmp_path / "empty").mkdir()
    with pytest.raises(UserError, match="no readable image"):
        run(trained, tmp_path / "b", str(tmp_path / "empty"), images="")
