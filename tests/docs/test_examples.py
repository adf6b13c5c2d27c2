"""Examples and Python in the documents run as they are, on a small project; the API page is in step with the docstrings."""

import runpy
import sys
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.classify.quick import learn, reduce
from core.project import classes, classifiers, encoders, images, labels, maps
from core.project.project import Project
from core.records import ClassifierCard, EncoderCard, FoundImage
from tests.docs import pages
from tests.docs.pages import ROOT
from tools import api_docs

EXAMPLES = ROOT / "docs" / "examples"
LONGEST = {"notebook.py": 60}  # lines; of the others 50: each shows one thing
COUNT = 12
RUN_ELSEWHERE = {"formats.md"}  # by tests/core/operations/leaving/test_classifier_files.py, on the files it is about


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve pictures of two kinds with an encoder of its own, embeddings, a map, labels and a classifier."""
    home = tmp_path_factory.mktemp("examples")
    folder = home / "pictures"
    folder.mkdir()
    kind, rng = np.arange(COUNT) % 2, np.random.default_rng(0)
    names = [f"{n:02d}.png" for n in range(COUNT)]
    for name, dark in zip(names, kind, strict=True):
        pixels = rng.integers(0, 60, (24, 24, 3)) + 150 * (1 - dark)
        Image.fromarray(pixels.astype(np.uint8)).save(folder / name)
    path = home / "moths.labelight"
    with Project.create(path, folder) as made:
        images.add_found(made, [FoundImage(n, 1, 1, n.encode().ljust(16), 24, 24) for n in names])
        encoder = encoders.add(made, EncoderCard(0, "mine", "tiny", "random", 32, 256), _tiny(home))
        ids = np.arange(1, COUNT + 1)
        vectors = rng.normal(size=(COUNT, 256)) + 3 * (2 * kind[:, None] - 1)
        encoders.add_embeddings(made, encoder.id, ids, vectors.astype(np.float16))
        maps.add(made, encoder.id, "umap", ids, rng.normal(size=(COUNT, 2)).astype(np.float32))
        for name, rows in (("light", [1, 3]), ("dark", [2, 4])):
            _, known = classes.add(made, name=name)
            labels.assign(made, images=rows, class_id=known.id)
        given = labels.columns(made)
        learnt = learn(reduce(vectors, ids), given.ids - 1, given.classes)
        assert learnt is not None
        card = ClassifierCard(0, encoder.id, "linear", tuple(learnt[0].tolist()), ("light", "dark"), 4, 1.0, (0.5, 1.0), 0.0)
        classifiers.add(made, card, b"no weights: nothing here loads them", ids, learnt[1].probabilities, None)
    return path


def _tiny(home: Path) -> bytes:
    from core.learn import encoders as networks

    net, width = networks.build("tiny", 32)
    networks.save(net, EncoderCard(0, "mine", "tiny", "random", 32, width), home / "tiny.safetensors")
    return (home / "tiny.safetensors").read_bytes()


def run(name: str, monkeypatch: pytest.MonkeyPatch, *arguments: Path) -> None:
    monkeypatch.setattr(sys, "argv", [name, *map(str, arguments)])
    runpy.run_path(str(EXAMPLES / name), run_name="__main__")


def test_strategy(monkeypatch, capsys) -> None:
    run("strategy.py", monkeypatch)
    assert capsys.readouterr().out.count("the classifier is sure of it") == 5


def test_encoder(monkeypatch, capsys) -> None:
    run("encoder.py", monkeypatch)
    assert capsys.readouterr().out == "embeddings: (4, 64)\nread back: mine small\n"


def test_stage(monkeypatch, capsys, project: Path) -> None:
    run("stage.py", monkeypatch, project)
    assert f"'images': {COUNT}" in capsys.readouterr().out


def test_export(monkeypatch, capsys, project: Path, tmp_path: Path) -> None:
    run("export.py", monkeypatch, project, tmp_path / "counts.json")
    assert capsys.readouterr().out == "2 classes are in counts.json.\n"
    assert (tmp_path / "counts.json").read_text(encoding="utf-8") == '{\n "light": 2,\n "dark": 2\n}'


def test_notebook(monkeypatch, capsys, project: Path) -> None:
    run("notebook.py", monkeypatch, project)
    said = capsys.readouterr().out
    for part in (f"{COUNT} images, 4 labels", f"({COUNT}, 256)", "unsure:", "('light', 'dark')", "embedded anew: (4, 256)"):
        assert part in said
    with Project.open(project) as again:  # and it was closed
        assert labels.count(again) == {1: 2, 2: 2}


def test_every_example_is_short_and_tested() -> None:
    for file in EXAMPLES.glob("*.py"):
        assert f"test_{file.stem}" in globals(), file.name
        lines = [line for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
        assert len(lines) < LONGEST.get(file.name, 50), file.name


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (page, code)
        for page in pages.every_page()
        if page.name not in RUN_ELSEWHERE
        for code in pages.python_blocks(pages.text_of(page))
    ],
    ids=lambda value: value.name if isinstance(value, Path) else "",
)
def test_python_in_the_documents_runs(page: Path, code: str, project: Path) -> None:
    exec(compile(code, str(page), "exec"), {"path": project})


def test_the_api_page_is_in_step() -> None:
    assert api_docs.PAGE.read_text(encoding="utf-8") == api_docs.page(), "python -m tools.api_docs"


def test_everything_on_the_api_page_says_what_it_is() -> None:
    silent = [
        f"{module}.{name}"
        for _, _, modules in api_docs.CONTENTS
        for module, names in modules
        for name, _, text in api_docs.entries(module, names)
        if len(text) < 20
    ]
    assert silent == []
