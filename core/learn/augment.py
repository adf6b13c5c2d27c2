"""Random views of images for SimCLR (arXiv 2002.05709, appendix A), a batch at a time and on its device.

Every image has its own row of draws, so that a view does not depend on how a batch is cut into parts or spread over
processes. Each step is one batched tensor operation: crop, flips and turns one affine `grid_sample`, all colour changes one
3x3 matrix and offset, blur matrix products. Differences from the paper, for the sake of that:
- crops are sampled bilinearly (paper: bicubic), and the ratio is drawn among those that fit the image, so that no draw is
  rejected and areas are exactly uniform;
- the colour changes clamp once at the end, not after each, so that they can be multiplied together;
- hue is a rotation in YIQ (at constant luma), not in HSV;
- blur uses the whole Gaussian and renormalises it at the border (paper: a kernel of a tenth of the side, zero border).
"""

import math
from dataclasses import dataclass
from enum import IntEnum

import torch
from torch.nn import functional

from core.learn.preprocess import as_planes
from core.specs import PretrainSpec

LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601, as Pillow's and torchvision's grey
YIQ = (LUMA, (0.5959, -0.2746, -0.3213), (0.2115, -0.5227, 0.3112))
SIGMA_SIDE = 224  # `blur_sigma` is given in pixels of an image of this side
SIGMA_FLOOR = 0.1  # px; below it the blur is none to four digits, and 0 would divide by 0
REACH = 5  # sigmas from the centre at which the Gaussian ends: what is left out is a millionth
BAND = 16  # rows blurred at once; 8 and 32 are slower
CACHED = 8  # images blurred at once on a CPU: they stay in its cache; 66 of 128 px take 11 ms, all at once 22
SMALL = 64  # px; up to this side the paper's CIFAR recipe holds: half the colour strength, no blur (B.9)
WARM_CROP = 0.2
"""Smallest crop from a warm start. After 4 minutes on CIFAR, with 10 and 100 labels per class: 64.4 and 77.1 % at 0.08, 66.0
and 78.1 at 0.2, 65.1 and 77.0 at 0.4."""


class Draw(IntEnum):
    """The columns of a row of draws: what each uniform number in [0, 1) decides."""

    AREA = 0
    RATIO = 1
    ACROSS = 2
    DOWN = 3
    FLIP = 4
    FLIP_UPRIGHT = 5
    TURN = 6
    CHANGED = 7
    BRIGHTNESS = 8
    CONTRAST = 9
    SATURATION = 10
    HUE = 11
    ORDER = 12  # and the next three
    GREY = 16
    BLURRED = 17
    SIGMA = 18


@dataclass(frozen=True)
class Recipe:
    """How views are drawn; the fields are those of PretrainSpec, with what depends on the size filled in."""

    size: int
    crop_min: float = 0.08
    crop_ratio: float = 4 / 3
    flip: float = 0.5
    flip_upright: float = 0.0
    turn: float = 0.0
    strength: float = 1.0
    hue: float = 0.2
    colour_chance: float = 0.8
    grey_chance: float = 0.2
    blur_chance: float = 0.5
    blur_sigma: tuple[float, float] = (0.1, 2.0)

    @classmethod
    def of(cls, spec: PretrainSpec, side: int | None = None) -> "Recipe":
        """`side` in px: of the images, where they are smaller than the views made of them. A picture of 32 px is small
        however far it is enlarged: blurred on top of that, nothing of it is left."""
        small = min(spec.size, side or spec.size) <= SMALL
        return cls(
            size=spec.size,
            crop_min=(WARM_CROP if spec.warm else cls.crop_min) if spec.crop_min is None else spec.crop_min,
            crop_ratio=spec.crop_ratio,
            flip=spec.flip,
            flip_upright=spec.flip_upright,
            turn=spec.turn,
            strength=(0.5 if small else 1.0) if spec.colour_strength is None else spec.colour_strength,
            hue=spec.hue,
            colour_chance=spec.colour_chance,
            grey_chance=spec.grey_chance,
            blur_chance=(0.0 if small else 0.5) if spec.blur_chance is None else spec.blur_chance,
            blur_sigma=spec.blur_sigma,
        )


