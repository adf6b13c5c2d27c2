"""None of these while one labels: the threshold moves what is predicted at once, and the project learns it once it rests."""

from functools import partial

import numpy as np
import pytest

from core.operations import strangers as rules
from core.project import labels
from core.project.project import Project
from desktop_app.fields import Fields
from desktop_app.pictures import describe
from desktop_app.session import NONE, Session
from desktop_app.strangers import Strangers

ODD = list(range(11, 20, 2))  # rows of the kind that "b" is of, none of them labelled below


@pytest.fixture
def fields(qtbot, session: Session) -> Fields:
    return Fields(session)


@pytest.fixture
def strangers(qtbot, session: Session, fields: Fields) -> Strangers:
    """Only the one of two kinds has labels, six of them."""
    made = Strangers(session, fields)
    session.opened.emit()  # it was open before the fields were there
    qtbot.waitUntil(lambda: session.reduced() is not None)
    teach(qtbot, session, 1, [1, 3, 5, 7, 9, 11])
    with qtbot.waitSignal(session.changed):
        session.edit(partial(labels.clear, images=[2, 4]))
    return made


def teach(qtbot, session: Session, class_id: int, images: list[int]) -> None:
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.assign(project, images=images, class_id=class_id))


def stored(session: Session) -> float:
    assert session.project is not None
    return rules.none_below(session.project)


def test_moving_it_shows_at_once_which_images_are_below(qtbot, session: Session, strangers: Strangers, fields: Fields) -> None:
    strangers.watch(True)
    qtbot.waitUntil(lambda: not strangers.coming)
    assert len(strangers.rows) == 0, "off until it is asked for"
    shares = fields.get("familiar").values
    free = session.snapshot.images.label_codes == 0
    for below in (0.1, 0.4, 0.2):
        with qtbot.waitSignal(strangers.changed):
            strangers.move(below)
        assert strangers.rows.tolist() == np.flatnonzero((shares < below) & free).tolist()
        assert (np.flatnonzero(session.guesses()[0] == NONE) == strangers.rows).all()
    assert set(ODD) <= set(strangers.rows.tolist())
    assert "Prediction: none of these" in describe(session, ODD[0])
    strangers.move(rules.OFF)
    assert not (session.guesses()[0] == NONE).any()
    assert "none of these" not in describe(session, ODD[0])


def test_the_project_learns_it_once_it_rests(qtbot, session: Session, strangers: Strangers) -> None:
    strangers.move(0.3)
    strangers.move(0.2)
    assert stored(session) == rules.OFF
    with qtbot.waitSignal(session.changed):
        pass
    assert stored(session) == 0.2
    assert session.snapshot.none_below == 0.2
    assert session.snapshot.undo_text.startswith("clear"), "no step: there is nothing to take back"


def test_what_was_moved_last_is_kept_when_the_project_closes(qtbot, session: Session, strangers: Strangers) -> None:
    assert session.project is not None
    path = session.project.path
    strangers.move(0.15)
    session.close()
    assert strangers.below == rules.OFF
    with Project.open(path) as project:
        assert rules.none_below(project) == 0.15
    assert session.open(path)
    qtbot.waitUntil(lambda: strangers.below == 0.15)
    qtbot.waitUntil(lambda: set(ODD) <= set(strangers.rows.tolist()))


def test_a_label_or_a_mark_takes_an_image_away_and_labels_of_its_kind_take_the_others(
    qtbot, session: Session, strangers: Strangers
) -> None:
    strangers.move(0.2)
    qtbot.waitUntil(lambda: set(ODD) <= set(strangers.rows.tolist()))
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.mark(project, images=[20], mark="none"))
    assert 19 not in strangers.rows
    assert session.prediction(19)[0] != NONE
    teach(qtbot, session, 2, [2, 4, 6, 8, 10, 12])
    qtbot.waitUntil(lambda: len(strangers.rows) < 4)


def test_why_they_cannot_be_told(qtbot, session: Session, strangers: Strangers) -> None:
    assert strangers.reason() is None
    with qtbot.waitSignal(session.changed):
        session.edit(partial(labels.clear, images=[1, 3]))
    assert "at least 5 images" in strangers.reason()
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.assign_new(project, images=[2], name="c"))
    assert strangers.reason() is None, "as far as is known before the shares are there"
    strangers.watch(True)
    qtbot.waitUntil(lambda: not strangers.coming)
    assert "too few labels" in strangers.reason()
    session.close()
    assert "Open a project" in strangers.reason()
