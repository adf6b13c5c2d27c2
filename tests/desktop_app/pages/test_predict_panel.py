"""Classifying another folder: what came of it is shown, told and kept; nothing is written where it should not be."""

import csv
import hashlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog

from core.jobs.events import Done, Failed, Progress, Stopped
from core.operations import classified, strangers
from core.project import classifiers, encoders, runs
from core.project.project import Project
from core.records import Change, ClassifierCard, Run
from core.specs import PredictSpec
from desktop_app.errand import Errand
from desktop_app.pages.predict_panel import PredictPanel
from desktop_app.session import Session
from desktop_app.worker_thread import RunUpdate

_ROWS = (
    ("red.png", "a", 0.99, 0.6),
    ("more/red.png", "a", 0.7, 0.4),
    ("blue.png", "b", 0.9, 0.5),
    ("odd.png", "b", 0.95, 0.01),
)


def make_classifier(project: Project) -> int:
    encoder = encoders.bundled(project).id
    card = ClassifierCard(0, encoder, "linear", (1, 2), ("a", "b"), 4, 0.9, (0.6, 0.98), 0.0, {"how": "tried on 4 labels"})
    chances = np.tile([0.9, 0.1], (20, 1))
    return classifiers.add(project, card, b"weights", np.arange(1, 21), chances, None, np.full(20, 0.5)).id


def classify(project: Project, folder: Path, classifier: int) -> Run:
    """What a run leaves that has classified this folder."""
    digests = [hashlib.blake2b((folder / name).read_bytes(), digest_size=16).hexdigest() for name, *_ in _ROWS]
    table = [dict(zip(("path", "label", "confidence", "familiar"), line, strict=True)) for line in _ROWS]
    lost = [{"path": "torn.png", "reason": "the file is cut short"}]
    result = {"table": table, "left_out": lost, "digests": "".join(digests), "classifier": classifier}
    run = runs.create(project, stage="predict", spec={"folder": str(folder)})
    runs.set_state(project, run.id, "done", result=result)
    return runs.get(project, run.id)


@pytest.fixture
def new(tmp_path: Path) -> Path:
    folder = tmp_path / "new"
    for name, *_ in _ROWS:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        Image.new("RGB", (40, 30), (200, 20, len(name))).save(folder / name)
    return folder


@pytest.fixture
def path(path: Path, new: Path) -> Path:
    """The folder was classified before."""
    with Project.open(path) as project:
        strangers.set_none_below(project, 0.05)
        classify(project, new, make_classifier(project))
    return path


@pytest.fixture
def panel(qtbot, session: Session) -> PredictPanel:
    panel = PredictPanel(session, Errand(session))
    qtbot.addWidget(panel)
    panel.resize(1000, 800)
    panel.show()
    qtbot.waitUntil(lambda: panel.result.found is not None)
    return panel


def shown(panel: PredictPanel) -> list[str]:
    return [_ROWS[row][0] for row in panel.result.grid.order.tolist()]


def choose(panel: PredictPanel, key: str) -> None:
    """A line of the list, as the arrows and the mouse do."""
    panel.result.counts.setFocus()
    for line in range(panel.result.counts.count()):
        panel.result.counts.setCurrentRow(line)
        if panel.result.counts.key == key:
            return
    raise AssertionError(key)


def test_what_was_found_is_there_after_a_restart_with_counts_and_pictures(qtbot, panel: PredictPanel, new: Path) -> None:
    assert panel._place.text() == str(new)
    assert panel.result._say.text().startswith("4 images; 1 of them below 80% confidence. 1 look like none of the classes.")
    assert "About 90% right" in panel.result._what.text()
    assert "images like those of the project" in panel.result._what.text()
    assert "25% of these images look unfamiliar, 5% were to be expected." in panel.result._warning.text()
    assert panel.result._lost.text() == "1 file could not be read: torn.png: the file is cut short"
    said = [panel.result.counts.item(line).data(Qt.ItemDataRole.AccessibleTextRole) for line in range(5)]
    assert said == [
        "All images, 4", "a, 2, about 84% sure", "b, 1, about 90% sure", "Below 80% confidence, 1", "None of these, 1",
    ]  # fmt: skip
    assert shown(panel) == ["more/red.png", "blue.png", "odd.png", "red.png"]
    qtbot.waitUntil(lambda: len(panel.result._loader._kept) == 4)
    panel.result.order.setCurrentIndex(1)
    assert shown(panel) == ["red.png", "odd.png", "blue.png", "more/red.png"]


@pytest.mark.parametrize(
    ("key", "names"),
    [("class:a", ["more/red.png", "red.png"]), ("class:b", ["blue.png"]), ("unsure", ["more/red.png"]), ("none", ["odd.png"])],
)
def test_a_line_of_the_list_shows_its_pictures_alone(panel: PredictPanel, key: str, names: list[str]) -> None:
    choose(panel, key)
    assert shown(panel) == names


def test_a_picture_says_which_file_it_is(qtbot, panel: PredictPanel) -> None:
    choose(panel, "none")
    panel.result.grid.setFocus()
    qtbot.keyClick(panel.result.grid, Qt.Key.Key_Right)
    said = panel.result._about.text()
    assert said == "odd.png: none of these, 95% sure; more familiar than 1% of the labelled images"


def test_a_file_that_is_another_by_now_is_not_decoded(qtbot, session: Session, panel: PredictPanel, new: Path) -> None:
    (new / "red.png").write_bytes(b"something nobody has looked through")
    panel.result._loader.clear()
    panel.result.grid.viewport().update()
    qtbot.waitUntil(lambda: len(panel.result._loader._kept) == 3)
    qtbot.waitUntil(lambda: panel.result._loader._failed == {0})


