from pathlib import Path

import numpy as np
import pytest

from core.project import images
from core.project.project import Project
from core.records import FoundImage


def found(path: str, content: int | None = None) -> FoundImage:
    digest = (hash(path) if content is None else content).to_bytes(16, "big", signed=True)
    return FoundImage(path, 100, 1, digest, 32, 24, "JPEG")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "pictures"
    place.mkdir()
    return place


@pytest.fixture
def project(tmp_path: Path, folder: Path):
    with Project.create(tmp_path / "p.labelight", folder) as project:
        images.add_found(project, [found(f"{n:03d}.jpg") for n in range(100)])
        yield project


def vectors(n: int, width: int = 8, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=(n, width)).astype(np.float16)
