"""Train and validation: the same share of each class, the same images for the same seed, copies of an image on one side."""

import hashlib
from collections import Counter
from collections.abc import Sequence


def validation(classes: Sequence[str], digests: Sequence[bytes], share: float, seed: int) -> list[bool]:
    """Which of N images are for validation: about `share` (0..1) of each class, rounded down by copies that stay together.

    At least one content of each class that has two stays on either side. Which ones depends on seed and content alone, not on
    names, order or other images; images that are added later change little. A content with several classes counts for the most
    frequent one.
    """
    classes_of: dict[bytes, Counter[str]] = {}
    for name, digest in zip(classes, digests, strict=True):
        classes_of.setdefault(digest, Counter())[name] += 1
    contents: dict[str, list[bytes]] = {}
    for digest, names in classes_of.items():
        name = min(names, key=lambda each: (-names[each], each))
        contents.setdefault(name, []).append(digest)
    chosen: set[bytes] = set()
    for some in contents.values():
        chosen |= _some(some, {digest: classes_of[digest].total() for digest in some}, share, seed)
    return [digest in chosen for digest in digests]


def _some(digests: list[bytes], size: dict[bytes, int], share: float, seed: int) -> set[bytes]:
    if share <= 0 or len(digests) < 2:
        return set()
    key = str(seed).encode()
    ordered = sorted(digests, key=lambda digest: hashlib.blake2b(digest, key=key, digest_size=16).digest())
    wanted = max(1, round(share * sum(size.values())))
    chosen: set[bytes] = set()
    taken = 0
    for digest in ordered:
        if taken + size[digest] <= wanted and len(chosen) < len(digests) - 1:
            chosen.add(digest)
            taken += size[digest]
    return chosen or {min(ordered, key=lambda digest: size[digest])}
