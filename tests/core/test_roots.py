"""What an image is called by the folder it lies in, and back; what a path from elsewhere means."""

import os
from pathlib import Path, PurePosixPath

import pytest

from core.roots import Roots, prefix

HERE, THERE, TOP = Path("/pictures/here"), Path("/pictures/there"), Path("/")
ROOTS = Roots((1, 4), (HERE, THERE))


@pytest.mark.parametrize(
    ("name", "stored"),
    [
        ("a.png", (1, b"a.png")),
        ("deep/a.png", (1, b"deep/a.png")),
        ("/pictures/there/a.png", (4, b"a.png")),
        (os.fsdecode(b"/pictures/there/\xff/b.png"), (4, b"\xff/b.png")),
    ],
)
def test_a_name_says_the_folder_and_the_path_in_it(name: str, stored: tuple[int, bytes]) -> None:
    assert ROOTS.stored(name) == stored
    assert ROOTS.name(*stored) == name
    assert HERE / name == ROOTS.paths[ROOTS.place_of(name)] / os.fsdecode(stored[1])  # joined to the first it is where it lies


@pytest.mark.parametrize("name", ["/pictures/elsewhere/a.png", "/pictures/therefore/a.png"])
def test_an_image_outside_all_folders_is_never_stored(name: str) -> None:
    with pytest.raises(ValueError, match="outside"):
        ROOTS.stored(name)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("a.png", "a.png"),
        ("/pictures/here/a.png", "a.png"),
        ("b.png", "/pictures/there/b.png"),
        ("/pictures/there/b.png", "/pictures/there/b.png"),
        ("strange.png", "strange.png"),
        ("/pictures/here/strange.png", "/pictures/here/strange.png"),
    ],
)
def test_what_a_path_from_elsewhere_means(path: str, name: str) -> None:
    assert ROOTS.named(path, {"a.png", "/pictures/there/a.png", "/pictures/there/b.png"}) == name


def test_a_relative_path_that_could_be_two_images_is_none() -> None:
    roots = Roots((1, 2, 3), (HERE, THERE, Path("/third")))
    assert roots.named("x.png", {"/pictures/there/x.png", "/third/x.png"}) == "x.png"


def test_what_lies_in_a_folder(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    (tmp_path / "link").symlink_to(other)
    roots = Roots((1, 2), (one, other))
    assert roots.holding(other / "new" / "x.csv") == other
    assert roots.holding(tmp_path / "link" / "x.csv") == other
    assert roots.holding(one) == one
    assert roots.holding(tmp_path / "ones") is None


@pytest.mark.parametrize(("folder", "text"), [(HERE, "/pictures/here/"), (TOP, "/")])
def test_the_beginning_of_a_path(folder: PurePosixPath, text: str) -> None:
    assert prefix(Path(folder)) == text
