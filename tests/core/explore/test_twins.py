"""Pairs of hashes against all pairs, and groups that are no chains."""

import numpy as np

from core.explore import twins


def unknown(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.full(len(a), np.nan)


def with_flipped(value: int, *bits: int) -> np.uint64:
    return np.uint64(value) ^ np.uint64(sum(1 << bit for bit in bits))


def test_pairs_are_all_there_are() -> None:
    rng = np.random.default_rng(0)
    base = rng.integers(0, 2**63, 150).astype(np.uint64)
    near = np.array([with_flipped(int(h), *rng.choice(64, rng.integers(1, 11), replace=False)) for h in base])
    hashes = np.concatenate([base, near])
    distance = np.bitwise_count(hashes[:, None] ^ hashes)
    expected = {(i, j) for i, j in zip(*np.nonzero(distance <= 8), strict=True) if i < j}
    a, b, bits = twins.pairs(hashes)
    assert set(zip(a.tolist(), b.tolist(), strict=True)) == expected
    assert np.array_equal(bits, distance[a, b])
    assert len(expected) > 100


def test_a_chain_is_not_one_group() -> None:
    film = np.array([with_flipped(0, *range(3 * frame)) for frame in range(5)])
    found = twins.groups(film, np.zeros(5, bool), unknown)
    assert found[1] >= 0
    assert found[0] == found[1] == found[2]  # around the second
    assert found[3] == found[4] != found[0]


def test_the_same_hash_is_a_group_unless_pictures_are_plain_or_embeddings_differ() -> None:
    hashes, plain = np.array([7, 7, 7, 0xFFFF << 40], np.uint64), np.zeros(4, bool)
    assert twins.groups(hashes, plain, unknown).tolist() == [0, 0, 0, -1]
    assert twins.groups(hashes, ~plain, unknown).tolist() == [-1, -1, -1, -1]
    third_differs = lambda a, b: np.where((a == 2) | (b == 2), 0.1, 0.99)  # noqa: E731
    assert twins.groups(hashes, plain, third_differs).tolist() == [0, 0, -1, -1]


def test_more_bits_may_differ_where_embeddings_agree() -> None:
    hashes, plain = np.array([0, with_flipped(0, *range(0, 60, 9))], np.uint64), np.zeros(2, bool)
    assert twins.groups(hashes, plain, unknown).tolist() == [-1, -1]
    assert twins.groups(hashes, plain, lambda a, b: np.full(len(a), 0.9)).tolist() == [0, 0]


def test_nothing_gives_nothing() -> None:
    assert twins.groups(np.empty(0, np.uint64), np.empty(0, bool), unknown).tolist() == []
