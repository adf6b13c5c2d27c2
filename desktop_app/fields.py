"""The fields of all images, for order, groups, colours and search: computed when first asked for, off the GUI thread.

Label, prediction and confidence change with every edit and are made on the spot; what has to be read or computed comes later
and is told by `ready`. How familiar images are follows the labels once it was asked for, told by `renewed`: what was known
stays until then. Rows are those of the session's snapshot.
"""

from collections.abc import Callable
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.classify import strangers
from core.classify.quick import Reduced
from core.explore import alike, fields
from core.explore.fields import Field, Groups, Numbers
from core.operations import finding, oddities
from core.pixels.measures import MeasureStore
from core.project import images
from core.project.collection import Collection
from core.project.paths_column import PathColumn
from core.project.project import Project
from core.records import Change
from core.words import tr, tr_later
from desktop_app.background import Background
from desktop_app.pictures import mark_names
from desktop_app.session import Session

TITLES = {
    "label": tr_later("Label"),
    "prediction": tr_later("Prediction"),
    "confidence": tr_later("Confidence"),
    "familiar": tr_later("Familiar"),
    "cluster": tr_later("Look-alikes"),
    "likeness": tr_later("Likeness"),
    "folder": tr_later("Folder"),
    "date": tr_later("Date"),
    "day": tr_later("Day"),
    "size": tr_later("Size"),
    "bytes": tr_later("File size"),
    "copies": tr_later("Copies"),
    "near": tr_later("Nearly the same"),
    "sharpness": tr_later("Sharpness"),
    "brightness": tr_later("Brightness"),
}
_OF_FILES = ("date", "day", "size", "bytes")
_OF_MEASURES = ("sharpness", "brightness")
_OF_EMBEDDINGS = ("cluster", "likeness", "familiar", "near")
_OF_TEACHERS = "familiar"
CLUSTERS = 20
"""Groups of look-alikes at first: few enough to name one after the other."""
Columns = dict[str, Field]


class Fields(QObject):
    """`get` answers at once, with None while a field is on its way."""

    ready = Signal(str)
    renewed = Signal(str)  # other values in place of those that were known
    failed = Signal(str)
    clusters_changed = Signal(int)  # whoever set how many

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._known: Columns = {}
        self._asked: set[str] = set()
        self._renewing = False  # whether what is known of _OF_TEACHERS is for labels of before
        self._question = 0
        self._generation = 0
        self._clusters = CLUSTERS
        self._examples = np.empty(0, np.int64)
        self._background: Background | None = None
        self._ids = session.snapshot.images.ids
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_closed)
        session.changed.connect(self._on_changed)
        session.embeddings_loaded.connect(self._on_embeddings)

    @property
    def clusters(self) -> int:
        """How many groups of look-alikes are made."""
        return self._clusters

    @property
    def has_examples(self) -> bool:
        """Whether there are images that likeness is asked about."""
        return len(self._examples) > 0

    def get(self, key: str) -> Field | None:
        """The field of this key (see TITLES); None: not there yet, `ready(key)` follows if it ever can be."""
        if key in ("label", "prediction", "confidence"):
            return self._of_labels(key)
        if key not in self._known:
            self._ask(key)
        return self._known.get(key)

    def find_alike(self, rows: np.ndarray) -> None:
        """Likeness is asked about these images from now on; `ready("likeness")` follows."""
        self._examples = self._session.snapshot.images.ids[rows]
        self._forget(("likeness",))
        self.get("likeness")

    def set_clusters(self, number: int) -> None:
        """So many groups of look-alikes from now on; `ready("cluster")` follows."""
        self._take_clusters(number)
        self._forget(("cluster",))
        self.get("cluster")

    def _take_clusters(self, number: int) -> None:
        if number != self._clusters:
            self._clusters = number
            self.clusters_changed.emit(number)

    def _of_labels(self, key: str) -> Field:
        now = self._session.snapshot
        ids, confidence = self._session.guesses()
        fitting = len(ids) == len(now.images)
        if key == "confidence":
            values = np.where(ids != 0, confidence, np.nan) if fitting else np.full(len(now.images), np.nan)
            return Numbers(values.astype(float), "share")
        codes = now.images.label_codes if key == "label" else (ids if fitting else np.zeros(len(now.images), np.int64))
        marks = tuple(item for item in mark_names().items() if key == "label" or (codes == item[0]).any())
        nowhere = tr("No label") if key == "label" else tr("No prediction")
        return fields.classes(codes, [c.id for c in now.classes], [c.name for c in now.classes], marks, nowhere)

    def _ask(self, key: str) -> None:
        work = self._work(key) if key not in self._asked else None
        if work is None or self._background is None:
            return
        self._asked.add(key)
        told = partial(self._on_computed, self._generation)
        self._background.run(work, told, partial(self._on_failed, self._generation, key))

    def _work(self, key: str) -> Callable[[], Columns] | None:
        """What computes a field, with others that come at the same price; None: it cannot be computed now."""
        shown, project, reduced = self._session.snapshot.images, self._session.project, self._session.reduced()
        if project is None or not len(shown):
            return None
        if key == "folder":
            return partial(_folders, shown.paths)
        if key == "copies":
            return partial(_copies, shown.digests)
        if key in _OF_FILES:
            return partial(_files, project, shown.ids)
        if key in _OF_MEASURES:
            return partial(_measures, project, shown)
        if key == "near":
            return partial(_near, project, shown, reduced)
        if key == "likeness" and self.has_examples:
            return partial(_likeness, project, shown, self._examples)
        if key == "cluster" and reduced is not None:
            return partial(_clusters, shown, *reduced, self._clusters)
        if key == "familiar" and reduced is not None:
            return partial(self._familiar, self._question, shown, *reduced)
        return None

    def _familiar(self, question: int, shown: Collection, embedded: np.ndarray, reduced: Reduced) -> Columns:
        """Runs on the background thread; a question that was overtaken is not computed."""
        return _familiar(shown, embedded, reduced) if question == self._question else {}

    def _on_computed(self, generation: int, found: Columns) -> None:
        if generation == self._generation:
            self._renewing = self._renewing and _OF_TEACHERS not in found
            before = set(self._known)
            self._known.update(found)
            for key in found:
                (self.renewed if key in before else self.ready).emit(key)

    def _on_failed(self, generation: int, key: str, error: BaseException) -> None:
        if generation == self._generation:
            self.failed.emit(tr("{field} could not be found out: {error}", field=tr(TITLES[key]), error=error))

    def _forget(self, keys: tuple[str, ...]) -> None:
        """What was computed, or is being computed, is no longer true. What else is under way is asked for anew."""
        self._generation += 1
        self._question += 1
        self._known = {key: value for key, value in self._known.items() if key not in keys}
        renewing = {_OF_TEACHERS} if self._renewing else set()
        under_way = [key for key in self._asked if (key not in self._known or key in renewing) and key not in keys]
        self._asked = set(self._known) - renewing
        for key in under_way:
            self._ask(key)

    def _renew(self) -> None:
        """Labels are others: what depends on them is asked for again, if it ever was."""
        if _OF_TEACHERS in self._asked:
            self._question += 1
            self._asked.discard(_OF_TEACHERS)
            self._renewing = _OF_TEACHERS in self._known
            self._ask(_OF_TEACHERS)

    def _on_opened(self) -> None:
        self._on_closed()
        self._background = Background("fields", self)
        self._ids = self._session.snapshot.images.ids

    def _on_closed(self) -> None:
        if self._background is not None:
            self._background.close()
            self._background = None
        self._examples = np.empty(0, np.int64)
        self._take_clusters(CLUSTERS)
        self._known, self._asked, self._renewing = {}, set(), False
        self._generation += 1
        self._question += 1

    def _on_changed(self, change: Change) -> None:
        before, self._ids = self._ids, self._session.snapshot.images.ids
        if before is not self._ids:
            self._forget(tuple(TITLES))
        elif change.tables & {"labels", "classes"}:
            self._renew()

    def _on_embeddings(self) -> None:
        self._forget(_OF_EMBEDDINGS)
        for key in _OF_EMBEDDINGS:
            self.ready.emit(key)  # whoever shows it asks again


