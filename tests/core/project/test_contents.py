"""Images, encoders, embeddings, maps, classifiers, runs: what is put in comes out, and damage is told."""

import numpy as np
import pytest

from core.errors import DamagedPart, UserError
from core.project import arrays, classes, classifiers, encoders, images, labels, maps, runs
from core.project.checking import check
from core.project.project import Project
from core.records import ClassifierCard, FoundImage
from tests.core.project.conftest import found, vectors


def test_rescan_keeps_ids_and_labels(project: Project) -> None:
    _, moth = classes.add(project, name="moth")
    labels.assign(project, images=[1], class_id=moth.id)
    images.add_found(project, [found("000.jpg", 7), found("new.jpg")])
    listed = images.image_list(project)
    assert len(listed) == 101
    assert listed.paths[0] == "000.jpg"
    assert labels.columns(project).ids.tolist() == [1]


def test_moved_file_keeps_its_label(project: Project) -> None:
    _, moth = classes.add(project, name="moth")
    labels.assign(project, images=[1], class_id=moth.id)
    images.add_found(project, [found("deep/renamed.jpg", 5)])
    images.set_moved(project, [("000.jpg", "deep/renamed.jpg")])
    listed = images.image_list(project)
    assert listed.paths[0] == "deep/renamed.jpg"
    assert listed.ids[0] == 1
    assert len(listed) == 100


def test_missing_files_keep_their_labels_and_come_back(project: Project) -> None:
    _, moth = classes.add(project, name="moth")
    labels.assign(project, images=[2], class_id=moth.id)
    images.set_missing(project, ["001.jpg"])
    assert images.counts(project) == {"ok": 99, "unreadable": 0, "missing": 1}
    images.add_found(project, [found("001.jpg")])
    assert images.counts(project)["missing"] == 0
    assert labels.columns(project).ids.tolist() == [2]


def test_names_that_are_not_utf8_and_newlines(project: Project) -> None:
    names = ["br\udcffken.jpg", "two\nlines.jpg", "<b>bold</b>.png", "🦋.webp"]
    images.add_found(project, [found(name, n) for n, name in enumerate(names)])
    assert set(names) <= set(images.image_list(project).paths)


def test_unreadable_is_listed_with_its_reason(project: Project) -> None:
    images.add_found(project, [FoundImage("x.jpg", 0, 1, b"\0" * 16, 0, 0, "", "unreadable", "empty file")])
    assert [(i.path, i.reason) for i in images.unreadable(project)] == [("x.jpg", "empty file")]


def test_embeddings_in_parts_the_later_wins(project: Project) -> None:
    card = encoders.bundled(project)
    encoders.add_embeddings(project, card.id, np.array([1, 2, 3]), vectors(3, seed=1))
    encoders.add_embeddings(project, card.id, np.array([5, 3]), vectors(2, seed=2))
    ids, values = encoders.embeddings(project, card.id)
    assert ids.tolist() == [1, 2, 3, 5]
    assert np.array_equal(values[2], vectors(2, seed=2)[1])
    assert encoders.embedded_ids(project, card.id).tolist() == [1, 2, 3, 5]


def test_changed_file_is_no_longer_embedded(project: Project) -> None:
    card = encoders.bundled(project)
    encoders.add_embeddings(project, card.id, np.array([1, 2]), vectors(2))
    images.add_found(project, [found("000.jpg", 99)])
    assert encoders.embedded_ids(project, card.id).tolist() == [2]


def test_embeddings_that_are_not_finite_are_refused(project: Project) -> None:
    card = encoders.bundled(project)
    with pytest.raises(UserError, match="not finite"):
        encoders.add_embeddings(project, card.id, np.array([1]), np.full((1, 8), np.nan, np.float16))


def test_arrays_over_one_chunk_and_damage(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrays, "CHUNK", 1000)
    big = np.arange(5000, dtype=np.int32).reshape(50, 100)
    with project.write() as connection:
        number = arrays.put(connection, big)
        empty = arrays.put(connection, np.empty((0, 3), np.float32))
    with project.read() as connection:
        assert np.array_equal(arrays.get(connection, number), big)
        assert arrays.get(connection, empty).shape == (0, 3)
    assert check(project) == []
    with project.write() as connection:
        connection.exec_driver_sql(f"UPDATE chunks SET bytes=zeroblob(1000) WHERE array_id={number} AND position=2")
    with project.read() as connection, pytest.raises(UserError, match="damaged"):
        arrays.get(connection, number)
    assert len(check(project)) == 1


