"""The stage watch: what is new is handed over once, in parts, whatever happened before."""

import dataclasses
import json
import os
import shutil
from pathlib import Path

import numpy as np
import pytest

from core.errors import Cancelled, UserError
from core.jobs.manifest import load_arrays, write_json
from core.jobs.reporter import ListReporter
from core.learn import classifier
from core.specs import FinetuneSpec, WatchSpec
from core.stages import finetune, watch
from tests.core.stages import small


@pytest.fixture(scope="module")
def trained(tmp_path_factory):
    project = small.make(tmp_path_factory.mktemp("trained"), count=24, labels=12)
    spec = FinetuneSpec(mode="linear", repeats=1, device="cpu")
    finetune.run(spec, project.manifest, project.run, ListReporter())
    return project


@pytest.fixture
def run(trained, tmp_path):
    """The run folder of a watch over a copy of the pictures."""
    shutil.copytree(trained.run, tmp_path / "run")
    shutil.copytree(trained.manifest.folder, tmp_path / "in")
    for file in (tmp_path / "in").iterdir():
        os.utime(file, (1_700_000_000, 1_700_000_000))
    return tmp_path / "run"


def once(trained, run: Path, known: str = "", report: ListReporter | None = None):
    """What one look hands over: path -> probabilities, the parts, and what the stage returns."""
    manifest = dataclasses.replace(trained.manifest, classifier="classifier.safetensors", embeddings="", labels="", known=known)
    report = report or ListReporter()
    spec = WatchSpec(str(run.parent / "in"), every=0.01, once=True, batch=8, device="cpu")
    result = watch.run(spec, manifest, run, report)
    parts = [json.loads((run / name).read_text()) for name in report.parts]
    said = {path: p for part in parts for path, p in zip(part["paths"], part["probabilities"], strict=True)}
    return said, parts, result


def test_it_says_what_the_classifier_says_and_what_cannot_be_read(trained, run) -> None:
    (run.parent / "in" / "bad.png").write_bytes(b"no picture")
    said, parts, result = once(trained, run)
    assert result == {"images": 24, "unreadable": 1}
    assert [each["path"] for part in parts for each in part["unreadable"]] == ["bad.png"]
    before = load_arrays(trained.run / "predictions.npz")
    for path, expected in zip(trained.images.paths, before["probabilities"], strict=True):
        assert np.allclose(said[path], expected, atol=0.02)
    assert all(0 <= share <= 1 for part in parts for share in part["familiar"])
    assert once(trained, run)[2] == {"images": 0, "unreadable": 0}, "one that begins again has handed these over"


def test_a_classifier_of_before_says_nothing_of_how_familiar(trained, run) -> None:
    file = run / "classifier.safetensors"
    classifier.save(dataclasses.replace(classifier.load(file), familiarity=None), file)
    assert once(trained, run)[1][0]["familiar"] is None


def test_what_is_known_is_passed_over_and_what_changed_is_not(trained, run) -> None:
    folder = run.parent / "in"
    os.utime(folder / "0003.png", (1_750_000_000, 1_750_000_000))
    known = {file.name: 1_700_000_001 * 10**9 for file in folder.iterdir() if file.name != "0005.png"}
    write_json(run / "known.json", known)
    assert sorted(once(trained, run, "known.json")[0]) == ["0003.png", "0005.png"]


def test_many_come_in_several_parts(trained, run, monkeypatch) -> None:
    monkeypatch.setattr(watch, "_AT_ONCE", 10)
    said, parts, _ = once(trained, run)
    assert [len(part["paths"]) for part in parts] == [10, 10, 4]
    assert len(said) == 24


def test_what_was_handed_over_before_it_was_stopped_is_not_told_again(trained, run, monkeypatch) -> None:
    monkeypatch.setattr(watch, "_AT_ONCE", 10)
    first = ListReporter()

    def stop_after_the_second(name: str) -> None:
        if len(first.parts) == 2:
            raise Cancelled

    first._on_part = stop_after_the_second
    with pytest.raises(Cancelled):
        once(trained, run, report=first)
    said, _, _ = once(trained, run)
    assert len(said) == 14, "the second part was handed over, but that was not noted down yet: rather twice than never"


def test_a_folder_that_is_not_there_is_said_at_once(trained, run) -> None:
    shutil.rmtree(run.parent / "in")
    with pytest.raises(UserError, match="not found"):
        once(trained, run)
