"""A project that has learnt something, made in seconds: a tiny encoder of random weights, embeddings, labels, a classifier."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from core.jobs.reporter import ListReporter
from core.learn import encoders as networks
from core.operations import runs
from core.project import encoders, imported
from core.project.project import Project
from core.records import EncoderCard
from core.specs import EmbedSpec, FinetuneSpec, IngestSpec

CARD = EncoderCard(0, "own", "tiny", "random", 32, 256, (0.4, 0.5, 0.6), (0.2, 0.25, 0.3))


def run(project: Project, stage: Any, spec: Any) -> dict[str, Any]:
    return runs.run_here(project, stage, spec, ListReporter())


def make(home: Path, labels: Mapping[str, str]) -> Path:
    """Over the folder `home`/pictures; returns the project's file, closed."""
    torch.manual_seed(0)
    networks.save(networks.build("tiny", 32)[0], CARD, home / "own.safetensors")
    with Project.create(home / "p.labelight", home / "pictures") as project:
        run(project, "ingest", IngestSpec())
        encoders.add(project, CARD, (home / "own.safetensors").read_bytes())
        run(project, "embed", EmbedSpec())
        imported.by_path(project, labels)
        run(project, "finetune", FinetuneSpec(mode="linear", repeats=1))
    return home / "p.labelight"
