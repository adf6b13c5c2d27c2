"""The images of a project as columns, for views: what map, grid and counts draw from. One row per image, by id."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np

from core.jobs.manifest import DIGEST_BYTES
from core.project import images, labels, maps
from core.project.paths_column import PathColumn
from core.project.project import Project


@dataclass(frozen=True)
class Collection:
    """ids int64 [N] ascending; paths of N images; digests uint8 [N, 16]; label_codes int64 [N]: class id (> 0), 0 without a
    label, or a code of MARK_CODES; xy float32 [N, 2], NaN where the map has no place."""

    folder: Path
    ids: np.ndarray
    paths: PathColumn
    digests: np.ndarray
    label_codes: np.ndarray
    xy: np.ndarray

    @classmethod
    def load(cls, project: Project) -> Self:
        ids, paths, digests = images.shown_columns(project)
        blank = cls(
            folder=project.folder(),
            ids=ids,
            paths=paths,
            digests=digests,
            label_codes=np.zeros(len(ids), np.int64),
            xy=np.full((len(ids), 2), np.nan, np.float32),
        )
        return blank.with_labels(labels.columns(project)).with_map(*maps.shown(project))

    @classmethod
    def empty(cls) -> Self:
        whole, places = np.empty(0, np.int64), np.empty((0, 2), np.float32)
        return cls(Path(), whole, PathColumn.of(()), np.empty((0, DIGEST_BYTES), np.uint8), whole, places)

    def __len__(self) -> int:
        return len(self.ids)

    def rows(self, ids: np.ndarray) -> np.ndarray:
        """Rows int64 of these image ids; ids that are not in the collection are left out."""
        places: np.ndarray = np.searchsorted(self.ids, ids)[self._known(ids)]
        return places.astype(np.int64)

    def with_labels(self, columns: labels.LabelColumns, only: np.ndarray | None = None) -> Self:
        """With these labels; `only`: ids the columns speak about, all others keep theirs."""
        codes = self.label_codes.copy() if only is not None else np.zeros(len(self), np.int64)
        if only is not None:
            codes[self.rows(only)] = 0
        known = self._known(columns.ids)
        codes[self.rows(columns.ids)] = columns.classes[known]
        return replace(self, label_codes=codes)

    def with_map(self, ids: np.ndarray, xy: np.ndarray) -> Self:
        places = np.full((len(self), 2), np.nan, np.float32)
        places[self.rows(ids)] = xy[self._known(ids)]
        return replace(self, xy=places)

    def spread(self, ids: np.ndarray, values: np.ndarray, missing: float) -> np.ndarray:
        """One value for each row, of the dtype of `values` [M], which are those of the images `ids` int64 [M]."""
        if np.array_equal(ids, self.ids):
            return values
        out = np.full(len(self), missing, values.dtype)
        out[self.rows(ids)] = values[self._known(ids)]
        return out

    def path(self, row: int) -> Path:
        return self.folder / self.paths[row]

    def _known(self, ids: np.ndarray) -> np.ndarray:
        """bool [n]: which of these ids are in the collection."""
        places = np.searchsorted(self.ids, ids)
        inside = places < len(self.ids)
        known = np.zeros(len(ids), bool)
        known[inside] = self.ids[places[inside]] == np.asarray(ids)[inside]
        return known
