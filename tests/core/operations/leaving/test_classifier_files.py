"""The classifier as files for strangers: what is written, what it says, what is refused."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from core.errors import UserError
from core.learn import encoders as networks
from core.learn import onnx_file
from core.operations import evaluation, strangers
from core.operations.leaving import classifier_files
from core.project import encoders
from core.project.project import Project
from core.records import EncoderCard
from core.specs import ExportSpec, PredictSpec
from core.stages import safetensors_files
from tests.core.operations import learnt
from tests.core.operations.learnt import CARD, run

DOCUMENT = Path(__file__).resolve().parents[4] / "docs" / "formats.md"
EVIL = "a|b `c`"


def pictures(folder: Path) -> dict[str, str]:
    """Bright above or below, in every form a stranger's program meets: turned by EXIF, transparent, grey, with a palette."""
    folder.mkdir()
    rng, truth = np.random.default_rng(0), {}
    for i in range(24):
        pixels = rng.integers(0, 60, (90, 140, 3)).astype(np.uint8)
        pixels[45 * (i % 2) : 45 * (i % 2) + 45] += 150
        image, name, more = Image.fromarray(pixels), f"{i:02d}.png", {}
        if i % 4 == 0:  # the camera was held upside down, and says so
            name, more = f"{i:02d}.jpg", {"exif": Image.Exif()}
            more["exif"][0x0112] = 3
            image = image.transpose(Image.Transpose.ROTATE_180)
        elif i % 4 == 1:
            image.putalpha(Image.fromarray(rng.integers(0, 256, (90, 140)).astype(np.uint8)))
        elif i % 4 == 2:
            image = image.convert("P") if i % 8 == 2 else image.convert("L")
        image.save(folder / name, **more)
        truth[name] = EVIL if i % 2 else "above"
    return truth


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Project]:
    home = tmp_path_factory.mktemp("classifier")
    truth = pictures(home / "pictures")
    with Project.open(learnt.make(home, dict(list(truth.items())[:16]))) as project:
        strangers.set_none_below(project, between(project))
        yield project


def between(project: Project) -> float:
    """A threshold for none of these that no picture is near to, with some below it."""
    shares = np.sort([row["familiar"] for row in evaluation.prediction_rows(project)])[4:-4]
    widest = int(np.diff(shares).argmax())
    return round(float(shares[widest : widest + 2].mean()), 4)


@pytest.fixture(scope="module")
def made(project: Project, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, Any]]:
    """The ONNX file, and what the stage said."""
    target = tmp_path_factory.mktemp("ünter wegs") / "my moths.v2.onnx"
    return target, run(project, "export", classifier_files.onnx(project, target))


def test_every_file_is_compared_and_named(made: tuple[Path, dict[str, Any]]) -> None:
    target, said = made
    assert sorted(file.name for file in target.parent.iterdir()) == [
        "my moths.v2.md",
        "my moths.v2.onnx",
        "my moths.v2_example.py",
    ]
    assert said["files"][0] == str(target)
    assert said["checked"] == said["stored"]["checked"] == said["example"]["checked"] == said["example"]["same"] == 24
    assert said["difference"] < 1e-3
    assert "on 24 of your images it says what Labelight says" in said["sentence"]


def test_the_example_says_what_predict_says_of_every_kind_of_picture(
    project: Project, made: tuple[Path, dict[str, Any]], tmp_path: Path
) -> None:
    folder, example = project.folder(), made[0].with_name("my moths.v2_example.py")
    table = strangers.told(project, run(project, "predict", PredictSpec(folder=str(folder)))["table"]).rows
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    command = [sys.executable, str(example), *(str(folder / row["path"]) for row in table)]
    ended = subprocess.run(command, cwd=tmp_path, env=clean, capture_output=True, text=True, check=True)
    assert ended.stderr == ""
    expected = [f"{folder / row['path']}: {row['label']} ({row['confidence']:.1%} sure)" for row in table]
    near = [re.sub(r"\(.*", "", line) for line in ended.stdout.splitlines()]
    assert near == [re.sub(r"\(.*", "", line) for line in expected]
    sure = [float(re.search(r"\(([\d.]+)% sure", line).group(1)) for line in ended.stdout.splitlines()]  # type: ignore[union-attr]
    assert np.allclose(sure, [100 * row["confidence"] for row in table], atol=0.11)
    assert {row["label"] for row in table} >= {"none of these", "above"}


def test_the_card_tells_the_facts_of_the_project(project: Project, made: tuple[Path, dict[str, Any]]) -> None:
    text, below = made[0].with_suffix(".md").read_text(encoding="utf-8"), strangers.in_words(strangers.none_below(project))
    for fact in (
        "| above | 8 | 8 |", "| a\\|b \\`c\\` | 8 | 8 |", "Fewer than 10 labels: above", "a folder of 24, of which 16",
        "16 imported", "“own”, tiny", "drawn at random", f"Below {below}", "On 24 pictures",
        "Decisions about people", "16 labels are too few", "32 x 32 px", "python my moths.v2_example.py",
    ):  # fmt: skip
        assert fact in text, fact
    assert str(Path.home()) not in text


@pytest.fixture
def quickly(made: tuple[Path, dict[str, Any]], monkeypatch: pytest.MonkeyPatch) -> None:
    """The exporter takes seconds; what it wrote once it would write again."""
    monkeypatch.setattr(onnx_file, "write", lambda _made, _net, path, *_more: shutil.copyfile(made[0], path))


