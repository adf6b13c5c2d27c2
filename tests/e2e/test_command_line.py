"""Through the real main(): folder -> new -> pretrain -> embed -> map -> label -> finetune -> predict -> export."""

import csv
import json
import subprocess
import sys
from pathlib import Path

import pytest

import main as labelight
from core import paths
from core.classify.strategies import STRATEGIES
from tests.e2e import pictures


def run(capsys: pytest.CaptureFixture[str], *arguments: str, code: int = 0) -> dict:
    capsys.readouterr()
    assert labelight.main([*arguments, "--json"]) == code, capsys.readouterr().err
    out = capsys.readouterr().out.strip().splitlines()
    return json.loads(out[-1]) if out else {}


def write_labels(path: Path, rows: dict[str, str]) -> Path:
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("path", "label"))
        writer.writerows(rows.items())
    return path


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def pictures_by_onnx(model: str, folder: Path, paths: list[str]) -> list[str]:
    """What somebody with nothing but the ONNX file says of these pictures."""
    import numpy as np
    import onnxruntime
    from PIL import Image

    session = onnxruntime.InferenceSession(model, providers=["CPUExecutionProvider"])
    names = json.loads(session.get_modelmeta().custom_metadata_map["class_names"])
    images = np.stack([np.asarray(Image.open(folder / path)) for path in paths])
    return [names[i] for i in session.run(None, {"image": images})[0].argmax(1)]


Captured = pytest.CaptureFixture[str]
Truth = dict[str, str]


def test_the_whole_loop(tmp_path: Path, capsys: Captured) -> None:
    truth = pictures.make(tmp_path / "pictures")
    (tmp_path / "pictures" / "broken.jpg").write_bytes(b"no picture")
    project = str(tmp_path / "p.labelight")

    made = run(capsys, "new", project, str(tmp_path / "pictures"))
    assert made == {"images": 36, "unreadable": 1, "added": 36, "missing": 0}

    learnt = run(
        capsys, "pretrain", project, "--start", "random", "--encoder", "tiny", "--size", "32", "--batch", "16", "--epochs", "2"
    )
    assert set(learnt) == {"encoder", "start", "epochs", "steps", "loss", "images_per_second", "seconds"}
    assert learnt["epochs"] == 2

    assert run(capsys, "embed", project)["images"] == 36
    assert run(capsys, "map", project)["images"] == 36

    few = {path: kind for path, kind in truth.items() if int(path[1:4]) < 6}
    assert run(capsys, "label", project, str(write_labels(tmp_path / "few.csv", few)))["labels"] == 18
    tuned = run(capsys, "finetune", project, "--mode", "linear")
    assert set(tuned) == {"classifier", "mode", "accuracy", "interval", "labels", "reason", "curve", "random"}
    assert tuned["labels"] == 18
    assert 0 <= tuned["interval"][0] <= tuned["accuracy"] <= tuned["interval"][1] <= 1

    predict(capsys, project, tmp_path, set(few))
    own = evaluate(capsys, project, tmp_path, truth)
    take_away(capsys, project, tmp_path, list(truth))
    label_more(capsys, project, tmp_path, truth, round(18 * own))
    go_back(capsys, project, tuned["classifier"], learnt["encoder"])
    assert run(capsys, "check", project)["sound"]


def predict(capsys: Captured, project: str, folder: Path, labelled: set[str]) -> None:
    """Another folder and the own one, without and with a threshold for none of these."""
    new = pictures.make(folder / "new", per_kind=5, seed=1)
    (folder / "new" / "bad.png").write_bytes(b"no picture")
    capsys.readouterr()
    more = ["--sort", str(folder / "new by class"), "--report", str(folder / "page.md")]
    assert labelight.main(["predict", project, str(folder / "new"), "--csv", str(folder / "out.csv"), *more]) == 0
    said = capsys.readouterr().err
    assert len([file for file in (folder / "new by class").rglob("*") if file.is_file()]) == 15
    assert "bad.png: not an image" in (folder / "page.md").read_text(encoding="utf-8")
    assert "15 predictions are in" in said
    assert "1 unreadable.\n  bad.png: not an image" in said
    (folder / "new" / "bad.png").unlink()
    assert {row["path"] for row in read_csv(folder / "out.csv")} == set(new)
    assert "none" not in run(capsys, "predict", project, "--csv", str(folder / "own.csv"))
    assert len(read_csv(folder / "own.csv")) == 36
    told = run(capsys, "predict", project, "--csv", str(folder / "told.csv"), "--none-below", "0.5")
    rows = read_csv(folder / "told.csv")
    assert {row["path"] for row in rows if row["label"] == "none of these"} == {
        row["path"] for row in rows if float(row["familiar"]) < 0.5
    }
    assert 0 < told["none"] < 36
    assert run(capsys, "set", project, "--none-below", "0.5") == {"none_below": 0.5}
    assert run(capsys, "predict", project, "--csv", str(folder / "again.csv"))["none"] == told["none"]
    assert read_csv(folder / "again.csv") == rows
    assert run(capsys, "info", project)["none_below"] == 0.5
    left = {row["path"] for row in rows if row["label"] == "none of these"} - labelled
    assert run(capsys, "accept", project, "--precision", "0.6", "--dry-run")["none"] == len(left)
    assert "none" not in run(capsys, "predict", project, "--csv", str(folder / "out.csv"), "--none-below", "0")
    assert run(capsys, "set", project, "--none-below", "0") == {"none_below": 0.0}


