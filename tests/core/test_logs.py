"""The log holds what Labelight says, and of libraries what went wrong."""

import logging
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from core import logs, paths
from core.classify.logistic import LogisticModel
from core.learn import encoders, onnx_file
from core.learn.classifier import Classifier
from core.records import EncoderCard

CARD = EncoderCard(0, "small", "tiny", "random", 32, 256)


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A log that is being written, with loggers as a process has them at its start."""
    monkeypatch.setenv("LABELIGHT_CACHE", str(tmp_path / "cache"))
    levels = {name: logging.getLogger(name).level for name in ("", *logs._OURS)}
    with logs.kept("test.log", logs.Hiding()):
        yield paths.log_home() / "test.log"
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_our_words_are_kept_and_of_libraries_what_went_wrong(log: Path) -> None:
    for name in ("core.cli", "desktop_app.session", "labelight", "a_library.part"):
        logging.getLogger(name).info("%s began", name)
        logging.getLogger(name).warning("%s met trouble", name)
    said = [line.split(" ", 2)[2] for line in log.read_text(encoding="utf-8").splitlines()]
    assert said == [
        "INFO core.cli: core.cli began",
        "WARNING core.cli: core.cli met trouble",
        "INFO desktop_app.session: desktop_app.session began",
        "WARNING desktop_app.session: desktop_app.session met trouble",
        "INFO labelight: labelight began",
        "WARNING labelight: labelight met trouble",
        "WARNING a_library.part: a_library.part met trouble",
    ]


def test_writing_an_onnx_file_leaves_no_line_in_it(log: Path, tmp_path: Path) -> None:
    net, width = encoders.build("tiny", CARD.size)
    zeros = [np.zeros(shape, np.float32) for shape in ((2, width), 2, width)]
    head = LogisticModel(*zeros, np.ones(width, np.float32))
    logging.getLogger("core").info("begins")
    onnx_file.write(Classifier("linear", ("a", "b"), CARD, head, 1.0), net.eval(), tmp_path / "c.onnx")
    assert (tmp_path / "c.onnx").exists()
    assert [line.split(" ", 2)[2] for line in log.read_text(encoding="utf-8").splitlines()] == ["INFO core: begins"]
