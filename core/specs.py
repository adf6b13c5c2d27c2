"""Every knob of every stage: one frozen, commented dataclass each. The form, the CLI, job.json and the tests all use it.

Where a default is the SimCLR paper's (Chen et al. 2020, arXiv 2002.05709) its section stands beside it; where ours
differs, the reason does. A spec is JSON: `dataclasses.asdict(spec)` and `from_dict` are inverse.
"""

import dataclasses
import types
import typing
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

Device = str
"""auto, cpu, cuda, cuda:1, mps or xpu."""
RANDOM = "random"
"""The start without a start: weights drawn at random, as in the paper."""
ENCODER_START = "encoder:"
"""Before the name (or id) of an earlier encoder of the project, as a start of pretraining."""


@dataclass(frozen=True)
class IngestSpec:
    """Look through the folder: find, digest, decode once, make thumbnails."""

    thumbnail: int = 256  # longest side in pixels; sharp at the grid's largest size, about 12 kB each
    part: int = 500  # images handed over at a time, so that the grid fills while the scan goes on


@dataclass(frozen=True)
class PretrainSpec:
    """SimCLR pretraining: f and g are trained so that two views of one image agree (NT-Xent over 2N views)."""

    start: str = "bundled"  # a warm start wins (method.md 0); or random (the paper), imagenet, encoder:NAME, a file's path
    download: bool = False  # whether size, source and terms of ImageNet weights were agreed to; without it no run fetches any
    encoder: str = "efficientnet_lite0"  # the paper's is resnet50; bundled fits efficientnet_lite0 only; empty: the start's
    size: int = 96  # side of a view in pixels; the paper's 224 takes 5 times as long on a CPU for little on small images
    batch: int = (
        128  # N images, 2N views; small batches take more steps in the same time (docs/pretraining.md); the paper: 4096
    )
    part: int | None = None  # images in memory at a time, same loss (learn/objective.py); None: 256, less if memory is short
    epochs: int = 100  # the paper's shortest schedule (B.1)
    minutes: float | None = None  # a time box instead of epochs; the schedule then follows the clock
    loss: Literal["ntxent", "dcl"] = "ntxent"  # section 2.1; DCL (arXiv 2110.06848) drops the positive from the denominator
    temperature: float = 0.5  # as the paper for CIFAR (B.9); 0.1 for ImageNet (table 5); 0.2 lost a point (decision 10)
    projection: int = 128  # output of g; "irrelevant" from 32 to 2048 (figure 8)
    head_depth: int = 2  # g(h) = W2 ReLU(W1 h) (section 2.1); SimCLRv2 takes 3
    crop_min: float | None = None  # smallest crop, as a part of the area; None: 0.08 (appendix A), 0.2 from a warm start
    crop_ratio: float = 4 / 3  # crop sides from 3/4 to 4/3 (appendix A)
    flip: float = 0.5  # chance of a left-right flip (appendix A)
    flip_upright: float = 0.0  # chance of a top-bottom flip; the paper has none: photos have an up
    turn: float = 0.0  # share of views turned by 0, 90, 180 or 270 degrees; the paper has none
    colour_strength: float | None = None  # s: 1.0 (appendix A), 0.5 at 64 px and below (B.9); None picks by size
    hue: float = 0.2  # hue turns by up to this times s of a full turn (appendix A)
    colour_chance: float = 0.8  # appendix A
    grey_chance: float = 0.2  # appendix A
    blur_chance: float | None = None  # 0.5 (appendix A), 0 at 64 px and below (B.9); None picks by size
    blur_sigma: tuple[float, float] = (0.1, 2.0)  # in pixels at 224; scaled with the size (appendix A)
    optimiser: Literal["auto", "sgd", "lars", "adamw"] = "auto"  # paper: LARS; auto: AdamW from a warm start, else SGD
    rate: float | None = None  # peak learning rate; None: LARS by rate_scaling, 0.06 N/128 SGD, 1e-3 AdamW head
    body_rate: float | None = None  # of f; None: as `rate` from a random start, a fifth of it from a warm one (forgetting)
    rate_scaling: Literal["linear", "sqrt"] = "sqrt"  # of LARS with N: 0.3 N/256 or 0.075 sqrt N, better below 4096 (B.1)
    weight_decay: float | None = None  # not on BN and bias; None: 1e-6 LARS (section 2.2), 5e-4 SGD (Lightly), 1e-2 AdamW
    start_share: float | None = None  # of the start's weights in what comes out (learn/blend.py); None: 0.5 if warm, else 0
    warmup: float = 0.1  # part of the schedule with a linear rise (the paper: 10 of 100 epochs), then cosine to 0
    seed: int = 0
    compile: bool = False  # torch.compile: faster after a minute of compiling, where there is a C++ compiler
    device: Device = "auto"
    name: str = ""  # what the encoder is called in the project; empty: made from encoder, start and size

    @property
    def warm(self) -> bool:
        """Whether it begins from weights that have learnt something already."""
        return self.start != RANDOM


def embedding_size(spec: PretrainSpec) -> int:
    """Side in px at which images are embedded by what this learns.

    From a warm start larger than the views: a crop shows things larger than the whole image does, so an encoder is at its
    best at about 4/3 of the size it was trained at (Touvron et al. 2019, arXiv 1906.06423). 96 px -> 128 px: 0.6 to 1.5 points.
    """
    return max(spec.size, _step_of_32(spec.size * 4 / 3)) if spec.warm else spec.size