def draw(count: int, generator: torch.Generator) -> torch.Tensor:
    """A row of draws for each of `count` views: float32 [count, len(Draw) + 3] on the CPU, uniform in [0, 1).

    Drawn on the CPU, so that a seed means the same views on every device.
    """
    return torch.rand(count, Draw.SIGMA + 1, generator=generator)


def view(images: torch.Tensor, recipe: Recipe, draws: torch.Tensor) -> torch.Tensor:
    """One random view of each image.

    `images`: uint8 [B, S, S, 3] on any device; `draws` [B, ...] from `draw`. Returns float32 [B, 3, size, size] in [0, 1]
    on the device of `images`.
    """
    planes = as_planes(images, images.device)  # uint8 [B, 3, S, S]
    x = planes.to(torch.float32, memory_format=torch.contiguous_format).div_(255)
    x = crop(x, crops(draws, recipe), recipe.size)
    if recipe.colour_chance > 0 or recipe.grey_chance > 0:
        x = recolour(x, *colours(x.mean((2, 3)), draws.to(x.device), recipe))
    if recipe.blur_chance > 0:
        x = _blur_some(x, draws, recipe)
    return x


def crops(draws: torch.Tensor, recipe: Recipe) -> torch.Tensor:
    """Affine maps [B, 2, 3] from the view to the crop it shows, in `grid_sample`'s coordinates (the image is -1..1).

    A crop has area U(crop_min, 1) of the image and log-uniform width / height within crop_ratio; a share `flip` is
    mirrored left to right, `flip_upright` top to bottom, and `turn` is turned by 0, 90, 180 or 270 degrees.
    """
    area = recipe.crop_min + (1 - recipe.crop_min) * draws[:, Draw.AREA]
    widest = torch.clamp(-area.log(), max=math.log(recipe.crop_ratio))  # a crop of this area fits only up to ratio 1/area
    ratio = ((2 * draws[:, Draw.RATIO] - 1) * widest).exp()
    width, height = (area * ratio).sqrt(), (area / ratio).sqrt()  # as parts of the side
    scale = torch.zeros(len(draws), 2, 2)
    scale[:, 0, 0] = torch.where(draws[:, Draw.FLIP] < recipe.flip, -width, width)
    scale[:, 1, 1] = torch.where(draws[:, Draw.FLIP_UPRIGHT] < recipe.flip_upright, -height, height)
    place = torch.stack([(2 * draws[:, Draw.ACROSS] - 1) * (1 - width), (2 * draws[:, Draw.DOWN] - 1) * (1 - height)], 1)
    return torch.cat([scale @ _quarter_turns(draws[:, Draw.TURN], recipe), place[:, :, None]], 2)


def crop(x: torch.Tensor, theta: torch.Tensor, size: int) -> torch.Tensor:
    """The crops `theta` [B, 2, 3] of x [B, 3, S, S], bilinear: [B, 3, size, size]."""
    grid = sampling_grid(theta.to(x.device), size)
    return functional.grid_sample(x, grid, mode="bilinear", padding_mode="border", align_corners=False)


def sampling_grid(theta: torch.Tensor, size: int) -> torch.Tensor:
    """[B, size, size, 2]: where theta [B, 2, 3] takes the centre of each pixel of a view.

    As `functional.affine_grid` with align_corners=False, which is a matrix product of [size^2, 3] and [3, 2] per image and
    takes 20 ms for 128 images of 128 px; a sum of a row and a column takes 0.5.
    """
    place = (2 * torch.arange(size, device=theta.device) + 1) / size - 1
    across = theta[:, :, :1] * place  # [B, 2, size]
    down = theta[:, :, 1:2] * place + theta[:, :, 2:]
    return across.mT[:, None] + down.mT[:, :, None]


