"""The ONNX file says what the program says, for pictures of any size and batches of any length."""

import copy
import json
from dataclasses import replace

import numpy as np
import onnxruntime
import pytest
import torch
from PIL import Image

from core.classify.logistic import LogisticModel, unit
from core.classify.strangers import Familiarity
from core.learn import encoders, onnx_file
from core.learn.classifier import Classifier
from core.learn.embedding import vectors
from core.learn.exact import Exact
from core.learn.preprocess import to_input
from core.records import EncoderCard

CARD = EncoderCard(0, "small", "tiny", "random", 32, 256, (0.4, 0.5, 0.6), (0.2, 0.25, 0.3))


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory):
    torch.manual_seed(1)
    rng = np.random.default_rng(1)
    draw = lambda *shape: rng.normal(size=shape).astype(np.float32)  # noqa: E731
    net, width = encoders.build("tiny", CARD.size)
    head = LogisticModel(20 * draw(3, width), draw(3), 0.01 * draw(width), 0.5 + np.abs(draw(width)))
    known = Familiarity(30 * draw(2, width), draw(2), np.sort(np.concatenate([draw(30), [0.5, 0.5]]).astype(np.float32)))
    classifier = Classifier("linear", ("a", "b", "ü"), CARD, head, 0.7, familiarity=known)
    path = tmp_path_factory.mktemp("onnx") / "model.onnx"
    onnx_file.write(classifier, net.eval(), path, none_below=0.05)
    return classifier, net, path


@pytest.mark.parametrize(("count", "height", "width"), [(1, 32, 32), (5, 17, 60), (3, 100, 41)])
def test_pictures_of_any_size_get_the_probabilities_of_the_program(model, count: int, height: int, width: int) -> None:
    classifier, net, path = model
    images = np.random.default_rng(count).integers(0, 256, (count, height, width, 3), np.uint8)
    squares = np.stack([np.asarray(Image.fromarray(i).resize((32, 32), Image.Resampling.BICUBIC)) for i in images])
    ours = classifier.probabilities(vectors(net, CARD, squares, 32, torch.device("cpu")).numpy())
    theirs = onnx_file.answers(path, images)[0]
    assert ours.std() > 0.01  # else anything would agree
    np.testing.assert_allclose(theirs, ours, atol=0.01)  # bf16 on processors that have it
    np.testing.assert_array_equal(theirs.argmax(1), ours.argmax(1))


def test_the_file_says_how_familiar_pictures_are(model) -> None:
    classifier, net, path = model
    images = np.random.default_rng(3).integers(0, 256, (40, 32, 32, 3), np.uint8) // np.arange(1, 41)[:, None, None, None]
    images = images.astype(np.uint8)
    with torch.inference_mode():  # fp32 as in the file: in bf16 shares differ by up to 0.17 with weights as large as these
        h = net(to_input(images, CARD.size, CARD.mean, CARD.std, torch.device("cpu"))).numpy()
    middle = float(np.median(classifier.familiarity.scores(unit(h))))
    moved = replace(classifier.familiarity, yardstick=classifier.familiarity.yardstick + np.float32(middle))
    ours = replace(classifier, familiarity=moved)
    again = path.parent.parent / "again.onnx"
    onnx_file.write(ours, net, again)
    shares, (_, theirs) = ours.familiar(h), onnx_file.answers(again, images)
    again.unlink()
    assert shares.std() > 0.1  # else anything would agree
    assert theirs.shape == (40,)
    np.testing.assert_allclose(theirs, shares, atol=0.04)  # a step over two equal ones of the yardstick is 1 / 33


def test_without_it_there_is_one_answer(model, tmp_path) -> None:
    classifier, net, path = model
    onnx_file.write(replace(classifier, familiarity=None), net, tmp_path / "old.onnx")
    images = np.zeros((2, 32, 32, 3), np.uint8)
    probabilities, familiar = onnx_file.answers(tmp_path / "old.onnx", images)
    assert familiar is None
    assert np.allclose(probabilities, onnx_file.answers(path, images)[0], atol=1e-6)


def test_small_pictures_go_by_way_of_the_side_the_project_keeps_them_at(model) -> None:
    """What is exported, without the seconds the exporter takes."""
    classifier, net, _ = model
    known = classifier.familiarity
    whole = onnx_file.WholeClassifier(net, CARD, classifier.head, classifier.temperature, known, 20).eval()
    squares = np.random.default_rng(5).integers(0, 256, (20, 20, 20, 3), np.uint8)
    ours = Exact(classifier, copy.deepcopy(net), 20, torch.device("cpu")).answers(squares)
    with torch.inference_mode():
        theirs, familiar = (out.numpy() for out in whole(torch.from_numpy(squares)))
    assert ours.probabilities.std() > 0.01
    np.testing.assert_allclose(theirs, ours.probabilities, atol=1e-3)
    np.testing.assert_allclose(np.median(np.abs(familiar - ours.familiar)), 0, atol=1e-3)


def test_the_file_names_the_classes_and_stands_alone(model) -> None:
    classifier, _, path = model
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    noted = session.get_modelmeta().custom_metadata_map
    assert tuple(json.loads(noted["class_names"])) == classifier.class_names
    assert float(noted["none_below"]) == 0.05
    assert [file.name for file in path.parent.iterdir()] == ["model.onnx"]