def training_size(embedded: int) -> int:
    """Side in px of views to go on learning with an encoder that embeds at this size: the inverse of `embedding_size`."""
    return max(32, _step_of_32(embedded * 3 / 4))


def _step_of_32(size: float) -> int:
    return 32 * round(size / 32)


PRESETS: dict[str, dict[str, Any]] = {
    "photos": {},  # the paper's
    # No side is up; colour is a stain or a season and carries meaning, so hue moves half as far.
    "microscopy": {"flip_upright": 0.5, "turn": 1.0, "hue": 0.1},
    # A mirrored 2 is no 2, and a corner of a letter is no letter.
    "documents": {"flip": 0.0, "crop_min": 0.4, "hue": 0.1},
    # There is no colour to change; brightness and contrast stay.
    "grey": {"hue": 0.0, "grey_chance": 0.0},
}
"""What views may differ in, by kind of picture: fields of PretrainSpec. Microscopy serves aerial pictures as well."""


@dataclass(frozen=True)
class EmbedSpec:
    """Compute h = f(x) for every image, without augmentation."""

    encoder: str = ""  # name or id; empty: the current one
    size: int | None = None  # side in pixels; None: the encoder's own
    batch: int = 64  # larger gains nothing on a CPU
    first: int = 1000  # images in the first part: enough for a first map within seconds
    part: int = 2000  # images in each later part
    device: Device = "auto"


@dataclass(frozen=True)
class CompareSpec:
    """Ask the labels whether a new encoder is better than the one before (core/classify/comparison.py)."""

    encoder: str  # the new one, name or id
    before: str  # name or id
    folds: int = 5  # as FinetuneSpec; the same folds for both encoders
    repeats: int = 3
    seed: int = 0


@dataclass(frozen=True)
class MapSpec:
    """Lay embeddings out in the plane with UMAP (arXiv 1802.03426) on an exact k-NN graph."""

    encoder: str = ""  # name or id; empty: the current one
    neighbours: int = 15  # as umap-learn: the balance of local and global shape
    min_distance: float = 0.1  # as umap-learn
    reduce: int = 64  # PCA before k-NN; 256-d k-NN of 50,000 took 13 s, 64-d a quarter of it
    seed: int = 0  # the same embeddings give the same map
    anew: bool = False  # lay out everything, even where a few newcomers could be placed among the others


@dataclass(frozen=True)
class FinetuneSpec:
    """Make a classifier from the labels there are."""

    mode: Literal["auto", "linear", "full"] = "auto"
    folds: int = (
        10  # of the stratified cross-validation; fewer if the middle class has fewer labels. 5 judge too low, by 1.8 points
    )
    repeats: int = 2  # of the cross-validation with other splits: steadier with few labels; from 1,000 labels on 1
    full_from: int = 20  # labels in the middle class from which `auto` also tries the whole network (core/learn/finetuning.py)
    epochs: int = 15  # of the whole network; the paper's 30 to 60 (B.5) begin at a random head, ours at a fitted one
    batch: int = 64
    rate: float | None = None  # None: 0.1 N/256 (the paper: 0.05, B.5); measured in core/learn/finetuning.py
    crop_min: float = 0.3  # flip and crop only, as in the paper; a milder crop since few labels overfit to scale
    held_out: float = 0.2  # part of the labels that `full` never trains on and is judged by
    seed: int = 0
    device: Device = "auto"


@dataclass(frozen=True)
class PredictSpec:
    """Classify images with a stored classifier: those of the project, or of another folder."""

    folder: str = ""  # empty: the project's own images
    batch: int = 64
    device: Device = "auto"


@dataclass(frozen=True)
class WatchSpec:
    """Classify what arrives in a folder, until it is stopped."""

    folder: str
    every: float = 5.0  # seconds between two looks at the folder; a file is taken once it stayed the same for so long
    once: bool = False  # end as soon as nothing is left that has not been classified
    batch: int = 64
    device: Device = "auto"


@dataclass(frozen=True)
class ExportSpec:
    """Write the current classifier, or an encoder, as files that other programs can use."""

    target: str  # the file to write
    kind: Literal["onnx", "classifier", "encoder"] = "onnx"  # the last two: safetensors, with a card F.json
    encoder: str = ""  # name or id of the encoder to write; empty: the current one
    beside: bool = True  # with an ONNX file also an example, NAME_example.py, and a model card, NAME.md
    overwrite: bool = False  # whether files of these names may be replaced
    check: int = 50  # images of the project on which the file is compared with the program
    none_below: float = 0.0  # share below which an image is none of the classes, noted in the file; 0: off


@dataclass(frozen=True)
class ProbeSpec:
    """Ask a compute process what the machine offers."""


S = TypeVar("S")


def from_dict(kind: type[S], values: dict[str, Any]) -> S:
    """The spec of this kind with these values. Unknown names raise TypeError; lists become the tuples they were."""
    hints = typing.get_type_hints(kind)
    fixed = {n: tuple(v) if isinstance(v, list) and _is_tuple(hints.get(n)) else v for n, v in values.items()}
    return kind(**fixed)


def to_dict(spec: Any) -> dict[str, Any]:
    """The spec as plain JSON values."""
    return dataclasses.asdict(spec)


def _is_tuple(hint: Any) -> bool:
    options = typing.get_args(hint) if typing.get_origin(hint) in (typing.Union, types.UnionType) else (hint,)
    return any(typing.get_origin(o) is tuple for o in options)
