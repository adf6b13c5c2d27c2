"""pretrain, embed and probe on small image files, through the manifest as the worker calls them."""

import hashlib

import numpy as np
import pytest
import torch
from PIL import Image

from core.errors import UserError
from core.jobs.manifest import ImageList, Manifest, load_arrays
from core.jobs.reporter import ListReporter
from core.learn import device, encoders
from core.records import EncoderCard
from core.specs import EmbedSpec, PretrainSpec, ProbeSpec
from core.stages import embed, pretrain, probe

SPEC = PretrainSpec(start="random", encoder="tiny", size=16, batch=8, epochs=2, device="cpu")
COUNT = 30


@pytest.fixture(autouse=True)
def one_thread(monkeypatch):
    """Where another process has a core, two threads wait for each other at every tiny operation."""
    before = torch.get_num_threads()
    monkeypatch.setattr(device, "thread_count", lambda: 1)
    yield
    torch.set_num_threads(before)


@pytest.fixture
def run_folder(tmp_path):
    """A run folder with images.npz: COUNT pictures with ids from 100, the one at place 4 unreadable."""
    photos, run = tmp_path / "photos", tmp_path / "run"
    photos.mkdir()
    run.mkdir()
    random = np.random.default_rng(0)
    for i in range(COUNT):
        Image.fromarray(random.integers(0, 256, (20, 24, 3), dtype=np.uint8)).save(photos / f"{i:02d}.png")
    (photos / "04.png").write_bytes(b"no picture")
    files = sorted(photos.iterdir())
    digests = np.stack([np.frombuffer(hashlib.blake2b(f.read_bytes(), digest_size=16).digest(), np.uint8) for f in files])
    sides = np.full(COUNT, 24, np.int32), np.full(COUNT, 20, np.int32)
    stats = [f.stat() for f in files]
    sizes, times = (np.array([getattr(s, n) for s in stats], np.int64) for n in ("st_size", "st_mtime_ns"))
    images = ImageList(np.arange(100, 100 + COUNT), tuple(f.name for f in files), digests, *sides, sizes, times)
    images.save(run / "images.npz")
    return run


def manifest(run, **values):
    return Manifest(str(run.parent / "photos"), str(run.parent / "cache"), "images.npz", **values)


def embedded(run, spec, size=16):
    out = pretrain.run(PretrainSpec(start="random", encoder="tiny", size=size, epochs=0), manifest(run), run, ListReporter())
    report = ListReporter(on_part=lambda name: load_arrays(run / name))
    card = EncoderCard(id=3, **out["encoder"])
    result = embed.run(spec, manifest(run, encoder=card, weights="encoder.safetensors"), run, report)
    return result, report, [load_arrays(run / name) for name in report.parts]


def test_pretrain_writes_an_encoder(run_folder):
    out = pretrain.run(SPEC, manifest(run_folder), run_folder, ListReporter())
    assert set(out) == {"encoder", "start", "epochs", "steps", "loss", "images_per_second", "seconds"}
    assert (out["start"], out["epochs"], out["steps"]) == ("random", 2, 6)
    half = (0.5, 0.5, 0.5)
    facts = {"name": "simclr tiny 16 px", "architecture": "tiny", "start": "random", "size": 16, "width": 256}
    assert out["encoder"] == {**facts, "mean": half, "std": half}
    card = encoders.read_card(run_folder / "encoder.safetensors")
    assert (card.name, card.size) == ("simclr tiny 16 px", 16)
    encoders.load(card, run_folder / "encoder.safetensors")


