"""A project of eight images to take away: two of them copies, four labelled, all predicted, six embedded and on a map."""

from collections.abc import Iterator

import numpy as np
import pytest

from core.project import classes, classifiers, encoders, images, imported, labels, maps
from core.project.project import Project
from core.records import ClassifierCard, FoundImage

NAMES = ("a.png", "deep/a.png", "=b.png", "c.png", "d.png", "e.png", "f.png", "g.png")
CONTENTS = (b"0", b"0", b"2", b"3", b"4", b"5", b"6", b"7")  # the first two are copies
CONFIDENCE = (0.9375, 0.9375, 0.875, 0.625, 0.96875, 0.75, 0.984375, 0.5625)  # as numbers of 16 bits keep them
FAMILIAR = (0.5, 0.5, 0.5, 0.5, 0.5, 0.5, 0.01, 0.5)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    """Labelled: 1 and 2 moth, 3 bee; 4 not sure; 5 bee by import; 6 none of these. Tests do not change it."""
    home = tmp_path_factory.mktemp("leaving")
    folder = home / "pictures"
    (folder / "deep").mkdir(parents=True)
    for name, content in zip(NAMES, CONTENTS, strict=True):
        (folder / name).write_bytes(content)
    with Project.create(home / "p.labelight", folder) as project:
        found = [FoundImage(n, 1, 1, c.ljust(16), 8, 6) for n, c in zip(NAMES, CONTENTS, strict=True)]
        images.add_found(project, found)
        moth, bee = (classes.add(project, name=name)[1] for name in ("moth", "bee"))
        imported.by_path(project, {"d.png": "bee"})
        labels.assign(project, images=[1, 2], class_id=moth.id)
        labels.assign(project, images=[3], class_id=bee.id)
        labels.mark(project, images=[4], mark="unsure")
        labels.mark(project, images=[6], mark="none")
        encoder = encoders.bundled(project).id
        card = ClassifierCard(0, encoder, "linear", (moth.id, bee.id), ("moth", "bee"), 4, 0.9, (0.7, 1.0), 0.0, {})
        sure = np.array(CONFIDENCE)
        classifiers.add(
            project, card, b"weights", np.arange(1, 9), np.column_stack([sure, 1 - sure]), None, np.array(FAMILIAR, np.float32)
        )
        vectors = (np.arange(24).reshape(6, 4) - 7.25).astype(np.float16) / 3
        encoders.add_embeddings(project, encoder, np.arange(1, 7), vectors)
        maps.add(project, encoder, "pca", np.arange(1, 6), np.arange(10).reshape(5, 2).astype(np.float32) - 3.5)
        yield project
