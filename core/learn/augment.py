"""Random views of images for SimCLR (arXiv 2002.05709, appendix A), a batch at a time and on its device.

Every draw is made per image. Each step is one batched tensor operation: crop and flip one affine `grid_sample`, all
colour changes one 3x3 matrix and offset, blur two matrix products. Differences from the paper, for the sake of that:
- crops are sampled bilinearly (paper: bicubic), and the ratio is drawn among those that fit the image, so that no draw is
  rejected and areas are exactly uniform;
- the colour changes clamp once at the end, not after each, so that they can be multiplied together;
- hue is a rotation in YIQ (at constant luma), not in HSV;
- blur uses the whole Gaussian and renormalises it at the border (paper: a kernel of a tenth of the side, zero border).
"""

import math
from dataclasses import dataclass

import torch
from torch.nn import functional

from core.learn.preprocess import as_planes
from core.specs import PretrainSpec

LUMA = (0.299, 0.587, 0.114)  # ITU-R BT.601, as Pillow's and torchvision's grey
YIQ = (LUMA, (0.5959, -0.2746, -0.3213), (0.2115, -0.5227, 0.3112))
SIGMA_SIDE = 224  # `blur_sigma` is given in pixels of an image of this side
SIGMA_FLOOR = 0.1  # px; below it the blur is none to four digits, and 0 would divide by 0
SMALL = 64  # px; up to this side the paper's CIFAR recipe holds: half the colour strength, no blur (B.9)


@dataclass(frozen=True)
class Recipe:
    """How views are drawn; the fields are those of PretrainSpec, with what depends on the size filled in."""

    size: int
    crop_min: float = 0.08
    crop_ratio: float = 4 / 3
    flip: float = 0.5
    strength: float = 1.0
    colour_chance: float = 0.8
    grey_chance: float = 0.2
    blur_chance: float = 0.5
    blur_sigma: tuple[float, float] = (0.1, 2.0)

    @classmethod
    def of(cls, spec: PretrainSpec) -> "Recipe":
        small = spec.size <= SMALL
        strength = (0.5 if small else 1.0) if spec.colour_strength is None else spec.colour_strength
        blur = (0.0 if small else 0.5) if spec.blur_chance is None else spec.blur_chance
        shape = (spec.size, spec.crop_min, spec.crop_ratio, spec.flip)
        return cls(*shape, strength, spec.colour_chance, spec.grey_chance, blur, spec.blur_sigma)


def two_views(images: torch.Tensor, recipe: Recipe, generator: torch.Generator) -> torch.Tensor:
    """Two views of each image: float32 [2B, 3, size, size] in [0, 1]; views i and B + i are of image i. See `view`."""
    return torch.cat([view(images, recipe, generator), view(images, recipe, generator)])


def view(images: torch.Tensor, recipe: Recipe, generator: torch.Generator) -> torch.Tensor:
    """One random view of each image.

    `images`: uint8 [B, S, S, 3] on any device. `generator` lives on the CPU, so that a seed means the same draws on every
    device. Returns float32 [B, 3, size, size] in [0, 1] on the device of `images`.
    """
    x = as_planes(images, images.device).contiguous().float().div_(255)  # [B, 3, S, S]
    x = crop(x, draw_crops(len(x), recipe, generator), recipe.size)
    if recipe.colour_chance > 0 or recipe.grey_chance > 0:
        x = recolour(x, *draw_colours(x.mean((2, 3)).cpu(), recipe, generator))
    if recipe.blur_chance > 0:
        x = _blur_some(x, recipe, generator)
    return x


def draw_crops(count: int, recipe: Recipe, generator: torch.Generator) -> torch.Tensor:
    """Affine maps [count, 2, 3] from the view to the crop it shows, in `grid_sample`'s coordinates (the image is -1..1).

    A crop has area U(crop_min, 1) of the image and log-uniform width / height within crop_ratio; a share `flip` is mirrored.
    """
    u = torch.rand(5, count, generator=generator)
    area = recipe.crop_min + (1 - recipe.crop_min) * u[0]
    widest = torch.clamp(-area.log(), max=math.log(recipe.crop_ratio))  # a crop of this area fits only up to ratio 1/area
    ratio = ((2 * u[1] - 1) * widest).exp()
    width, height = (area * ratio).sqrt(), (area / ratio).sqrt()  # as parts of the side
    mirror = torch.where(u[4] < recipe.flip, -1.0, 1.0)
    theta = torch.zeros(count, 2, 3)
    theta[:, 0, 0], theta[:, 0, 2] = mirror * width, (2 * u[2] - 1) * (1 - width)
    theta[:, 1, 1], theta[:, 1, 2] = height, (2 * u[3] - 1) * (1 - height)
    return theta


def crop(x: torch.Tensor, theta: torch.Tensor, size: int) -> torch.Tensor:
    """The crops `theta` [B, 2, 3] of x [B, 3, S, S], bilinear: [B, 3, size, size]."""
    grid = functional.affine_grid(theta.to(x.device), [len(x), 3, size, size], align_corners=False)
    return functional.grid_sample(x, grid, mode="bilinear", padding_mode="border", align_corners=False)


