"""Likeness from stored embeddings."""

from pathlib import Path

import numpy as np
import pytest

from core.operations.finding import likeness
from core.project import encoders, images
from core.project.project import Project
from core.records import FoundImage


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "p.labelight", tmp_path) as project:
        images.add_found(project, [FoundImage(f"{n}.png", 1, 1, bytes([n]) * 16, 8, 8) for n in range(5)])
        encoder = encoders.bundled(project).id
        first = np.array([[1, 0], [0, 1], [1, 1]], np.float16)
        encoders.add_embeddings(project, encoder, np.array([1, 2, 3]), first)
        encoders.add_embeddings(project, encoder, np.array([2, 4]), np.array([[-1, 0], [2, 0.5]], np.float16))
        yield project


def test_it_is_the_cosine_with_the_nearest_in_the_newest_part(project: Project) -> None:
    ids, scores = likeness(project, np.array([1]))
    assert ids.tolist() == [1, 2, 3, 4]
    assert scores == pytest.approx([1, -1, 0.7071, 0.9701], abs=1e-3)


def test_of_several_examples_the_nearest_counts(project: Project) -> None:
    _, scores = likeness(project, np.array([1, 2]))
    assert scores[:2] == pytest.approx([1, 1], abs=1e-6)


def test_images_without_an_embedding_are_like_nothing(project: Project) -> None:
    ids, scores = likeness(project, np.array([5]))
    assert not len(ids)
    assert not len(scores)
