"""Fine-tuning of the whole network on tiny pictures made here."""

import dataclasses

import numpy as np
import pytest
import torch

from core.classify.logistic import LogisticModel, unit
from core.classify.strangers import Familiarity
from core.errors import Cancelled, UserError
from core.jobs.reporter import ListReporter
from core.learn import candidates, classifier, embedding, encoders, finetuning
from core.records import EncoderCard
from core.specs import FinetuneSpec

CARD = EncoderCard(1, "t", "tiny", "random", 16, 256)
CPU = torch.device("cpu")


class Squares:
    """Noise with a bright square at the top (class 0) or at the bottom (1)."""

    def __init__(self, n=40):
        rng = np.random.default_rng(0)
        self.classes = np.arange(n) % 2
        self.pictures = rng.integers(0, 80, (n, 16, 16, 3)).astype(np.uint8)
        for picture, c in zip(self.pictures, self.classes, strict=True):
            picture[8 * c : 8 * c + 8] += 120

    def batch(self, indices):
        return self.pictures[indices]


@pytest.fixture
def start():
    torch.manual_seed(0)
    net, _ = encoders.build("tiny", 16)
    net.eval()
    data = Squares()
    vectors = embedding.vectors(net, CARD, data.pictures, 16, CPU).numpy()
    return net, data, vectors, candidates.fit_head(vectors, vectors[:6], data.classes[:6], 2)


def spec(**values):
    return FinetuneSpec(**{"epochs": 2, "batch": 16, "crop_min": 0.8, "device": "cpu"} | values)


def labelled(data, n=33):  # 33: the last batch has one image
    return finetuning.Labelled(data, np.arange(n), data.classes[:n].astype(np.int64))


def test_the_head_begins_as_the_regression(start):
    _, _, vectors, fitted = start
    head = finetuning.Head(fitted.head, 0.5)
    expected = fitted.head.logits(unit(vectors)) / 0.5
    assert np.allclose(head(torch.from_numpy(vectors)).detach().numpy(), expected, atol=1e-3)
    assert np.allclose(head.model().weight, fitted.head.weight / 0.5)


def test_training_learns_and_leaves_its_inputs_and_batchnorm_statistics_alone(start):
    net, data, _, fitted = start
    before = {n: t.clone() for n, t in net.state_dict().items()}
    report = ListReporter()
    head = finetuning.Head(fitted.head, 0.4)
    trained, _ = finetuning.train(net, head, CARD, labelled(data), spec(epochs=6), CPU, report)
    assert all(torch.equal(t, before[n]) for n, t in net.state_dict().items())
    after = trained.state_dict()
    assert not torch.equal(after["0.weight"], before["0.weight"])
    assert all(torch.equal(t, before[n]) for n, t in after.items() if "running" in n)
    losses = [values["loss"] for _, values in report.metrics]
    assert len(losses) == 6
    assert losses[-1] < losses[0]
    assert report.steps[-1][:2] == (18, 18)


def test_the_same_seed_gives_the_same_network(start):
    net, data, _, fitted = start
    runs = [
        finetuning.train(net, finetuning.Head(fitted.head, 0.4), CARD, labelled(data), spec(), CPU, ListReporter())
        for _ in range(2)
    ]
    assert torch.equal(runs[0][1].weight, runs[1][1].weight)
    assert torch.equal(runs[0][0].state_dict()["0.weight"], runs[1][0].state_dict()["0.weight"])


def test_it_stops_when_asked(start):
    net, data, _, fitted = start
    with pytest.raises(Cancelled):
        finetuning.train(net, finetuning.Head(fitted.head, 0.4), CARD, labelled(data), spec(), CPU, ListReporter(stop_after=2))


def test_an_unfolded_regression_gives_the_logits_of_the_reduced_one():
    rng = np.random.default_rng(0)
    x = np.abs(rng.standard_normal((300, 700))).astype(np.float16)
    space = candidates.Space.of(x)
    weight, bias = rng.standard_normal((3, 256)).astype(np.float32), rng.standard_normal(3).astype(np.float32)
    here = space.apply(x) @ weight.T + bias
    assert np.allclose(space.unfold(weight, bias).logits(unit(x)), here, atol=1e-3)


def test_held_out_labels_stay_held_out_while_labels_are_added():
    ids, y = np.arange(1000, 1200), np.arange(200) % 4
    out = candidates.held_out(ids, y, 0.2)
    assert 0.1 < out.mean() < 0.3
    fewer = candidates.held_out(ids[:100], y[:100], 0.2)
    assert np.array_equal(fewer, out[:100])
    tiny = candidates.held_out(ids[:9], np.array([0, 0, 1, 1, 2, 3, 3, 3, 3]), 0.2)
    for c, many in ((0, 2), (1, 2), (2, 1), (3, 4)):
        mine = tiny[np.array([0, 0, 1, 1, 2, 3, 3, 3, 3]) == c]
        assert (mine.sum() > 0) == (many > 1)
        assert not mine.all()


def test_a_classifier_survives_its_file(start, tmp_path):
    net, _, vectors, fitted = start
    path = tmp_path / "classifier.safetensors"
    for mode, network in (("linear", {}), ("full", dict(net.state_dict()))):
        made = classifier.Classifier(mode, ("Pfau", "großer Falter"), CARD, fitted.head, 0.7, network)
        classifier.save(made, path)
        again = classifier.load(path)
        assert (again.mode, again.class_names, again.encoder) == (mode, made.class_names, CARD)
        assert np.array_equal(again.probabilities(vectors), made.probabilities(vectors))
        assert again.familiar(vectors) is None, "as in a file from before strangers were told"
        known = Familiarity(fitted.head.weight, fitted.head.bias, np.array([-1.0, 0.5, 2.0], np.float32))
        classifier.save(dataclasses.replace(made, familiarity=known), path)
        familiar = classifier.load(path).familiar(vectors)
        assert np.array_equal(familiar, known.shares(unit(classifier.half(vectors))))
    rebuilt = again.build_network(None)
    assert not rebuilt.training
    assert torch.equal(rebuilt.state_dict()["0.weight"], net.state_dict()["0.weight"])
    assert not list(tmp_path.glob("*.tmp"))


def test_a_broken_file_is_the_users_world(tmp_path):
    path = tmp_path / "classifier.safetensors"
    path.write_bytes(b"nonsense")
    with pytest.raises(UserError, match="Fine-tune again"):
        classifier.load(path)
    encoders.save(encoders.build("tiny", 16)[0], CARD, path)  # a file of another kind
    with pytest.raises(UserError, match="Fine-tune again"):
        classifier.load(path)
    empty = classifier.Classifier("full", ("a", "b"), CARD, LogisticModel(*np.zeros((4, 2, 2), np.float32)), 1.0)
    with pytest.raises(UserError, match="damaged"):
        empty.build_network(None)