def draw_colours(means: torch.Tensor, recipe: Recipe, generator: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Colour changes as M [B, 3, 3] and offset [B, 3], for images of mean colour `means` [B, 3] in [0, 1].

    With chance colour_chance brightness, contrast, saturation (factors 1 +- 0.8 s, not below 0) and hue (+- 0.2 s of a
    turn) in random order; after that, with chance grey_chance, grey.
    """
    count = len(means)
    u = 2 * torch.rand(4, count, generator=generator) - 1
    order = torch.rand(count, 4, generator=generator).argsort(1)
    changed, grey = torch.rand(2, count, generator=generator)
    factors = (1 + 0.8 * recipe.strength * u[:3]).clamp(min=0)
    changes = torch.stack([brightness(factors[0]), brightness(factors[1]), saturation(factors[2]), _hue(u[3], recipe)], 1)
    fades = torch.zeros(count, 4)
    fades[:, 1] = 1 - factors[1]  # contrast = the same factor as brightness, plus the rest of the mean grey
    matrix, offset = compose(changes, fades, order, means)
    off = changed >= recipe.colour_chance
    matrix[off], offset[off] = torch.eye(3), torch.zeros(3)
    to_grey = saturation(torch.where(grey < recipe.grey_chance, 0.0, 1.0))
    return to_grey @ matrix, (to_grey @ offset[:, :, None])[:, :, 0]


def compose(
    changes: torch.Tensor, fades: torch.Tensor, order: torch.Tensor, means: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor]:
    """Changes A [B, K, 3, 3] applied in `order` [B, K] to colours x, x -> A x + fade * (mean grey of the image so far).

    Returns the whole as M [B, 3, 3], offset [B, 3]. The mean colour of a linearly changed image is the changed mean colour.
    """
    count, luma = len(means), torch.tensor(LUMA)
    rows = torch.arange(count)
    matrix, offset = torch.eye(3).repeat(count, 1, 1), torch.zeros(count, 3)
    for k in range(order.shape[1]):
        a, fade = changes[rows, order[:, k]], fades[rows, order[:, k]]
        mean = (matrix @ means[:, :, None])[:, :, 0] + offset  # [B, 3]
        matrix = a @ matrix
        offset = (a @ offset[:, :, None])[:, :, 0] + (fade * (mean @ luma))[:, None]
    return matrix, offset


def brightness(factor: torch.Tensor) -> torch.Tensor:
    """x -> factor x as matrices [B, 3, 3]."""
    return factor[:, None, None] * torch.eye(3)


def saturation(factor: torch.Tensor) -> torch.Tensor:
    """x -> factor x + (1 - factor) grey(x) as matrices [B, 3, 3]; factor 0 is grey."""
    grey = torch.tensor(LUMA).expand(3, 3)
    return brightness(factor) + (1 - factor)[:, None, None] * grey


def hue(turns: torch.Tensor) -> torch.Tensor:
    """A rotation of I and Q by `turns` [B] as matrices [B, 3, 3] on RGB; luma stays. Positive: red to green, as in HSV."""
    yiq = torch.tensor(YIQ)
    cos, sin = torch.cos(2 * math.pi * turns), torch.sin(2 * math.pi * turns)
    rotation = torch.eye(3).repeat(len(turns), 1, 1)
    rotation[:, 1, 1], rotation[:, 1, 2] = cos, sin
    rotation[:, 2, 1], rotation[:, 2, 2] = -sin, cos
    matrices: torch.Tensor = torch.linalg.inv(yiq) @ rotation @ yiq
    return matrices


def recolour(x: torch.Tensor, matrix: torch.Tensor, offset: torch.Tensor) -> torch.Tensor:
    """clamp(M x + offset) for every pixel of x [B, 3, H, W] in [0, 1]; M [B, 3, 3], offset [B, 3]."""
    matrix, offset = matrix.to(x.device), offset.to(x.device)
    return torch.baddbmm(offset[:, :, None], matrix, x.flatten(2)).clamp_(0, 1).view_as(x)


def blur(x: torch.Tensor, sigma: torch.Tensor) -> torch.Tensor:
    """x [B, 3, S, S] under a Gaussian of `sigma` [B] px each.

    The Gaussian is separable: K x K^T with the Toeplitz matrix K [B, S, S]. At 128 px 8 times as fast as a grouped convolution.
    """
    place = torch.arange(x.shape[-1], device=x.device, dtype=x.dtype)
    distance = place[:, None] - place[None, :]
    k = torch.exp(-(distance**2) / (2 * sigma.to(x.device)[:, None, None] ** 2))  # [B, S, S]
    k = (k / k.sum(-1, keepdim=True))[:, None]
    blurred: torch.Tensor = k @ x @ k.mT
    return blurred


def _hue(u: torch.Tensor, recipe: Recipe) -> torch.Tensor:
    return hue(0.2 * recipe.strength * u)


def _blur_some(x: torch.Tensor, recipe: Recipe, generator: torch.Generator) -> torch.Tensor:
    u = torch.rand(2, len(x), generator=generator)
    low, high = recipe.blur_sigma
    sigma = ((low + (high - low) * u[0]) * recipe.size / SIGMA_SIDE).clamp(min=SIGMA_FLOOR)
    chosen = torch.nonzero(u[1] < recipe.blur_chance)[:, 0]
    there = chosen.to(x.device)
    x[there] = blur(x[there], sigma[chosen])
    return x
