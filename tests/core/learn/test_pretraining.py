"""The loop: it learns, stops, goes on bit for bit, keeps time, and says what went wrong."""

import dataclasses
import math

import numpy as np
import pytest
import torch
from torch import nn

from core.errors import Cancelled, StopAndKeep, UserError
from core.jobs.reporter import ListReporter
from core.learn import checkpoint, course, encoders, monitor
from core.learn.course import make_plan
from core.learn.pretraining import Labelled, pretrain
from core.specs import PretrainSpec

TINY = PretrainSpec(start="random", encoder="tiny", size=16, batch=16, epochs=3, device="cpu")


class Squares:
    """Stands in for the pixel cache."""

    def __init__(self, count=64):
        patches = np.random.default_rng(0).integers(0, 256, (count, 4, 4, 3), dtype=np.uint8)
        self.array = patches.repeat(4, 1).repeat(4, 2)  # coarse, so that two crops have something in common

    def batch(self, indices):
        return self.array[indices]


def start(spec):
    torch.manual_seed(spec.seed)
    return encoders.start_encoder(spec.start, spec.encoder, spec.size)


def learn(spec, folder, report=None, count=64):
    encoder = start(spec)
    outcome = pretrain(spec, encoder, Squares(count), np.arange(count), folder, report or ListReporter())
    return encoder.net.state_dict(), outcome


def same(a, b):
    return all(torch.equal(a[n], b[n]) for n in a)


def test_learns_and_reports(tmp_path, monkeypatch):
    monkeypatch.setattr(course, "METRIC_PAUSE", 0)
    report = ListReporter()
    easy = dataclasses.replace(TINY, epochs=12, crop_min=0.5, colour_chance=0, grey_chance=0)
    net, outcome = learn(easy, tmp_path, report)
    assert (outcome.epochs, outcome.steps) == (12, 48)
    assert not same(net, start(TINY).net.state_dict())
    assert [s for s, _, _ in report.steps] == list(range(1, 49))
    assert set(report.steps[-1][2]) == {"loss", "images_per_second", "seconds_left"}
    assert report.metrics[-1][0] == 48
    assert set(report.metrics[0][1]) == {"loss", "rate", "epoch", "alignment", "rank"}
    assert set(report.metrics[1][1]) == {"loss", "rate", "epoch"}
    losses = [values["loss"] for _, values in report.metrics]
    assert outcome.loss == losses[-1]
    assert np.mean(losses[-8:]) < np.mean(losses[:8]) - 0.5
    assert outcome.images_per_second > 0


@pytest.mark.parametrize("stop_after", [2, 4, 7])  # within an epoch, at its end, in the second
@pytest.mark.parametrize("kind", ["sgd", "adamw"])
def test_stopped_and_gone_on_ends_bit_for_bit_the_same(tmp_path, stop_after, kind):
    spec = dataclasses.replace(TINY, optimiser=kind, blur_chance=0.5)
    whole, _ = learn(spec, tmp_path / "whole")
    with pytest.raises(Cancelled):
        learn(spec, tmp_path / "cut", ListReporter(stop_after=stop_after))
    assert checkpoint.read(tmp_path / "cut").facts["step"] == stop_after
    report = ListReporter()
    gone_on, outcome = learn(spec, tmp_path / "cut", report)
    assert len(report.steps) == 12 - stop_after
    assert report.notes == [f"Going on from step {stop_after}"]
    assert outcome.steps == 12
    assert same(whole, gone_on)


def test_damaged_checkpoint_costs_only_what_came_after_the_one_before(tmp_path, monkeypatch):
    monkeypatch.setattr(course, "EPOCH_PAUSE", math.inf)  # on a slow machine an epoch's end would count as well
    whole, _ = learn(TINY, tmp_path / "whole")
    for stop_after in (3, 4):
        with pytest.raises(Cancelled):
            learn(TINY, tmp_path / "cut", ListReporter(stop_after=stop_after))
    newest = tmp_path / "cut" / "step-000000007.safetensors"
    newest.write_bytes(newest.read_bytes()[:-5])
    report = ListReporter()
    gone_on, _ = learn(TINY, tmp_path / "cut", report)
    assert report.notes == ["Going on from step 3"]
    assert same(whole, gone_on)


def test_other_settings_are_refused(tmp_path):
    with pytest.raises(Cancelled):
        learn(TINY, tmp_path, ListReporter(stop_after=2))
    with pytest.raises(UserError, match=r"begun with temperature 0\.5, not 0\.3"):
        learn(dataclasses.replace(TINY, temperature=0.3), tmp_path)
    learn(dataclasses.replace(TINY, name="another"), tmp_path)


