"""The starts of pretraining on the command line: nothing is downloaded that was not shown and agreed to."""

import io
import sys
from pathlib import Path

import pytest

import main as labelight
from tests.core.weights_host import Host, made_weights, offering
from tests.e2e import pictures
from tests.e2e.test_command_line import run

IMAGENET = ("--start", "imagenet", "--size", "64", "--epochs", "0")


@pytest.fixture(scope="module")
def made():
    return made_weights()


@pytest.fixture
def host(made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    with offering(made[1], tmp_path / "cache", monkeypatch) as host:
        yield host


@pytest.fixture
def project(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    pictures.make(tmp_path / "pictures", per_kind=2)
    path = str(tmp_path / "p.labelight")
    run(capsys, "new", path, str(tmp_path / "pictures"))
    return path


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_download_is_shown_and_needs_the_flag(host: Host, project: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert labelight.main(["pretrain", project, *IMAGENET]) == 1
    said = capsys.readouterr().err
    for words in (host.card().name, "44.7 MB", "from 127.0.0.1", "non-commercial", "Nothing was downloaded", "--download"):
        assert words in said
    assert host.asked == []
    assert run(capsys, "info", project)["runs"] == 1  # the look through the folder: no run was begun
    assert labelight.main(["pretrain", project, *IMAGENET, "--download"]) == 0
    said = capsys.readouterr().err
    assert said.index("non-commercial") < said.index("Downloading")
    assert run(capsys, "pretrain", project, *IMAGENET)["start"] == "imagenet"  # here now: no flag, no question
    assert host.asked == [None]


@pytest.mark.parametrize(("answer", "code"), [("y\n", 0), ("\n", 1), ("", 1), ("no\n", 1)])
def test_at_a_terminal_it_asks(
    host: Host, project: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, answer: str, code: int
) -> None:
    monkeypatch.setattr(sys, "stdin", Terminal(answer))
    run(capsys, "pretrain", project, *IMAGENET, code=code)
    assert len(host.asked) == (1 if code == 0 else 0)


def test_a_bundle_without_weights_asks_where_it_is_trained(
    host: Host, project: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bundle = str(tmp_path / "bundle")
    capsys.readouterr()
    assert labelight.main(["pack", project, bundle, *IMAGENET]) == 0
    assert "add --download there" in capsys.readouterr().err
    assert labelight.main(["pretrain", bundle]) == 1
    assert "--download" in capsys.readouterr().err
    assert run(capsys, "pretrain", bundle, "--download")["start"] == "imagenet"
    run(capsys, "unpack", project, bundle)


def test_an_earlier_encoder_by_name(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    tiny = ("--size", "32", "--epochs", "0")
    name = run(capsys, "pretrain", project, "--start", "random", "--encoder", "tiny", *tiny)["encoder"]
    assert run(capsys, "pretrain", project, "--start", f"encoder:{name}", *tiny)["start"] == f"encoder:{name}"
    capsys.readouterr()
    assert labelight.main(["pretrain", project, "--start", f"encoder:{name}", "--encoder", "resnet18", *tiny]) == 1
    assert "cannot become resnet18" in capsys.readouterr().err