def test_embed_writes_parts_in_order(run_folder):
    result, report, parts = embedded(run_folder, EmbedSpec(batch=4, first=8, part=12, device="cpu"))
    assert report.parts == ["embeddings-00000.npz", "embeddings-00001.npz", "embeddings-00002.npz"]
    assert [len(p["ids"]) for p in parts] == [8, 12, 9]
    assert (result["images"], result["unreadable"], result["size"]) == (29, 1, 16)
    for part in parts:
        n = len(part["ids"])
        kinds = {k: (v.dtype, v.shape) for k, v in part.items()}
        assert kinds == {"ids": (np.int64, (n,)), "vectors": (np.float16, (n, 256)), "xy": (np.float32, (n, 2))}
    ids = np.concatenate([p["ids"] for p in parts])
    assert sorted(ids) == [i for i in range(100, 130) if i != 104]
    assert list(ids) != sorted(ids)
    assert report.steps[-1][:2] == (29, 29)
    assert not list(run_folder.glob("unfinished*"))


@pytest.mark.parametrize("batch", [4, 64])
def test_the_rate_is_told_of_one_batch_too(run_folder, batch):
    result, report, _ = embedded(run_folder, EmbedSpec(batch=batch, device="cpu"))
    assert result["images_per_second"] > 0
    told = [metrics["images_per_second"] for *_, metrics in report.steps if "images_per_second" in metrics]
    assert len(told) == -(-29 // batch)
    assert min(told) > 0


def test_places_do_not_jump_and_do_not_depend_on_the_parts(run_folder):
    _, _, parts = embedded(run_folder, EmbedSpec(batch=4, first=16, part=4, device="cpu"))
    plane = embed.fit_plane(parts[0]["vectors"].astype(np.float32))
    for part in parts:
        places = plane.place(part["vectors"].astype(np.float32))
        np.testing.assert_allclose(part["xy"], places, atol=0.02 * np.abs(parts[0]["xy"]).max())
    again = embedded(run_folder, EmbedSpec(batch=8, first=16, part=100, device="cpu"))[2]
    assert np.concatenate([p["ids"] for p in parts]).tolist() == np.concatenate([p["ids"] for p in again]).tolist()


def test_embed_with_the_bundled_encoder_at_another_size(run_folder):
    card = EncoderCard(1, "bundled", "efficientnet_lite0", "bundled", 128, 1280)
    report = ListReporter()
    result = embed.run(EmbedSpec(size=32, device="cpu"), manifest(run_folder, encoder=card), run_folder, report)
    vectors = load_arrays(run_folder / report.parts[0])["vectors"]
    assert (result["size"], vectors.shape) == (32, (29, 1280))
    assert np.isfinite(vectors).all()


def test_nothing_to_embed(run_folder):
    card = EncoderCard(1, "bundled", "efficientnet_lite0", "bundled", 32, 1280)
    ImageList.load(run_folder / "images.npz").take(np.array([4])).save(run_folder / "images.npz")
    with pytest.raises(UserError, match="None of the 1 images can be read"):
        embed.run(EmbedSpec(device="cpu"), manifest(run_folder, encoder=card), run_folder, ListReporter())
    with pytest.raises(UserError, match="this folder has 0"):
        pretrain.run(SPEC, manifest(run_folder), run_folder, ListReporter())
    ImageList.empty().save(run_folder / "images.npz")
    with pytest.raises(UserError, match="no images to embed"):
        embed.run(EmbedSpec(device="cpu"), manifest(run_folder, encoder=card), run_folder, ListReporter())


@pytest.mark.parametrize("count", [1, 2, 3])
def test_plane_of_few_vectors(count):
    plane = embed.fit_plane(np.random.default_rng(0).random((count, 5), dtype=np.float32))
    assert np.isfinite(plane.place(np.ones((4, 5), np.float32))).all()


def test_plane_is_the_principal_one():
    x = np.random.default_rng(0).normal(size=(200, 6)).astype(np.float32) * [9, 1, 5, 1, 1, 1]
    xy = embed.fit_plane(x.astype(np.float32)).place(x)
    assert abs(np.corrcoef(xy[:, 0], x[:, 0])[0, 1]) > 0.98
    assert abs(np.corrcoef(xy[:, 1], x[:, 2])[0, 1]) > 0.98


def test_probe(tmp_path):
    assert probe.run(ProbeSpec(), Manifest("", ""), tmp_path, ListReporter())["devices"]