def test_no_epochs_store_the_start(tmp_path):
    net, outcome = learn(dataclasses.replace(TINY, epochs=0), tmp_path)
    assert same(net, start(TINY).net.state_dict())
    assert (outcome.steps, outcome.loss, outcome.images_per_second) == (0, None, 0)


def test_time_box(tmp_path, monkeypatch):
    monkeypatch.setattr(course, "METRIC_PAUSE", 0)
    clock = iter(range(10_000))
    monkeypatch.setattr(course.time, "monotonic", lambda: 2.0 * next(clock))
    report = ListReporter()
    _, outcome = learn(dataclasses.replace(TINY, minutes=0.5), tmp_path, report)
    assert outcome.seconds >= 30
    assert outcome.steps <= 30 / 2
    assert report.steps[-1][:2] == (30, 30)
    assert report.metrics[-1][1]["rate"] < report.metrics[2][1]["rate"]


def test_warm_start_keeps_statistics_and_trains_weights(tmp_path):
    encoder = start(TINY)
    encoders.save(encoder.net, encoder.card, tmp_path / "e.safetensors")
    spec = dataclasses.replace(TINY, start=str(tmp_path / "e.safetensors"), epochs=1)
    net, _ = learn(spec, tmp_path / "run")
    before = encoder.net.state_dict()
    assert all(torch.equal(net[n], before[n]) for n in net if "running" in n)
    assert not torch.equal(net["0.weight"], before["0.weight"])
    cold, _ = learn(dataclasses.replace(TINY, epochs=1), tmp_path / "cold")
    assert not any(torch.equal(cold[n], before[n]) for n in net if "running" in n)


def test_from_a_warm_start_it_ends_halfway_to_what_it_learnt_stopped_or_not(tmp_path):
    begun = start(TINY)
    encoders.save(begun.net, begun.card, tmp_path / "start.safetensors")
    spec = dataclasses.replace(TINY, start=str(tmp_path / "start.safetensors"))
    learnt, _ = learn(dataclasses.replace(spec, start_share=0.0), tmp_path / "all")
    halfway, _ = learn(spec, tmp_path / "half")
    before = begun.net.state_dict()
    for name in (n for n, tensor in before.items() if tensor.is_floating_point()):
        torch.testing.assert_close(halfway[name], (learnt[name] + before[name]) / 2)
    assert not same(learnt, before)
    with pytest.raises(Cancelled):
        learn(spec, tmp_path / "stopped", ListReporter(stop_after=5))
    assert same(learn(spec, tmp_path / "stopped")[0], halfway)
    unmixed, _ = learn(TINY, tmp_path / "random")
    assert same(unmixed, learn(dataclasses.replace(TINY, start_share=0.0), tmp_path / "again")[0])


@pytest.mark.parametrize(("images", "asked", "batch", "per_epoch"), [(2, 256, 2, 1), (100, 256, 100, 1), (300, 64, 64, 4)])
def test_batches_fit_the_folder(images, asked, batch, per_epoch):
    plan = make_plan(PretrainSpec(batch=asked, epochs=3), images)
    assert (plan.batch, plan.per_epoch, plan.total) == (batch, per_epoch, 3 * per_epoch)


def test_two_images_suffice_and_one_does_not(tmp_path):
    for loss in ("ntxent", "dcl"):
        _, outcome = learn(dataclasses.replace(TINY, loss=loss), tmp_path / loss, count=2)
        assert outcome.steps == 3
    with pytest.raises(UserError, match="needs 2 that can be read; this folder has 1"):
        learn(TINY, tmp_path / "one", count=1)


class Broken(nn.Module):
    def __init__(self):
        super().__init__()
        self.w = nn.Parameter(torch.full((1, 4), float("nan")))

    def forward(self, x):
        return x.mean((1, 2, 3))[:, None] * self.w


def test_a_loss_that_is_no_number_stops_and_says_what_is_kept(tmp_path):
    encoder = dataclasses.replace(start(TINY), net=Broken(), card=dataclasses.replace(start(TINY).card, width=4))
    with pytest.raises(UserError, match=r"the loss is nan\. Nothing had been kept yet"):
        pretrain(TINY, encoder, Squares(), np.arange(64), tmp_path, ListReporter())
    assert checkpoint.read(tmp_path) is None


