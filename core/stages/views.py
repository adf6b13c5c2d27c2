"""What SimCLR is shown of a picture: itself and two views, made as `core.stages.pretrain` makes them."""

import contextlib
import functools
from pathlib import Path

import numpy as np
import torch

from core.errors import UserError
from core.jobs.previews import PreviewJob
from core.learn import augment
from core.pixels.cache import side_for
from core.pixels.decode import Unreadable, decode, to_square
from core.words import tr


def make(job: PreviewJob) -> np.ndarray:
    """uint8 [n, 3, size, size, 3] of the n pictures that can be read: [:, 0] the picture, [:, 1] and [:, 2] its views.

    UserError if none can be read.
    """
    side = side_for(job.spec.size, job.longest)
    squares = []
    for file in job.files:
        with contextlib.suppress(Unreadable):
            squares.append(_square(file, side))
    if not squares:
        raise UserError(tr("None of the pictures can be read."))
    images = torch.from_numpy(np.stack(squares))
    recipe, generator = augment.Recipe.of(job.spec, side), torch.Generator().manual_seed(job.seed)
    whole = torch.eye(2, 3).repeat(len(images), 1, 1)
    itself = augment.crop(images.permute(0, 3, 1, 2).float() / 255, whole, job.spec.size)
    views = [augment.view(images, recipe, augment.draw(len(images), generator)) for _ in range(2)]
    shown = torch.stack([itself, *views], 1).mul(255).round().clamp(0, 255).to(torch.uint8)  # [n, 3, 3, size, size]
    return shown.permute(0, 1, 3, 4, 2).numpy()


@functools.lru_cache(maxsize=32)
def _square(file: str, side: int) -> np.ndarray:
    # Kept for the next question, most often about the same pictures: large photos take longer to decode than to alter.
    return to_square(decode(Path(file), side), side)
