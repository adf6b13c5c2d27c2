"""The command `export`, as it is typed."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from core import cli
from core.operations import copies
from core.project.project import Project


@pytest.fixture
def place(project: Project, tmp_path: Path) -> str:
    copies.save_copy(project, tmp_path / "q.labelight")
    return str(tmp_path / "q.labelight")


def export(capsys: pytest.CaptureFixture[str], place: str, *more: str) -> dict[str, Any]:
    assert cli.main(["export", place, *more, "--json"]) == 0
    result: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
    return result


def test_everything_at_once_by_its_ending(capsys: pytest.CaptureFixture[str], place: str, tmp_path: Path) -> None:
    wanted = {
        "labels": tmp_path / "l.json", "coco": tmp_path / "c.json", "folders": tmp_path / "sorted",
        "image_folder": tmp_path / "tree", "embeddings": tmp_path / "e.csv",
    }  # fmt: skip
    flags = [part for name, file in wanted.items() for part in (f"--{name.replace('_', '-')}", str(file))]
    done = export(capsys, place, *flags, "--val", "0.5", "--link", "hard")
    assert {name: done[name] for name in wanted} == {name: str(file) for name, file in wanted.items()}
    assert done["images"] == {"labels": 8, "coco": 4, "folders": 7, "image_folder": 4, "embeddings": 6}
    assert {p.name for p in (tmp_path / "tree").iterdir()} == {"train", "val", "images.csv"}
    assert next((tmp_path / "sorted").rglob("d.png")).stat().st_nlink >= 2


def test_which_images_and_only_what_may_be_replaced(capsys: pytest.CaptureFixture[str], place: str, tmp_path: Path) -> None:
    file = tmp_path / "l.csv"
    assert export(capsys, place, "--labels", str(file), "--only", "sure", "--confidence", "0.9")["images"]["labels"] == 5
    assert cli.main(["export", place, "--labels", str(file)]) == 1
    assert "--overwrite" in capsys.readouterr().err
    assert export(capsys, place, "--labels", str(file), "--only", str(file), "--overwrite")["images"]["labels"] == 5
    with file.open(newline="") as rows:
        assert len(list(csv.DictReader(rows))) == 5


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ([], "Say what to export"),
        (["--coco", "c.json", "--val", "0.2"], "--val goes with"),
        (["--labels", "l.csv", "--link"], "--link goes with"),
        (["--labels", "l.csv", "--confidence", "0.9"], "--confidence goes with"),
        (["--labels", "l.txt"], "ends in"),
        (["--onnx", "model.pt"], "ends in"),
    ],
)
def test_what_does_not_go_together_is_told(
    capsys: pytest.CaptureFixture[str], place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["export", place, *more]) == 1
    assert said in capsys.readouterr().err
    assert [p.name for p in tmp_path.iterdir()] == ["q.labelight"]
