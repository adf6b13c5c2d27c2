"""The stage map, with UMAP and without."""

import numpy as np
import pytest

from core.errors import Cancelled
from core.jobs.manifest import Manifest, load_arrays
from core.jobs.reporter import ListReporter
from core.learn import layout
from core.specs import MapSpec
from core.stages import map as mapping


def islands(n=90, groups=3, seed=0):
    rng = np.random.default_rng(seed)
    y = np.arange(n) % groups
    return (np.eye(groups, 20)[y] * 4 + np.abs(rng.standard_normal((n, 20)))).astype(np.float16), y


def run(folder, vectors, places=None, report=None, stay=False, **values):
    ids = np.arange(len(vectors)) * 3 + 5
    np.savez(folder / "embeddings.npz", ids=ids, vectors=vectors)
    if places is not None:
        np.savez(folder / "positions.npz", ids=places[0], xy=places[1])
    positions = "positions.npz" if places is not None else ""
    manifest = Manifest("", "", embeddings="embeddings.npz", positions=positions, places_stay=stay)
    result = mapping.run(MapSpec(**values), manifest, folder, report or ListReporter())
    made = load_arrays(folder / "map.npz")
    assert np.array_equal(made["ids"], ids)
    assert made["xy"].dtype == np.float32
    assert made["xy"].shape == (len(vectors), 2)
    assert np.isfinite(made["xy"]).all()
    assert np.allclose(made["xy"].mean(0), 0, atol=1e-3) if len(vectors) and not stay else True
    assert result["images"] == len(vectors)
    return result, made["ids"], made["xy"]


def test_umap_keeps_groups_and_places(tmp_path):
    vectors, y = islands()
    report = ListReporter()
    result, ids, first = run(tmp_path, vectors, report=report)
    assert result["method"] == "umap"
    assert report.notes == ["Finding neighbours", "Laying out the map"]
    middle = np.stack([first[y == c].mean(0) for c in range(3)])
    away = np.linalg.norm(first[:, None] - middle[None], axis=2)
    assert (away.argmin(1) == y).all()

    # A turned, shifted map of two thirds of the images: the new one takes its directions and its arrangement.
    turn = np.array([[0, 1], [-1, 0]])
    kept = np.arange(90) % 9 < 6
    _, _, second = run(tmp_path, vectors, (ids[kept], first[kept] @ turn + 7), seed=1)
    for axis in range(2):
        assert np.corrcoef(second[:, axis], (first @ turn)[:, axis])[0, 1] > 0.8

    _, _, few = run(tmp_path, vectors[:9])  # fewer images than neighbours
    assert np.ptp(few, axis=0).min() > 0
    _, _, again = run(tmp_path, vectors[:9])
    assert np.array_equal(few, again)
    doubles = np.repeat(vectors[:4], 8, axis=0)  # more equal images than neighbours
    run(tmp_path, doubles, neighbours=5)


@pytest.mark.parametrize("n", [0, 1, 2, 3, 7])
def test_a_handful_of_images_has_a_map_too(tmp_path, n):
    result, _, _ = run(tmp_path, islands()[0][:n])
    assert result["method"] == "pca"


def test_images_that_all_look_the_same_are_spread_out(tmp_path):
    _, _, xy = run(tmp_path, np.ones((50, 8), np.float16))
    assert len(np.unique(xy, axis=0)) == 50
    run(tmp_path, np.zeros((12, 8), np.float16))


def test_it_stops_between_its_phases(tmp_path):
    with pytest.raises(Cancelled):
        run(tmp_path, islands()[0], report=ListReporter(stop_after=2))
    assert not (tmp_path / "map.npz").exists()


def test_missing_places_come_from_neighbours():
    xy = np.array([[0, 0], [2, 2], [9, 9], [9, 9], [9, 9]], np.float32)
    known = np.array([True, True, False, False, False])
    indices = np.array([[0, 1], [1, 0], [0, 1], [2, 3], [4, 4]])
    filled = layout.fill_from_neighbours(xy, known, indices)
    assert filled.tolist() == [[0, 0], [2, 2], [1, 1], [1, 1], [1, 1]]
    assert xy[2, 0] == 9


def test_alignment_undoes_turns_and_mirrors_but_keeps_sizes():
    rng = np.random.default_rng(0)
    before = rng.standard_normal((30, 2)).astype(np.float32)
    for turn in (np.array([[0, 1], [-1, 0]]), np.diag([1, -1])):
        xy = layout.aligned(before @ turn * 3 + 5, before, np.arange(30) < 20)
        centred = before - before[:20].mean(0)
        shift = (before @ turn).mean(0) - (before @ turn)[:20].mean(0)
        assert np.allclose(xy, (centred - shift @ turn.T) * 3, atol=1e-4)


def test_numba_keeps_its_kernels_where_it_may_write(tmp_path, monkeypatch):
    monkeypatch.setenv("LABELIGHT_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("NUMBA_CACHE_DIR", raising=False)
    layout.use_numba_cache()
    import os

    assert os.environ["NUMBA_CACHE_DIR"] == str(tmp_path / "cache" / "numba")
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    monkeypatch.setenv("LABELIGHT_CACHE", str(blocked))
    monkeypatch.delenv("NUMBA_CACHE_DIR")
    layout.use_numba_cache()
    assert not os.environ["NUMBA_CACHE_DIR"].startswith(str(blocked))


def test_newcomers_lie_in_their_group_and_nobody_else_moves(tmp_path):
    vectors, y = islands(120)
    rng = np.random.default_rng(3)
    places = (np.array([[0, 0], [30, 0], [0, 40]])[y] + rng.normal(size=(120, 2))).astype(np.float32)
    ids, settled = np.arange(120) * 3 + 5, np.arange(120) < 100
    report = ListReporter()
    result, _, xy = run(tmp_path, vectors, (ids[settled], places[settled]), report, stay=True)
    assert result["method"] == "placed"
    assert report.notes == ["Placing new images"]
    assert np.array_equal(xy[settled], places[settled])
    new = ~settled
    middle = np.stack([places[settled][y[settled] == c].mean(0) for c in range(3)])
    away = np.linalg.norm(xy[new][:, None] - middle[None], axis=2)
    assert (away.argmin(1) == y[new]).all()
    assert away.min(1).max() < 5


def test_places_stay_where_there_is_nobody_new(tmp_path):
    vectors, _ = islands(20)
    places = np.random.default_rng(0).normal(size=(20, 2)).astype(np.float32)
    _, _, xy = run(tmp_path, vectors, (np.arange(20) * 3 + 5, places), stay=True)
    assert np.array_equal(xy, places)
