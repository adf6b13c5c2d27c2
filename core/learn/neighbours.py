"""Exact nearest neighbours, a block of rows at a time. On 2 cores 10,000 x 64 take 1 s; no index, no approximation."""

from collections.abc import Callable

import numpy as np
import torch

BLOCK_BYTES = 128 << 20  # of distances held at once


def nearest(
    vectors: np.ndarray,
    count: int,
    metric: str = "euclidean",
    device: torch.device | None = None,
    said: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[np.ndarray, np.ndarray]:
    """The `count` nearest rows of each row of vectors [N, d], any float type; 1 <= count <= N.

    Returns (indices int32 [N, count], distances float32 [N, count]), nearest first, each row itself the first with distance
    0, as UMAP wants. metric: "euclidean", or "cosine" (1 - cosine, 0..2; a row of zeros is at 1 of
    all others). `said(rows done, N)` is called after each block and may raise.
    """
    x = torch.from_numpy(np.ascontiguousarray(vectors, np.float32)).to(device or torch.device("cpu"))
    if not 1 <= count <= len(x):
        raise ValueError(f"{count} neighbours of {len(x)} rows")
    if metric == "cosine":
        x = torch.nn.functional.normalize(x, dim=1)
    else:
        # Distances do not change, but differences of large squares would lose digits.
        x = x - x.mean(dim=0)
    indices = np.empty((len(x), count), np.int32)
    distances = np.empty((len(x), count), np.float32)
    rows = max(1, BLOCK_BYTES // (4 * len(x)))
    for start in range(0, len(x), rows):
        stop = min(start + rows, len(x))
        found = _block(x, start, stop, count)
        indices[start:stop] = found.cpu().numpy()
        distances[start:stop] = _distances(x, found, start, metric).cpu().numpy()
        said(stop, len(x))
    return _in_order(indices, distances)


@torch.inference_mode()
def nearest_among(
    queries: np.ndarray,
    vectors: np.ndarray,
    count: int,
    device: torch.device | None = None,
    said: Callable[[int, int], None] = lambda done, total: None,
) -> tuple[np.ndarray, np.ndarray]:
    """The `count` rows of vectors [N, d] nearest to each of queries [M, d]: indices int64 [M, count], distances float32
    [M, count] (Euclidean), nearest first. 1 <= count <= N. `said` as in `nearest`."""
    if not 1 <= count <= len(vectors):
        raise ValueError(f"{count} neighbours among {len(vectors)} rows")
    place = device or torch.device("cpu")
    x = torch.from_numpy(np.ascontiguousarray(vectors, np.float32)).to(place)
    q = torch.from_numpy(np.ascontiguousarray(queries, np.float32)).to(place)
    middle = x.mean(dim=0)
    x, q = x - middle, q - middle
    squares, parts = x.square().sum(dim=1), []
    for part in torch.split(q, max(1, BLOCK_BYTES // (4 * len(x)))):
        score = torch.addmm(squares.expand(len(part), -1), part, x.T, alpha=-2)
        found = score.topk(count, dim=1, largest=False).indices
        exact = (x[found] - part[:, None]).square().sum(dim=2).sqrt()
        order = exact.argsort(dim=1, stable=True)
        parts.append((found.gather(1, order).cpu().numpy(), exact.gather(1, order).cpu().numpy()))
        said(sum(len(indices) for indices, _ in parts), len(q))
    if not parts:
        return np.empty((0, count), np.int64), np.empty((0, count), np.float32)
    return np.concatenate([a for a, _ in parts]), np.concatenate([b for _, b in parts])


@torch.inference_mode()
def _block(x: torch.Tensor, start: int, stop: int, count: int) -> torch.Tensor:
    """int64 [stop - start, count]: the nearest rows, the row itself first."""
    squares = x.square().sum(dim=1)
    score = torch.addmm(squares.expand(stop - start, -1), x[start:stop], x.T, alpha=-2)  # |x - y|^2 - |x|^2
    own = torch.arange(start, stop, device=x.device)
    # The row itself comes first even if others are equal to it.
    score[torch.arange(stop - start, device=x.device), own] = -torch.inf
    return score.topk(count, dim=1, largest=False, sorted=True).indices


@torch.inference_mode()
def _distances(x: torch.Tensor, found: torch.Tensor, start: int, metric: str) -> torch.Tensor:
    """Distances [B, count] from the differences themselves: exact where the expanded square would cancel."""
    own = x[start : start + len(found), None, :]
    squares = torch.cat([(x[column] - own[:, 0]).square().sum(dim=1)[:, None] for column in found.T], dim=1)
    if metric == "cosine":
        away = squares / 2  # |a - b|^2 = 2 - 2 cos for unit rows
        zero = own.square().sum(dim=2) == 0
        away = torch.where(zero, torch.ones_like(away), torch.where(away < 0, 0, away))
        other = x.square().sum(dim=1)[found] == 0
        away = torch.where(other, torch.ones_like(away), away)
    else:
        away = squares.sqrt()
    away[:, 0] = 0
    return away


def _in_order(indices: np.ndarray, distances: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sorted by the exact distances (topk sorted by rounded ones); the row itself stays first."""
    order = np.argsort(distances[:, 1:], axis=1, kind="stable") + 1
    first = np.zeros((len(indices), 1), order.dtype)
    order = np.concatenate([first, order], axis=1)
    return np.take_along_axis(indices, order, axis=1), np.take_along_axis(distances, order, axis=1)
