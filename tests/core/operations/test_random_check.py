"""Images drawn at random on a real project: which are to be labelled, and what each kind of answer counts for."""

import time
from pathlib import Path
from typing import Literal

import numpy as np
import pytest

from core.classify.drawn import Drawn
from core.classify.strategies import AT_RANDOM, RANDOM
from core.errors import UserError
from core.operations import labelling, random_check, summary
from core.project import classes, classifiers, encoders, images, imported, labels, picks, runs
from core.project.project import Project
from core.records import ClassifierCard, FoundImage
from tests.judged import held_out

COUNT = 60


@pytest.fixture
def project(tmp_path: Path):
    """60 images; 1 to 10 are labelled a, and were not drawn."""
    with Project.create(tmp_path / "p.labelight", tmp_path) as project:
        images.add_found(project, [FoundImage(f"{n:02d}.png", 1, 1, n.to_bytes(16, "big"), 8, 8) for n in range(COUNT)])
        for name in "ab":
            classes.add(project, name=name)
        labels.assign(project, images=range(1, 11), class_id=1)
        yield project


def train(project: Project, ids: list[int], predicted: list[int], mode: Literal["linear", "full"] = "linear") -> None:
    """A classifier that left out these labels and took them for these places; every image is predicted as b."""
    details = held_out(ids, [0] * len(ids), predicted)
    run = runs.create(project, stage="finetune", spec={}).id
    card = ClassifierCard(0, encoders.bundled(project).id, mode, (1, 2), ("a", "b"), 10, 0.9, (0.8, 0.95), 0.0, details)
    classifiers.add(project, card, b"weights", np.arange(1, COUNT + 1), np.tile([0.2, 0.8], (COUNT, 1)), run)
    time.sleep(0.002)  # a label given now is newer, whatever the clock's grain


def test_a_draw_is_uniform_over_what_has_no_label_and_is_remembered(project: Project) -> None:
    labels.mark(project, images=[11, 12], mark="skip")
    drawn = random_check.draw(project, 30)
    assert len(set(drawn.tolist())) == 30
    assert drawn.min() > 12
    assert {pick.image for pick in picks.every(project)} == set(drawn.tolist())
    assert drawn.tolist() != sorted(drawn.tolist())
    assert np.abs(drawn.mean() - 36.5) < 8  # 13 to 60: three standard errors


def test_those_drawn_before_come_first(project: Project) -> None:
    first = random_check.draw(project, 10).tolist()
    labels.assign(project, images=first[:4], class_id=1)
    labels.mark(project, images=first[4:5], mark="unsure")
    again = random_check.draw(project, 8).tolist()
    assert sorted(again[:5]) == sorted(first[5:])
    assert not set(again[5:]) & set(first)
    assert len(random_check.draw(project, 100)) == COUNT - 10 - 5


def test_labels_learnt_count_as_left_out_and_newer_ones_as_predicted(project: Project) -> None:
    drawn = random_check.draw(project, 6).tolist()
    labels.assign(project, images=drawn[:3], class_id=1)
    time.sleep(0.002)
    train(project, [1, 2, *drawn[:2]], [0, 0, 0, 1])
    labels.assign(project, images=drawn[4:], class_id=2)
    # Right when left out, wrong, the only one of its class; predicted as b, twice. Image 4 of the draw has no label.
    assert random_check.look(project) == Drawn(judged=5, right=3, answered=5, passed=1)


def test_a_network_is_not_asked_about_what_it_was_trained_on(project: Project) -> None:
    drawn = random_check.draw(project, 4).tolist()
    labels.assign(project, images=drawn, class_id=1)
    time.sleep(0.002)
    train(project, drawn[:2], [0, 1], "full")
    assert random_check.look(project) == Drawn(judged=2, right=1, answered=4)


def test_a_label_that_was_mended_counts_as_it_is_now(project: Project) -> None:
    drawn = random_check.draw(project, 2).tolist()
    labels.assign(project, images=drawn, class_id=1)
    train(project, drawn, [0, 1])
    assert random_check.look(project).right == 1
    labels.assign(project, images=drawn[1:], class_id=2)
    assert random_check.look(project) == Drawn(judged=2, right=2, answered=2)


def test_what_counts_as_passed_over(project: Project) -> None:
    first = random_check.draw(project, 5).tolist()
    train(project, [1, 2], [0, 0])
    assert random_check.look(project) == Drawn()  # nobody has got there yet
    labels.assign(project, images=first[:1], class_id=2)
    labels.mark(project, images=first[1:2], mark="unsure")
    labels.mark(project, images=first[2:3], mark="none")
    labels.accept(project, images=first[3:4], class_ids=[2], classifier_id=1)
    assert random_check.look(project) == Drawn(judged=1, right=1, answered=1, passed=3, strangers=1)
    time.sleep(0.002)
    random_check.draw(project, 20)
    assert random_check.look(project).passed == 3  # those of the new draw are still to come


def test_labels_from_a_file_are_answers(project: Project) -> None:
    rows = labelling.suggest(project, 3, AT_RANDOM)
    assert [row["reason"] for row in rows] == [RANDOM] * 3
    train(project, [1, 2], [0, 0])
    imported.by_path(project, {row["path"]: "b" for row in rows})
    assert random_check.look(project) == Drawn(judged=3, right=3, answered=3)


def test_a_strategy_nobody_knows_is_named_with_those_there_are(project: Project) -> None:
    with pytest.raises(UserError, match=r"no strategy luck\. There are: auto, typical"):
        labelling.suggest(project, 3, "luck")
    assert not picks.every(project)


def test_without_a_classifier_nothing_is_judged(project: Project) -> None:
    labels.assign(project, images=random_check.draw(project, 30).tolist(), class_id=1)
    assert random_check.look(project) == Drawn(answered=30)
    found = summary.of_project(project)
    assert (found["images"], found["labels"], found["random"]["accuracy"]) == (COUNT, 40, None)
    assert summary.in_lines(found).splitlines()[-1].startswith("random       No label yet")


def test_only_the_random_ones_among_suggestions_are_noted(project: Project) -> None:
    vectors = np.random.default_rng(0).normal(size=(COUNT, 8)).astype(np.float16)
    encoders.add_embeddings(project, encoders.current(project).id, np.arange(1, COUNT + 1), vectors)
    rows = labelling.suggest(project, 20)
    ids = {f"{n:02d}.png": n + 1 for n in range(COUNT)}
    assert {pick.image for pick in picks.every(project)} == {ids[r["path"]] for r in rows if r["reason"] == RANDOM}
    assert len(picks.every(project)) == 2
