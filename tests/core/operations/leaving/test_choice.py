from pathlib import Path

import pytest

from core.errors import UserError
from core.operations import strangers
from core.operations.leaving.choice import Choice, of_text, survey
from core.project.project import Project


def chosen(project: Project, choice: Choice) -> list[int]:
    found = survey(project)
    return found.ids[found.of(choice)].tolist()


def test_which_images_each_choice_is_about(project: Project) -> None:
    assert chosen(project, Choice()) == list(range(1, 9))
    assert chosen(project, Choice("labelled")) == [1, 2, 3, 5]
    assert chosen(project, Choice("predicted")) == [4, 7, 8]  # not sure leaves it open, none of these does not
    assert chosen(project, Choice("predicted", 0.6)) == [4, 7]
    assert chosen(project, Choice("sure", 0.9)) == [1, 2, 3, 5, 7]
    assert chosen(project, Choice("selected", ids=(8, 2, 99))) == [2, 8]


def test_what_looks_like_nothing_labelled_is_no_sure_prediction(project: Project) -> None:
    strangers.set_none_below(project, 0.05)
    try:
        assert chosen(project, Choice("predicted")) == [4, 8]
    finally:
        strangers.set_none_below(project, strangers.OFF)


def test_what_is_typed_is_a_word_or_a_table_with_paths(project: Project, tmp_path: Path) -> None:
    assert of_text(project, "sure", 0.9) == Choice("sure", 0.9)
    (tmp_path / "few.csv").write_text("score,path\n1,'=b.png\n2,deep\\a.png\n3,nowhere.png\n")
    assert of_text(project, str(tmp_path / "few.csv"), 0) == Choice("selected", 0, (3, 2))


@pytest.mark.parametrize(
    ("text", "content", "said"),
    [
        ("moths", None, "labelled, predicted, sure"),
        ("few.csv", "name\nx\n", "column path"),
        ("few.csv", "path\nx\n", "None of"),
    ],
)
def test_what_is_typed_wrongly_is_told(project: Project, tmp_path: Path, text: str, content: str | None, said: str) -> None:
    if content is not None:
        (tmp_path / text).write_text(content)
    with pytest.raises(UserError, match=said):
        of_text(project, str(tmp_path / text), 0)
    with pytest.raises(UserError, match="between 0 and 1"):
        of_text(project, "sure", 90)
