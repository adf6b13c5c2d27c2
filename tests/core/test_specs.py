"""What follows from a spec."""

import pytest

from core.specs import PretrainSpec, embedding_size, training_size


@pytest.mark.parametrize(("trained", "embedded"), [(32, 32), (64, 96), (96, 128), (128, 160), (224, 288), (16, 32)])
def test_a_warm_start_embeds_larger_than_it_is_trained_and_a_random_one_does_not(trained: int, embedded: int) -> None:
    assert embedding_size(PretrainSpec(start="bundled", size=trained)) == embedded
    assert embedding_size(PretrainSpec(start="encoder:3", size=trained)) == embedded
    assert embedding_size(PretrainSpec(start="random", size=trained)) == trained


@pytest.mark.parametrize("trained", [32, 64, 96, 128, 160, 224, 320])
def test_going_on_with_an_encoder_does_not_make_it_larger_each_time(trained: int) -> None:
    assert training_size(embedding_size(PretrainSpec(size=trained))) == trained
