"""None of these: one threshold for the project, and what is reported of images below it."""

from pathlib import Path

import numpy as np
import pytest

from core.errors import UserError
from core.operations import evaluation, strangers
from core.project import history
from core.project.project import Project

PATHS = {1: "a.png", 2: "b.png", 4: "d.png"}
PROBABILITIES = np.array([[0.9, 0.1], [0.25, 0.75], [0.5, 0.5], [0.4, 0.6]], np.float32)
FAMILIAR = np.array([0.5, 0.01, 0.9, 0.05], np.float32)


@pytest.fixture
def project(tmp_path: Path):
    with Project.create(tmp_path / "p.labelight", tmp_path) as project:
        yield project


def table(familiar):
    return evaluation.rows(PATHS, np.array([1, 2, 3, 4]), PROBABILITIES, ("moth", "fly"), familiar)


def test_the_threshold_is_off_until_it_is_set_and_travels_with_the_project(project: Project, tmp_path: Path) -> None:
    assert strangers.none_below(project) == strangers.OFF
    change = strangers.set_none_below(project, 0.05)
    assert change.tables == {"settings"}
    assert history.next_steps(project) == ("", ""), "a setting, no step"
    project.close()
    with Project.open(tmp_path / "p.labelight") as again:
        assert strangers.none_below(again) == 0.05
        strangers.set_none_below(again, 0)
        assert strangers.none_below(again) == strangers.OFF


@pytest.mark.parametrize("text", ["", "much", "nan", "-1", "5"])
def test_what_is_no_threshold_in_a_file_is_off(project: Project, text: str) -> None:
    project.set("none below", text)
    assert strangers.none_below(project) == strangers.OFF


@pytest.mark.parametrize("share", [1.0, -0.2, 5.0, float("nan")])
def test_a_threshold_is_a_share(project: Project, share: float) -> None:
    for refuse in (strangers.set_none_below, strangers.chosen):
        with pytest.raises(UserError, match="fraction between 0 and 1"):
            refuse(project, share)
    assert strangers.none_below(project) == strangers.OFF


def test_what_is_less_familiar_is_none_of_these_and_keeps_its_numbers(project: Project) -> None:
    told = strangers.told(project, table(FAMILIAR), 0.05)
    assert told.strange == 1
    assert [row["label"] for row in told.rows] == ["moth", "none of these", "fly"]
    assert told.rows[1]["confidence"] == 0.75
    assert told.rows[1]["familiar"] == 0.01
    assert told.sentence == "1 image looks like none of these (less familiar than 5%)."


def test_the_projects_threshold_counts_unless_another_one_is_asked_for(project: Project) -> None:
    assert strangers.told(project, table(FAMILIAR)) == strangers.Told(table(FAMILIAR), None)
    strangers.set_none_below(project, 0.6)
    assert strangers.told(project, table(FAMILIAR)).strange == 3
    assert strangers.told(project, table(FAMILIAR), 0.05).strange == 1
    assert strangers.told(project, table(FAMILIAR), 0.0) == strangers.Told(table(FAMILIAR), None)


def test_a_share_is_compared_as_the_table_shows_it() -> None:
    assert strangers.below(np.array([0.04999, 0.0499], np.float32), 0.05).tolist() == [False, True]


def test_a_classifier_that_knows_no_strangers_says_so(project: Project) -> None:
    with pytest.raises(UserError, match="Fine-tune again"):
        strangers.told(project, table(None), 0.05)
    strangers.set_none_below(project, 0.05)
    told = strangers.told(project, table(None))
    assert (told.rows, told.strange) == (table(None), None)
    assert "The threshold of 5% was not used" in told.sentence


def test_in_words() -> None:
    assert [strangers.in_words(share) for share in (0.0, 0.05, 0.125)] == ["off", "5%", "12.5%"]
