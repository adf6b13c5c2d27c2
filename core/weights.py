"""The ImageNet weights that can be downloaded: what they are, how large, from where, under which terms. No torch, no network.

The window shows these facts and the command line prints them before anything is fetched. The download itself belongs to the
compute process (core/learn/weights.py).
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from core import paths
from core.errors import UserError
from core.words import tr, tr_later

SMALLEST = 33  # px; at 32 and below a ResNet has the stem for small images, which no ImageNet weights fit (SimCLR B.9)

TERMS = tr_later(
    "torchvision's code is under the BSD-3 licence. Its weights “may have their own licenses or "
    "terms and conditions derived from the dataset used for training”, and ImageNet is for "
    "non-commercial research and education only. Whether your use is allowed is for you to judge."
)
"""torchvision's README ("Pre-trained Model License") and image-net.org's terms of access, in one breath."""


@dataclass(frozen=True)
class WeightsCard:
    """One file of weights: the encoder it fits, its name, where it lies, its size in bytes and the sha256 of its content."""

    architecture: str
    name: str
    url: str
    bytes: int
    sha256: str

    @property
    def host(self) -> str:
        return urlsplit(self.url).hostname or self.url


_HOST = "https://download.pytorch.org/models/"
# torchvision's IMAGENET1K_V1: its V2 recipes score higher on ImageNet, but are said to transfer worse. The names carry the
# first 8 digits of the sha256 and torchvision the size in MB; the rest of the digits is the same wherever it is published.
CARDS: dict[str, WeightsCard] = {
    card.architecture: card
    for card in (
        WeightsCard(
            "resnet18", "resnet18-f37072fd.pth", f"{_HOST}resnet18-f37072fd.pth", 46_830_571,
            "f37072fd47e89c5e827621c5baffa7500819f7896bbacec160b1a16c560e07ec",
        ),
        WeightsCard(
            "resnet34", "resnet34-b627a593.pth", f"{_HOST}resnet34-b627a593.pth", 87_319_819,
            "b627a593bcbe140c234610266fe4f8ae95ea42fc881d091c9b6052e6b1d0590f",
        ),
        WeightsCard(
            "resnet50", "resnet50-0676ba61.pth", f"{_HOST}resnet50-0676ba61.pth", 102_530_333,
            "0676ba61b6795bbe1773cffd859882e5e297624d384b6993f7c9e683e722fb8a",
        ),
    )
}  # fmt: skip
"""By architecture. The bundled encoder has ImageNet weights already and needs none of these."""


def needed(start: str, architecture: str, size: int) -> WeightsCard | None:
    """The file this start needs, or None if it needs none. UserError if no ImageNet weights fit the encoder or size (px)."""
    if start != "imagenet" or architecture == "efficientnet_lite0":
        return None
    if architecture not in CARDS:
        raise UserError(
            tr(
                "There are no ImageNet weights for the encoder {architecture}. Choose the start random, or another encoder.",
                architecture=architecture,
            )
        )
    if size < SMALLEST:
        raise UserError(
            tr("ImageNet weights need images larger than {value} px. Choose a size of 64 px or more.", value=SMALLEST - 1)
        )
    return CARDS[architecture]


def stored(card: WeightsCard) -> Path:
    """Where the weights lie once they are here: safetensors, written whole (core/learn/weights.py)."""
    return paths.weights_home() / Path(card.name).with_suffix(".safetensors").name


def is_stored(card: WeightsCard) -> bool:
    return stored(card).is_file()


def megabytes(count: int) -> str:
    """ "44.7 MB", as torchvision counts them: of 2**20 bytes."""
    return f"{count / 2**20:,.1f} MB"


def facts(card: WeightsCard) -> str:
    """File, size, source and terms in words: what is shown before a download."""
    return f"{card.name}, {megabytes(card.bytes)}, from {card.host}. {tr(TERMS)}"


def refusal(card: WeightsCard) -> str:
    """Why a run ends that needs a download nobody agreed to."""
    return tr(
        "The ImageNet weights {name} ({megabytes} from {host}) are not on this computer, and their "
        "download was not agreed to. Nothing was downloaded. Start again with --download, or agree to "
        "it when the window asks, or begin from the bundled encoder, which needs no network.",
        name=card.name,
        megabytes=megabytes(card.bytes),
        host=card.host,
    )
