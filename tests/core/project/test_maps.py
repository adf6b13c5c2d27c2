"""Stored maps: the newest is shown, unless the user chose one, and newcomers do not lose that choice."""

import numpy as np

from core.project import encoders, maps
from core.project.project import Project


def add(project: Project, encoder: int, at: float, count: int = 2, method: str = "umap") -> int:
    maps.add(project, encoder, method, np.arange(1, count + 1), np.full((count, 2), at))
    return maps.every(project)[-1].id


def shown_at(project: Project) -> float:
    return float(maps.shown(project)[1][0, 0])


def test_the_newest_is_shown_until_one_is_chosen(project: Project) -> None:
    encoder = encoders.bundled(project).id
    first = add(project, encoder, 1.0)
    add(project, encoder, 2.0)
    assert shown_at(project) == 2.0
    change = maps.choose(project, first)
    assert change.tables == {"maps"}
    assert shown_at(project) == 1.0
    add(project, encoder, 3.0)
    assert shown_at(project) == 1.0, "whatever runs make"
    maps.choose(project, None)
    assert shown_at(project) == 3.0


def test_newcomers_placed_on_the_chosen_map_make_the_next_one_the_chosen_one(project: Project) -> None:
    encoder = encoders.bundled(project).id
    first = add(project, encoder, 1.0)
    add(project, encoder, 2.0)
    maps.choose(project, first)
    placed = add(project, encoder, 1.0, count=3, method="placed")
    assert maps.chosen(project) == placed
    assert len(maps.shown(project)[0]) == 3


def test_a_map_of_another_encoder_is_better_than_none(project: Project) -> None:
    encoder = encoders.bundled(project)
    add(project, encoder.id, 1.0)
    other = encoders.add(project, encoder, b"weights", use=True)
    assert shown_at(project) == 1.0
    add(project, other.id, 5.0)
    assert shown_at(project) == 5.0


def test_a_choice_that_is_gone_or_nonsense_is_none(project: Project) -> None:
    encoder = encoders.bundled(project).id
    add(project, encoder, 1.0)
    maps.choose(project, 999)
    assert maps.chosen(project) is None
    assert shown_at(project) == 1.0
    project.set("chosen map", "first")
    assert maps.chosen(project) is None


def test_cards_say_when_and_how_many(project: Project) -> None:
    encoder = encoders.bundled(project).id
    add(project, encoder, 1.0, count=7)
    (card,) = maps.every(project)
    assert (card.encoder, card.method, card.images) == (encoder, "umap", 7)
    assert card.created > 1.7e9
    assert maps.is_laid_out(project, encoder)
    add(project, encoder, 1.0, method="pca")
    assert not maps.is_laid_out(project, encoder)
