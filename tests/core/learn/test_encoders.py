"""Encoders: shapes, the bundled weights, files there and back, and what is refused."""

import dataclasses

import pytest
import torch
from safetensors.torch import save_file

from core.errors import UserError
from core.learn import encoders
from core.learn.encoders import build, load, read_card, save, start_encoder


@pytest.mark.parametrize("architecture", encoders.ARCHITECTURES)
def test_output_is_h(architecture):
    net, width = build(architecture, 32)
    with torch.no_grad():
        assert net.eval()(torch.zeros(2, 3, 32, 32)).shape == (2, width)


def test_stem_by_size():
    small, large = build("resnet18", 32)[0], build("resnet18", 33)[0]
    assert (small.conv1.stride, large.conv1.stride) == ((1, 1), (2, 2))
    assert isinstance(small.maxpool, torch.nn.Identity)


def test_unknown_architecture():
    with pytest.raises(UserError, match="no encoder vgg"):
        build("vgg", 32)


def test_bundled_weights_fit_and_give_finite_embeddings():
    encoder = start_encoder("bundled", "efficientnet_lite0", 64)
    assert encoder.card.mean == encoder.card.std == (0.5, 0.5, 0.5)
    tensors = [n for n in encoder.net.state_dict() if "num_batches_tracked" not in n]
    assert len(tensors) == 245  # the package's 247 without the classifier's two
    fresh = build("efficientnet_lite0", 64)[0].state_dict()
    stored = encoder.net.state_dict()
    assert all(not torch.equal(stored[n], fresh[n]) for n in tensors if n.endswith("running_var"))
    with torch.no_grad():
        h = encoder.net.eval()(torch.rand(3, 3, 64, 64) * 2 - 1)
    assert h.shape == (3, 1280)
    assert bool(h.isfinite().all())
    again = load(encoder.card, None)
    with torch.no_grad():
        assert torch.equal(again(torch.zeros(1, 3, 64, 64)), encoder.net(torch.zeros(1, 3, 64, 64)))


def test_imagenet_is_bundled_for_lite0():
    net = start_encoder("imagenet", "efficientnet_lite0", 64).net.state_dict()
    bundled = start_encoder("bundled", "efficientnet_lite0", 64).net.state_dict()
    assert all(torch.equal(net[n], bundled[n]) for n in net)


@pytest.mark.parametrize(
    ("start", "architecture", "size", "words"),
    [
        ("bundled", "tiny", 32, "efficientnet_lite0 only"),
        ("imagenet", "tiny", 64, "no ImageNet weights"),
        ("imagenet", "resnet18", 32, "larger than 32 px"),
        ("nowhere.safetensors", "tiny", 32, "cannot be read"),
    ],
)
def test_starts_that_do_not_fit(start, architecture, size, words):
    with pytest.raises(UserError, match=words):
        start_encoder(start, architecture, size)


def test_imagenet_weights_that_are_not_here_are_a_sentence_and_no_download(tmp_path, monkeypatch):
    monkeypatch.setenv("LABELIGHT_CACHE", str(tmp_path))
    with pytest.raises(UserError, match=r"resnet18-.*pth.*not on this computer.*--download.*bundled"):
        start_encoder("imagenet", "resnet18", 64)


def test_file_there_and_back(tmp_path):
    encoder = start_encoder("random", "tiny", 48)
    card = dataclasses.replace(encoder.card, name="moths", mean=(0.1, 0.2, 0.3))
    path = tmp_path / "encoder.safetensors"
    save(encoder.net.to(memory_format=torch.channels_last), card, path)
    assert read_card(path) == card
    assert [p.name for p in tmp_path.iterdir()] == ["encoder.safetensors"]
    back, own = load(card, path).state_dict(), encoder.net.state_dict()
    assert all(torch.equal(back[n], own[n]) for n in own)
    again = start_encoder(str(path), "tiny", 32)
    assert torch.equal(again.net.state_dict()["0.weight"], own["0.weight"])
    assert (again.card.start, again.card.size, again.card.mean) == ("encoder.safetensors", 32, (0.1, 0.2, 0.3))


def test_files_that_do_not_fit_are_refused(tmp_path):
    encoder, path = start_encoder("random", "resnet18", 32), tmp_path / "e.safetensors"
    save(encoder.net, encoder.card, path)
    with pytest.raises(UserError, match="holds the encoder resnet18"):
        start_encoder(str(path), "tiny", 32)
    with pytest.raises(UserError, match=r"conv1.weight"):
        start_encoder(str(path), "resnet18", 64)
    with pytest.raises(UserError, match="does not fit"):
        load(dataclasses.replace(encoder.card, architecture="tiny"), path)
    save_file({"x": torch.zeros(1)}, path)
    with pytest.raises(UserError, match="no encoder of this program"):
        start_encoder(str(path), "tiny", 32)
    path.write_bytes(b"not safetensors")
    with pytest.raises(UserError, match="cannot be read"):
        load(encoder.card, path)
