"""Lay the embeddings out in the plane: PCA, exact neighbours, UMAP from the places of the map before."""

import time
from pathlib import Path
from typing import Any

import numpy as np

from core.classify import pca
from core.jobs.manifest import Manifest, load_arrays
from core.jobs.reporter import Reporter
from core.specs import MapSpec
from core.stages.files import write_arrays
from core.words import tr

SHARE = 40  # of DONE: finding neighbours; the rest is the layout (50,000 images: 6 and 6 s)
DONE = 100
ENOUGH = 0.1  # share of images with a place before, from which the new map begins there


def run(spec: MapSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Write map.npz {ids int64 [N], xy float32 [N, 2]}: centred, finite, turned to match the map before.

    Where the places of the map before are to stay they do, to the bit, and only images without one are placed.
    Returns {"images", "method" ("umap", "pca" for a handful of images, "placed"), "seconds"}.
    """
    began = time.monotonic()
    stored = load_arrays(folder / manifest.embeddings)
    ids, vectors = stored["ids"], stored["vectors"]
    before, known = _places_before(ids, folder / manifest.positions if manifest.positions else None)
    if manifest.places_stay and known.any():
        xy, method = place_newcomers(spec, vectors, before, known, report), "placed"
    else:
        xy, method = lay_out(spec, vectors, before, known, report)
    write_arrays(folder / "map.npz", ids=ids, xy=xy)
    report.progress(DONE, DONE)
    return {"images": len(ids), "method": method, "seconds": round(time.monotonic() - began, 2)}


def lay_out(
    spec: MapSpec, vectors: np.ndarray, before: np.ndarray, known: np.ndarray, report: Reporter
) -> tuple[np.ndarray, str]:
    """Places float32 [N, 2] of vectors [N, D], and how they were found. `before` [N, 2] counts where `known` bool [N]."""
    from core.learn import device, layout, neighbours

    report.note(tr("Finding neighbours"))
    report.progress(0, DONE)
    values = pca.principal(vectors, spec.reduce, spec.seed).apply(vectors) if len(vectors) else np.zeros((0, 2), np.float32)
    if not np.any(values.std(axis=0) > 1e-6 if len(values) else False):
        return layout.aligned(layout.spiral(len(values)), before, known), "pca"
    plane = np.zeros((len(values), 2), np.float32)
    plane[:, : values.shape[1]] = values[:, :2]
    if len(values) < layout.SMALLEST:
        return layout.aligned(plane, before, known), "pca"
    count = max(2, min(spec.neighbours, len(values) - 1))
    indices, distances = neighbours.nearest(
        values, count, said=lambda done, total: report.progress(SHARE * done // total, DONE)
    )
    report.note(tr("Laying out the map"))
    begin = plane
    if known.mean() >= ENOUGH:
        begin = layout.fill_from_neighbours(before, known, indices)
    xy = layout.umap(
        indices, distances, begin, spec.min_distance, spec.seed, device.thread_count(),
        said=lambda done, total: report.progress(SHARE + (DONE - SHARE) * done // total, DONE),
    )  # fmt: skip
    return layout.aligned(xy, before, known), "umap"


def place_newcomers(spec: MapSpec, vectors: np.ndarray, before: np.ndarray, known: np.ndarray, report: Reporter) -> np.ndarray:
    """Places float32 [N, 2]: those `known` bool [N] as they were in `before`, the others beside the images most like them."""
    from core.learn import layout, neighbours

    report.note(tr("Placing new images"))
    report.progress(0, DONE)
    xy = before.astype(np.float32)
    if known.all():
        return xy
    values = pca.principal(vectors, spec.reduce, spec.seed).apply(vectors)
    count = min(layout.BESIDE, int(known.sum()))
    found, distances = neighbours.nearest_among(
        values[~known], values[known], count, said=lambda done, total: report.progress(DONE * done // total, DONE)
    )
    xy[~known] = layout.beside(before[known], found, distances, spec.seed)
    return xy


def _places_before(ids: np.ndarray, positions: Path | None) -> tuple[np.ndarray, np.ndarray]:
    """For images `ids` int64 [N]: their places float32 [N, 2] on the map before, and which have one, bool [N]."""
    xy, known = np.zeros((len(ids), 2), np.float32), np.zeros(len(ids), bool)
    if positions is not None:
        stored = load_arrays(positions)
        _, here, there = np.intersect1d(ids, stored["ids"], return_indices=True)
        xy[here], known[here] = stored["xy"][there], True
        known &= np.isfinite(xy).all(axis=1)
        xy[~known] = 0
    return xy, known
