"""Augmentation: draws are per image and distributed as asked; colour against torchvision, blur against a slow convolution."""

import math

import numpy as np
import pytest
import torch
from torchvision.transforms.v2 import functional as tv

from core.learn import augment
from core.learn.augment import Draw, Recipe, colours, crops, draw, recolour
from core.specs import PRESETS, PretrainSpec

OFF = Recipe(24, crop_min=1, crop_ratio=1, flip=0, colour_chance=0, grey_chance=0, blur_chance=0)


def generator(seed=0):
    return torch.Generator().manual_seed(seed)


def images(count=6, side=24, seed=0):
    return torch.randint(0, 256, (count, side, side, 3), dtype=torch.uint8, generator=generator(seed))


def view(x, recipe, generator):
    return augment.view(x, recipe, draw(len(x), generator))


def planes(x):
    return x.permute(0, 3, 1, 2).float() / 255


def test_identity_when_everything_is_off():
    x = images()
    torch.testing.assert_close(view(x, OFF, generator()), planes(x), atol=1e-4, rtol=0)


def test_flip_alone_mirrors():
    x = images()
    everything = Recipe(24, 1, 1, flip=1, colour_chance=0, grey_chance=0, blur_chance=0)
    torch.testing.assert_close(view(x, everything, generator()), planes(x).flip(3), atol=1e-4, rtol=0)


@pytest.mark.parametrize("size", [16, 24, 40])
def test_shape_type_range_and_seed(size):
    x, recipe = images(), Recipe(size)
    v = view(x, recipe, generator(3))
    assert (v.shape, v.dtype) == ((6, 3, size, size), torch.float32)
    assert float(v.min()) >= 0
    assert float(v.max()) <= 1
    assert torch.equal(v, view(x, recipe, generator(3)))
    assert not torch.equal(v, view(x, recipe, generator(4)))


def test_a_view_does_not_depend_on_the_batch_it_is_made_in():
    x, draws, recipe = images(9), draw(9, generator()), Recipe(24, flip_upright=0.5, turn=1.0)
    whole = augment.view(x, recipe, draws)
    parts = torch.cat([augment.view(x[part], recipe, draws[part]) for part in (slice(0, 2), slice(2, 3), slice(3, 9))])
    torch.testing.assert_close(parts, whole, atol=1e-6, rtol=0)


def test_every_draw_is_uniform_and_independent_of_the_others():
    u = draw(40_000, generator())
    assert u.shape == (40_000, Draw.SIGMA + 1)
    for column in u.T:
        counts = torch.histc(column, 10, 0, 1)
        assert float(((counts - 4000) ** 2 / 4000).sum()) < 33.7  # chi-squared with 9 degrees of freedom, p = 1e-4
    correlation = torch.corrcoef(u.T) - torch.eye(len(Draw) + 3)
    assert float(correlation.abs().max()) < 4.5 / math.sqrt(40_000)


def test_upright_flip_and_quarter_turns_move_whole_pixels():
    x = images(64)
    upright = Recipe(24, 1, 1, flip=0, flip_upright=1, colour_chance=0, grey_chance=0, blur_chance=0)
    torch.testing.assert_close(view(x, upright, generator()), planes(x).flip(2), atol=1e-4, rtol=0)
    draws = draw(64, generator())
    turned = augment.view(x, Recipe(24, 1, 1, 0, turn=1, colour_chance=0, grey_chance=0, blur_chance=0), draws)
    quarters = (4 * draws[:, Draw.TURN]).long().tolist()
    assert set(quarters) == {0, 1, 2, 3}
    expected = torch.stack([torch.rot90(p, q, (1, 2)) for p, q in zip(planes(x), quarters, strict=True)])
    torch.testing.assert_close(turned, expected, atol=1e-4, rtol=0)


def test_the_share_of_turned_views():
    thetas = crops(draw(20_000, generator()), Recipe(32, flip=0, turn=0.6))
    sideways = float((thetas[:, 0, 0].abs() < 1e-6).float().mean())
    assert sideways == pytest.approx(0.3, abs=0.02)  # half of the turns


def test_draws_are_per_image():
    same = images(1).repeat(16, 1, 1, 1)
    v = view(same, Recipe(24), generator())
    assert len({t.numpy().tobytes() for t in v}) == 16
    colour_only = Recipe(24, 1, 1, 0, colour_chance=1, grey_chance=0, blur_chance=0)
    assert len({t.numpy().tobytes() for t in view(same, colour_only, generator())}) == 16