def colours(means: torch.Tensor, draws: torch.Tensor, recipe: Recipe) -> tuple[torch.Tensor, torch.Tensor]:
    """Colour changes as M [B, 3, 3] and offset [B, 3], for images of mean colour `means` [B, 3] in [0, 1].

    With chance colour_chance brightness, contrast, saturation (factors 1 +- 0.8 s, not below 0) and hue (+- hue s of a
    turn) in random order; after that, with chance grey_chance, grey. `means` and `draws` lie on one device.
    """
    strength = 0.8 * recipe.strength
    u = 2 * draws - 1
    bright, contrast, rich = ((1 + strength * u[:, d]).clamp(min=0) for d in (Draw.BRIGHTNESS, Draw.CONTRAST, Draw.SATURATION))
    turned = hue(recipe.hue * recipe.strength * u[:, Draw.HUE])
    changes = torch.stack([brightness(bright), brightness(contrast), saturation(rich), turned], 1)
    fades = torch.zeros_like(draws[:, :4])
    fades[:, 1] = 1 - contrast  # contrast = the same factor as brightness, plus the rest of the mean grey
    order = draws[:, Draw.ORDER : Draw.ORDER + 4].argsort(1)
    matrix, offset = compose(changes, fades, order, means)
    off = draws[:, Draw.CHANGED] >= recipe.colour_chance
    matrix = torch.where(off[:, None, None], torch.eye(3, device=means.device), matrix)
    offset = torch.where(off[:, None], 0.0, offset)
    to_grey = saturation(torch.where(draws[:, Draw.GREY] < recipe.grey_chance, 0.0, 1.0))
    return to_grey @ matrix, (to_grey @ offset[:, :, None])[:, :, 0]


