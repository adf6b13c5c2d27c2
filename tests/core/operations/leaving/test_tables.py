"""Labels, COCO and embeddings, read back as others read them."""

import csv
import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from core.errors import Cancelled, UserError
from core.operations import strangers
from core.operations.labelling import read_truth
from core.operations.leaving import coco, embeddings, labels_file
from core.operations.leaving.choice import Choice
from core.project.project import Project

WRITERS = [(labels_file.write, "l.csv"), (labels_file.write, "l.json"), (coco.write, "c.json"), (embeddings.write, "e.npz"),
           (embeddings.write, "e.csv")]  # fmt: skip


def read_csv(file: Path) -> dict[str, dict[str, str]]:
    with file.open(newline="") as rows:
        return {row["path"]: row for row in csv.DictReader(rows)}


def test_a_table_has_label_origin_prediction_confidence_and_place(project: Project, tmp_path: Path) -> None:
    left = labels_file.write(project, tmp_path / "l.csv")
    assert (left.count, left.place, left.folder) == (8, tmp_path / "l.csv", tmp_path)
    assert left.text == f"8 rows are in {tmp_path / 'l.csv'}."
    rows = read_csv(tmp_path / "l.csv")
    first = rows["a.png"]
    assert tuple(first) == labels_file.HEADER
    assert [first[name] for name in ("label", "origin", "prediction", "confidence", "familiar")] == [
        "moth", "person", "moth", "0.9375", "0.5",
    ]  # fmt: skip
    assert [first[name] for name in ("x", "y", "width", "height", "digest")] == [
        "-3.5",
        "-2.5",
        "8",
        "6",
        (b"0".ljust(16)).hex(),
    ]
    assert first["labelled"].endswith("Z")
    assert rows["'=b.png"]["label"] == "bee"
    assert rows["d.png"]["origin"] == "import"
    assert rows["c.png"]["label"] == "(unsure)"
    assert (rows["g.png"]["label"], rows["g.png"]["x"]) == ("", "")
    assert read_truth(tmp_path / "l.csv")["=b.png"] == "bee"


def test_json_says_the_same_and_what_made_it(project: Project, tmp_path: Path) -> None:
    strangers.set_none_below(project, 0.05)
    left = labels_file.write(project, tmp_path / "l.json", Choice("sure", 0.6))
    assert left.count == 5
    strangers.set_none_below(project, strangers.OFF)
    read = json.loads((tmp_path / "l.json").read_text("utf-8"))
    assert (read["format"], read["version"], read["none_below"]) == (labels_file.FORMAT, 1, 0.05)
    assert read["choice"] == {"which": "sure", "confidence": 0.6}
    assert [c["name"] for c in read["classes"]] == ["bee", "moth"] or [c["name"] for c in read["classes"]] == ["moth", "bee"]
    assert read["classifier"]["classes"] == ["moth", "bee"]
    by_path = {image["path"]: image for image in read["images"]}
    assert set(by_path) == {"a.png", "deep/a.png", "=b.png", "c.png", "d.png"}
    assert by_path["a.png"]["label"]["class"] == "moth"
    assert by_path["a.png"]["map"] == [-3.5, -2.5]
    assert by_path["c.png"]["label"] | {"at": ""} == {"class": None, "mark": "unsure", "origin": "person", "at": ""}
    assert by_path["c.png"]["prediction"] == {"class": "moth", "none_of_these": False, "confidence": 0.625, "familiar": 0.5}


def test_coco_has_images_categories_and_annotations_of_labels_alone(project: Project, tmp_path: Path) -> None:
    assert coco.write(project, tmp_path / "c.json").text.startswith("4 images and 4 annotations")
    read = json.loads((tmp_path / "c.json").read_text("utf-8"))
    name_of = {category["id"]: category["name"] for category in read["categories"]}
    file_of = {image["id"]: image["file_name"] for image in read["images"]}
    given = {file_of[a["image_id"]]: name_of[a["category_id"]] for a in read["annotations"]}
    assert given == {"a.png": "moth", "deep/a.png": "moth", "=b.png": "bee", "d.png": "bee"}
    assert len({a["id"] for a in read["annotations"]}) == 4
    assert read["annotations"][0]["bbox"] == [0, 0, 8, 6]
    assert {a["origin"] for a in read["annotations"]} == {"person", "import"}


