"""Files that leave Labelight do no harm, and files that come in are checked."""

import csv
from pathlib import Path

import numpy as np
import pytest

from core.errors import UserError
from core.operations import strangers
from core.operations.evaluation import folder_of, in_words, judge
from core.operations.labelling import read_truth
from core.operations.leaving import by_class, labels_file
from core.operations.leaving.names import safe_name
from core.project import classes, classifiers, encoders, images, labels
from core.project.project import Project
from core.records import ClassifierCard, FoundImage


@pytest.fixture
def project(tmp_path: Path):
    folder = tmp_path / "pictures"
    (folder / "deep").mkdir(parents=True)
    names = ("a.jpg", "deep/a.jpg", "b.jpg")
    for name in names:
        (folder / name).write_bytes(name.encode())
    with Project.create(tmp_path / "p.labelight", folder) as project:
        found = [FoundImage(name, 1, 1, name.encode().ljust(16), 8, 8) for name in names]
        images.add_found(project, found)
        yield project


def test_cells_that_a_spreadsheet_would_run_are_quoted(project: Project, tmp_path: Path) -> None:
    _, evil = classes.add(project, name="=HYPERLINK(1)")
    labels.assign(project, images=[1], class_id=evil.id)
    labels_file.write(project, tmp_path / "out.csv")
    with (tmp_path / "out.csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    assert rows[0]["label"] == "'=HYPERLINK(1)"
    assert rows[0]["origin"] == "person"


def test_copies_never_go_into_the_folder_of_the_images(project: Project) -> None:
    for target in (project.folder(), project.folder() / "sorted"):
        with pytest.raises(UserError, match="never written to"):
            by_class.write(project, target)


def test_copies_by_class_keep_both_files_of_one_name_and_overwrite_nothing(project: Project, tmp_path: Path) -> None:
    _, moth = classes.add(project, name="moth/../x")
    labels.assign(project, images=[1, 2], class_id=moth.id)
    target = tmp_path / "sorted"
    assert by_class.write(project, target).count == 2
    copies = sorted(target.rglob("*.jpg"))
    assert [c.read_bytes() for c in copies] == [b"a.jpg", b"deep/a.jpg"]
    assert all(c.parent.parent == target for c in copies)
    copies[0].write_bytes(b"mine")
    assert by_class.write(project, target).count == 0
    assert copies[0].read_bytes() == b"mine"


def predict(project: Project, familiar: list[float], name: str = "moth") -> None:
    """Every image is surely of this class."""
    _, moth = classes.add(project, name=name)
    encoder = encoders.bundled(project).id
    card = ClassifierCard(0, encoder, "linear", (moth.id,), (name,), 2, 0.9, None, 0.0, {})
    shares = np.array(familiar, np.float32)
    classifiers.add(project, card, b"weights", np.arange(1, 4), np.ones((3, 1)), None, shares)


def test_what_looks_like_nothing_labelled_is_none_of_these_and_goes_into_no_folder(project: Project, tmp_path: Path) -> None:
    predict(project, [0.01, 0.5, 0.02])
    target, file = tmp_path / "sorted", tmp_path / "out.csv"
    assert labels_file.write(project, file).count == 3
    strangers.set_none_below(project, 0.05)
    labels.assign(project, images=[3], class_id=1)
    assert labels_file.write(project, file, overwrite=True).note == (
        "2 images look like none of these (less familiar than 5%)."
    )
    with file.open(newline="") as rows:
        written = {row["path"]: (row["label"], row["prediction"]) for row in csv.DictReader(rows)}
    by_id = [written[path] for path in images.image_list(project).paths]
    assert by_id == [("", "none of these"), ("", "moth"), ("moth", "none of these")]
    left = by_class.write(project, target)
    assert (left.count, left.note) == (2, "2 images look like none of these (less familiar than 5%).")
    assert {copy.parent.name for copy in target.rglob("*.jpg")} == {"moth"}


def test_a_class_that_is_called_like_a_mark_is_a_class(project: Project, tmp_path: Path) -> None:
    names = ("(none)", "(skip)", "none of these")
    for image, name in enumerate(names, 1):
        labels.assign(project, images=[image], class_id=classes.add(project, name=name)[1].id)
    assert by_class.write(project, tmp_path / "sorted").count == 3
    assert sorted(place.name for place in (tmp_path / "sorted").iterdir()) == sorted(names)


def test_a_predicted_class_that_is_called_none_of_these_has_its_folder(project: Project, tmp_path: Path) -> None:
    predict(project, [0.5, 0.5, 0.01], "none of these")
    strangers.set_none_below(project, 0.05)
    assert by_class.write(project, tmp_path / "sorted").count == 2


def test_what_a_person_says_is_none_of_these_goes_into_no_folder(project: Project, tmp_path: Path) -> None:
    predict(project, [0.5, 0.5, 0.5])
    labels.mark(project, images=[1], mark="none")
    labels.mark(project, images=[2], mark="unsure")
    assert by_class.write(project, tmp_path / "sorted").count == 2


@pytest.mark.parametrize(
    ("name", "safe"),
    [("moth", "moth"), ("a/b", "a_b"), ("..", "_"), ("con", "_con"), (" x. ", "x"), ("", "_"), ("a\nb", "a_b")],
)
def test_class_names_become_folder_names(name: str, safe: str) -> None:
    assert safe_name(name) == safe


def test_a_write_that_fails_leaves_what_was_there(project: Project, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no folder"):
        labels_file.write(project, tmp_path / "nowhere" / "out.csv")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a,b\n1,2\n", "columns path and label"),
        ("path,label\n,moth\n", "line 2: the path"),
        ("path,label\nx.jpg\n", "line 2: the label"),
        ("", "columns path and label"),
    ],
)
def test_a_csv_that_does_not_fit_is_refused_whole(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "few.csv").write_text(text)
    with pytest.raises(UserError, match=said):
        read_truth(tmp_path / "few.csv")


