"""Versions on a real project: compared on labels left out of both as they are today, and an earlier one used again."""

from pathlib import Path

import numpy as np
import pytest

from core.errors import UserError
from core.operations import following, listing, rest, versions
from core.project import classes, classifiers, encoders, history, images, labels, runs
from core.project.project import Project
from core.records import ClassifierCard, FoundImage
from core.specs import FinetuneSpec, PredictSpec, to_dict
from tests.judged import held_out

COUNT = 60


@pytest.fixture
def project(tmp_path: Path):
    """60 images, 1 to 40 labelled: odd ones as a, even ones as b."""
    with Project.create(tmp_path / "p.labelight", tmp_path) as project:
        images.add_found(project, [found(n) for n in range(1, COUNT + 1)])
        for name in "ab":
            classes.add(project, name=name)
        for first in (1, 2):
            labels.assign(project, images=range(first, 41, 2), class_id=first)
        yield project


def found(number: int) -> FoundImage:
    return FoundImage(f"{number:03d}.png", 1, 1, number.to_bytes(16, "big"), 8, 8)


def train(
    project: Project, wrong: tuple[int, ...] = (), judged: int = 40, predicted: int = COUNT, known: tuple[int, ...] = (1, 2),
    run: int | None = None,
) -> int:  # fmt: skip
    """A classifier that had the labels of 1 to `judged` right when they were left out, but for those that are `wrong`; it
    takes each image of 1 to `predicted` for a with its id as the surety."""
    ids = list(range(1, judged + 1))
    given = [(i + 1) % 2 for i in ids]
    said = [1 - g if i in wrong else g for i, g in zip(ids, given, strict=True)]
    details = {"how": "cross-validation"} | held_out(ids, given, said)
    right, encoder = 1 - len(wrong) / judged, encoders.bundled(project).id
    names = tuple({1: "a", 2: "b", 3: "c"}[i] for i in known)
    card = ClassifierCard(0, encoder, "linear", known, names, judged, right, (0.5, 1.0), 0.0, details)
    chances = np.zeros((predicted, len(known)), np.float32)
    chances[:, 0] = np.arange(1, predicted + 1) / 100
    return classifiers.add(project, card, b"weights", np.arange(1, predicted + 1), chances, run).id


def test_both_are_asked_the_same_labels(project: Project) -> None:
    first = train(project, wrong=(1, 2, 3, 4, 5), judged=30)
    second = train(project, wrong=(5, 6, 35))
    pair = versions.compare(project, first, second)
    assert (pair.labels, pair.first_right, pair.second_right) == (30, 25, 28)  # 35 was not asked of the first
    assert (pair.only_first, pair.only_second) == ((6,), (1, 2, 3, 4))
    assert pair.difference == pytest.approx(0.1)
    assert [(c.name, c.labels, c.first, c.second) for c in pair.per_class] == [("a", 15, 12, 14), ("b", 15, 13, 14)]
    low, high = pair.interval
    assert low < 0 < high
    assert pair.better is None
    assert pair.sentence == (
        f"On 30 labels that were left out of both, classifier {first} was 83% right, classifier {second} 93%: too close to say "
        f"(+10.0 points, 90% interval {100 * low:+.1f} to {100 * high:+.1f})."
    )
    assert pair.by_class() == "Right by class, where they differ: a: 12 and 14 of 15; b: 13 and 14 of 15."
    back = versions.compare(project, second, first)
    assert (back.difference, back.only_first) == (-pair.difference, pair.only_second)
    assert np.allclose(back.interval, (-high, -low), atol=0.04)  # it adds half a change for the better, whichever comes second


def test_a_difference_beyond_chance_names_the_better(project: Project) -> None:
    first, second = train(project, wrong=tuple(range(1, 13))), train(project)
    for pair in (versions.compare(project, first, second), versions.compare(project, second, first)):
        assert pair.better is not None
        assert pair.better.id == second
        assert f": classifier {second} is better (" in pair.sentence


def test_two_that_agree_are_not_called_close(project: Project) -> None:
    pair = versions.compare(project, train(project, wrong=(7,)), train(project, wrong=(7,)))
    assert pair.sentence.endswith("98%: they agree on every one.")
    assert pair.by_class() == ""