def test_crops_have_the_areas_and_ratios_asked_for_and_stay_inside():
    theta = crops(draw(20_000, generator()), Recipe(32)).numpy()
    width, height = np.abs(theta[:, 0, 0]), theta[:, 1, 1]
    area, ratio = width * height, width / height
    assert area.min() >= 0.0799
    assert np.quantile(area, [0.25, 0.5, 0.75]) == pytest.approx([0.31, 0.54, 0.77], abs=0.02)
    assert ratio.min() >= 0.7499
    assert ratio.max() <= 1.3334
    assert np.log(ratio).mean() == pytest.approx(0, abs=0.01)
    small = np.log(ratio[area < 0.5])  # where every ratio fits: uniform, so the deviation is that of a uniform law
    assert small.std() == pytest.approx(math.log(4 / 3) / math.sqrt(3), rel=0.03)
    assert (np.abs(theta[:, 0, 2]) + width).max() <= 1 + 1e-5
    assert (np.abs(theta[:, 1, 2]) + height).max() <= 1 + 1e-5
    assert not theta[:, 0, 1].any()
    assert not theta[:, 1, 0].any()


def test_flip_rate():
    mirrored = crops(draw(20_000, generator()), Recipe(32, flip=0.3))[:, 0, 0] < 0
    assert float(mirrored.float().mean()) == pytest.approx(0.3, abs=0.02)


@pytest.mark.parametrize("factor", [0.0, 0.4, 1.0, 1.6])
def test_brightness_and_saturation_match_torchvision(factor):
    x, f = planes(images()), torch.full((6,), factor)
    bright = recolour(x, augment.brightness(f), torch.zeros(6, 3))
    torch.testing.assert_close(bright, tv.adjust_brightness(x, factor), atol=1e-5, rtol=0)
    rich = recolour(x, augment.saturation(f), torch.zeros(6, 3))
    torch.testing.assert_close(rich, tv.adjust_saturation(x, factor), atol=2e-3, rtol=0)


def test_grey_matches_torchvision():
    x = planes(images())
    grey = Recipe(24, 1, 1, 0, colour_chance=0, grey_chance=1, blur_chance=0)
    torch.testing.assert_close(view(images(), grey, generator()), tv.rgb_to_grayscale(x, 3), atol=2e-3, rtol=0)


@pytest.mark.parametrize("factor", [0.3, 1.5])
def test_contrast_matches_torchvision(factor):
    x, f = planes(images()), torch.full((6,), factor)
    changes, fades = augment.brightness(f)[:, None], (1 - f)[:, None]
    m, offset = augment.compose(changes, fades, torch.zeros(6, 1, dtype=torch.long), x.mean((2, 3)))
    torch.testing.assert_close(recolour(x, m, offset), tv.adjust_contrast(x, factor), atol=2e-3, rtol=0)


def test_contrast_after_brightness_uses_the_changed_mean():
    x, half = planes(images()) * 0.5, torch.full((6,), 0.8)
    changes = torch.stack([augment.brightness(half), augment.brightness(half)], 1)
    fades = torch.stack([torch.zeros(6), 1 - half], 1)
    m, offset = augment.compose(changes, fades, torch.tensor([[0, 1]]).repeat(6, 1), x.mean((2, 3)))
    slow = tv.adjust_contrast(tv.adjust_brightness(x, 0.8), 0.8)
    torch.testing.assert_close(recolour(x, m, offset), slow, atol=2e-3, rtol=0)


def test_hue_turns_colours_and_keeps_luma_and_grey():
    m = augment.hue(torch.tensor([0.0, 1 / 3, -1 / 3]))
    torch.testing.assert_close(m[0], torch.eye(3), atol=1e-5, rtol=0)
    torch.testing.assert_close(m[1] @ m[2], torch.eye(3), atol=1e-5, rtol=0)
    torch.testing.assert_close(m @ torch.ones(3), torch.ones(3, 3), atol=1e-3, rtol=0)
    luma = torch.tensor(augment.LUMA)
    torch.testing.assert_close(luma @ m[1], luma, atol=1e-3, rtol=0)
    # a third of a turn sends red towards green, as it does in HSV
    assert int((m[1] @ torch.tensor([1.0, 0, 0])).argmax()) == 1
    assert int((tv.adjust_hue(torch.tensor([1.0, 0, 0]).view(3, 1, 1), 1 / 3)).flatten().argmax()) == 1


def test_colour_chances():
    recipe = Recipe(24, colour_chance=0.6, grey_chance=0.25)
    m, offset = colours(torch.rand(8_000, 3, generator=generator(1)), draw(8_000, generator()), recipe)
    grey = (m - m[:, :1]).abs().amax((1, 2)) < 1e-6
    untouched = (m - torch.eye(3)).abs().amax((1, 2)) < 1e-6
    assert float(grey.float().mean()) == pytest.approx(0.25, abs=0.02)
    assert float(untouched.float().mean()) == pytest.approx(0.4 * 0.75, abs=0.02)
    assert not offset[untouched].any()


