"""Where pretraining begins: an earlier encoder of the project, or ImageNet weights; at home and in a bundle."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch
from safetensors.numpy import load

from core import weights
from core.errors import Cancelled, UserError
from core.jobs.reporter import ListReporter
from core.learn import device
from core.operations import bundle
from core.operations import runs as operations
from core.project import encoders, runs
from core.project.project import Project
from core.specs import IngestSpec, PretrainSpec
from tests.core.weights_host import Host, made_weights, offering
from tests.e2e import pictures

TINY = PretrainSpec(start="random", encoder="tiny", size=32, batch=8, epochs=1, seed=3, device="cpu", name="moths/night")
AGAIN = replace(TINY, start="encoder:moths/night", encoder="", epochs=0, name="again")
IMAGENET = PretrainSpec(start="imagenet", encoder="resnet18", size=64, epochs=0, device="cpu", download=True)


@pytest.fixture(autouse=True)
def one_thread(monkeypatch: pytest.MonkeyPatch):
    """Where another process has a core, two threads wait for each other at every tiny operation."""
    before = torch.get_num_threads()
    monkeypatch.setattr(device, "thread_count", lambda: 1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def project(tmp_path: Path):
    pictures.make(tmp_path / "pictures", per_kind=3)
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures") as project:
        operations.run_here(project, "ingest", IngestSpec(), ListReporter())
        yield project


@pytest.fixture(scope="module")
def made():
    return made_weights()


@pytest.fixture
def host(made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with offering(made[1], tmp_path / "cache", monkeypatch) as host:
        yield host


def pretrain(project: Project, spec: PretrainSpec) -> dict:
    return operations.run_here(project, "pretrain", spec, ListReporter())


def stored(project: Project, name: str) -> dict[str, bytes]:
    content = encoders.weights(project, encoders.find(project, name).id)
    assert content is not None
    return {key: tensor.tobytes() for key, tensor in load(content).items()}


def test_an_earlier_encoder_is_the_start_by_name_and_by_id(project: Project) -> None:
    first = encoders.find(project, pretrain(project, TINY)["encoder"])
    for start in (AGAIN.start, f"encoder:{first.id}"):
        result = pretrain(project, replace(AGAIN, start=start))
        made = encoders.find(project, result["encoder"])
        assert (made.start, made.architecture) == ("encoder:moths/night", "tiny")
        assert result["start"] == made.start
        assert stored(project, made.name) == stored(project, first.name)


def test_going_on_from_an_earlier_encoder_trains_it(project: Project) -> None:
    pretrain(project, TINY)
    result = pretrain(project, replace(AGAIN, epochs=1))
    assert result["steps"] == 1
    assert stored(project, "again") != stored(project, "moths/night")


def test_an_earlier_encoder_decides_the_architecture(project: Project) -> None:
    pretrain(project, TINY)
    with pytest.raises(UserError, match=r"“moths/night” is the encoder tiny, and cannot become resnet18"):
        pretrain(project, replace(AGAIN, encoder="resnet18"))
    with pytest.raises(UserError, match=r"no encoder “bees”. It has: moths/night"):
        pretrain(project, replace(AGAIN, start="encoder:bees"))
    assert runs.every(project, "pretrain")[0].state == "failed"
    assert [card.name for card in encoders.every(project)] == ["moths/night"]


def test_the_bundled_encoder_by_its_name_is_the_bundled_start(project: Project) -> None:
    result = pretrain(project, replace(AGAIN, start="encoder:bundled", size=64))
    assert result["start"] == "bundled"
    assert encoders.find(project, "again").architecture == "efficientnet_lite0"


def test_an_earlier_encoder_travels_with_a_bundle(project: Project, tmp_path: Path) -> None:
    pretrain(project, TINY)
    bundle.pack(project, AGAIN, tmp_path / "bundle", ListReporter())
    bundle.train(tmp_path / "bundle", {}, ListReporter())
    bundle.unpack(project, tmp_path / "bundle")
    assert encoders.current(project).start == "encoder:moths/night"
    assert stored(project, "again") == stored(project, "moths/night")


def test_a_start_that_is_not_there_packs_nothing(project: Project, tmp_path: Path) -> None:
    for start in ("encoder:bees", "nowhere.safetensors"):
        with pytest.raises(UserError):
            bundle.pack(project, replace(AGAIN, start=start), tmp_path / "bundle", ListReporter())
        assert list((tmp_path / "bundle").iterdir()) == []


def test_imagenet_weights_are_downloaded_by_the_run_that_needs_them(project: Project, host: Host) -> None:
    with pytest.raises(UserError, match="not agreed to"):
        pretrain(project, replace(IMAGENET, download=False))
    assert host.asked == []
    first = pretrain(project, replace(IMAGENET, epochs=1))
    again = pretrain(project, replace(IMAGENET, epochs=1, download=False))  # they are here now
    assert host.asked == [None]
    made = encoders.find(project, first["encoder"])
    assert (made.start, made.mean) == ("imagenet", (0.485, 0.456, 0.406))
    # A download draws no random numbers that the training would miss.
    assert stored(project, first["encoder"]) == stored(project, again["encoder"])


def test_imagenet_weights_travel_with_a_bundle_if_they_are_here(project: Project, host: Host, tmp_path: Path) -> None:
    spec = replace(IMAGENET, download=False)
    bundle.pack(project, spec, tmp_path / "without", ListReporter())
    assert bundle.missing_weights(tmp_path / "without") == host.card()
    with pytest.raises(UserError, match="not agreed to"):
        bundle.train(tmp_path / "without", {}, ListReporter())
    bundle.train(tmp_path / "without", {"download": True}, ListReporter())
    bundle.pack(project, spec, tmp_path / "with", ListReporter())
    weights.stored(host.card()).unlink()  # another machine
    assert bundle.missing_weights(tmp_path / "with") is None
    bundle.train(tmp_path / "with", {}, ListReporter())
    for folder in ("without", "with"):
        bundle.unpack(project, tmp_path / folder)
        assert encoders.current(project).start == "imagenet"
    names = [card.name for card in encoders.every(project)]
    assert stored(project, names[0]) == stored(project, names[1])
    assert host.asked == [None]


def test_weights_that_came_meanwhile_do_not_bar_the_way_back_to_a_checkpoint(
    project: Project, host: Host, tmp_path: Path
) -> None:
    bundle.pack(project, replace(IMAGENET, epochs=2, download=False), tmp_path / "bundle", ListReporter())
    report = _StopsAtTheFirstLoss()
    with pytest.raises(Cancelled):
        bundle.train(tmp_path / "bundle", {"download": True}, report)
    assert bundle.train(tmp_path / "bundle", {}, ListReporter())["steps"] == 2


class _StopsAtTheFirstLoss(ListReporter):
    """A download and decoded pictures come before there is anything to go on from."""

    def progress(self, step: int, total: int, **metrics: float) -> None:
        super().progress(step, total, **metrics)
        if "loss" in metrics:
            raise Cancelled