def evaluate(capsys: Captured, project: str, folder: Path, truth: Truth) -> float:
    """The accuracy on the own images that have no label."""
    new = pictures.make(folder / "new", per_kind=5, seed=1)
    judged = run(capsys, "evaluate", project, str(write_labels(folder / "new.csv", new)))
    assert judged["images"] == 15
    assert judged["accuracy"] > 0.6  # chance is a third; colour alone tells nothing here
    own = run(capsys, "evaluate", project, str(write_labels(folder / "truth.csv", truth)))
    assert own["images"] == 18  # labelled images prove nothing and are left out
    return float(own["accuracy"])


def take_away(capsys: Captured, project: str, folder: Path, paths: list[str]) -> None:
    """Labels, copies and the ONNX file, which says the same as the program."""
    model = str(folder / "model.onnx")
    run(
        capsys, "export", project,
        "--labels", str(folder / "labels.csv"), "--folders", str(folder / "sorted"), "--onnx", model,
    )  # fmt: skip
    predicted = {row["path"]: row["label"] for row in read_csv(folder / "own.csv")}
    assert pictures_by_onnx(model, folder / "pictures", paths) == [predicted[path] for path in paths]
    rows = read_csv(folder / "labels.csv")
    assert sum(row["origin"] == "import" for row in rows) == 18
    assert sum(1 for _ in (folder / "sorted").rglob("*.png")) == 36
    assert (folder / "sorted" / "disc" / "d000.png").read_bytes() == (folder / "pictures" / "d000.png").read_bytes()


def label_more(capsys: Captured, project: str, folder: Path, truth: Truth, right: int) -> None:
    """Suggestions by strategy; then all that is left, drawn at random, of which the classifier has `right` right."""
    assert len(run(capsys, "suggest", project, "-n", "5")["suggestions"]) == 5
    wavering = run(capsys, "suggest", project, "-n", "5", "--strategy", "dropout")["suggestions"]
    assert len({row["path"] for row in wavering}) == 5
    drawn = run(capsys, "suggest", project, "--random", "-n", "40")["suggestions"]
    assert {row["path"] for row in drawn} == {path for path in truth if int(path[1:4]) >= 6}
    answers = {row["path"]: truth[row["path"]] for row in drawn}
    run(capsys, "label", project, str(write_labels(folder / "drawn.csv", answers)))
    random = run(capsys, "info", project)["random"]
    assert (random["labels"], random["right"], random["accuracy"]) == (18, right, None)
    random = run(capsys, "finetune", project)["random"]
    assert random["sentence"] == "18 labels of images drawn at random are too few to say: about 2 more."
    run(capsys, "review", project, "--csv", str(folder / "review.csv"))
    run(capsys, "accept", project, "--precision", "0.6", "--dry-run")
    summary = run(capsys, "info", project)
    assert summary["images"] == 36
    assert summary["classes"] == {"disc": 12, "plain": 12, "stripes": 12}


def go_back(capsys: Captured, project: str, first: int, encoder: str) -> None:
    """Of three versions to the first; the other two are compared."""
    second, third = first + 1, run(capsys, "finetune", project, "--mode", "linear")["classifier"]
    made = run(capsys, "versions", project, "--use", str(first), "--compare", str(second), str(third))
    assert made["in_use"] == first
    assert [version["encoder"] for version in made["versions"]] == [encoder] * 3
    assert (made["compared"]["labels"], made["compared"]["difference"]) == (36, 0)  # the same labels, the same seed


def test_pretraining_on_another_machine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pictures.make(tmp_path / "pictures", per_kind=4)
    project, bundle = str(tmp_path / "p.labelight"), str(tmp_path / "bundle")
    run(capsys, "new", project, str(tmp_path / "pictures"))
    options = ["--start", "random", "--encoder", "tiny", "--size", "32", "--batch", "6", "--epochs", "1"]
    assert run(capsys, "pack", project, bundle, *options)["images"] == 12
    assert run(capsys, "pretrain", bundle, "--epochs", "2")["epochs"] == 2
    name = run(capsys, "unpack", project, bundle)["encoder"]
    assert run(capsys, "embed", project)["encoder"] == name


