"""Ingest: what it finds, what it hands over and when, and what it makes of a second look."""

import json
import os
import shutil
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from core.errors import Cancelled, UserError
from core.jobs.manifest import ImageList, Manifest
from core.jobs.reporter import ListReporter
from core.pixels.scan import as_list
from core.pixels.thumbnails import ThumbnailStore
from core.records import FoundImage
from core.specs import IngestSpec
from core.stages.ingest import run


@dataclass
class Place:
    """A folder of pictures with its cache; `look` ingests it, knowing what earlier looks handed over."""

    base: Path
    known: dict[str, FoundImage] = field(default_factory=dict)
    found: list[FoundImage] = field(default_factory=list)
    runs: int = 0
    out: Path = Path()

    @property
    def folder(self) -> Path:
        return self.base / "in"

    def put(self, name: str, seed: int, side: int = 24) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        tone = np.random.default_rng(seed).integers(0, 255, (side, side, 3)).astype(np.uint8)
        Image.fromarray(tone).save(path, "JPEG" if path.suffix == ".jpg" else "PNG")
        return path

    def look(self, report: ListReporter | None = None, **spec: int) -> dict[str, Any]:
        self.runs += 1
        self.out = self.base / f"run{self.runs}"
        self.out.mkdir()
        as_list(self.known.values()).save(self.out / "images.npz")
        manifest = Manifest(str(self.folder), str(self.base / "cache"), "images.npz" if self.known else "")
        report = report or ListReporter()
        try:
            result = run(IngestSpec(**spec), manifest, self.out, report)
        finally:
            self.found = [image for name in report.parts for image in self.part(name)]
            self.known |= {image.path: image for image in self.found}
        json.dumps(result)
        for old, _ in self.read("moved.json"):
            del self.known[old]
        return result

    def part(self, name: str) -> list[FoundImage]:
        return [FoundImage(**{**row, "digest": bytes.fromhex(row["digest"])}) for row in self.read(name)]

    def read(self, name: str) -> Any:
        return json.loads((self.out / name).read_text(encoding="utf-8"))

    def thumbnail(self, name: str) -> Image.Image | None:
        store = ThumbnailStore(self.base / "cache" / "thumbnails")
        data = store.get(self.known[name].digest)
        store.close()
        return None if data is None else Image.open(BytesIO(data))


@pytest.fixture
def place(tmp_path: Path) -> Place:
    (tmp_path / "in").mkdir()
    return Place(tmp_path)


def figures(result: dict[str, Any]) -> dict[str, int]:
    keys = ("images", "unreadable", "added", "changed", "moved", "missing")
    return {key: result[key] for key in keys if result[key]}


def test_the_first_look(place: Place) -> None:
    place.put("10.jpg", 1)
    place.put("2.png", 2, 400)
    place.put("sub/a.jpg", 3)
    (place.folder / "sub" / "bad.jpg").write_bytes(b"no picture")
    (place.folder / "sub" / "x.avif").write_bytes(b"")
    (place.folder / "notes.txt").write_text("hello")
    result = place.look()
    assert figures(result) == {"images": 3, "unreadable": 1, "added": 3}
    assert result["not_supported"] == {"avif": 1}
    assert result["not_pictures"] == {"txt": 1}
    assert result["skipped_folders"] == []
    assert [(f.path, f.state, f.width, f.format) for f in place.found] == [
        ("2.png", "ok", 400, "PNG"),
        ("10.jpg", "ok", 24, "JPEG"),
        ("sub/a.jpg", "ok", 24, "JPEG"),
        ("sub/bad.jpg", "unreadable", 0, ""),
    ]
    assert place.known["sub/bad.jpg"].reason == "not an image"
    large, small = place.thumbnail("2.png"), place.thumbnail("10.jpg")
    assert large is not None
    assert (large.size, large.format) == ((256, 256), "JPEG")
    assert small is not None
    assert small.size == (24, 24)
    assert place.read("missing.json") == place.read("moved.json") == []