def compose(
    changes: torch.Tensor, fades: torch.Tensor, order: torch.Tensor, means: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Changes A [B, K, 3, 3] applied in `order` [B, K] to colours x, x -> A x + fade * (mean grey of the image so far).

    Returns the whole as M [B, 3, 3], offset [B, 3]. The mean colour of a linearly changed image is the changed mean colour.
    """
    count, device = len(means), means.device
    luma, rows = torch.tensor(LUMA, device=device), torch.arange(count, device=device)
    matrix, offset = torch.eye(3, device=device).repeat(count, 1, 1), torch.zeros(count, 3, device=device)
    for k in range(order.shape[1]):
        a, fade = changes[rows, order[:, k]], fades[rows, order[:, k]]
        mean = (matrix @ means[:, :, None])[:, :, 0] + offset  # [B, 3]
        matrix = a @ matrix
        offset = (a @ offset[:, :, None])[:, :, 0] + (fade * (mean @ luma))[:, None]
    return matrix, offset


def brightness(factor: torch.Tensor) -> torch.Tensor:
    """x -> factor x as matrices [B, 3, 3]."""
    return factor[:, None, None] * torch.eye(3, device=factor.device)


def saturation(factor: torch.Tensor) -> torch.Tensor:
    """x -> factor x + (1 - factor) grey(x) as matrices [B, 3, 3]; factor 0 is grey."""
    grey = torch.tensor(LUMA, device=factor.device).expand(3, 3)
    return brightness(factor) + (1 - factor)[:, None, None] * grey


def hue(turns: torch.Tensor) -> torch.Tensor:
    """A rotation of I and Q by `turns` [B] as matrices [B, 3, 3] on RGB; luma stays. Positive: red to green, as in HSV."""
    yiq = torch.tensor(YIQ)
    from_yiq, yiq = torch.linalg.inv(yiq).to(turns.device), yiq.to(turns.device)
    cos, sin = torch.cos(2 * math.pi * turns), torch.sin(2 * math.pi * turns)
    rotation = torch.eye(3, device=turns.device).repeat(len(turns), 1, 1)
    rotation[:, 1, 1], rotation[:, 1, 2] = cos, sin
    rotation[:, 2, 1], rotation[:, 2, 2] = -sin, cos
    matrices: torch.Tensor = from_yiq @ rotation @ yiq
    return matrices


def recolour(x: torch.Tensor, matrix: torch.Tensor, offset: torch.Tensor) -> torch.Tensor:
    """clamp(M x + offset) for every pixel of x [B, 3, H, W] in [0, 1]; M [B, 3, 3], offset [B, 3]."""
    return torch.baddbmm(offset[:, :, None], matrix, x.flatten(2)).clamp_(0, 1).view_as(x)


def blur(x: torch.Tensor, sigma: torch.Tensor) -> torch.Tensor:
    """x [B, 3, S, S] under a Gaussian of `sigma` [B] px each, renormalised at the border.

    The Gaussian is separable, and away from the border a matrix of equal rows, each one place further: BAND rows of it are made
    once and serve all of x, BAND rows and then BAND columns at a time. For 64 images of 128 px half the time of whole matrices,
    whose far entries are denormal numbers, slow on a CPU.
    """
    side = x.shape[-1]
    reach = min(max(math.ceil(REACH * float(sigma.max())), 1), side - 1) if len(x) else 1
    sigma = sigma.to(x.device)[:, None]
    place = torch.arange(-reach, reach + 1, device=x.device, dtype=x.dtype)
    weights = torch.exp(-(place**2) / (2 * sigma**2))  # [B, 2 reach + 1]
    ones = functional.pad(torch.ones(side, device=x.device), (reach, reach)).unfold(0, 2 * reach + 1, 1)  # [S, 2 reach + 1]
    norm = (weights @ ones.mT)[:, None, :, None]  # [B, 1, S, 1]: what of the Gaussian lies inside
    band = _band(weights)[:, None]
    out = torch.empty_like(x)
    padded = functional.pad(x, (0, 0, reach, reach))
    for first in range(0, side, BAND):
        rows = min(BAND, side - first)
        seen = padded[:, :, first : first + rows + 2 * reach]
        torch.matmul(band[:, :, :rows, : rows + 2 * reach], seen, out=out[:, :, first : first + rows])
    padded = functional.pad(out.div_(norm), (reach, reach))
    for first in range(0, side, BAND):
        columns = min(BAND, side - first)
        seen = padded[..., first : first + columns + 2 * reach]
        out[..., first : first + columns] = seen @ band[:, :, :columns, : columns + 2 * reach].mT
    return out.div_(norm.mT)


def _band(weights: torch.Tensor) -> torch.Tensor:
    """[B, BAND, BAND + w - 1]: row i holds weights [B, w] from place i on, zeros elsewhere."""
    padded = functional.pad(weights, (BAND - 1, BAND - 1))
    return padded.unfold(1, BAND + weights.shape[1] - 1, 1).flip(1)


def _quarter_turns(u: torch.Tensor, recipe: Recipe) -> torch.Tensor:
    """Rotations [B, 2, 2]: a share `turn` of u [B] by 0, 90, 180 or 270 degrees, each as often; the rest by none."""
    quarters = torch.floor(4 * u / max(recipe.turn, 1e-9)) * (u < recipe.turn)
    cos, sin = torch.round(torch.cos(quarters * math.pi / 2)), torch.round(torch.sin(quarters * math.pi / 2))
    return torch.stack([cos, -sin, sin, cos], 1).view(-1, 2, 2)


def _blur_some(x: torch.Tensor, draws: torch.Tensor, recipe: Recipe) -> torch.Tensor:
    low, high = recipe.blur_sigma
    sigma = ((low + (high - low) * draws[:, Draw.SIGMA]) * recipe.size / SIGMA_SIDE).clamp(min=SIGMA_FLOOR)
    chosen = torch.nonzero(draws[:, Draw.BLURRED] < recipe.blur_chance)[:, 0]  # of draws on the CPU: no wait for the device
    chosen = chosen[sigma[chosen].argsort()]  # alike beside alike: a part reaches no further than its widest
    for part in torch.split(chosen, CACHED if x.device.type == "cpu" else max(len(chosen), 1)):
        there = part.to(x.device)
        x[there] = blur(x[there], sigma[part])
    return x