def test_a_new_encoder_is_compared_before_it_is_used(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = pictures.make(tmp_path / "pictures", per_kind=6)
    project = str(tmp_path / "p.labelight")
    run(capsys, "new", project, str(tmp_path / "pictures"))
    assert run(capsys, "embed", project)["encoder"] == "bundled"
    run(capsys, "label", project, str(write_labels(tmp_path / "labels.csv", truth)))
    options = ["--start", "random", "--encoder", "tiny", "--size", "32", "--batch", "9", "--epochs", "0"]
    learnt = run(capsys, "pretrain", project, *options)["encoder"]
    assert labelight.main(["embed", project, "--json"]) == 0
    said = capsys.readouterr()
    result = json.loads(said.out.strip().splitlines()[-1])
    assert set(result) == {"encoder", "images", "images_per_second"}
    assert (result["encoder"], result["images"]) == (learnt, 18)
    assert "right on 18 labels left out in turn" in said.err
    assert "is in use. To use the other one: embed --encoder" in said.err
    for name in (learnt, "bundled"):  # chosen by hand, it stays, and nothing is compared again
        assert labelight.main(["embed", project, "--encoder", name, "--json"]) == 0
        assert "left out in turn" not in capsys.readouterr().err
        assert run(capsys, "embed", project)["encoder"] == name


def test_new_and_missing_files_on_looking_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pictures.make(tmp_path / "pictures", per_kind=2)
    project = str(tmp_path / "p.labelight")
    run(capsys, "new", project, str(tmp_path / "pictures"))
    (tmp_path / "pictures" / "d000.png").unlink()
    pictures.make(tmp_path / "pictures" / "more", per_kind=1, seed=5)
    (tmp_path / "pictures" / "s000.png").rename(tmp_path / "pictures" / "renamed.png")
    assert run(capsys, "ingest", project) == {"images": 8, "unreadable": 0, "added": 3, "missing": 1}
    pictures.make(tmp_path / "pictures" / "back", per_kind=2)  # the same content again, elsewhere
    back = run(capsys, "ingest", project)
    assert back["missing"] == 0


def test_trouble_of_the_users_world_is_one_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "info", str(tmp_path / "nothing.labelight"), code=1)
    assert labelight.main(["new", str(tmp_path / "p.labelight"), str(tmp_path / "nowhere")]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "no folder" in said
    assert "Traceback" not in said
    (tmp_path / "empty").mkdir()
    run(capsys, "new", str(tmp_path / "p.labelight"), str(tmp_path / "empty"))
    assert labelight.main(["pretrain", str(tmp_path / "p.labelight")]) == 1
    assert "no readable images" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [["pretrain"], ["finetune", "p", "--mode", "magic"], ["label", "p"], ["suggest", "p", "--strategy", "magic"]],
)
def test_wrong_usage_is_exit_code_2(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        labelight.main(arguments)
    assert ended.value.code == 2


def test_suggest_names_the_strategies_of_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        labelight.main(["suggest", "--help"])
    said = "".join(capsys.readouterr().out.split())  # a line may end within a name
    assert ",".join(STRATEGIES) in said


def test_without_a_display_it_says_so_and_names_the_demo(tmp_path: Path) -> None:
    clean = {"PATH": "/usr/bin", "HOME": str(tmp_path), "LABELIGHT_CACHE": str(tmp_path)}
    command = [sys.executable, str(paths.main_script()), "--demo"]
    ended = subprocess.run(command, env=clean, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "no display" in ended.stderr
    assert "main.py demo" in ended.stderr


def test_interrupted_pretraining_resumes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pictures.make(tmp_path / "pictures", per_kind=6)
    project = tmp_path / "p.labelight"
    run(capsys, "new", str(project), str(tmp_path / "pictures"))
    main_script = str(paths.main_script())
    options = ["--start", "random", "--encoder", "tiny", "--size", "32", "--batch", "9", "--epochs", "200"]
    command = [sys.executable, main_script, "pretrain", str(project), *options]
    child = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    checkpoints = paths.cache_home() / "projects"
    import time

    deadline = time.monotonic() + 120
    while not list(checkpoints.rglob("checkpoint/*.json")):
        assert time.monotonic() < deadline
        assert child.poll() is None
        time.sleep(0.05)
    child.kill()
    child.communicate()
    result = run(capsys, "pretrain", str(project), "--resume")
    assert result["epochs"] == 200


def test_a_damaged_project_is_rescued(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    truth = pictures.make(tmp_path / "pictures", per_kind=4)
    project, new = tmp_path / "p.labelight", tmp_path / "new.labelight"
    run(capsys, "new", str(project), str(tmp_path / "pictures"))
    run(capsys, "label", str(project), str(write_labels(tmp_path / "labels.csv", truth)))
    data = project.read_bytes()
    at = next(n for n in range(0, len(data), 4096) if data[n] == 13 and b"classimport" in data[n : n + 4096])  # the labels
    project.write_bytes(data[:at] + bytes(4096) + data[at + 4096 :])
    assert labelight.main(["info", str(project)]) == 1
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "main.py rescue p.labelight" in said
    assert "main.py rescue p.labelight" in run(capsys, "check", str(project), code=1)["problems"][0]
    damaged = project.read_bytes()
    result = run(capsys, "rescue", str(project), str(new))
    assert set(result) == {"kept", "lost", "project"}
    assert (result["project"], result["kept"]["labels"], result["lost"]["labels"]) == (str(new), 12, 0)
    assert project.read_bytes() == damaged
    assert run(capsys, "check", str(new))["sound"]
    assert run(capsys, "ingest", str(new))["images"] == 12
    run(capsys, "rescue", str(project), str(new), code=1)