def test_coco_has_predictions_where_they_are_asked_for_with_their_score(project: Project, tmp_path: Path) -> None:
    coco.write(project, tmp_path / "c.json", Choice("sure", 0.9))
    annotations = json.loads((tmp_path / "c.json").read_text("utf-8"))["annotations"]
    guessed = [a for a in annotations if a["origin"] == coco.PREDICTED]
    assert [(a["image_id"], a["score"]) for a in guessed] == [(7, 0.9844)]
    assert not any("score" in a for a in annotations if a not in guessed)


def test_embeddings_come_back_from_npz_and_from_csv_alike(project: Project, tmp_path: Path) -> None:
    assert embeddings.write(project, tmp_path / "e.npz").count == 6
    assert embeddings.write(project, tmp_path / "e.csv").count == 6
    with np.load(tmp_path / "e.npz") as read:  # allow_pickle is off
        arrays = dict(read)
    assert arrays["vectors"].dtype == np.float16
    assert arrays["vectors"].shape == (6, 4)
    assert str(arrays["encoder"]) == "bundled"
    rows = read_csv(tmp_path / "e.csv")
    assert tuple(next(iter(rows.values()))) == ("path", "label", "prediction", "x", "y", "e0", "e1", "e2", "e3")
    for n, path in enumerate(arrays["paths"].tolist()):
        row = rows["'=b.png" if path == "=b.png" else path]
        assert row["label"] == arrays["labels"][n]
        assert [np.float16(row[f"e{k}"]) for k in range(4)] == arrays["vectors"][n].tolist()
        place = [float(row[c]) if row[c] else np.nan for c in "xy"]
        np.testing.assert_allclose(place, arrays["xy"][n], atol=1e-4)
    assert rows["e.png"]["x"] == ""  # embedded, and not on the map


def test_every_number_of_16_bits_comes_back_from_its_words() -> None:
    every = np.arange(2**16, dtype=np.uint16).view(np.float16)
    words = embeddings.in_words()
    np.testing.assert_array_equal(words.astype(np.float16), every)
    assert words[0x8000] == "-0"
    assert words.tolist() == [f"{value:.5g}" for value in every.tolist()]  # none was cut


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_nothing_goes_over_a_file_unasked_or_beside_the_images(project: Project, tmp_path: Path, write: Any, name: str) -> None:
    target = tmp_path / name
    target.write_text("mine")
    with pytest.raises(UserError, match="is there already and was left as it is"):
        write(project, target)
    assert target.read_text() == "mine"
    with pytest.raises(UserError, match="never written to"):
        write(project, project.folder() / "deep" / name)
    with pytest.raises(UserError, match="ends in"):
        write(project, target.with_suffix(".xls"))
    assert write(project, target, overwrite=True).count
    assert [file.name for file in tmp_path.iterdir()] == [name]
    target.unlink()
    target.mkdir()
    with pytest.raises(UserError, match="is a folder"):
        write(project, target, overwrite=True)


@pytest.mark.parametrize(("write", "name"), WRITERS)
def test_what_is_stopped_is_not_there(project: Project, tmp_path: Path, write: Any, name: str) -> None:
    def stop(_done: int, _total: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        write(project, tmp_path / name, tell=stop)
    assert list(tmp_path.iterdir()) == []


def test_what_came_there_meanwhile_stays(project: Project, tmp_path: Path) -> None:
    def come(_done: int, _total: int) -> None:
        (tmp_path / "l.csv").write_text("mine")

    with pytest.raises(UserError, match="is there already"):
        labels_file.write(project, tmp_path / "l.csv", tell=come)
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("l.csv", "mine")]
