"""Frozen rows that cross a boundary: between project and window, project and stage, run and app. Plain data only."""

from dataclasses import dataclass, field
from typing import Any, Literal

ImageState = Literal["ok", "unreadable", "missing"]
Mark = Literal["class", "skip", "unsure", "none"]
"""What a label says: a class, or one of three decisions that are none: skip, not sure, none of these classes."""
Origin = Literal["person", "import", "accepted"]
PickReason = Literal["suggestion", "check"]
"""Why an image was drawn at random: as the random share of suggestions, or to see how good the classifier is."""
RunState = Literal["queued", "running", "done", "failed", "stopped", "interrupted"]
StageName = Literal[
    "ingest", "pretrain", "embed", "compare", "map", "label", "finetune", "review", "export", "predict", "watch", "probe"
]

# Okabe and Ito's eight (without black, which is text), then five of Tol's muted scheme, ordered so that neighbours differ.
CLASS_COLOURS: tuple[str, ...] = (
    "#e69f00",
    "#56b4e9",
    "#009e73",
    "#cc79a7",
    "#0072b2",
    "#d55e00",
    "#b8a800",
    "#882255",
    "#44aa99",
    "#7a6bd6",
    "#999933",
    "#aa4499",
    "#6f4e37",
    "#e8707a",
)


@dataclass(frozen=True, slots=True)
class Image:
    """One file of the folder. `path` is relative to the folder, with `/`; undecodable bytes as surrogate escapes. `digest`:
    blake2b-128 of the whole file, 16 bytes; `width`, `height` in pixels, after EXIF turning; `reason`: why it is not ok."""

    id: int
    path: str
    digest: bytes
    width: int
    height: int
    state: ImageState = "ok"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class FoundImage:
    """What ingest learnt about one file. `digest` is blake2b-128 of the whole file; sizes after EXIF turning, in pixels."""

    path: str
    file_size: int
    mtime_ns: int
    digest: bytes
    width: int
    height: int
    format: str = ""
    state: ImageState = "ok"
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Class:
    """A name the user gives, with a colour (`#rrggbb`) and a key (one character or empty)."""

    id: int
    name: str
    colour: str
    key: str
    position: int


@dataclass(frozen=True, slots=True)
class Change:
    """What an edit did, published after its commit. Names data, never widgets. `images` None: cannot say, refresh all."""

    op: str
    tables: frozenset[str]
    images: frozenset[int] | None = None


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One step that can be undone (or, if `undone`, redone). `text` completes the sentence "Undo ..."."""

    id: int
    op: str
    text: str
    undone: bool
    when: float


@dataclass(frozen=True)
class EncoderCard:
    """An encoder f without its weights: enough to build it and to prepare its input.

    `width` is the length of the embedding h; `mean` and `std` are per channel, for pixels in [0, 1]; `size` is the side
    in pixels the encoder embeds at.
    """

    id: int
    name: str
    architecture: str
    start: str
    size: int
    width: int
    mean: tuple[float, float, float] = (0.5, 0.5, 0.5)
    std: tuple[float, float, float] = (0.5, 0.5, 0.5)


@dataclass(frozen=True, slots=True)
class MapCard:
    """A stored map without its places. `encoder` is an id; `images` is how many lie on it; `created` seconds since 1970."""

    id: int
    encoder: int
    method: str
    created: float
    images: int


@dataclass(frozen=True)
class ClassifierCard:
    """A stored classifier without its weights. `accuracy` and `interval` are estimates on labels it was not fitted to; `run`:
    the id of the run that made it, if one did."""

    id: int
    encoder: int
    mode: Literal["linear", "full"]
    class_ids: tuple[int, ...]
    class_names: tuple[str, ...]
    labels: int
    accuracy: float | None
    interval: tuple[float, float] | None
    created: float
    details: dict[str, Any] = field(default_factory=dict)
    run: int | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """One execution of a stage. Times are seconds since 1970; `result` is what the stage returned."""

    id: int
    stage: StageName
    spec: dict[str, Any]
    state: RunState
    created: float
    ended: float | None = None
    message: str = ""
    result: dict[str, Any] = field(default_factory=dict)