def test_a_csv_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    (tmp_path / "few.csv").write_bytes("\ufeffpath,label,more\r\ndeep\\a.jpg, two  words ,x\r\n".encode())
    assert read_truth(tmp_path / "few.csv") == {"deep/a.jpg": "two words"}


def test_labels_that_were_exported_can_be_read_again(project: Project, tmp_path: Path) -> None:
    _, moth = classes.add(project, name="moth")
    labels.assign(project, images=[2], class_id=moth.id)
    labels_file.write(project, tmp_path / "out.csv")
    assert read_truth(tmp_path / "out.csv") == {images.image_list(project).paths[1]: "moth"}


def test_judging_counts_what_it_should() -> None:
    result = judge({"1": "a", "2": "a", "3": "b", "4": "b"}, {"1": "a", "2": "b", "3": "b", "9": "a"})
    assert result["images"] == 3
    assert result["accuracy"] == pytest.approx(2 / 3)
    assert result["confusion"] == {"names": ["a", "b"], "counts": [[1, 1], [0, 1]]}
    assert result["per_class"]["a"] == {"images": 2, "recall": 0.5, "precision": 1.0}
    with pytest.raises(UserError, match="None of the paths"):
        judge({"1": "a"}, {"2": "a"})


def test_truth_is_about_the_folder_of_its_name(project: Project, tmp_path: Path) -> None:
    (tmp_path / "test").mkdir()
    assert folder_of(project, tmp_path / "test.csv", None) == tmp_path / "test"
    assert folder_of(project, tmp_path / "pictures.csv", None) is None
    assert folder_of(project, tmp_path / "other.csv", None) is None
    with pytest.raises(UserError):
        folder_of(project, tmp_path / "test.csv", str(tmp_path / "nowhere"))


def test_too_few_labels_are_said_to_be_too_few() -> None:
    assert "too few" in in_words(None, None, "")
    assert in_words(0.5, (0.4, 0.6), "cross-validation").startswith("About 50%")
