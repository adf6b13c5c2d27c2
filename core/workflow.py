"""The stages in order: what each needs, what it makes, its spec, and its function by name ("module:name").

A function is looked up inside the process that runs it, so that the app never imports torch (DESIGN 3).
"""

import importlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core import specs
from core.jobs.manifest import Manifest
from core.jobs.previews import PreviewJob
from core.jobs.reporter import Reporter
from core.records import StageName
from core.words import tr_later

StageFunction = Callable[[Any, Manifest, Path, Reporter], dict[str, Any]]


@dataclass(frozen=True)
class Stage:
    """One stage that runs in a compute process. `doing` is what the window says while it goes on, in English."""

    name: StageName
    doing: str
    needs: str
    makes: str
    spec: type[Any]
    function: str

    def load(self) -> StageFunction:
        function: StageFunction = _load(self.function)
        return function


def load_follower() -> Callable[[str], None]:
    """What every process but the first runs when torchrun started several for one pretraining; takes the device."""
    follower: Callable[[str], None] = _load("core.stages.pretrain:follow")
    return follower


def load_previewer() -> Callable[[PreviewJob], np.ndarray]:
    """What shows the views SimCLR would be shown: see `core.stages.views.make`."""
    previewer: Callable[[PreviewJob], np.ndarray] = _load("core.stages.views:make")
    return previewer


def _load(function: str) -> Any:
    module, name = function.split(":")
    return getattr(importlib.import_module(module), name)


STAGES: dict[StageName, Stage] = {
    stage.name: stage
    for stage in (
        Stage(
            "ingest", tr_later("Looking through the folder"), "a folder", "images", specs.IngestSpec, "core.stages.ingest:run"
        ),
        Stage("pretrain", tr_later("Pretraining"), "images", "an encoder", specs.PretrainSpec, "core.stages.pretrain:run"),
        Stage("embed", tr_later("Embedding"), "images, an encoder", "embeddings", specs.EmbedSpec, "core.stages.embed:run"),
        Stage(
            "compare",
            tr_later("Comparing encoders"),
            "embeddings of two",
            "a choice",
            specs.CompareSpec,
            "core.stages.compare:run",
        ),
        Stage("map", tr_later("Laying out the map"), "embeddings", "a map", specs.MapSpec, "core.stages.map:run"),
        Stage(
            "finetune",
            tr_later("Fine-tuning"),
            "labels, embeddings",
            "a classifier",
            specs.FinetuneSpec,
            "core.stages.finetune:run",
        ),
        Stage("predict", tr_later("Predicting"), "a classifier", "predictions", specs.PredictSpec, "core.stages.predict:run"),
        Stage("watch", tr_later("Watching a folder"), "a classifier", "a table", specs.WatchSpec, "core.stages.watch:run"),
        Stage(
            "export",
            tr_later("Exporting the classifier"),
            "a classifier",
            "an ONNX file",
            specs.ExportSpec,
            "core.stages.export:run",
        ),
        Stage(
            "probe", tr_later("Asking what this machine offers"), "nothing", "devices", specs.ProbeSpec, "core.stages.probe:run"
        ),
    )
}

FOLLOWED_BY: dict[StageName, tuple[StageName, ...]] = {
    "ingest": ("embed",),
    "pretrain": ("embed",),
    "embed": ("compare", "map"),
    "compare": ("map",),
}
"""What is started by itself when a stage is done, so that nobody waits at an empty map: the first of these that has anything
to do (core/operations/following.py)."""
