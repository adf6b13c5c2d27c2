"""Answers that leave the program: folded networks compute the same, and pictures are prepared as Pillow would."""

import copy

import numpy as np
import pytest
import torch
from PIL import Image
from threadpoolctl import threadpool_info
from torch import nn

from core.classify.logistic import LogisticModel
from core.classify.strangers import Familiarity
from core.learn import encoders
from core.learn.classifier import Classifier
from core.learn.exact import Exact
from core.learn.folding import fold
from core.learn.preparing import Preparing
from core.records import EncoderCard

CARD = EncoderCard(0, "small", "tiny", "random", 48, 256, (0.4, 0.5, 0.6), (0.2, 0.25, 0.3))


@pytest.mark.parametrize(
    ("architecture", "size"), [("tiny", 32), ("resnet18", 32), ("resnet50", 64), ("efficientnet_lite0", 64)]
)
def test_a_folded_network_says_the_same_and_has_no_normalisation_left(architecture: str, size: int) -> None:
    torch.manual_seed(0)
    net, _ = encoders.build(architecture, size)
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d):
            module.running_mean.normal_(0, 0.1)
            module.running_var.uniform_(0.8, 1.2)
    x = torch.randn(2, 3, size, size)
    with torch.inference_mode():
        before = net.eval()(x)
        after = fold(copy.deepcopy(net))
        torch.testing.assert_close(after(x), before, rtol=1e-3, atol=1e-4)
    assert not any(isinstance(module, nn.BatchNorm2d) for module in after.modules())


@pytest.mark.parametrize("squares", [True, False])
def test_pictures_are_prepared_by_way_of_the_size_the_project_keeps(squares: bool) -> None:
    side = 32
    shape = (4, side, side, 3) if squares else (4, 90, 70, 3)
    images = np.random.default_rng(0).integers(0, 256, shape, np.uint8)
    x = Preparing(CARD, side, squares)(torch.from_numpy(images))
    mean, std = (torch.tensor(values).view(3, 1, 1) for values in (CARD.mean, CARD.std))
    pixels = (255 * (x * std + mean)).permute(0, 2, 3, 1).numpy()
    cubic = Image.Resampling.BICUBIC
    by_pillow = np.stack(
        [np.asarray(Image.fromarray(i).resize((side, side), cubic).resize((CARD.size, CARD.size), cubic)) for i in images]
    )
    apart = np.abs(pixels - by_pillow)
    assert apart.max() < 2.01  # a byte rounded the other way, and an edge beside it
    assert (apart > 0.01).mean() < 0.01


def test_the_small_products_of_an_answer_stay_on_one_thread() -> None:
    """OpenBLAS turned a second thread on the spot between batches: `predict` came to 0.76 of the network instead of 0.86."""

    class Watching(Familiarity):
        def shares(self, x: np.ndarray) -> np.ndarray:
            threads.update(each["num_threads"] for each in threadpool_info() if each["internal_api"] == "openblas")
            return super().shares(x)

    threads: set[int] = set()
    net, width = encoders.build("tiny", CARD.size)
    ones = np.ones((2, width), np.float32)
    known = Watching(ones, np.zeros(2, np.float32), np.arange(8, dtype=np.float32))
    head = LogisticModel(ones, np.zeros(2, np.float32), np.zeros(width, np.float32), np.ones(width, np.float32))
    classifier = Classifier("linear", ("a", "b"), CARD, head, 1.0, familiarity=known)
    squares = np.zeros((3, CARD.size, CARD.size, 3), np.uint8)
    before = threadpool_info()
    Exact(classifier, net, CARD.size, torch.device("cpu")).answers(squares)
    assert threads <= {1}
    assert threadpool_info() == before
