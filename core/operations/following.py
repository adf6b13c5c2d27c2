"""What is started by itself: when a stage is done, and when the user has chosen another encoder. Starts nothing."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from core.operations import comparing
from core.project import classifiers, encoders, images, maps, runs
from core.project.project import Project
from core.records import EncoderCard, Run, StageName
from core.specs import EmbedSpec, MapSpec, PredictSpec
from core.workflow import FOLLOWED_BY

Step = tuple[StageName, Any]
"""A stage and its spec."""


def after(project: Project, run: Run) -> Step | None:
    """What follows a run that is done: on the encoder it was about, whichever is current by now."""
    return first_due(project, FOLLOWED_BY.get(run.stage, ()), str(run.result.get("encoder", "")))


def first_due(project: Project, stages: Sequence[StageName], encoder: str = "") -> Step | None:
    """The first of these stages that has anything to do with this encoder (name or id; empty: the current one)."""
    card = encoders.find(project, encoder) if encoder else encoders.current(project)
    for stage in stages:
        spec = _DUE[stage](project, card)
        if spec is not None:
            return stage, spec
    return None


def first_of_waiting(project: Project) -> Step | None:
    """What is missing until the encoder that waits (`comparing.waiting`) is compared."""
    card = comparing.waiting(project)
    return first_due(project, ("embed", "compare"), str(card.id)) if card is not None else None


def left_undone(project: Project) -> Step | None:
    """What follows by itself and the last session did not come to; it brings with it what follows that."""
    step = first_due(project, ("embed",)) or first_of_waiting(project)
    last_map = next(iter(runs.every(project, "map", limit=1)), None)
    broken_off = last_map is not None and last_map.state in ("stopped", "interrupted")
    if step is None and (broken_off or _map_is_lost(project)):
        step = first_due(project, ("map",))
    used = classifiers.current(project)
    if step is None and used is not None and not classifiers.has_predictions(project, used.id):
        step = first_due(project, ("predict",))  # they come with the classifier: these were lost
    return step


def _map_is_lost(project: Project) -> bool:
    """Whether the images were embedded, which brings a first map with it, and there is none: it was damaged."""
    return not maps.count(project) and any(run.state == "done" for run in runs.every(project, "embed", limit=1))


def _embed(project: Project, card: EncoderCard) -> EmbedSpec | None:
    missing = ~np.isin(images.every_id(project, readable=True), encoders.embedded_ids(project, card.id))
    newest = next(iter(runs.every(project, "embed", limit=1)), None)
    at_it = newest is not None and newest.state == "running" and newest.spec.get("encoder") in ("", str(card.id), card.name)
    return EmbedSpec(encoder=str(card.id)) if missing.any() and not at_it else None


def _map(project: Project, card: EncoderCard) -> MapSpec | None:
    if card.id != encoders.current(project).id:
        return None  # nobody looks at it; it is made when the user chooses that encoder
    embedded, pinned = encoders.embedded_ids(project, card.id), maps.chosen(project) is not None
    shown = (maps.shown(project) if pinned else maps.latest(project, card.id))[0]
    is_whole = (pinned or maps.is_laid_out(project, card.id)) and bool(np.isin(embedded, shown).all())
    return MapSpec(encoder=str(card.id)) if len(embedded) and not is_whole else None


def _predict(project: Project, card: EncoderCard) -> PredictSpec | None:
    """Whether the classifier in use lacks images that came after it, or after it was set aside."""
    used = classifiers.current(project)
    return PredictSpec() if used is not None and classifiers.unpredicted(project, used.id) else None


_DUE: Mapping[StageName, Callable[[Project, EncoderCard], Any | None]] = {
    "embed": _embed,
    "compare": comparing.due,
    "map": _map,
    "predict": _predict,
}