def test_the_threshold_moves_what_is_told(qtbot, session: Session, panel: PredictPanel) -> None:
    session.edit(lambda project: strangers.set_none_below(project, 0.45))
    qtbot.waitUntil(lambda: panel.result.found.counted.strange == 2)
    choose(panel, "none")
    assert shown(panel) == ["more/red.png", "odd.png"]
    session.edit(lambda project: strangers.set_none_below(project, 0.0))
    qtbot.waitUntil(lambda: panel.result.found.counted.strange is None)
    assert panel.result.counts.key == "all"
    assert len(shown(panel)) == 4


def test_a_table_a_page_and_copies(
    qtbot, panel: PredictPanel, tmp_path: Path, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result, home = panel.result, tmp_path / "out"
    home.mkdir()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *a: (str(home / Path(a[2]).name), ""))
    qtbot.mouseClick(result.table, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "4 predictions are in" in result.errand_row.outcome)
    with (home / "predictions.csv").open(newline="") as file:
        assert [row["label"] for row in csv.DictReader(file)] == ["a", "a", "b", "none of these"]
    qtbot.mouseClick(result.page, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "A page about it" in result.errand_row.outcome)
    assert "| a | 2 | 0.84 |" in (home / "report.md").read_text()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(tmp_path / "sorted"))
    (tmp_path / "sorted").mkdir()
    qtbot.mouseClick(result.copies, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "3 images were copied" in result.errand_row.outcome)
    assert sorted(p.relative_to(tmp_path / "sorted").parts[0] for p in (tmp_path / "sorted").rglob("*.png")) == ["a", "a", "b"]
    assert sorted(p.name for p in new.rglob("*.*")) == sorted(Path(name).name for name, *_ in _ROWS)


def test_nothing_is_written_into_the_folder_nor_over_a_file(
    qtbot, session: Session, panel: PredictPanel, new: Path, tmp_path: Path
) -> None:
    (tmp_path / "mine.csv").write_text("mine")
    for write in (
        lambda: panel.result.save(classified.save_table, new / "p.csv"),
        lambda: panel.result.save(classified.save_page, new / "r.md"),
        lambda: panel.result.copy_into(new / "sorted"),
        lambda: panel.result.save(classified.save_table, tmp_path / "mine.csv"),
    ):
        with qtbot.waitSignal(session.said) as told:
            write()
        assert told.args[0] == "error"
        assert "never written to" in told.args[1] or "was left as it is" in told.args[1]
    assert sorted(p.name for p in new.iterdir()) == ["blue.png", "more", "odd.png", "red.png"]
    assert (tmp_path / "mine.csv").read_text() == "mine"


def test_another_classifier_is_said_and_makes_no_report(qtbot, session: Session, panel: PredictPanel) -> None:
    session.edit(lambda project: (make_classifier(project), strangers.set_none_below(project, 0.05))[1])
    session.edit(lambda project: classifiers_changed())
    qtbot.waitUntil(lambda: not panel.result.page.isEnabled())
    qtbot.waitUntil(lambda: "Another classifier is in use since" in panel.result._what.text())
    assert "Classify the folder again" in panel.result.page.toolTip()
    assert panel.result.table.isEnabled()


def classifiers_changed() -> Change:
    return Change("finetune", frozenset({"classifiers", "predictions"}))


def test_a_run_is_followed_from_its_turn_to_its_end(
    qtbot, session: Session, panel: PredictPanel, new: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[PredictSpec] = []
    monkeypatch.setattr(session, "start", lambda _stage, spec: started.append(spec))
    qtbot.mouseClick(panel.run, Qt.MouseButton.LeftButton)
    assert started == [PredictSpec(folder=str(new))]
    assert not panel.stop.isEnabled()  # its turn has not come
    own, ours = Run(7, "predict", {"folder": ""}, "running", 0.0), Run(8, "predict", {"folder": str(new)}, "running", 0.0)
    session.run_updated.emit(RunUpdate("predict", own, Progress(1, 10, {})))
    assert not panel.stop.isEnabled()  # that was about the project's images
    session.run_updated.emit(RunUpdate("predict", ours, None))
    assert panel.stop.isEnabled()
    session.run_updated.emit(RunUpdate("predict", ours, Progress(1000, 10_000, {"images_per_second": 50.0})))
    assert panel.line == "1,000 of 10,000  ·  about 3 min left"
    session.run_updated.emit(RunUpdate("predict", ours, Stopped()))
    assert panel.line == "Stopped. Nothing of it was kept."
    panel.predict(new)
    session.run_updated.emit(RunUpdate("predict", ours, Failed("There is no readable image in it.")))
    assert panel.line == "There is no readable image in it."
    panel.predict(new, tmp_path / "out.csv")
    session.run_updated.emit(RunUpdate("predict", ours, Done({})))
    qtbot.waitUntil(lambda: "4 predictions are in" in panel.line)
    assert (tmp_path / "out.csv").exists()
    assert panel.run.isEnabled()


def test_the_folder_can_join_the_project(
    qtbot, session: Session, panel: PredictPanel, new: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    added: list[Path] = []
    monkeypatch.setattr(session, "add_folder", added.append)
    qtbot.mouseClick(panel.result.add, Qt.MouseButton.LeftButton)
    assert added == [new]


def test_without_a_project_it_says_what_to_do(session: Session, panel: PredictPanel) -> None:
    session.close()
    assert panel.result.isHidden()
    assert not panel.run.isEnabled()
    assert "Open a project" in panel._place.text()
