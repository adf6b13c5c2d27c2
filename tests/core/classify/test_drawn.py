"""What images drawn at random say: when a number is said, what is said beside it, and that it is unbiased."""

import numpy as np

from core.classify.drawn import ENOUGH, Drawn
from core.classify.scores import interval


def test_a_number_is_said_from_enough_labels_on() -> None:
    few, enough = Drawn(ENOUGH - 1, 15), Drawn(ENOUGH, 16)
    assert (few.accuracy, few.interval) == (None, None)
    assert few.sentence == "19 labels of images drawn at random are too few to say: about 1 more."
    assert Drawn(1, 1).sentence == "1 label of an image drawn at random is too few to say: about 19 more."
    assert enough.accuracy == 0.8
    assert enough.interval == interval(16, 20)
    assert enough.sentence == (
        "Of 20 images drawn at random it has 16 right: 80% (58% to 92%). They stand for the images that had no label."
    )
    assert Drawn().sentence.startswith("No label yet is of an image drawn at random.")


def test_who_passes_over_the_hard_ones_is_told() -> None:
    assert "no label of yours" not in Drawn(24, 20, 24, passed=6).sentence  # a fifth
    assert Drawn(24, 20, 24, passed=7).sentence.endswith(
        "7 more have no label of yours: if these are the hard ones, fewer are right."
    )
    assert "6 more have no label of yours: if these are the hard ones, fewer are right." in Drawn(20, 20, 20, passed=6).sentence
    assert "no label of yours" not in Drawn(3, 3, 3, passed=6).sentence  # there is no number to doubt
    assert Drawn(24, 20, 24, strangers=1).sentence.endswith("1 drawn image is none of these classes and not counted.")


def test_drawn_images_tell_the_truth_where_chosen_ones_do_not() -> None:
    """A folder of easy and hard images, of which a person labels the easy ones first; 200 times."""
    rng = np.random.default_rng(0)
    chance = np.where(np.arange(2000) < 1200, 0.97, 0.45)  # of being taken rightly when left out
    truth, kept, fooled = float(chance.mean()), 0, 0
    for _ in range(200):
        weight = np.where(chance > 0.5, 4.0, 1.0)
        chosen = rng.choice(2000, 90, replace=False, p=weight / weight.sum())
        drawn = rng.permutation(np.setdiff1d(np.arange(2000), chosen))[:30]
        right = rng.random(2000) < chance
        found = Drawn(30, int(right[drawn].sum())).interval
        assert found is not None
        kept += found[0] <= truth <= found[1]
        labelled = np.concatenate([chosen, drawn])
        low, high = interval(int(right[labelled].sum()), len(labelled))
        fooled += not low <= truth <= high
    assert kept >= 170
    assert fooled >= 60
