"""Labels to look at again: copies that contradict each other, planted mistakes, and what was kept."""

from pathlib import Path

import numpy as np
import pytest

from core.operations import labelling, second_look
from core.operations.second_look import Look, looks
from core.project import classes, classifiers, encoders, history, images, labels
from core.project.collection import Collection
from core.project.project import Project
from core.records import ClassifierCard, FoundImage
from tests.judged import held_out

DIGESTS = b"AAABBCDEFG"  # images 1 to 3 are copies, and 4 and 5


@pytest.fixture
def project(tmp_path: Path):
    """Ten images, all labelled: 1, 2, 4, 6 to 8 as a, the others as b."""
    with Project.create(tmp_path / "p.labelight", tmp_path) as project:
        found = [FoundImage(f"{n}.png", 1, 1, bytes([letter]) * 16, 8, 8) for n, letter in enumerate(DIGESTS, 1)]
        images.add_found(project, found)
        for name in "ab":
            classes.add(project, name=name)
        labels.assign(project, images=[1, 2, 4, 6, 7, 8], class_id=1)
        labels.assign(project, images=[3, 5, 9, 10], class_id=2)
        yield project


def train(project: Project, wrong: int = 8) -> int:
    """A classifier that takes every image for what its label says, `wrong` for b."""
    now = labels.columns(project)
    sure = np.where(now.classes == 1, 0.9, 0.1)
    sure[now.ids == wrong] = 0.2
    probabilities = np.column_stack([sure, 1 - sure])
    details = held_out(
        now.ids.tolist(), (now.classes - 1).tolist(), probabilities.argmax(1).tolist(), sure.tolist(), probabilities.tolist()
    )
    encoder = encoders.bundled(project).id
    card = ClassifierCard(0, encoder, "linear", (1, 2), ("a", "b"), 10, 0.9, None, 0.0, details)
    return classifiers.add(project, card, b"weights", now.ids, probabilities, None).id


def all_looks(project: Project) -> list[Look]:
    return list(looks(project, Collection.load(project)))


def test_copies_that_contradict_come_first_and_need_no_classifier(project: Project) -> None:
    found = all_looks(project)
    assert found[0] == Look((3,), (2,), 1, pytest.approx(2 / 3), (1, 2))
    assert (found[1].images, found[1].suggested) == ((5,), 1)  # as frequent: the one that came first
    train(project, wrong=8)
    found = all_looks(project)
    assert [one.images for one in found] == [(3,), (5,), (8,)]
    assert (found[2].given, found[2].suggested, found[2].copies) == ((1,), 2, ())


def test_of_two_labels_as_frequent_the_classifiers_is_suggested(project: Project) -> None:
    train(project, wrong=4)
    assert (all_looks(project)[1].images, all_looks(project)[1].suggested) == ((4,), 2)


def test_mended_and_kept_ones_are_gone_and_come_back_with_undo(project: Project) -> None:
    train(project)
    first, second, third = all_looks(project)
    second_look.mend(project, first)
    assert [one.images for one in all_looks(project)] == [second.images, third.images]
    second_look.keep(project, third)
    assert all_looks(project) == [second]
    assert history.next_steps(project)[0] == "keep the label of 1 image"
    history.undo(project)
    assert [one.images for one in all_looks(project)] == [second.images, third.images]
    history.undo(project)
    assert all_looks(project) == [first, second, third]


def test_what_was_kept_is_asked_again_by_the_next_classifier(project: Project) -> None:
    train(project)
    second_look.keep(project, all_looks(project)[0])
    second_look.keep(project, all_looks(project)[0])
    assert [one.images for one in all_looks(project)] == [(8,)]
    train(project)
    assert [one.images for one in all_looks(project)] == [(3,), (5,), (8,)]


def test_a_class_that_is_gone_is_not_suggested(project: Project) -> None:
    train(project)
    classes.delete(project, class_id=2)
    assert all_looks(project) == []


def test_review_says_the_same_by_name(project: Project) -> None:
    train(project)
    rows = labelling.review(project)
    assert [(row["path"], row["label"], row["suggested"]) for row in rows] == [
        ("3.png", "b", "a"), ("5.png", "b", "a"), ("8.png", "a", "b"),
    ]  # fmt: skip
