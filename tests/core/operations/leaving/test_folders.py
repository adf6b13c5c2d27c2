"""Folders by class and ImageFolder trees."""

import csv
import errno
import os
from pathlib import Path

import pytest

from core.errors import Cancelled, UserError
from core.operations.leaving import by_class, image_folder
from core.operations.leaving.choice import Choice
from core.operations.leaving.placing import Means
from core.operations.leaving.split import validation
from core.project.project import Project


def files(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


LABELLED = {"moth/a.png": b"0", "moth/deep__a.png": b"0", "bee/=b.png": b"2", "bee/d.png": b"4"}


def test_a_folder_per_class_holds_labels_and_the_predictions_asked_for(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "sorted"
    left = by_class.write(project, target, Choice("labelled"))
    assert files(target) == LABELLED
    assert left.sentence == f"4 images were copied into {target}, one folder per class."
    assert left.folder == target
    left = by_class.write(project, target, Choice("sure", 0.9))
    assert files(target) == LABELLED | {"moth/f.png": b"6"}
    assert "1 image was copied" in left.sentence
    assert "4 were there already" in left.sentence
    assert by_class.write(project, target, Choice("sure", 0.9)).count == 0


@pytest.mark.parametrize("means", ["symbolic", "hard"])
def test_links_lead_to_the_images_and_replacing_them_touches_no_image(project: Project, tmp_path: Path, means: Means) -> None:
    target, before = tmp_path / "sorted", files(project.folder())
    assert "4 images were linked" in by_class.write(project, target, Choice("labelled"), means=means).sentence
    assert files(target) == LABELLED
    place, image = target / "bee" / "d.png", project.folder() / "d.png"
    assert place.samefile(image)
    assert place.is_symlink() == (means == "symbolic")
    by_class.write(project, target, Choice("labelled"), means=means, overwrite=True)
    by_class.write(project, target, Choice("labelled"), overwrite=True)
    assert not place.samefile(image)
    place.write_bytes(b"mine")
    assert files(project.folder()) == before


@pytest.mark.parametrize(("means", "code"), [("symbolic", errno.EPERM), ("hard", errno.EXDEV)])
def test_a_file_system_without_links_is_told(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, means: Means, code: int
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(os, "symlink", refuse)
    with pytest.raises(UserError, match=r"links.*cannot be made there.*Copy instead.*0 images were placed before"):
        by_class.write(project, tmp_path / "sorted", means=means)
    assert files(tmp_path) == {}


def test_stopping_keeps_whole_copies_and_says_nothing_false(project: Project, tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        by_class.write(project, tmp_path / "sorted", Choice("labelled"), tell=stop)
    assert len(files(tmp_path)) == 2
    with pytest.raises(Cancelled):
        image_folder.write(project, tmp_path / "tree", tell=stop)
    assert not (tmp_path / "tree").exists()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["sorted"]


def test_an_image_that_is_gone_is_said(project: Project, tmp_path: Path) -> None:
    image = project.folder() / "d.png"
    image.rename(tmp_path / "d.png")
    try:
        assert by_class.write(project, tmp_path / "sorted", Choice("labelled")).note == "1 image was not found."
    finally:
        (tmp_path / "d.png").rename(image)


def test_a_tree_to_train_from(project: Project, tmp_path: Path) -> None:
    left = image_folder.write(project, tmp_path / "tree")
    made = files(tmp_path / "tree")
    with (tmp_path / "tree" / "images.csv").open(newline="") as file:
        rows = {row["file"]: row for row in csv.DictReader(file)}
    del made["images.csv"]
    assert made == LABELLED
    assert set(rows) == set(LABELLED)
    assert rows["moth/deep__a.png"]["path"] == "deep/a.png"
    assert (rows["bee/d.png"]["origin"], rows["bee/d.png"]["class"], rows["bee/d.png"]["split"]) == ("import", "bee", "")
    assert left.text == f"4 images of 2 classes are in {tmp_path / 'tree'}."


def test_train_and_validation_keep_copies_together_and_say_what_is_on_one_side_only(project: Project, tmp_path: Path) -> None:
    left = image_folder.write(project, tmp_path / "tree", share=0.5, seed=3)
    made = set(files(tmp_path / "tree"))
    moths = {name for name in made if "moth" in name}
    assert moths == {"train/moth/a.png", "train/moth/deep__a.png"}  # one content: it cannot be on both sides
    assert sum(name.startswith("train/bee/") for name in made) == sum(name.startswith("val/bee/") for name in made) == 1
    assert "3 images to train with and 1 for validation, of 2 classes" in left.sentence
    assert "only to train with: moth" in left.note


def test_a_folder_with_something_in_it_is_not_mixed_with_a_tree(project: Project, tmp_path: Path) -> None:
    (tmp_path / "tree").mkdir()
    (tmp_path / "tree" / "mine.txt").write_text("mine")
    with pytest.raises(UserError, match="not empty"):
        image_folder.write(project, tmp_path / "tree")
    with pytest.raises(UserError, match="no folder"):
        image_folder.write(project, tmp_path / "no" / "tree")
    with pytest.raises(UserError, match="never written to"):
        image_folder.write(project, project.folder() / "tree")
    with pytest.raises(UserError, match="fraction"):
        image_folder.write(project, tmp_path / "other", share=20)
    with pytest.raises(UserError, match="has a class"):
        image_folder.write(project, tmp_path / "other", Choice("selected", ids=(6,)))
    assert files(tmp_path) == {"tree/mine.txt": b"mine"}


def test_a_split_is_stratified_reproducible_and_steady() -> None:
    classes = ["a"] * 100 + ["b"] * 10
    digests = [str(n // 2).encode() for n in range(100)] + [f"b{n}".encode() for n in range(10)]
    chosen = validation(classes, digests, 0.2, seed=1)
    assert (sum(chosen[:100]), sum(chosen[100:])) == (20, 2)
    assert all(chosen[n] == chosen[n + 1] for n in range(0, 100, 2))
    assert chosen == validation(classes, digests, 0.2, seed=1)
    assert chosen != validation(classes, digests, 0.2, seed=2)
    turned = validation(classes[::-1], digests[::-1], 0.2, seed=1)
    assert turned[::-1] == chosen
    assert not any(validation(classes, digests, 0.0, seed=1))


def test_a_class_has_images_on_both_sides_wherever_it_has_two() -> None:
    assert sorted(validation(["a", "a"], [b"1", b"2"], 0.1, 0)) == [False, True]
    assert sorted(validation(["a", "a"], [b"1", b"2"], 0.9, 0)) == [False, True]
    assert validation(["a", "b"], [b"1", b"1"], 0.5, 0) == [False, False]  # one content with two labels is not torn apart
    assert sum(validation(["a"] * 9, [b"1"] * 5 + [b"2"] * 4, 0.2, 0)) == 4
