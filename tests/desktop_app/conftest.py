"""A small project for tests of session, pages and window: nothing in it has to be computed, so no process runs."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from core.project import classes, classifiers, encoders, images, labels, maps
from core.project.project import Project
from core.records import ClassifierCard, FoundImage
from desktop_app import theme
from desktop_app.main_window import MainWindow
from desktop_app.session import Session


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A project of 20 embedded images on a map, four of them labelled, that knows its machine."""
    folder = tmp_path / "pictures"
    folder.mkdir()
    with Project.create(tmp_path / "p.labelight", folder) as project:
        names = [f"{n:02d}.png" for n in range(20)]
        images.add_found(project, [FoundImage(n, 1, 1, n.encode().ljust(16), 8, 8) for n in names])
        ids = np.arange(1, 21)
        vectors = np.random.default_rng(0).normal(size=(20, 6)) + 6 * (np.arange(20) % 2 * 2 - 1)[:, None]
        encoder = encoders.bundled(project).id
        encoders.add_embeddings(project, encoder, ids, vectors.astype(np.float16))
        maps.add(project, encoder, "pca", ids, np.column_stack([ids % 5, ids // 5]).astype(np.float32))
        for name, rows in (("a", [1, 3]), ("b", [2, 4])):
            _, made = classes.add(project, name=name)
            labels.assign(project, images=rows, class_id=made.id)
        project.set("machine", '{"devices": [{"id": "cpu", "name": "cpu"}]}')
    return tmp_path / "p.labelight"


def add_two_classifiers(path: Path, details: dict[str, object]) -> None:
    """To the project of the fixture `path`, the second one better, so that the Train page has everything to show."""
    with Project.open(path) as project:
        for accuracy in (0.5, 0.75):
            encoder = encoders.bundled(project).id
            card = ClassifierCard(0, encoder, "linear", (1, 2), ("a", "b"), 4, accuracy, (0.2, 0.9), 0.0, details)
            chances = np.full((20, 2), 0.5, np.float32)
            classifiers.add(project, card, b"weights", np.arange(1, 21), chances, None)


def add_images(project: Project, found: list[FoundImage], first: int) -> None:
    """More images with ids from `first` on, embedded and on a new map, so that no run starts by itself."""
    images.add_found(project, found)
    encoder, more = encoders.bundled(project).id, np.arange(first, first + len(found))
    encoders.add_embeddings(project, encoder, more, np.random.default_rng(1).normal(size=(len(more), 6)).astype(np.float16))
    every = np.arange(1, first + len(found))
    maps.add(project, encoder, "pca", every, np.column_stack([every % 5, every // 5]).astype(np.float32))


@pytest.fixture
def session(qtbot, path: Path):
    session = Session()
    assert session.open(path)
    qtbot.waitUntil(lambda: len(session.snapshot.images) > 0, timeout=10_000)
    yield session
    session.close()


@pytest.fixture
def window(qtbot, qapp: QApplication, session: Session):
    """The whole window on that project, active, so that shortcuts reach it."""
    theme.apply(qapp, "light")
    window = MainWindow(session, QSettings())
    session.opened.emit()  # it was open before the window was there
    window.resize(1200, 800)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield window
    window.close()
