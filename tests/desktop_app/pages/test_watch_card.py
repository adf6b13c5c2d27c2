"""Watching a folder from the window: what must be chosen first, what is said when it cannot be, and how it ends.

That it classifies what arrives is tried in tests/e2e/test_window.py, with a classifier that has learnt something.
"""

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from core.operations import strangers
from core.operations.watching import News
from core.project.project import Project
from desktop_app.pages.watch_card import WatchCard
from desktop_app.session import Session
from tests.desktop_app.pages.test_predict_panel import make_classifier

LONG = 60_000  # ms


@pytest.fixture
def new(tmp_path: Path) -> Path:
    folder = tmp_path / "new"
    folder.mkdir()
    Image.new("RGB", (40, 30), (200, 20, 20)).save(folder / "red.png")
    return folder


@pytest.fixture
def path(path: Path) -> Path:
    """With a classifier whose file nobody can use."""
    with Project.open(path) as project:
        make_classifier(project)
    return path


@pytest.fixture
def card(qtbot, session: Session):
    card = WatchCard(session)
    qtbot.addWidget(card)
    card.resize(1000, 500)
    card.show()
    return card


def test_what_is_missing_is_said_on_the_button(qtbot, session: Session, card: WatchCard, new: Path, tmp_path: Path) -> None:
    assert not card.run.isEnabled()
    assert card.run.toolTip() == "Choose a folder first."
    card.choose(folder=new)
    assert card.run.toolTip() == "Choose where the table is to be first."
    card.choose(table=tmp_path / "t.csv")
    assert card.run.isEnabled()
    assert card._places["folder"].text() == str(new)
    session.close()
    assert not card.run.isEnabled()
    assert card._places["folder"].text() == "No folder is chosen."


def test_places_are_chosen_and_copies_may_be_left_out_again(
    qtbot, card: WatchCard, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(new))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_, **__: (str(tmp_path / "monday"), ""))
    for pressed in card._choose.values():
        qtbot.mouseClick(pressed, Qt.MouseButton.LeftButton)
    assert [place.text() for place in card._places.values()] == [str(new), str(tmp_path / "monday.csv"), str(new)]
    qtbot.mouseClick(card._drop, Qt.MouseButton.LeftButton)
    assert card._places["copies"].text() == "No copies are made."


def test_what_cannot_be_done_is_said_and_can_be_mended(
    qtbot, session: Session, card: WatchCard, new: Path, tmp_path: Path
) -> None:
    said: list[tuple[str, str]] = []
    session.said.connect(lambda kind, text: said.append((kind, text)))
    card.choose(new, new / "t.csv")
    card.watch()
    assert card.stop.isVisible()
    assert not card._choose["folder"].isEnabled()
    qtbot.waitUntil(lambda: not card.going, timeout=LONG)
    assert "lies inside the folder that is classified" in card.line
    assert said == [("error", card.line)]
    assert card.run.isEnabled()
    assert list(new.iterdir()) == [new / "red.png"]


def test_a_process_that_fails_says_why(qtbot, session: Session, card: WatchCard, new: Path, tmp_path: Path) -> None:
    said: list[tuple[str, str]] = []
    session.said.connect(lambda kind, text: said.append((kind, text)))
    card.choose(new, tmp_path / "t.csv")
    card.watch()
    qtbot.waitUntil(lambda: not card.going, timeout=LONG)
    assert ("error", card.line) in said
    assert not (tmp_path / "t.csv").exists()
    assert card.run.isVisible()


def test_closing_the_project_ends_it(qtbot, session: Session, card: WatchCard, new: Path, tmp_path: Path) -> None:
    card.choose(new, tmp_path / "t.csv")
    with qtbot.waitSignal(session.closing):
        card.watch()
        session.close()
    assert not card.going
    assert card.line == ""


def test_what_arrives_is_shown_newest_first(qtbot, session: Session, card: WatchCard, new: Path, tmp_path: Path) -> None:
    card.choose(new, tmp_path / "t.csv")
    card.watch()
    for path, name, sure in (("1.png", "b", 0.9), ("2.png", strangers.STRANGER, 0.4), ("3.png", "new class", 0.7)):
        row = {"path": path, "label": name, "confidence": sure, "familiar": 0.5}
        card._on_told(News((row,), (bytes(16),)))
    assert card.line == "3 images were classified. The newest is 3.png: new class, 70% sure."
    assert card.grid.order.tolist() == [2, 1, 0]
    assert card.grid.isVisible()
    assert [card.grid._marks.of(row).text for row in (0, 1, 2)] == ["b", "none of these", "new class"]
    card._on_told(News(left_out=(("torn.png", "the file is cut short"),)))
    assert card.line == "torn.png was left out: the file is cut short"
    assert np.array_equal(card.grid.order, [2, 1, 0])
