"""Which classifiers a project has, and two of them compared: said line by line, and as the JSON keys of `versions`."""

from collections.abc import Callable
from typing import Any

from core.operations import versions as made
from core.operations.versions import Pairing, Version
from core.project import classifiers, images
from core.project.project import Project
from core.words import tr

Say = Callable[[str], None]


def every(project: Project, say: Say) -> list[dict[str, Any]]:
    """The classifiers, the first made first, each also said in a line."""
    found = made.every(project)
    for version in found:
        say(version.line)
    return [_of_version(version) for version in found]


def versions(project: Project, pair: list[int] | None, say: Say) -> dict[str, Any]:
    """The classifiers, and two of them (by id) on the labels left out of both. UserError if one is not there."""
    found = made.compare(project, *pair) if pair else None
    listed = every(project, say)
    if not listed:
        say(tr("There is no classifier yet."))
    used = classifiers.current(project)
    result = {"versions": listed, "in_use": used.id if used is not None else None, "compared": None}
    if found is None:
        return result
    for text in filter(None, (found.sentence, found.by_class(most=len(found.per_class)))):
        say(text)
    return result | {"compared": _of_pairing(project, found)}


def _of_version(version: Version) -> dict[str, Any]:
    card = version.card
    return {
        "classifier": card.id,
        "in_use": version.in_use,
        "created": card.created,
        "labels": card.labels,
        "classes": list(card.class_names),
        "encoder": version.encoder.name,
        "mode": card.mode,
        "spec": version.spec,
        "accuracy": card.accuracy,
        "interval": card.interval,
    }


def _of_pairing(project: Project, found: Pairing) -> dict[str, Any]:
    listed = images.image_list(project)
    path_of = dict(zip(listed.ids.tolist(), listed.paths, strict=True))
    alone = {"only_first": found.only_first, "only_second": found.only_second}
    return {
        "first": found.first.id,
        "second": found.second.id,
        "labels": found.labels,
        "first_right": found.first_right,
        "second_right": found.second_right,
        "difference": found.difference,
        "interval": found.interval,
        "better": found.better.id if found.better is not None else None,
        "per_class": {c.name: {"labels": c.labels, "first": c.first, "second": c.second} for c in found.per_class},
        **{key: [path_of[i] for i in ids if i in path_of] for key, ids in alone.items()},
        "sentence": found.sentence,
    }
