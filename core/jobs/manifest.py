"""What a run is given besides its spec: which images, which encoder, which labels. Written once, read by the child.

A manifest is JSON that names files lying beside it in the run folder; arrays are `.npz`/`.npy`, weights safetensors,
never pickle. The compute process sees only this, never the project.
"""

import dataclasses
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import numpy as np

from core.records import EncoderCard
from core.roots import Roots

DIGEST_BYTES = 16


@dataclass(frozen=True)
class ImageList:
    """Images as columns. ids int64 [N]; paths N texts; digests uint8 [N, 16]; widths, heights int32 [N]; file_sizes (bytes),
    mtimes int64 [N] (mtime in ns). `ids` are the project's; a foreign folder's images are numbered from 0."""

    ids: np.ndarray
    paths: tuple[str, ...]
    digests: np.ndarray
    widths: np.ndarray
    heights: np.ndarray
    file_sizes: np.ndarray
    mtimes: np.ndarray

    def __len__(self) -> int:
        return len(self.paths)

    def take(self, indices: np.ndarray) -> "ImageList":
        """The images at these places, in this order."""
        return ImageList(
            self.ids[indices],
            tuple(self.paths[i] for i in indices),
            self.digests[indices],
            self.widths[indices],
            self.heights[indices],
            self.file_sizes[indices],
            self.mtimes[indices],
        )

    def joined(self, more: "ImageList") -> "ImageList":
        """These images, then those."""
        columns = [f.name for f in dataclasses.fields(self) if f.name != "paths"]
        arrays = {name: np.concatenate([getattr(self, name), getattr(more, name)]) for name in columns}
        return ImageList(paths=self.paths + more.paths, **arrays)

    def save(self, path: Path) -> None:
        # A path holds no NUL byte, so that joined bytes keep every name, even those that are not UTF-8 (faults.md 28).
        joined = b"\0".join(os.fsencode(p) for p in self.paths)
        arrays = {f.name: getattr(self, f.name) for f in dataclasses.fields(self) if f.name != "paths"}
        np.savez(path, paths=np.frombuffer(joined, np.uint8), **arrays)

    @classmethod
    def load(cls, path: Path) -> Self:
        with np.load(path, allow_pickle=False) as data:
            columns = {f.name: data[f.name] for f in dataclasses.fields(cls) if f.name != "paths"}
            joined = data["paths"].tobytes()
        paths = tuple(os.fsdecode(p) for p in joined.split(b"\0")) if len(columns["ids"]) else ()
        return cls(paths=paths, **columns)

    @classmethod
    def empty(cls) -> Self:
        whole = np.empty(0, np.int64)
        side = np.empty(0, np.int32)
        return cls(whole, (), np.empty((0, DIGEST_BYTES), np.uint8), side, side, whole, whole)


@dataclass(frozen=True)
class Manifest:
    """File names are relative to the run folder and empty where the stage needs none.

    `folder` is the first one of the project, `further` are the others, `folder_ids` the ids of all of them in that order.
    `cache` is absolute, or relative to the run folder (a bundle carries its pixels). images: ImageList; weights: safetensors
    of the encoder, for pretraining of its start (empty: bundled, or the spec's start decides); embeddings: npz with `ids`
    int64 [N] and `vectors` float16 [N, D]; embeddings_before: the same of the encoder before; labels: npz with `ids` int64
    [L] and `classes` int64 [L] (indices into `class_names`); positions: npz with `ids` and `xy` float32 [N, 2], the map
    before, whose images keep their places where `places_stay`; classifier: safetensors; side: in px, of the squares pictures
    are prepared as for it (0: the encoder's size); predictions: npz with `ids` and `probabilities` float [N, C], as stored;
    known: JSON, path of a file in a watched folder -> time in ns up to which its changes are dealt with.
    """

    folder: str
    cache: str
    images: str = ""
    encoder: EncoderCard | None = None
    weights: str = ""
    embeddings: str = ""
    labels: str = ""
    class_ids: tuple[int, ...] = ()
    class_names: tuple[str, ...] = ()
    positions: str = ""
    places_stay: bool = False
    classifier: str = ""
    classifier_card: dict[str, Any] = dataclasses.field(default_factory=dict)
    embeddings_before: str = ""
    side: int = 0
    predictions: str = ""
    known: str = ""
    further: tuple[str, ...] = ()
    folder_ids: tuple[int, ...] = ()

    @property
    def roots(self) -> Roots:
        """The folders the images lie under, as they were when the run began."""
        if not self.folder_ids:
            return Roots.only(Path(self.folder))
        return Roots(self.folder_ids, tuple(map(Path, (self.folder, *self.further))))

    def to_dict(self) -> dict[str, Any]:
        return dataclasses.asdict(self)

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> Self:
        values = dict(values)
        card = values.pop("encoder", None)
        for name in ("class_ids", "class_names", "further", "folder_ids"):
            values[name] = tuple(values.get(name, ()))
        if card is not None:
            card = EncoderCard(**{**card, "mean": tuple(card["mean"]), "std": tuple(card["std"])})
        return cls(encoder=card, **values)


def load_arrays(path: Path) -> dict[str, np.ndarray]:
    """All arrays of an npz, without pickle."""
    with np.load(path, allow_pickle=False) as data:
        return {name: data[name] for name in data.files}


def write_json(path: Path, value: Any) -> None:
    """Write beside, then replace: a reader sees the old file or the new one, never half."""
    temporary = path.with_name(path.name + ".tmp")
    temporary.write_text(json.dumps(value), encoding="utf-8")
    temporary.replace(path)
