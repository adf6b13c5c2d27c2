"""Picks: what is remembered of images drawn at random, before and after they are labelled; files from before there were any."""

import sqlite3
from pathlib import Path

import pytest

from core.project import classes, history, images, labels, picks
from core.project.plausible import is_plausible
from core.project.project import Project


@pytest.fixture
def project(project: Project) -> Project:
    classes.add(project, name="moth")
    return project


def images_of(project: Project) -> list[int]:
    return [pick.image for pick in picks.every(project)]


def test_a_draw_and_the_label_that_followed_outlive_a_restart(project: Project) -> None:
    picks.add(project, images=[7, 3], reason="check")
    picks.add(project, images=[], reason="check")
    labels.assign(project, images=[3], class_id=1)
    labels.mark(project, images=[7], mark="skip")
    project.close()
    with Project.open(project.path) as again:
        three, seven = picks.every(again)
    assert (three.image, three.class_id, three.mark, three.origin) == (3, 1, "class", "person")
    assert (seven.image, seven.class_id, seven.mark) == (7, None, "skip")
    assert three.changed is not None
    assert three.at <= three.changed


def test_an_image_drawn_again_counts_from_the_first_draw(project: Project) -> None:
    picks.add(project, images=[5], reason="suggestion")
    (before,) = picks.every(project)
    picks.add(project, images=[5, 6], reason="check")
    assert images_of(project) == [5, 6]
    assert picks.every(project)[0].at == before.at


def test_no_undo_makes_it_one_that_was_not_drawn(project: Project) -> None:
    picks.add(project, images=[5], reason="check")
    labels.assign(project, images=[5], class_id=1)
    history.undo(project)
    assert [(pick.image, pick.mark) for pick in picks.every(project)] == [(5, None)]


def test_a_label_from_before_the_draw_was_not_given_because_of_it(project: Project) -> None:
    labels.assign(project, images=[5, 6], class_id=1)
    labels.clear(project, images=[5])
    picks.add(project, images=[5], reason="check")
    assert images_of(project) == [5]
    history.undo(project)
    assert images_of(project) == []


def test_what_cannot_be_read_is_left_out(project: Project) -> None:
    picks.add(project, images=[1, 2], reason="check")
    images.set_missing(project, ["000.jpg"])
    assert images_of(project) == [2]


def test_a_renamed_file_may_have_been_drawn_under_its_new_name(project: Project) -> None:
    picks.add(project, images=[1, 2], reason="check")
    images.set_moved(project, [("000.jpg", "001.jpg")])
    assert images_of(project) == [1]


def test_a_project_of_the_second_version_gets_the_table(project: Project) -> None:
    path: Path = project.path
    project.close()
    raw = sqlite3.connect(path)
    raw.execute("DROP TABLE picks")
    raw.execute("PRAGMA user_version=2")
    raw.close()
    with Project.open(path) as again:
        picks.add(again, images=[4], reason="check")
        assert images_of(again) == [4]
    assert path.with_name("p.labelight.v2.backup").exists()


def test_a_rescue_takes_only_reasons_there_are() -> None:
    assert is_plausible("picks", {"image_id": 1, "reason": "check", "at": 1.0})
    assert not is_plausible("picks", {"image_id": 1, "reason": "moth", "at": 1.0})
