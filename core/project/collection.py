"""The images of a project as columns, for views: what map, grid and counts draw from. One row per image, by id."""

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Self

import numpy as np

from core.jobs.manifest import DIGEST_BYTES
from core.project import encoders, images, labels
from core.project.project import Project


@dataclass(frozen=True)
class Collection:
    """ids int64 [N] ascending; paths N texts; digests uint8 [N, 16]; label_codes int64 [N]: class id (> 0), 0 without a
    label, or a code of MARK_CODES; xy float32 [N, 2], NaN where the map has no place."""

    folder: Path
    ids: np.ndarray
    paths: tuple[str, ...]
    digests: np.ndarray
    label_codes: np.ndarray
    xy: np.ndarray

    @classmethod
    def load(cls, project: Project) -> Self:
        listed = images.image_list(project)
        blank = cls(
            folder=project.folder(),
            ids=listed.ids,
            paths=listed.paths,
            digests=listed.digests,
            label_codes=np.zeros(len(listed), np.int64),
            xy=np.full((len(listed), 2), np.nan, np.float32),
        )
        return blank.with_labels(labels.columns(project)).with_map(*encoders.latest_map(project, encoders.current(project).id))

    @classmethod
    def empty(cls) -> Self:
        whole, places = np.empty(0, np.int64), np.empty((0, 2), np.float32)
        return cls(Path(), whole, (), np.empty((0, DIGEST_BYTES), np.uint8), whole, places)

    def __len__(self) -> int:
        return len(self.ids)

    def rows(self, ids: np.ndarray) -> np.ndarray:
        """Rows int64 of these image ids; ids that are not in the collection are left out."""
        places = np.searchsorted(self.ids, ids)
        inside = places < len(self.ids)
        known = np.zeros(len(ids), bool)
        known[inside] = self.ids[places[inside]] == np.asarray(ids)[inside]
        return places[known].astype(np.int64)

    def with_labels(self, columns: labels.LabelColumns, only: np.ndarray | None = None) -> Self:
        """With these labels; `only`: ids the columns speak about, all others keep theirs."""
        codes = self.label_codes.copy() if only is not None else np.zeros(len(self), np.int64)
        if only is not None:
            codes[self.rows(only)] = 0
        code_of = dict(zip(columns.ids.tolist(), columns.classes.tolist(), strict=True))
        here = np.array([i for i in code_of if self._has(i)], np.int64)
        codes[self.rows(here)] = [code_of[i] for i in here.tolist()]
        return replace(self, label_codes=codes)

    def with_map(self, ids: np.ndarray, xy: np.ndarray) -> Self:
        places = np.full((len(self), 2), np.nan, np.float32)
        known = np.isin(ids, self.ids)
        places[self.rows(ids[known])] = xy[known]
        return replace(self, xy=places)

    def path(self, row: int) -> Path:
        return self.folder / self.paths[row]

    def _has(self, image: int) -> bool:
        place = int(np.searchsorted(self.ids, image))
        return place < len(self.ids) and int(self.ids[place]) == image
