"""What the comparison found is shown with its numbers, and one click overrules it."""

import threading
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from core.project import encoders, maps, runs
from core.project.project import Project
from core.records import Change, EncoderCard
from desktop_app import theme
from desktop_app.pages.comparison_panel import ComparisonPanel
from desktop_app.session import Session

JUDGED = {
    "before": 0.65,
    "after": 0.72,
    "both": 0.73,
    "interval": [0.021, 0.119],
    "rankme": {"before": 210.0, "after": 120.0},
    "sentence": "The new encoder is better: … (+7.0 points, 95% interval +2.1 to +11.9).",
}
UNJUDGED = {**JUDGED, "before": None, "after": None, "both": None, "interval": None, "sentence": "There were too few labels …"}


def add_encoder(project: Project, *, waits: bool) -> EncoderCard:
    """A pretrained encoder that has embedded and mapped everything, so that choosing it needs no run."""
    pretraining = runs.create(project, stage="pretrain", spec={}).id
    before = encoders.current(project).id
    card = encoders.add(project, EncoderCard(0, "learnt", "tiny", "random", 32, 6), b"weights", pretraining, use=not waits)
    for each in (before, card.id):
        encoders.add_embeddings(project, each, np.arange(1, 21), np.eye(20, 6, dtype=np.float16))
        maps.add(project, each, "umap", np.arange(1, 21), np.zeros((20, 2), np.float32))
    runs.set_state(project, pretraining, "done", result={"encoder": "learnt", "before": before})
    return card


def add_comparison(project: Project, card: EncoderCard, result: dict) -> None:
    spec = {"encoder": str(card.id), "before": str(encoders.bundled(project).id)}
    runs.set_state(project, runs.create(project, stage="compare", spec=spec).id, "done", result=result)


@pytest.fixture
def panel(qtbot, path: Path, request: pytest.FixtureRequest):
    """The panel on a project whose new encoder was compared with this result, or (None) waits for it."""
    with Project.open(path) as project:
        card = add_encoder(project, waits=request.param is None)
        if request.param is not None:
            add_comparison(project, card, request.param)
    session = Session()
    panel = ComparisonPanel(session)
    qtbot.addWidget(panel)
    panel.resize(600, 240)
    opened = session.open(path)
    assert opened
    qtbot.waitUntil(lambda: len(session.snapshot.images) == 20, timeout=10_000)
    yield panel
    session.close()


def numbers(panel: ComparisonPanel) -> dict[str, str]:
    return {name: part.text() for name, part in panel._numbers.items() if not part.isHidden()}


def test_nothing_is_shown_before_anything_was_compared(qtbot, session: Session) -> None:
    panel = ComparisonPanel(session)
    qtbot.addWidget(panel)
    assert panel.isHidden()


@pytest.mark.parametrize("panel", [JUDGED], indirect=True)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_numbers_are_shown_and_one_click_overrules(qtbot, qapp: QApplication, panel: ComparisonPanel, scheme) -> None:
    theme.apply(qapp, scheme)
    session = panel._session
    assert not panel.isHidden()
    assert numbers(panel) == {"before": "65.0%", "after": "72.0%", "both": "73.0%"}
    assert panel._sentence.text() == JUDGED["sentence"]
    assert panel._meanings["after"].text() == "right, now: learnt (in use)"
    assert panel._meanings["before"].text() == "right, before: bundled"
    assert panel._use_after.isHidden()
    assert panel._compare.isHidden()
    with qtbot.waitSignal(session.changed, timeout=5000):
        qtbot.mouseClick(panel._use_before, Qt.MouseButton.LeftButton)
    assert session.snapshot.encoder.name == "bundled"
    assert panel._meanings["before"].text().endswith("(in use)")
    assert panel._use_before.isHidden()
    with qtbot.waitSignal(session.changed, timeout=5000):
        qtbot.mouseClick(panel._use_after, Qt.MouseButton.LeftButton)
    assert session.snapshot.encoder.name == "learnt"
    qtbot.waitUntil(lambda: not session.busy, timeout=5000)
    session.close()
    assert panel.isHidden()


@pytest.mark.parametrize("panel", [UNJUDGED], indirect=True)
def test_without_labels_the_ranks_are_shown(panel: ComparisonPanel) -> None:
    assert numbers(panel) == {"before": "210.0", "after": "120.0"}
    assert panel._meanings["before"].text() == "effective rank, before: bundled"


@pytest.mark.parametrize("panel", [None], indirect=True)
def test_an_encoder_that_waits_says_so(qtbot, panel: ComparisonPanel) -> None:
    """The comparison itself is begun by the session on opening; here it is stopped before it has anything to say."""
    session = panel._session
    assert numbers(panel) == {}
    assert "“learnt” has not been compared yet" in panel._sentence.text()
    assert session.snapshot.encoder.name == "bundled"
    assert panel._use_before.isHidden()
    assert not panel._use_after.isHidden()
    qtbot.waitUntil(lambda: session.running is not None and session.running.stage == "compare", timeout=10_000)
    assert panel._compare.isHidden()
    session.stop()
    qtbot.waitUntil(lambda: not session.busy, timeout=20_000)
    assert not panel._compare.isHidden()
    assert session.snapshot.comparison is None


@pytest.mark.parametrize("panel", [None], indirect=True)
def test_it_can_be_begun_as_soon_as_nothing_follows(qtbot, panel: ComparisonPanel) -> None:
    """Whether a stage follows is asked on another thread, and may be answered when all else has been told."""
    session, asked = panel._session, threading.Event()
    qtbot.waitUntil(lambda: session.running is not None and session.running.stage == "compare", timeout=10_000)
    session.stop()
    qtbot.waitUntil(lambda: not session.busy, timeout=20_000)
    qtbot.wait(100)  # the change that a run leaves behind

    def nothing(_project: Project) -> None:
        asked.wait(30)

    session._start_due(nothing)
    panel._refresh()  # whatever was told meanwhile
    assert panel._compare.isHidden()
    asked.set()
    qtbot.waitUntil(lambda: not panel._compare.isHidden())


def test_a_change_of_the_runs_is_seen(qtbot, session: Session) -> None:
    panel = ComparisonPanel(session)
    qtbot.addWidget(panel)

    def compared(project: Project) -> Change:
        add_comparison(project, add_encoder(project, waits=True), JUDGED)
        return Change("compare", frozenset({"encoders", "runs"}))

    session.edit(compared)
    qtbot.waitUntil(lambda: not panel.isHidden(), timeout=5000)
    assert numbers(panel)["after"] == "72.0%"