@pytest.mark.parametrize("said", ["shape='[7, 7]'", "shape='[5'", "dtype='<q9'", "digest=x'00'"])
def test_an_array_of_which_something_else_is_said_is_damaged(project: Project, said: str) -> None:
    with project.write() as connection:
        number = arrays.put(connection, np.arange(5))
        connection.exec_driver_sql(f"UPDATE arrays SET {said} WHERE id={number}")
    for wanted in (number, number + 1):  # there is no such array
        with project.read() as connection, pytest.raises(DamagedPart):
            arrays.get(connection, wanted)


def test_latest_map_is_of_the_encoder_asked_for(project: Project) -> None:
    first = encoders.bundled(project)
    maps.add(project, first.id, "pca", np.array([1, 2]), np.ones((2, 2)))
    ids, xy = maps.latest(project, first.id)
    assert ids.tolist() == [1, 2]
    assert xy.dtype == np.float32
    assert len(maps.latest(project, 99)[0]) == 0


def test_a_growing_map_replaces_itself(project: Project) -> None:
    card = encoders.bundled(project)
    run = runs.create(project, stage="embed", spec={})
    for n in (1, 2, 3):
        maps.add(project, card.id, "pca", np.arange(n), np.zeros((n, 2)), run.id)
    assert maps.count(project) == 1
    assert len(maps.latest(project, card.id)[0]) == 3


def test_classifier_and_predictions(project: Project) -> None:
    encoder = encoders.bundled(project)
    card = ClassifierCard(0, encoder.id, "linear", (4, 7), ("a", "b"), 20, 0.8, (0.7, 0.9), 0.0, {"how": "cv"})
    probabilities = np.array([[0.9, 0.1], [0.25, 0.75]], np.float32)
    stored = classifiers.add(project, card, b"weights", np.array([1, 2]), probabilities, None)
    assert classifiers.current(project) == stored
    assert classifiers.weights(project, stored.id) == b"weights"
    predicted = classifiers.predictions(project, stored.id)
    assert predicted.class_ids.tolist() == [4, 7]
    assert np.allclose(predicted.probabilities, probabilities, atol=1e-3)
    assert predicted.familiar is None


def test_how_familiar_images_are_is_replaced_with_the_predictions(project: Project) -> None:
    card = ClassifierCard(0, encoders.bundled(project).id, "linear", (4, 7), ("a", "b"), 20, None, None, 0.0, {})
    ids, first = np.array([1, 2]), np.array([0.5, 0.03125], np.float32)
    stored = classifiers.add(project, card, b"weights", ids, np.eye(2), None, first)
    assert np.array_equal(classifiers.predictions(project, stored.id).familiar, first)
    with project.read() as connection:
        before = connection.exec_driver_sql("SELECT count(*) FROM arrays").scalar_one()
    classifiers.set_predictions(project, stored.id, ids, np.eye(2), first[::-1])
    assert np.array_equal(classifiers.predictions(project, stored.id).familiar, first[::-1])
    with project.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM arrays").scalar_one() == before, "nothing is left behind"
    classifiers.set_predictions(project, stored.id, ids, np.eye(2))
    assert classifiers.predictions(project, stored.id).familiar is None


def test_runs_left_over_are_interrupted_on_opening(project: Project) -> None:
    run = runs.create(project, stage="pretrain", spec={"size": 32})
    runs.set_state(project, run.id, "running")
    runs.add_metrics(project, run.id, [(1, {"loss": 2.0}), (2, {"loss": 1.5})])
    runs.add_metrics(project, run.id, [(2, {"loss": 1.25})])
    assert runs.interrupt_left_over(project) == 1
    assert runs.get(project, run.id).state == "interrupted"
    assert runs.metrics(project, run.id) == [(1, {"loss": 2.0}), (2, {"loss": 1.25})]