def test_colour_factors_have_the_ranges_of_the_paper():
    """Of matrices with one change on: brightness 1 +- 0.8 s; hue turns by +- hue s."""
    u, means = draw(8_000, generator()), torch.zeros(8_000, 3)
    u[:, [Draw.CONTRAST, Draw.SATURATION]] = 0.5  # factor 1
    u[:, Draw.CHANGED], u[:, Draw.GREY] = 0, 1
    still = u.clone()
    still[:, Draw.HUE] = 0.5
    bright = colours(means, still, Recipe(24, strength=0.5))[0][:, 0, 0]
    assert (float(bright.min()), float(bright.max())) == pytest.approx((0.6, 1.4), abs=0.002)
    assert float(bright.std()) == pytest.approx(0.8 / math.sqrt(12), rel=0.03)
    u[:, Draw.BRIGHTNESS] = 0.5
    m = colours(means, u, Recipe(24, strength=0.5, hue=0.2))[0]
    widest = augment.hue(torch.tensor([0.1]))
    cosine = (m.diagonal(dim1=1, dim2=2).sum(1) - 1) / 2  # of the rotation, from its trace
    assert float(cosine.min()) == pytest.approx(float((widest[0].trace() - 1) / 2), abs=1e-3)


@pytest.mark.parametrize("size", [1, 7, 32])
def test_the_sampling_grid_is_torchs(size):
    theta = crops(draw(6, generator()), Recipe(size, flip_upright=0.5, turn=1.0))
    wanted = torch.nn.functional.affine_grid(theta, [6, 3, size, size], align_corners=False)
    torch.testing.assert_close(augment.sampling_grid(theta, size), wanted, atol=1e-6, rtol=0)


def test_blur_matches_slow_convolution():
    x, sigma = planes(images(3, 20)), torch.tensor([0.1, 0.7, 2.0])
    slow = torch.zeros_like(x)
    for b in range(3):
        kernel = torch.exp(-(torch.arange(-20, 21.0) ** 2) / (2 * sigma[b] ** 2))
        for i in range(20):
            for j in range(20):
                w = kernel[20 - i : 40 - i, None] * kernel[None, 20 - j : 40 - j]
                slow[b, :, i, j] = (x[b] * w).sum((1, 2)) / w.sum()
    blurred = augment.blur(x, sigma)
    torch.testing.assert_close(blurred, slow, atol=1e-5, rtol=0)
    torch.testing.assert_close(blurred[0], x[0], atol=1e-5, rtol=0)


def test_blur_touches_the_share_asked_for():
    x = images(400, 16)
    recipe = Recipe(16, 1, 1, 0, colour_chance=0, grey_chance=0, blur_chance=0.3, blur_sigma=(14, 28))
    changed = (view(x, recipe, generator()) - planes(x)).abs().amax((1, 2, 3)) > 0.01
    assert float(changed.float().mean()) == pytest.approx(0.3, abs=0.07)


def test_recipe_by_size():
    small, large = Recipe.of(PretrainSpec(size=32)), Recipe.of(PretrainSpec(size=96))
    assert (small.strength, small.blur_chance, large.strength, large.blur_chance) == (0.5, 0, 1, 0.5)
    enlarged, reduced = Recipe.of(PretrainSpec(size=96), side=32), Recipe.of(PretrainSpec(size=96), side=256)
    assert (enlarged.strength, enlarged.blur_chance, enlarged.size) == (0.5, 0, 96)
    assert reduced == large
    assert (small.crop_min, Recipe.of(PretrainSpec(start="random")).crop_min) == (0.2, 0.08)
    own = Recipe.of(PretrainSpec(size=32, colour_strength=0.7, blur_chance=0.1))
    assert (own.strength, own.blur_chance, own.size) == (0.7, 0.1, 32)


@pytest.mark.parametrize("kind", PRESETS)
def test_presets_are_recipes(kind):
    recipe = Recipe.of(PretrainSpec(**PRESETS[kind], size=24))
    thetas = crops(draw(4_000, generator()), recipe)
    mirrored, sideways = thetas[:, :, :2].det() < 0, thetas[:, 0, 0].abs() < 1e-6
    assert bool(mirrored.any()) is (kind != "documents")
    assert bool(sideways.any()) is (kind == "microscopy")
    assert view(images(), recipe, generator()).isfinite().all()


def test_without_colour_grey_pictures_stay_grey():
    grey = images()[..., :1].repeat(1, 1, 1, 3)
    v = view(grey, Recipe.of(PretrainSpec(**PRESETS["grey"], size=96)), generator())
    torch.testing.assert_close(v[:, 0], v[:, 2], atol=1e-4, rtol=0)