def test_turned_pictures_are_upright_everywhere(place: Place) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6
    Image.new("RGB", (60, 30), "red").save(place.folder / "a.jpg", exif=exif)
    place.look()
    assert (place.found[0].width, place.found[0].height) == (30, 60)
    thumbnail = place.thumbnail("a.jpg")
    assert thumbnail is not None
    assert thumbnail.size == (30, 60)
    assert thumbnail.getexif().get(0x0112, 1) == 1


def test_nothing_changed(place: Place) -> None:
    for n in range(5):
        place.put(f"{n}.jpg", n)
    place.look()
    times = [(place.folder / f"{n}.jpg").stat().st_mtime_ns for n in range(5)]
    report = ListReporter()
    assert figures(place.look(report)) == {"images": 5}
    assert not report.parts
    assert [(place.folder / f"{n}.jpg").stat().st_mtime_ns for n in range(5)] == times


def test_changed_touched_missing_and_new(place: Place) -> None:
    for n in range(5):
        place.put(f"{n}.jpg", n)
    place.look()
    place.put("1.jpg", 91, 28)
    os.utime(place.folder / "2.jpg", ns=(1, 1))
    (place.folder / "3.jpg").unlink()
    place.put("new.jpg", 92)
    old = place.known["1.jpg"].digest
    assert figures(place.look()) == {"images": 5, "added": 1, "changed": 1, "missing": 1}
    assert [f.path for f in place.found] == ["1.jpg", "2.jpg", "new.jpg"]
    assert place.known["1.jpg"].digest != old
    assert place.known["2.jpg"].mtime_ns == 1
    assert place.read("missing.json") == ["3.jpg"]


def test_moved_files_keep_who_they_are(place: Place) -> None:
    for n in range(3):
        place.put(f"one/{n}.jpg", n)
        shutil.copy(place.folder / "one" / f"{n}.jpg", place.folder / f"copy{n}.jpg")
    place.put("twin/a.jpg", 7)
    place.put("twin/b.jpg", 7)
    place.look()
    (place.folder / "one").rename(place.folder / "two")
    (place.folder / "twin").rename(place.folder / "other")
    result = place.look()
    assert figures(result) == {"images": 8, "moved": 5}
    assert sorted(place.read("moved.json")) == [
        *([f"one/{n}.jpg", f"two/{n}.jpg"] for n in range(3)),
        ["twin/a.jpg", "other/a.jpg"],
        ["twin/b.jpg", "other/b.jpg"],
    ]
    assert place.read("missing.json") == []
    assert {f.path for f in place.found} == {"other/a.jpg", "other/b.jpg", "two/0.jpg", "two/1.jpg", "two/2.jpg"}
    assert figures(place.look()) == {"images": 8}


def test_a_copy_is_no_move(place: Place) -> None:
    place.put("a.jpg", 1)
    place.look()
    shutil.copy(place.folder / "a.jpg", place.folder / "b.jpg")
    assert figures(place.look()) == {"images": 2, "added": 1}
    assert [f.path for f in place.found] == ["b.jpg"]


def test_an_image_held_as_missing_comes_back(place: Place) -> None:
    place.put("a.jpg", 1)
    place.look()
    held = place.known["a.jpg"]
    place.known["a.jpg"] = FoundImage(held.path, -1, -1, held.digest, held.width, held.height)
    assert figures(place.look()) == {"images": 1}
    assert [f.path for f in place.found] == ["a.jpg"]


def test_damaged_then_mended(place: Place) -> None:
    path = place.put("a.png", 1)
    place.look()
    whole = path.read_bytes()
    path.write_bytes(whole[:-500])
    assert figures(place.look()) == {"unreadable": 1, "changed": 1}
    assert place.found[0].reason == "the file is cut short"
    assert figures(place.look()) == {"unreadable": 1}
    assert not place.found
    path.write_bytes(whole)
    assert figures(place.look()) == {"images": 1, "changed": 1}