def _folders(paths: PathColumn) -> Columns:
    places, names = paths.folders()
    return {"folder": Groups(places, tuple(name or "(top)" for name in names))}


def _copies(digests: np.ndarray) -> Columns:
    return {"copies": fields.duplicates(digests)}


def _files(project: Project, ids: np.ndarray) -> Columns:
    found = images.file_columns(project)
    known = np.isin(ids, found.ids)
    if not known.all():  # images came while it was read: the next change asks again
        return {}
    rows = np.searchsorted(found.ids, ids)
    longer = np.maximum(found.widths, found.heights)[rows].astype(float)
    return {
        "date": fields.dates(found.mtimes[rows]),
        "day": fields.days(found.mtimes[rows]),
        "size": Numbers(longer, "pixels"),
        "bytes": Numbers(found.file_sizes[rows].astype(float), "bytes"),
    }


def _measures(project: Project, shown: Collection) -> Columns:
    found = MeasureStore(project.cache / "measures").get(shown.digests)
    return {
        "sharpness": Numbers(found.sharpness.astype(float)),
        "brightness": Numbers(found.brightness.astype(float), "share"),
    }


def _near(project: Project, shown: Collection, reduced: tuple[np.ndarray, Reduced] | None) -> Columns:
    return {"near": oddities.near_field(oddities.Columns.read(project, shown, reduced))}


def _likeness(project: Project, shown: Collection, examples: np.ndarray) -> Columns:
    found, scores = finding.likeness(project, examples)
    return {"likeness": Numbers(shown.spread(found, scores.astype(float), np.nan))}


def _clusters(shown: Collection, embedded: np.ndarray, reduced: Reduced, number: int) -> Columns:
    groups = alike.clusters(reduced.values, number)
    names = tuple(tr("Group {number}", number=n + 1) for n in range(int(groups.max(initial=-1)) + 1))
    return {"cluster": Groups(shown.spread(embedded, groups, -1), names, tr("Not embedded yet"))}


def _familiar(shown: Collection, embedded: np.ndarray, reduced: Reduced) -> Columns:
    codes = np.zeros(len(embedded), np.int64)
    there = np.isin(embedded, shown.ids)
    codes[there] = shown.label_codes[shown.rows(embedded[there])]
    taught = np.flatnonzero(codes > 0)  # a mark names no class: it teaches nothing
    found = strangers.fit(reduced.values, taught, codes[taught])
    shares = np.full(len(embedded), np.nan) if found is None else found.shares(reduced.values).astype(float)
    return {"familiar": Numbers(shown.spread(embedded, shares, np.nan), "share")}
