"""Decoding ahead: the picture that is looked at comes first, what was left is dropped, and what cannot be read says why."""

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QColor

from core.pixels.source import open_source
from desktop_app.full_pictures import FileKey, FullPictures, Loaded, load
from desktop_app.widgets.pyramid import Pyramid


def key(name: str) -> FileKey:
    return FileKey(Path(name), b"digest")


def as_it_is(path: Path) -> FileKey:
    """With the digest an ingest would give it now."""
    with open_source(path) as source:
        return FileKey(path, source.digest)


class Slow:
    """A decoder that waits for a word for each file; says what it began, in order."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.go_on: dict[str, threading.Event] = {name: threading.Event() for name in "abcdef"}

    def __call__(self, key: FileKey) -> Loaded:
        name = key.path.name
        self.begun.append(name)
        assert self.go_on[name].wait(10)
        return f"decoded {name}"


@pytest.fixture
def slow(qtbot):
    made = Slow()
    yield made
    for event in made.go_on.values():
        event.set()


@pytest.fixture
def pictures(slow: Slow):
    made = FullPictures(slow)
    yield made
    for event in slow.go_on.values():
        event.set()
    made.stop()


def test_a_picture_in_several_sizes_with_the_colours_of_the_file(tmp_path: Path) -> None:
    pixels = np.zeros((1500, 3000, 3), np.uint8)
    pixels[:, :1500], pixels[:, 1500:] = (200, 100, 50), (10, 20, 30)
    Image.fromarray(pixels).save(tmp_path / "wide.png")
    found = load(as_it_is(tmp_path / "wide.png"))
    assert isinstance(found, Pyramid)
    assert (found.width, found.height, found.whole) == (3000, 1500, True)
    assert [level.width() for level in found.levels] == [3000, 1500, 750]
    for level in found.levels:
        assert level.pixelColor(3, level.height() - 1) == QColor(200, 100, 50)
        assert level.pixelColor(level.width() - 1, 0) == QColor(10, 20, 30)


def test_a_picture_that_cannot_be_had_says_why(tmp_path: Path) -> None:
    assert load(key(str(tmp_path / "gone.png"))) == "the file is gone"
    (tmp_path / "text.png").write_text("no picture")
    assert load(as_it_is(tmp_path / "text.png")) == "not an image"


def test_the_most_urgent_comes_first_and_what_was_left_is_dropped(qtbot, slow: Slow, pictures: FullPictures) -> None:
    told: list[str] = []
    pictures.ready.connect(lambda found: told.append(found.path.name))
    pictures.want([key("a"), key("b"), key("c")])
    qtbot.waitUntil(lambda: len(slow.begun) == 2)
    assert sorted(slow.begun) == ["a", "b"]
    pictures.want([key("e"), key("d"), key("b")])
    slow.go_on["a"].set()  # left in the meantime: nobody hears of it
    slow.go_on["e"].set()
    qtbot.waitUntil(lambda: told == ["e"])
    assert slow.begun[2:] == ["e", "d"]
    assert pictures.get(key("a")) is None
    slow.go_on["b"].set()
    qtbot.waitUntil(lambda: told == ["e", "b"])
    assert pictures.get(key("b")) == "decoded b"


def test_what_is_kept_is_not_decoded_again_and_another_content_is(qtbot, slow: Slow, pictures: FullPictures) -> None:
    for event in slow.go_on.values():
        event.set()
    pictures.want([key("a")])
    qtbot.waitUntil(lambda: pictures.get(key("a")) is not None)
    pictures.want([key("b"), key("a")])
    qtbot.waitUntil(lambda: pictures.get(key("b")) is not None)
    assert slow.begun == ["a", "b"]
    pictures.want([FileKey(Path("a"), b"changed")])
    qtbot.waitUntil(lambda: pictures.get(FileKey(Path("a"), b"changed")) is not None)
    assert slow.begun == ["a", "b", "a"]


def test_it_can_be_stopped_and_begin_anew(qtbot, slow: Slow, pictures: FullPictures) -> None:
    for event in slow.go_on.values():
        event.set()
    pictures.want([key("a")])
    pictures.stop()
    assert pictures.get(key("a")) is None
    with qtbot.waitSignal(pictures.ready):
        pictures.want([key("b")])


def test_a_decoder_that_fails_is_told_as_a_reason(qtbot, caplog: pytest.LogCaptureFixture) -> None:
    def broken(_key: FileKey) -> Loaded:
        raise ZeroDivisionError

    pictures = FullPictures(broken)
    with qtbot.waitSignal(pictures.ready):
        pictures.want([key("a")])
    assert pictures.get(key("a")) == "the picture cannot be decoded"
    assert "could not be decoded" in caplog.text
    pictures.stop()