def test_the_truth_is_the_label_of_today(project: Project) -> None:
    first, second = train(project, wrong=(1,)), train(project, wrong=(2,))
    labels.assign(project, images=[1], class_id=2)  # mended: the first was right
    labels.assign(project, images=[10, 12], class_id=1)  # both had said b
    labels.mark(project, images=[3], mark="skip")
    labels.clear(project, images=[4])
    labels.accept(project, images=[5], class_ids=[1], classifier_id=first)  # what it said itself is no proof of it
    pair = versions.compare(project, first, second)
    assert pair.labels == 37
    assert pair.first_right == 35
    assert pair.only_first == (1, 2)
    assert pair.only_second == ()


def test_classes_that_one_does_not_know(project: Project) -> None:
    first = train(project, judged=20)
    classes.add(project, name="c")
    second = train(project, judged=40, known=(1, 2, 3))
    pair = versions.compare(project, first, second)
    assert pair.known_to_one == (("c", second),)
    assert pair.sentence.endswith(" It says nothing of c, which only one of them knows.")
    labels.assign(project, images=[1], class_id=3)  # neither said c, and the first never could
    pair = versions.compare(project, first, second)
    assert "says nothing" not in pair.sentence
    assert (pair.first_right, pair.second_right, pair.per_class[-1].labels) == (19, 19, 1)


def test_a_deleted_class_is_not_asked_and_not_accepted(project: Project) -> None:
    first, second = train(project), train(project, wrong=(1, 2))
    classes.delete(project, class_id=1)
    pair = versions.compare(project, first, second)
    assert (pair.labels, pair.only_first, pair.known_to_one) == (20, (2,), ())
    versions.use(project, first)
    left = rest.look(project)
    assert left.classifier == first
    assert not left.class_ids.any()  # it takes all for the class that is gone


def test_nothing_in_common_is_said(project: Project) -> None:
    first, second = train(project), train(project)
    labels.clear(project, images=range(1, 41))
    pair = versions.compare(project, first, second)
    assert (pair.labels, pair.better) == (0, None)
    assert pair.sentence.startswith("No label of today was left out of both")
    with pytest.raises(UserError, match="no classifier 9"):
        versions.compare(project, first, 9)


def test_an_earlier_one_is_used_until_the_next_is_made(project: Project) -> None:
    first, second = train(project), train(project)
    used = versions.use(project, first)
    assert used.sentence.startswith(f"Classifier {first} of ")
    assert used.change.tables == {"meta", "predictions"}
    assert [v.in_use for v in versions.every(project)] == [True, False]
    assert history.next_steps(project)[0] == f"use of classifier {first}"
    back = history.undo(project)
    assert back is not None
    assert "predictions" in back.tables  # views read them anew
    assert classifiers.require_current(project).id == second
    history.redo(project)
    assert classifiers.require_current(project).id == first
    third = train(project)
    assert classifiers.require_current(project).id == third
    history.undo(project)
    assert classifiers.require_current(project).id == third  # the step was about what was there before it
    with pytest.raises(UserError, match="no classifier 9"):
        versions.use(project, 9)


def test_what_came_in_since_is_predicted(project: Project) -> None:
    first = train(project, predicted=50)
    train(project)
    assert following.first_due(project, ("predict",)) is None
    used = versions.use(project, first)
    assert used.missing == 10
    assert used.sentence.endswith("10 images came in since it last predicted: its predictions are made now.")
    assert following.first_due(project, ("predict",)) == ("predict", PredictSpec())


def test_each_remembers_how_it_was_made(project: Project) -> None:
    run = runs.create(project, stage="finetune", spec=to_dict(FinetuneSpec(mode="linear", folds=5, device="cpu")))
    train(project, run=run.id)
    train(project)
    made, unknown = versions.every(project)
    assert made.kind == "linear, on the encoder as it is; bundled (efficientnet_lite0, 128 px)"
    assert made.settings == "mode linear, folds 5, repeats 2, seed 0, device cpu"
    assert unknown.settings == ""
    assert versions.score(made.card) == "100% (50% to 100%)"


def test_versions_say_it_all(project: Project) -> None:
    said: list[str] = []
    assert listing.versions(project, None, said.append) == {"versions": [], "in_use": None, "compared": None}
    assert said == ["There is no classifier yet."]
    first, second = train(project, wrong=(1, 2)), train(project)
    assert [row["classifier"] for row in listing.every(project, said.append)] == [first, second]
    said.clear()
    result = listing.versions(project, [first, second], said.append)
    assert result["in_use"] == second
    assert [row["in_use"] for row in result["versions"]] == [False, True]
    assert result["compared"]["only_second"] == ["001.png", "002.png"]
    assert result["compared"]["per_class"]["a"] == {"labels": 20, "first": 19, "second": 20}
    assert said[1].startswith(f"* {second}: ")
    assert said[2] == result["compared"]["sentence"]
