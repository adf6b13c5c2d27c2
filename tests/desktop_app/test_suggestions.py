"""What to label next: only what has neither label nor mark, the same until it is asked for again, and why there is nothing."""

import numpy as np
import pytest

from core.classify import strategies
from core.classify.quick import reduce
from core.classify.strategies import RANDOM, UNSURE
from core.project import encoders, images, labels, picks
from core.records import FoundImage
from desktop_app import suggestions as module
from desktop_app.session import Session
from desktop_app.suggestions import Suggestions, suggested


@pytest.fixture
def suggestions(qtbot, session: Session, monkeypatch) -> Suggestions:
    monkeypatch.setattr(module, "NUMBER", 6)
    made = Suggestions(session)
    session.opened.emit()  # it was open before the suggestions were there
    qtbot.waitUntil(lambda: session.reduced() is not None)
    return made


def asked(qtbot, suggestions: Suggestions) -> list[int]:
    with qtbot.waitSignal(suggestions.ready):
        suggestions.ask()
    return suggestions.rows.tolist()


def test_what_has_a_label_or_a_mark_is_not_suggested(qtbot, session: Session, suggestions: Suggestions, monkeypatch) -> None:
    monkeypatch.setattr(module, "NUMBER", 100)
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.mark(project, images=[9, 10], mark="unsure"))
    rows = asked(qtbot, suggestions)
    assert sorted(rows) == [row for row in range(4, 20) if row not in (8, 9)]
    assert suggestions.state == "there"


def test_every_image_has_a_reason_and_those_with_the_same_one_lie_together(
    qtbot, session: Session, suggestions: Suggestions
) -> None:
    rows = asked(qtbot, suggestions)
    reasons = [suggestions.reason(row) for row in rows]
    assert all(reason[0].isupper() for reason in reasons)
    assert [r for n, r in enumerate(reasons) if n == 0 or reasons[n - 1] != r] == list(dict.fromkeys(reasons))
    field = suggestions.groups()
    assert [field.names[field.places[row]] for row in rows] == reasons
    assert (field.places >= 0).sum() == len(rows)
    assert suggestions.reason(0) == suggestions.reason(-1) == suggestions.reason(99) == ""


def test_they_stay_while_they_are_labelled(qtbot, session: Session, suggestions: Suggestions) -> None:
    rows = asked(qtbot, suggestions)
    ids = session.snapshot.images.ids[rows]
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.assign(project, images=[int(ids[0])], class_id=1))
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.mark(project, images=[int(ids[2])], mark="skip"))
    assert suggestions.rows.tolist() == rows
    assert suggestions.left.tolist() == [rows[1], *rows[3:]]
    assert suggestions.is_left(rows[1])
    assert not suggestions.is_left(rows[2])
    assert not set(asked(qtbot, suggestions)) & {rows[0], rows[2]}


def test_they_are_the_same_images_when_others_come_or_go(qtbot, session: Session, suggestions: Suggestions) -> None:
    before = session.snapshot.images.ids[asked(qtbot, suggestions)]
    gone = int(before[0]) - 1  # an image before the first: every row after it moves
    paths = [session.snapshot.images.paths[row] for row in range(20) if row == gone - 1]
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: images.set_missing(project, paths))
    assert len(session.snapshot.images) == 19
    assert session.snapshot.images.ids[suggestions.rows].tolist() == [i for i in before.tolist() if i != gone]


def test_they_come_with_the_embeddings(qtbot, session: Session, suggestions: Suggestions) -> None:
    live = session._live
    assert live is not None
    read, live._reduced = live._reduced, None
    suggestions.ask()
    assert suggestions.state == "unembedded"
    assert suggestions.rows.tolist() == []
    live._reduced = read
    with qtbot.waitSignal(suggestions.ready):
        session.embeddings_loaded.emit()
    assert len(suggestions.rows) == 6


def test_nothing_is_left_when_everything_is_labelled(qtbot, session: Session, suggestions: Suggestions) -> None:
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.assign(project, images=list(range(1, 21)), class_id=1))
    assert asked(qtbot, suggestions) == []
    assert suggestions.state == "exhausted"


def test_a_closed_project_has_no_suggestions(qtbot, session: Session, suggestions: Suggestions) -> None:
    asked(qtbot, suggestions)
    session.close()
    assert suggestions.rows.tolist() == []
    assert suggestions.state == "unasked"
    suggestions.ask()
    assert suggestions.state == "unasked"


def test_rows_are_those_of_the_collection_where_not_all_images_are_embedded(qtbot, session: Session) -> None:
    added = [FoundImage(f"0{n}a.png", 1, 1, f"{n}a".encode().ljust(16), 8, 8) for n in range(5)]
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: images.add_found(project, added))
    project, shown = session.project, session.snapshot.images
    assert project is not None
    assert len(shown) == 25
    ids, vectors = encoders.embeddings(project, encoders.current(project).id)
    kept = ids >= 6  # as if the first five were not embedded either
    found = suggested(ids[kept], reduce(vectors[kept]), shown, 100, 1)
    assert sorted(found.ids.tolist()) == list(range(6, 21))
    assert found.words, "there is a reason before two classes are known"


def test_the_classifier_is_asked_once_it_knows_enough(qtbot, session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(strategies, "LABELS_PER_CLASS", 2)  # the project has twenty images
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.assign(project, images=[5, 7, 9], class_id=1))
    project = session.project
    assert project is not None
    ids, vectors = encoders.embeddings(project, encoders.current(project).id)
    found = suggested(ids, reduce(vectors), session.snapshot.images, 10, 1)
    assert [word.casefold() for word in found.words] == [UNSURE.casefold(), RANDOM.casefold()]
    assert np.isin(found.ids, ids).all()
    assert len(set(found.ids.tolist())) == len(found.ids)


def test_the_random_ones_are_noted_before_they_are_shown(
    qtbot, session: Session, suggestions: Suggestions, monkeypatch
) -> None:
    monkeypatch.setattr(module, "NUMBER", 10)
    rows = asked(qtbot, suggestions)
    assert session.project is not None
    drawn = [row for row in rows if suggestions.reason(row).casefold() == RANDOM.casefold()]
    assert [pick.image for pick in picks.every(session.project)] == session.snapshot.images.ids[drawn].tolist()
    assert drawn
