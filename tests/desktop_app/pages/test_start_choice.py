"""The start on the Learn page: earlier encoders are offered, and a download is shown and asked about first."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QMessageBox

from core import weights
from core.project import encoders
from core.project.project import Project
from core.records import Change, EncoderCard
from desktop_app.pages.learn_page import LearnPage
from desktop_app.session import Session


@pytest.fixture
def page(qtbot, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> LearnPage:
    monkeypatch.setenv("LABELIGHT_CACHE", str(tmp_path / "cache"))
    page = LearnPage(session)
    qtbot.addWidget(page)
    page.resize(1000, 900)
    with qtbot.waitExposed(page):
        page.show()
    return page


@pytest.fixture
def started(session: Session, monkeypatch: pytest.MonkeyPatch) -> list:
    specs = []
    monkeypatch.setattr(session, "start", lambda _stage, spec: specs.append(spec))
    return specs


def choose(box: QComboBox, key: str) -> None:
    """As the user does it."""
    index = box.findData(key)
    box.setCurrentIndex(index)
    box.activated.emit(index)


def answers(monkeypatch: pytest.MonkeyPatch, answer: QMessageBox.StandardButton) -> list[str]:
    asked = []
    monkeypatch.setattr(QMessageBox, "question", lambda *a: (asked.append(a[2]), answer)[1])
    return asked


def put_weights(architecture: str) -> None:
    path = weights.stored(weights.CARDS[architecture])
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch()


def test_size_source_and_terms_stand_beside_the_choice(page: LearnPage) -> None:
    assert not page.form.weights.isVisible()
    choose(page.form.start, "imagenet")
    assert page.form.weights.isVisible()
    for words in ("resnet18-f37072fd.pth", "44.7 MB", "download.pytorch.org", "non-commercial", "asked before"):
        assert words in page.form.weights.text()
    put_weights("resnet50")
    choose(page.form.encoder, "resnet50")
    for words in ("resnet50-0676ba61.pth", "97.8 MB", "Already on this computer"):
        assert words in page.form.weights.text()
    page.form.size.setValue(32)
    assert "larger than 32 px" in page.form.weights.text()
    choose(page.form.start, "random")
    assert not page.form.weights.isVisible()


def test_a_download_is_asked_about_once_and_only_if_needed(
    qtbot, page: LearnPage, started: list, monkeypatch: pytest.MonkeyPatch
) -> None:
    choose(page.form.start, "imagenet")
    asked = answers(monkeypatch, QMessageBox.StandardButton.Cancel)
    qtbot.mouseClick(page._run, Qt.MouseButton.LeftButton)
    assert started == []
    assert len(asked) == 1
    assert "44.7 MB" in asked[0]
    assert "non-commercial" in asked[0]
    answers(monkeypatch, QMessageBox.StandardButton.Yes)
    qtbot.mouseClick(page._run, Qt.MouseButton.LeftButton)
    assert [spec.download for spec in started] == [True]
    asked = answers(monkeypatch, QMessageBox.StandardButton.Cancel)
    put_weights("resnet18")
    qtbot.mouseClick(page._run, Qt.MouseButton.LeftButton)
    assert asked == []
    assert [spec.download for spec in started] == [True, False]


def test_earlier_encoders_are_offered_by_name_and_decide_the_encoder(
    qtbot, session: Session, page: LearnPage, started: list
) -> None:
    assert page.form.start.count() == 3  # the bundled encoder is there as the first of them

    def add(project: Project) -> Change:
        encoders.add(project, EncoderCard(0, "moths", "tiny", "random", 64, 256), b"weights")
        return Change("pretrain", frozenset({"encoders"}))

    choose(page.form.start, "random")
    session.edit(add)
    qtbot.waitUntil(lambda: page.form.start.count() == 4)
    assert page.form.start.itemText(3) == "Encoder “moths”"
    assert page.form.start.currentData() == "random"
    card = next(card for card in session.snapshot.encoders if card.name == "moths")
    choose(page.form.start, f"encoder:{card.id}")
    qtbot.mouseClick(page._run, Qt.MouseButton.LeftButton)
    assert [(spec.start, spec.encoder, spec.size) for spec in started] == [(f"encoder:{card.id}", "tiny", 64)]
    session.close()
    assert page.form.start.count() == 3
    assert page.form.spec().start == "bundled"
