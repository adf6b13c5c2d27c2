"""Label the rest on a real project: what is accepted, what is left, and when the classifier is too old to ask."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.errors import UserError
from core.operations import rest, strangers
from core.project import classes, classifiers, encoders, history, images, labels
from core.project.project import Project
from core.records import ClassifierCard, FoundImage
from tests.judged import held_out

COUNT, LABELLED = 600, 200


@pytest.fixture
def project(tmp_path: Path):
    """200 labelled images and 400 others, the first 300 of those surely predicted."""
    with Project.create(tmp_path / "p.labelight", tmp_path) as project:
        images.add_found(project, [FoundImage(f"{n:03d}.png", 1, 1, n.to_bytes(16, "big"), 8, 8) for n in range(COUNT)])
        for name in "ab":
            classes.add(project, name=name)
        for place in (0, 1):
            labels.assign(project, images=range(1 + place, LABELLED + 1, 2), class_id=place + 1)
        yield project


def train(
    project: Project, right: float = 1.0, judged: int = LABELLED, familiar: np.ndarray | None = None, **more: Any
) -> None:
    """A classifier that was right so often on the labels it left out, and 0.99 sure of them."""
    ids = list(range(1, judged + 1))
    given = [n % 2 for n in range(judged)]
    said = [place if n < right * judged else 1 - place for n, place in enumerate(given)]
    details = held_out(ids, given, said, [0.99] * judged) | more
    card = ClassifierCard(0, encoders.bundled(project).id, "linear", (1, 2), ("a", "b"), judged, 0.9, (0.8, 0.95), 0.0, details)
    sure = np.where(np.arange(COUNT) < LABELLED + 300, 0.99, 0.6)
    probabilities = np.column_stack([sure, 1 - sure])
    classifiers.add(project, card, b"weights", np.arange(1, COUNT + 1), probabilities, None, familiar)


def test_the_sure_ones_become_labels_in_one_step(project: Project) -> None:
    train(project)
    would = rest.accept(project, precision=0.95, dry_run=True)
    assert would.count == 300
    assert would.sentence.startswith("300 of 400 unlabelled images are sure enough (confidence 0.990 or more); about 2 ")
    assert len(labels.columns(project).ids) == LABELLED
    done = rest.accept(project, precision=0.95, dry_run=False)
    assert done.change is not None
    assert done.change.images == frozenset(range(LABELLED + 1, LABELLED + 301))
    assert {given.origin for given in labels.with_origin(project).values()} == {"person", "accepted"}
    assert len(rest.look(project).ids) == 100
    history.undo(project)
    assert len(labels.columns(project).ids) == LABELLED


def test_a_classifier_that_is_often_wrong_labels_nothing_and_says_what_it_could_promise(project: Project) -> None:
    train(project, right=0.8)
    outcome = rest.accept(project, precision=0.95, dry_run=False)
    assert (outcome.count, outcome.threshold) == (0, None)
    assert "None of 400 unlabelled images can be accepted at 95%: 200 labels can promise 7" in outcome.sentence
    assert rest.accept(project, precision=0.75, dry_run=True).count > 0


def test_what_the_classifier_said_itself_is_no_proof(project: Project) -> None:
    train(project)
    labels.accept(project, images=range(21, LABELLED + 1), class_ids=[1] * 180, classifier_id=1)
    found = rest.look(project)
    assert found.judged == 20
    assert found.choice(0.98) is None


def test_marks_deleted_classes_and_labels_are_not_touched(project: Project) -> None:
    train(project)
    labels.mark(project, images=[201, 202], mark="skip")
    assert rest.look(project).choice(0.95).count == 298
    classes.delete(project, class_id=1)
    found = rest.look(project)
    assert found.choice(0.95) is None
    assert "No unlabelled image has a prediction" in found.sentence(0.95)


def test_labels_that_are_newer_than_the_classifier_are_counted(project: Project) -> None:
    train(project)
    assert rest.look(project).newer == 0
    rest.accept(project, precision=0.95, dry_run=False)
    assert rest.look(project).newer == 0  # its own
    labels.assign(project, images=[1, 599], class_id=2)
    assert rest.look(project).newer == 2
    labels.clear(project, images=[2])
    assert rest.look(project).newer == 3


def test_words_for_the_ends(project: Project) -> None:
    with pytest.raises(UserError, match="no classifier"):
        rest.look(project)
    train(project, judged=0)
    assert "No label could be left out" in rest.look(project).sentence(0.95)
    with pytest.raises(UserError, match="fraction"):
        rest.accept(project, precision=95, dry_run=True)
    labels.mark(project, images=range(201, 601), mark="skip")
    assert rest.look(project).sentence(0.95) == "Every image has a label or a mark. Nothing is left."


def test_what_looks_like_nothing_labelled_is_left_out_and_said(project: Project) -> None:
    familiar = np.where(np.arange(COUNT) % 10 == 0, 0.01, 0.5).astype(np.float32)
    train(project, familiar=familiar)
    assert rest.look(project).choice(0.95).count == 300, "off until it is asked for"
    strangers.set_none_below(project, 0.05)
    found = rest.look(project)
    assert (found.choice(0.95).count, found.strange) == (270, 40)
    assert not set(found.ids[:270].tolist()) & set((np.flatnonzero(familiar < 0.05) + 1).tolist())
    assert set(found.ids.tolist()) == set(range(LABELLED + 1, COUNT + 1)), "what is left out is left, to be labelled"
    said = " 40 look like nothing labelled (less familiar than 5%) and are left out."
    assert found.sentence(0.95).endswith(said)
    assert rest.accept(project, precision=0.95, dry_run=True, none_below=0.0).count == 300
    everything = rest.accept(project, precision=0.95, dry_run=True, none_below=0.9)
    assert (everything.count, everything.strange) == (0, 400)
    assert everything.sentence.startswith("Nothing can be accepted. 400 look like")
    done = rest.accept(project, precision=0.95, dry_run=False)
    assert done.count == 270
    assert done.sentence.endswith(said)


def test_a_classifier_that_cannot_tell_leaves_nothing_out_and_says_so(project: Project) -> None:
    train(project)
    strangers.set_none_below(project, 0.05)
    found = rest.look(project)
    assert found.choice(0.95).count == 300
    assert "the threshold of 5% is not used" in found.sentence(0.95)
    with pytest.raises(UserError, match="cannot tell"):
        rest.accept(project, precision=0.95, dry_run=True, none_below=0.1)
