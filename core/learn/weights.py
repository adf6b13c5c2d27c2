"""ImageNet weights: downloaded once, compared with their sha256, kept as safetensors of this program. Compute process only.

In the cache folder lies either nothing, NAME.part (what came of a download so far) or NAME.safetensors (whole). Pickle is read
once, with weights_only, and only from bytes whose sha256 is the card's; every later run reads the safetensors.
"""

import hashlib
import io
import shutil
from pathlib import Path

import torch
from safetensors import SafetensorError

from core import weights
from core.errors import UserError
from core.jobs.reporter import Reporter
from core.learn import encoders
from core.learn.download import download
from core.pixels.locking import writing
from core.records import EncoderCard
from core.weights import WeightsCard, megabytes
from core.words import tr

_SIZE = 224  # px: the side these weights were trained at; only the stem depends on it


def fetch(card: WeightsCard, report: Reporter, *, agreed: bool) -> Path:
    """The safetensors file of these weights, written by `encoders.save`; downloaded if it is not here and `agreed`.

    Raises UserError if it is not here and not agreed to, or where network, content or disk do not let it; Cancelled when
    asked to stop. What came by then is kept for the next try, unless it is wrong.
    """
    target = weights.stored(card)
    if _is_whole(target):
        return target
    if not agreed:
        raise UserError(weights.refusal(card))
    part = target.with_name(f"{card.name}.part")
    _make_folder(target.parent)
    with writing(target.with_name("lock")):
        if not _is_whole(target):  # another process may have been faster
            _convert(card, _content(card, part, report), target)
            part.unlink(missing_ok=True)
    return target


def _is_whole(path: Path) -> bool:
    """Whether the file is there and can be read; one that cannot be goes."""
    if not path.exists():
        return False
    try:
        encoders.read_card(path)
    except (UserError, ValueError, TypeError, KeyError):
        path.unlink(missing_ok=True)
        return False
    return True


def _content(card: WeightsCard, part: Path, report: Reporter) -> bytes:
    """The bytes of the file, compared with the card."""
    if part.exists() and part.stat().st_size >= card.bytes and not _is_right(card, part):
        part.unlink()
    if not part.exists() or part.stat().st_size < card.bytes:
        _check_room(card, part)
        report.note(
            tr("Downloading {name}, {megabytes}, from {host}", name=card.name, megabytes=megabytes(card.bytes), host=card.host)
        )
        download(card, part, report)
    content = part.read_bytes()
    if hashlib.sha256(content).hexdigest() != card.sha256:
        part.unlink()
        raise UserError(
            tr(
                "What {host} sent as {name} is not that file: its sha256 is another than the one known. It was "
                "deleted unread. Try again; if it happens again, begin from the bundled encoder and tell us.",
                host=card.host,
                name=card.name,
            )
        )
    return content


def _is_right(card: WeightsCard, part: Path) -> bool:
    return hashlib.sha256(part.read_bytes()).hexdigest() == card.sha256


def _convert(card: WeightsCard, content: bytes, target: Path) -> None:
    tensors = torch.load(io.BytesIO(content), map_location="cpu", weights_only=True)
    net, width = encoders.build(card.architecture, _SIZE)
    # The last layer tells ImageNet's 1000 classes apart: an encoder has none.
    encoders.fill(net, {n: t for n, t in tensors.items() if not n.startswith("fc.")}, card.name)
    made = EncoderCard(0, card.name, card.architecture, "imagenet", _SIZE, width, encoders.IMAGENET_MEAN, encoders.IMAGENET_STD)
    try:
        encoders.save(net, made, target)
    except (OSError, SafetensorError) as error:  # safetensors tells a full disk as an error of its own
        target.with_name(target.name + ".tmp").unlink(missing_ok=True)
        raise UserError(
            tr(
                "{target} could not be written: {error}. The download is kept. Make room and start again.",
                target=target,
                error=error,
            )
        ) from error


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(
            tr(
                "The folder {folder} could not be made: {problem}. Nothing was downloaded.",
                folder=folder,
                problem=error.strerror,
            )
        ) from error


def _check_room(card: WeightsCard, part: Path) -> None:
    """UserError if the disk cannot hold the download and the converted file beside it, which is as large."""
    have = part.stat().st_size if part.exists() else 0
    wanted, free = 2 * card.bytes - have, shutil.disk_usage(part.parent).free
    if free < wanted:
        raise UserError(
            tr(
                "{parent} needs {megabytes} for {name}, and there are {whole}. Nothing was downloaded. "
                "Make room and start again.",
                parent=part.parent,
                megabytes=megabytes(wanted),
                name=card.name,
                whole=megabytes(free),
            )
        )