def test_a_file_that_may_not_be_read_keeps_its_digest(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    path = place.put("a.png", 1)
    place.look()
    digest = place.known["a.png"].digest
    os.utime(path, ns=(1, 1))
    real = Path.open

    def refuse(self: Path, *arguments: Any, **options: Any) -> Any:
        if self.name == "a.png":
            raise PermissionError(13, "Permission denied")
        return real(self, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", refuse)
        assert figures(place.look()) == {"unreadable": 1, "changed": 1}
    assert place.found[0].digest == digest
    assert place.found[0].reason == "no permission to read the file"
    assert figures(place.look()) == {"images": 1, "changed": 1}


def test_lost_thumbnails_are_made_again(place: Place) -> None:
    for n in range(4):
        place.put(f"{n}.jpg", n)
    place.look()
    shutil.rmtree(place.base / "cache")
    report = ListReporter()
    assert figures(place.look(report)) == {"images": 4}
    assert not report.parts
    assert all(place.thumbnail(name) is not None for name in place.known)


def test_parts_come_early_and_stay_small(place: Place) -> None:
    for n in range(150):
        place.put(f"{n}.png", n, 8)
    sizes: list[int] = []
    there: list[bool] = []

    def arrived(name: str) -> None:
        images = place.part(name)
        sizes.append(len(images))
        store = ThumbnailStore(place.base / "cache" / "thumbnails")
        there.extend(store.get(image.digest) is not None for image in images)
        store.close()

    report = ListReporter(on_part=arrived)
    place.look(report, part=40)
    assert sum(sizes) == 150
    assert max(sizes) <= 40
    assert report.parts == [f"found-{n:05d}.json" for n in range(len(sizes))]
    assert all(there)
    assert [f.path for f in place.found] == [f"{n}.png" for n in range(150)]
    assert report.steps[-1] == (150, 150, {"found": 150, "unreadable": 0})


def test_what_was_found_before_a_cancel_is_kept(place: Place) -> None:
    for n in range(120):
        place.put(f"{n}.png", n, 8)
    with pytest.raises(Cancelled):
        place.look(ListReporter(stop_after=50))
    kept = len(place.found)
    assert 30 < kept <= 50
    assert figures(place.look()) == {"images": 120, "added": 120 - kept}


def test_an_empty_folder_and_one_that_is_gone(place: Place) -> None:
    assert figures(place.look()) == {}
    place.put("a.jpg", 1)
    place.look()
    place.folder.rename(place.base / "elsewhere")
    with pytest.raises(UserError, match="Folder not found"):
        place.look()
    assert not (place.out / "missing.json").exists()


def test_a_folder_unplugged_meanwhile_misses_nothing(place: Place) -> None:
    for n in range(100):
        place.put(f"{n}.png", n, 8)
    place.look()
    for n in range(100):
        os.utime(place.folder / f"{n}.png", ns=(1, 1))
    report = ListReporter(on_part=lambda _: place.folder.rename(place.base / "gone") if place.folder.exists() else None)
    with pytest.raises(UserError, match="Folder not found"):
        place.look(report)
    assert not (place.out / "missing.json").exists()


def test_images_in_a_closed_folder_are_not_missing(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.put("closed/a.jpg", 1)
    place.put("open/b.jpg", 2)
    place.look()
    real = os.scandir

    def scandir(path: Path) -> Any:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return real(path)

    with monkeypatch.context() as patch:
        patch.setattr(os, "scandir", scandir)
        result = place.look()
    assert figures(result) == {"images": 1}
    assert result["skipped_folders"] == ["closed"]


def test_names_of_every_kind_come_through(place: Place) -> None:
    names = ["new\nline.png", "\U0001f98b.png", "e\u0301.png", "\u00e9.png", os.fsdecode(b"\xff\xfe.png")]
    for n, name in enumerate(names):
        place.put(name, n)
    place.look()
    assert {f.path for f in place.found} == set(names)
    assert figures(place.look()) == {"images": 5}


def test_a_full_disk_is_said(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    place.put("a.jpg", 1)

    def full(*_: Any) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(ThumbnailStore, "add", full)
    with pytest.raises(UserError, match="No space left"):
        place.look()


def test_known_images_survive_the_trip_through_a_manifest(place: Place) -> None:
    place.put("a.jpg", 1)
    place.look()
    place.look()
    again = ImageList.load(place.out / "images.npz")
    assert again.digests[0].tobytes() == place.known["a.jpg"].digest