@pytest.mark.usefixtures("quickly")
def test_nothing_is_written_over_unasked(project: Project, tmp_path: Path) -> None:
    target = tmp_path / "c.onnx"
    for there in ("c.onnx", "c_example.py", "c.md"):
        (tmp_path / there).write_text("mine")
        with pytest.raises(UserError, match=re.escape(there)):
            classifier_files.onnx(project, target)
        with pytest.raises(UserError, match=re.escape(there)):  # what came there after the dialog
            run(project, "export", ExportSpec(str(target)))
        assert [file.read_text() for file in tmp_path.iterdir()] == ["mine"]
        (tmp_path / there).unlink()
    (tmp_path / "c.md").write_text("mine")
    run(project, "export", classifier_files.onnx(project, target, beside=False))
    assert (tmp_path / "c.md").read_text() == "mine"
    assert sorted(file.name for file in tmp_path.iterdir()) == ["c.md", "c.onnx"]
    with pytest.raises(UserError, match="never written to"):
        classifier_files.onnx(project, project.folder() / "c.onnx")


@pytest.mark.usefixtures("quickly")
def test_a_file_that_says_something_else_is_refused_and_not_left(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As an exporter that writes a network which is never right."""
    wrong = lambda path, images: (np.roll(right(path, images)[0], 1, axis=1), None)  # noqa: E731
    right = onnx_file.answers
    monkeypatch.setattr(onnx_file, "answers", wrong)
    with pytest.raises(UserError, match="does not compute what Labelight does"):
        run(project, "export", classifier_files.onnx(project, tmp_path / "c.onnx"))
    assert not list(tmp_path.iterdir())


@pytest.mark.usefixtures("quickly")
def test_a_classifier_that_is_not_the_one_the_window_shows_is_refused(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    give = classifier_files.give

    def other(*given: Any) -> dict[str, Any]:
        said = give(*given)
        found = np.load(given[2] / "predicted.npz")
        np.savez(given[2] / "predicted.npz", ids=found["ids"], probabilities=1 - found["probabilities"])
        return said

    monkeypatch.setattr(classifier_files, "give", other)
    with pytest.raises(UserError, match="not what the project holds"):
        run(project, "export", classifier_files.onnx(project, tmp_path / "c.onnx"))
    assert not list(tmp_path.iterdir())


def test_classifier_and_encoder_as_safetensors_belong_together(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project, "export", classifier_files.classifier(project, tmp_path / "classifier.safetensors"))
    run(project, "export", classifier_files.encoder(project, tmp_path / "encoder.safetensors", name="own"))
    told, its = (json.loads((tmp_path / f"{name}.json").read_text()) for name in ("classifier", "encoder"))
    assert told["classes"] == [EVIL, "above"] or told["classes"] == ["above", EVIL]
    assert told["encoder"]["sha256"] == its["sha256"]
    assert (its["architecture"], its["size"], its["mean"]) == ("tiny", 32, list(CARD.mean))
    assert (
        its["sha256"] in subprocess.run(["sha256sum", tmp_path / "encoder.safetensors"], capture_output=True, text=True).stdout
    )
    monkeypatch.chdir(tmp_path)
    path = sorted(project.folder().iterdir())[3]
    Image.open(path).save("picture.png")
    found = executed(2)
    row = next(r for r in run(project, "predict", PredictSpec(folder=str(project.folder())))["table"] if r["path"] == path.name)
    assert found["names"][found["probabilities"][0].argmax()] == row["label"]
    assert abs(found["probabilities"][0].max() - row["confidence"]) < 0.01


def test_a_notebook_without_labelight_reads_the_bundled_encoder(
    project: Project, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run(project, "export", classifier_files.encoder(project, tmp_path / "encoder.safetensors", name="bundled"))
    monkeypatch.chdir(tmp_path)
    found = executed(1)
    x = torch.randn(1, 3, 128, 128)
    with torch.inference_mode():
        ours = networks.load(encoders.BUNDLED, None)(x)
        torch.testing.assert_close(found["net"](x), ours)
    assert found["card"]["width"] == ours.shape[1]


@pytest.mark.parametrize(("architecture", "size"), [("resnet18", 32), ("resnet18", 64), ("tiny", 32)])
def test_what_the_card_says_builds_the_network(architecture: str, size: int) -> None:
    import torchvision

    import core.learn.encoders

    card = EncoderCard(1, "x", architecture, "random", size, 1)
    names: dict[str, Any] = {"torch": torch, "torchvision": torchvision, "core": core}
    exec(safetensors_files._BUILD[architecture](card), names)
    names["net"].load_state_dict(networks.build(architecture, size)[0].state_dict())


def executed(number: int) -> dict[str, Any]:
    """What is defined after the numbered example of docs/formats.md was run here."""
    blocks = re.findall(r"```py\n(.*?)```", DOCUMENT.read_text(encoding="utf-8"), re.DOTALL)
    names: dict[str, Any] = {}
    exec(blocks[number - 1], names)
    return names


def test_the_files_hold_the_weights_of_the_project(project: Project, tmp_path: Path) -> None:
    spec = classifier_files.encoder(project, tmp_path / "e.safetensors")
    run(project, "export", spec)
    stored = tmp_path / "stored"
    stored.write_bytes(encoders.weights(project, encoders.current(project).id) or b"")
    one, other = load_file(tmp_path / "e.safetensors"), load_file(stored)
    assert one.keys() == other.keys()
    assert all(torch.equal(one[name], other[name]) for name in one)
