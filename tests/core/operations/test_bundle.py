"""A bundle pretrains elsewhere, without project and images, exactly as at home; what comes back is looked at first."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.errors import Cancelled, UserError
from core.jobs.reporter import ListReporter
from core.operations import bundle
from core.operations import runs as operations
from core.project import encoders, runs
from core.project.project import Project
from core.specs import IngestSpec, PretrainSpec
from tests.e2e import pictures

SPEC = PretrainSpec(start="random", encoder="tiny", size=32, batch=8, epochs=2, seed=3, device="cpu")


@pytest.fixture
def project(tmp_path: Path):
    pictures.make(tmp_path / "pictures", per_kind=6)
    twin = tmp_path / "pictures" / "secret name.png"
    shutil.copyfile(tmp_path / "pictures" / "d000.png", twin)
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        operations.run_here(project, "ingest", IngestSpec(), ListReporter())
        yield project


def test_trained_elsewhere_it_is_the_encoder_one_would_have_had_at_home(project: Project, tmp_path: Path) -> None:
    packed = bundle.pack(project, SPEC, tmp_path / "bundle", ListReporter())
    assert packed == bundle.Packed(images=19, side=32)
    elsewhere = tmp_path / "elsewhere"
    shutil.move(tmp_path / "bundle", elsewhere)
    shutil.move(tmp_path / "pictures", tmp_path / "hidden")  # no image is within reach
    report = ListReporter()
    bundle.train(elsewhere, {}, report)
    shutil.move(tmp_path / "hidden", tmp_path / "pictures")
    _, name = bundle.unpack(project, elsewhere)
    away = encoders.current(project)
    assert away.name == name
    operations.run_here(project, "pretrain", SPEC, ListReporter())
    home = encoders.current(project)
    assert home.id != away.id
    assert _tensors(encoders.weights(project, home.id)) == _tensors(encoders.weights(project, away.id))
    newest = runs.every(project, "pretrain")
    assert [run.state for run in newest] == ["done", "done"]
    assert [step for step, _ in runs.metrics(project, newest[1].id)] == [step for step, _ in report.metrics]
    assert newest[1].spec == newest[0].spec


def test_names_of_files_stay_at_home(project: Project, tmp_path: Path) -> None:
    bundle.pack(project, SPEC, tmp_path / "bundle", ListReporter())
    for file in (tmp_path / "bundle").iterdir():
        content = file.read_bytes()
        assert b"secret" not in content
        assert str(tmp_path).encode() not in content


def test_a_stopped_bundle_goes_on(project: Project, tmp_path: Path) -> None:
    bundle.pack(project, SPEC, tmp_path / "a", ListReporter())
    shutil.copytree(tmp_path / "a", tmp_path / "b")
    with pytest.raises(Cancelled):
        bundle.train(tmp_path / "a", {}, ListReporter(stop_after=2))
    with pytest.raises(UserError, match="not trained to its end"):
        bundle.unpack(project, tmp_path / "a")
    bundle.train(tmp_path / "a", {}, ListReporter())
    bundle.train(tmp_path / "b", {}, ListReporter())
    assert _tensors((tmp_path / "a" / bundle.WEIGHTS).read_bytes()) == _tensors((tmp_path / "b" / bundle.WEIGHTS).read_bytes())
    with pytest.raises(UserError, match="trained already"):
        bundle.train(tmp_path / "a", {}, ListReporter())


def test_settings_can_be_changed_but_not_what_was_packed(project: Project, tmp_path: Path) -> None:
    bundle.pack(project, SPEC, tmp_path / "bundle", ListReporter())
    with pytest.raises(UserError, match="size 32"):
        bundle.train(tmp_path / "bundle", {"size": 64}, ListReporter())
    assert bundle.train(tmp_path / "bundle", {"epochs": 1}, ListReporter())["epochs"] == 1
    bundle.unpack(project, tmp_path / "bundle")
    assert runs.every(project, "pretrain")[0].spec["epochs"] == 1


def test_a_start_from_a_file_travels_along(project: Project, tmp_path: Path) -> None:
    bundle.pack(project, replace(SPEC, epochs=0), tmp_path / "first", ListReporter())
    bundle.train(tmp_path / "first", {}, ListReporter())
    mine = tmp_path / "mine.safetensors"
    shutil.copyfile(tmp_path / "first" / bundle.WEIGHTS, mine)
    bundle.pack(project, replace(SPEC, start=str(mine), epochs=0), tmp_path / "second", ListReporter())
    before = mine.read_bytes()
    mine.unlink()
    bundle.train(tmp_path / "second", {}, ListReporter())
    assert _tensors((tmp_path / "second" / bundle.WEIGHTS).read_bytes()) == _tensors(before)
    bundle.unpack(project, tmp_path / "second")
    assert encoders.current(project).start == "mine.safetensors"


def test_packing_overwrites_nothing(project: Project, tmp_path: Path) -> None:
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("mine")
    with pytest.raises(UserError, match="not empty"):
        bundle.pack(project, SPEC, tmp_path / "full", ListReporter())
    assert [file.name for file in (tmp_path / "full").iterdir()] == ["mine.txt"]


def _cut(folder: Path) -> None:
    file = folder / bundle.WEIGHTS
    file.write_bytes(file.read_bytes()[:-7])


def _no_json(folder: Path) -> None:
    (folder / bundle.RESULT).write_text("{")


def _no_number(folder: Path) -> None:
    result = json.loads((folder / bundle.RESULT).read_text())
    (folder / bundle.RESULT).write_text(json.dumps({**result, "seconds": float("nan")}))


def _strange_spec(folder: Path) -> None:
    result = json.loads((folder / bundle.RESULT).read_text())
    (folder / bundle.RESULT).write_text(json.dumps({**result, "spec": {"run": "rm"}}))


def _no_job(folder: Path) -> None:
    (folder / "job.json").write_text("[]")


@pytest.mark.parametrize("damage", [_cut, _no_json, _no_number, _strange_spec, _no_job])
def test_a_damaged_bundle_leaves_the_project_as_it_was(project: Project, tmp_path: Path, damage) -> None:
    bundle.pack(project, replace(SPEC, epochs=0), tmp_path / "bundle", ListReporter())
    bundle.train(tmp_path / "bundle", {}, ListReporter())
    damage(tmp_path / "bundle")
    before = [card.id for card in encoders.every(project)]
    with pytest.raises(UserError, match="damaged"):
        bundle.unpack(project, tmp_path / "bundle")
    assert [card.id for card in encoders.every(project)] == before
    assert runs.every(project, "pretrain") == []


def _tensors(content: bytes | None) -> dict[str, bytes]:
    from safetensors.numpy import load

    assert content is not None
    return {name: np.ascontiguousarray(tensor).tobytes() for name, tensor in load(content).items()}
