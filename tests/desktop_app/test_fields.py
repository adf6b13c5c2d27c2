"""Fields follow the project: at once what labels say, a moment later what has to be computed."""

import threading
from functools import partial

import numpy as np
import pytest

from core.explore.fields import Groups, Numbers
from core.project import classes, encoders, labels
from desktop_app.fields import Fields
from desktop_app.session import Session


@pytest.fixture
def fields(qtbot, session: Session) -> Fields:
    made = Fields(session)
    session.opened.emit()  # it was open before the fields were there
    qtbot.waitUntil(lambda: session.reduced() is not None and session.answer is not None)
    return made


def came(qtbot, fields: Fields, key: str):
    qtbot.waitUntil(lambda: fields.get(key) is not None)
    return fields.get(key)


def test_labels_and_predictions_are_there_at_once(fields: Fields, session: Session) -> None:
    label = fields.get("label")
    assert isinstance(label, Groups)
    assert label.names[:2] == ("a", "b")
    assert label.places[:4].tolist() == [0, 1, 0, 1]
    assert (label.places[4:] == -1).all()
    prediction = fields.get("prediction")
    assert isinstance(prediction, Groups)
    assert prediction.places.tolist() == [0, 1] * 10
    confidence = fields.get("confidence")
    assert isinstance(confidence, Numbers)
    assert np.isfinite(confidence.values).all()


def test_a_mark_is_a_group_of_its_own(qtbot, fields: Fields, session: Session) -> None:
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.mark(project, images=[9], mark="skip"))
    label = fields.get("label")
    assert isinstance(label, Groups)
    assert label.names[int(label.places[8])] == "skipped"


def test_files_are_read_once_for_all_that_is_known_of_them(qtbot, fields: Fields) -> None:
    size = came(qtbot, fields, "size")
    assert size.values.tolist() == [8.0] * 20
    assert isinstance(fields.get("bytes"), Numbers)
    assert isinstance(fields.get("date"), Numbers)


def test_folders_and_copies(qtbot, fields: Fields) -> None:
    assert came(qtbot, fields, "folder").names == ("(top)",)
    assert came(qtbot, fields, "copies").names == ()


def test_the_most_alike_images_are_those_of_the_same_group(qtbot, fields: Fields) -> None:
    assert fields.get("likeness") is None
    fields.find_alike(np.array([0]))
    found = came(qtbot, fields, "likeness").values
    assert found[0] == 1
    assert found[::2].min() > found[1::2].max()


def test_look_alikes_are_groups_and_their_number_can_be_chosen(qtbot, fields: Fields) -> None:
    fields.set_clusters(2)
    found = came(qtbot, fields, "cluster")
    assert len(found.names) == 2
    assert len(set(found.places[::2].tolist())) == 1
    assert found.places[0] != found.places[1]


def test_new_embeddings_make_groups_anew(qtbot, fields: Fields, session: Session) -> None:
    fields.set_clusters(2)
    before = came(qtbot, fields, "cluster")
    encoder = session.snapshot.encoder
    assert encoder is not None
    half = np.repeat([[6.0] * 6, [-6.0] * 6], 10, axis=0) + np.random.default_rng(1).normal(size=(20, 6))

    def embed(project):
        return encoders.add_embeddings(project, encoder.id, np.arange(1, 21), half.astype(np.float16))

    with qtbot.waitSignal(session.embeddings_loaded):
        session.edit(embed)
    after = came(qtbot, fields, "cluster")
    assert not np.array_equal(before.places, after.places)
    assert len(set(after.places[:10].tolist())) == 1


def teach(qtbot, session: Session, images: list[int], class_id: int) -> None:
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: labels.assign(project, images=images, class_id=class_id))


def test_nothing_is_familiar_before_there_are_labels_to_leave_out(qtbot, fields: Fields) -> None:
    found = came(qtbot, fields, "familiar")
    assert found.measure == "share"
    assert np.isnan(found.values).all()


def test_what_is_familiar_follows_the_labels_and_stays_until_then(qtbot, fields: Fields, session: Session) -> None:
    came(qtbot, fields, "familiar")
    with qtbot.waitSignal(fields.renewed):
        session.edit(lambda project: labels.clear(project, images=[2, 4]))
    with qtbot.waitSignal(fields.renewed):
        teach(qtbot, session, [1, 3, 5, 7, 9], 1)
    values = fields.get("familiar").values
    assert ((values >= 0) & (values <= 1)).all()
    assert values[10::2].min() > values[11::2].max(), "every second image is like nothing labelled"
    with qtbot.waitSignal(fields.renewed):
        teach(qtbot, session, [2, 4, 6, 8, 10], 2)
        assert fields.get("familiar").values is values
    assert fields.get("familiar").values[11::2].mean() > values[11::2].mean()


def test_a_mark_teaches_nothing(qtbot, fields: Fields, session: Session) -> None:
    teach(qtbot, session, [5, 7, 9], 1)
    before = came(qtbot, fields, "familiar").values
    assert np.isfinite(before).all()
    with qtbot.waitSignal(fields.renewed):
        session.edit(lambda project: labels.mark(project, images=[11, 12, 13], mark="none"))
    assert np.array_equal(fields.get("familiar").values, before)


def test_other_groups_do_not_lose_what_is_being_renewed(qtbot, fields: Fields, session: Session) -> None:
    before = came(qtbot, fields, "familiar")
    teach(qtbot, session, [5, 7, 9], 1)
    fields.set_clusters(3)  # what was on its way was asked for before this
    qtbot.waitUntil(lambda: fields.get("familiar") is not before)
    assert np.isfinite(fields.get("familiar").values).all()


def test_a_renamed_class_is_renamed_in_its_field(qtbot, fields: Fields, session: Session) -> None:
    with qtbot.waitSignal(session.changed):
        session.edit(lambda project: classes.rename(project, class_id=session.snapshot.classes[0].id, name="luna"))
    label = fields.get("label")
    assert isinstance(label, Groups)
    assert label.names[0] == "luna"


def test_nothing_is_known_of_a_closed_project(qtbot, fields: Fields, session: Session) -> None:
    session.close()
    assert fields.get("folder") is None
    assert fields.get("likeness") is None


def test_a_field_that_map_and_grid_ask_for_at_once_comes(qtbot, fields: Fields) -> None:
    """The second question made the first one out of date, and was not asked itself: it was being computed for ever."""
    free = threading.Event()
    assert fields._background is not None
    fields._background.run(partial(free.wait, 10))
    assert fields.get("familiar") is None
    assert fields.get("familiar") is None
    free.set()
    qtbot.waitUntil(lambda: "familiar" in fields._known, timeout=5000)