class Hungry(nn.Module):
    """A network on a device that holds the views of `room` images, and counts what it was given."""

    def __init__(self, net, room, error):
        super().__init__()
        self.net, self.room, self.error, self.given = net, room, error, []

    def forward(self, x):
        if len(x) > 2 * self.room:
            raise self.error
        self.given.append(len(x) // 2)
        return self.net(x)


@pytest.mark.parametrize(
    "error",
    [
        torch.OutOfMemoryError("CUDA out of memory. Tried to allocate 2 GiB"),
        RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"),
        RuntimeError("MPS backend out of memory"),
        MemoryError(),
    ],
)
def test_short_of_memory_it_goes_on_with_smaller_parts_of_the_same_batch(tmp_path, error):
    torch.manual_seed(0)
    encoder = start(TINY)
    hungry = Hungry(encoder.net, 9, error)
    spec = dataclasses.replace(TINY, batch=32, epochs=1)
    report = ListReporter()
    pretrain(spec, dataclasses.replace(encoder, net=hungry), Squares(), np.arange(64), tmp_path, report)
    assert report.notes == ["Memory ran out: going on with 16 images at a time, same batch",
                            "Memory ran out: going on with 8 images at a time, same batch"]  # fmt: skip
    assert set(hungry.given) == {8}
    assert len(hungry.given) == 2 * 2 * 4  # two steps, each part seen twice


def test_too_little_memory_for_anything_is_a_sentence(tmp_path):
    encoder = start(TINY)
    hungry = Hungry(encoder.net, 0, torch.OutOfMemoryError("CUDA out of memory"))
    with pytest.raises(UserError, match=r"not enough memory for even 8 images at a time .* Choose a smaller size"):
        pretrain(TINY, dataclasses.replace(encoder, net=hungry), Squares(), np.arange(64), tmp_path, ListReporter())


def test_other_trouble_is_no_lack_of_memory(tmp_path):
    encoder = start(TINY)
    hungry = Hungry(encoder.net, 0, RuntimeError("a shape is wrong"))
    with pytest.raises(RuntimeError, match="a shape is wrong"):
        pretrain(TINY, dataclasses.replace(encoder, net=hungry), Squares(), np.arange(64), tmp_path, ListReporter())


class KeepAfter(ListReporter):
    def progress(self, step, total, **metrics):
        super().progress(step, total, **metrics)
        if step == 5:
            raise StopAndKeep


def test_ended_early_the_encoder_is_there_as_it_is(tmp_path):
    net, outcome = learn(TINY, tmp_path, KeepAfter())
    assert outcome.steps == 5
    assert outcome.loss is not None
    assert not same(net, start(TINY).net.state_dict())


def test_what_cannot_be_compiled_runs_as_it_is(tmp_path, monkeypatch):
    def broken(net):
        def fail(x):
            raise RuntimeError("no C++ compiler")

        return fail

    plain, _ = learn(dataclasses.replace(TINY, epochs=1), tmp_path / "plain")
    monkeypatch.setattr(torch, "compile", broken)
    report = ListReporter()
    net, outcome = learn(dataclasses.replace(TINY, epochs=1, compile=True), tmp_path / "compiled", report)
    assert report.notes == ["Not compiled (RuntimeError); going on without"]
    assert outcome.steps == 4
    assert same(net, plain)


def test_labels_are_only_looked_at(tmp_path, monkeypatch):
    monkeypatch.setattr(monitor, "PAUSE", 0)
    plain, _ = learn(TINY, tmp_path / "plain")
    encoder, report = start(TINY), ListReporter()
    labelled = Labelled(np.arange(20), np.arange(20) % 2)
    pretrain(TINY, encoder, Squares(), np.arange(64), tmp_path / "labelled", report, labelled)
    agreements = [values["agreement"] for _, values in report.metrics if "agreement" in values]
    assert len(agreements) == 1
    assert 0 <= agreements[0] <= 1
    assert same(encoder.net.state_dict(), plain)


def test_an_encoder_that_tells_nothing_apart_stops_the_run(tmp_path, monkeypatch):
    monkeypatch.setattr(monitor, "PAUSE", 0)
    encoder = start(TINY)
    with torch.no_grad():
        for module in encoder.net.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.weight.zero_()
                module.bias.fill_(1)
    flat = dataclasses.replace(TINY, rate=1e-9, epochs=9)
    with pytest.raises(UserError, match="the encoder gives all images the same embedding"):
        pretrain(flat, encoder, Squares(), np.arange(64), tmp_path, ListReporter())
