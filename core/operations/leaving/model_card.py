"""The model card of a classifier, in Markdown: what it knows, how good it is and how that was estimated, what it was made of,
how pictures are prepared for it, and what it must not be used for. Every sentence is a fact of the project."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from core import onnx_example
from core.names import printable
from core.operations import evaluation, random_check, strangers
from core.project import classifiers, encoders, images, labels, runs
from core.project.project import Project
from core.records import ClassifierCard, EncoderCard, Run
from core.specs import RANDOM, ExportSpec
from core.version import version
from core.words import tr

_FEW = 10
"""Labels of a class below which its scores are hardly more than a guess, and the card says so."""


def write(project: Project, model: str, spec: ExportSpec, result: Mapping[str, Any], side: int) -> str:
    """The card of the classifier in use. `model`: the name of the ONNX file; `result`: of the stage export; `side`: in px, of
    the squares pictures are prepared as."""
    card = classifiers.require_current(project)
    encoder = encoders.get(project, card.encoder)
    parts = [
        _what(model, card),
        _classes(project, card),
        _scores(project, card),
        _made_of(project, card, encoder),
        _prepared(model, encoder, side),
        _none_of_these(card, spec.none_below),
        _checked(result),
        _not_for(project, card, spec.none_below),
    ]
    text = "\n\n".join(line for part in parts for line in part) + "\n"
    return re.sub(r"(?m)^(- .*)\n\n(?=- )", r"\1\n", text)  # a list is one block


def _what(model: str, card: ClassifierCard) -> Iterator[str]:
    yield f"# {_plain(model)}"
    yield tr(
        "A classifier of pictures with {count:,} classes, made with Labelight {version} on {date}. It says which of its "
        "classes a picture shows, and how sure that is.",
        count=len(card.class_names),
        version=version(),
        date=_day(card.created),
    )


def _classes(project: Project, card: ClassifierCard) -> Iterator[str]:
    yield "## " + tr("Classes")
    now, scored = _counts(project, card), {row["name"]: row for row in card.details.get("per_class", ())}
    head = (tr("class"), tr("labels"), tr("judged"), tr("found of its pictures"), tr("right when named"))
    rows = [f"| {' | '.join(head)} |", "|---|--:|--:|--:|--:|"]
    for number, name in zip(card.class_ids, card.class_names, strict=True):
        row = scored.get(name, {})
        judged = row.get("support", 0)
        shares = [f"{row[key]:.0%}" if judged else "-" for key in ("recall", "precision")] if row else ["-", "-"]
        rows.append(f"| {_plain(name)} | {now[number]:,} | {judged:,} | {shares[0]} | {shares[1]} |")
    yield "\n".join(rows)
    yield tr(
        "Labels: as they are in the project now. Judged: labels the classifier did not learn from when it was asked about "
        "them; the shares are of these."
    )
    few = [name for number, name in zip(card.class_ids, card.class_names, strict=True) if now[number] < _FEW]
    if few:
        yield tr("Fewer than {few} labels: {names}. Of these the shares say little.", few=_FEW, names=_listed(few))


def _scores(project: Project, card: ClassifierCard) -> Iterator[str]:
    yield "## " + tr("How good it is")
    yield evaluation.in_words(card.accuracy, card.interval, card.details.get("how", ""))
    if card.accuracy is not None:
        yield tr("The range holds the true share in 95 of 100 such cases, for pictures like those that were labelled.")
    few = evaluation.too_few(card.details.get("confusion", []), card.class_names)
    if few:
        yield few
    drawn = random_check.look(project, card)
    yield tr("Pictures drawn at random, which stand for the whole folder: {sentence}", sentence=drawn.sentence)
    temperature = card.details.get("temperature")
    if temperature is not None:
        yield tr(
            "Its probabilities are calibrated on the same labels (temperature {value:.2f}): of the answers that are 80% sure, "
            "about 80% should be right.",
            value=temperature,
        )


def _made_of(project: Project, card: ClassifierCard, encoder: EncoderCard) -> Iterator[str]:
    yield "## " + tr("What it was made of")
    counts = images.counts(project)
    yield tr(
        "- Pictures: a folder of {images:,}, of which {labels:,} have the labels the classifier learnt.",
        images=counts["ok"],
        labels=card.labels,
    )
    origins = _origins(project, card)
    yield tr(
        "- Labels now: {person:,} by a person here, {imported:,} imported, {accepted:,} predictions that a person accepted.",
        person=origins["person"],
        imported=origins["import"],
        accepted=origins["accepted"],
    )
    yield tr(
        "- Encoder: “{name}”, {architecture}, {width:,} numbers for a picture of {size} px. {start}",
        name=_plain(encoder.name),
        architecture=encoder.architecture,
        width=encoder.width,
        size=encoder.size,
        start=_start(project, encoder),
    )
    whole = tr("the whole network was trained on the labels")
    head = tr("a logistic regression on the encoder, which stayed as it is")
    yield tr("- Classifier: number {id} of its project, {kind}.", id=card.id, kind=whole if card.mode == "full" else head)


def _start(project: Project, encoder: EncoderCard) -> str:
    made = _pretraining(project, encoder)
    if made is None and encoder.start == "bundled":
        return tr("Its weights were learnt on ImageNet (the bundled start of Labelight, Apache-2.0), not on these pictures.")
    begun = (
        tr("from weights drawn at random")
        if encoder.start == RANDOM
        else tr("beginning with “{start}”", start=_plain(encoder.start))
    )
    if made is None:
        return tr("It was learnt without labels (SimCLR), {begun}.", begun=begun)
    return tr(
        "It was learnt from the pictures themselves, without labels (SimCLR), {begun}: {epochs:.0f} times through the folder, "
        "on {date}.",
        begun=begun,
        epochs=float(made.result.get("epochs", 0)),
        date=_day(made.created),
    )


def _pretraining(project: Project, encoder: EncoderCard) -> Run | None:
    done = runs.every(project, "pretrain", limit=1000)
    return next((run for run in done if run.state == "done" and run.result.get("encoder") == encoder.name), None)


def _prepared(model: str, encoder: EncoderCard, side: int) -> Iterator[str]:
    yield "## " + tr("How to use it")
    yield tr("`python {example} PICTURE ...` says what pictures show; it needs onnxruntime, pillow and numpy.",
             example=printable(onnx_example.name(model)))  # fmt: skip
    yield tr(
        "Input `image`: bytes [pictures, height, width, 3], red, green, blue, upright (EXIF orientation applied), of any size. "
        "Everything else is inside the file: the whole picture is stretched to {side} x {side} px (bicubic, with antialias) "
        "and normalised. The aspect of a picture is not kept, as it was not in training.",
        side=side,
    )
    if side < encoder.size:
        yield tr(
            "The pictures it was made from have no more than {side} px: larger ones are shrunk to that first, then enlarged "
            "to {size} px, as those were.",
            side=side,
            size=encoder.size,
        )
    yield tr(
        "Pictures with 16 bits or floats per colour are stretched by Labelight between their own darkest and brightest 0.1%; "
        "the example does not do that. Transparent parts lie over grey (128, 128, 128)."
    )
    yield tr(
        "Output `probabilities`: one number for each class, in the order of `class_names` in the file's metadata; their sum is "
        "1."
    )


def _none_of_these(card: ClassifierCard, none_below: float) -> Iterator[str]:
    yield "## " + tr("Pictures that show none of the classes")
    yield tr("The probabilities are of its classes alone: whatever a picture shows, one of them is named.")
    yield tr(
        "Output `familiar`, where it is there, says which share of the labelled pictures looks less familiar than this one (0 "
        "to 1): near 0, the picture looks like nothing that was labelled. It finds some of the strangers and not all."
    )
    if none_below == strangers.OFF:
        yield tr("No threshold is set (`none_below` is 0): the example always names a class.")
    else:
        yield tr(
            "Below {share} (`none_below` in the file's metadata) the example says “none of these”, as the project does.",
            share=strangers.in_words(none_below),
        )


def _checked(result: Mapping[str, Any]) -> Iterator[str]:
    yield "## " + tr("How the file was checked")
    yield tr(
        "On {checked:,} pictures of the project, drawn at random, ONNX Runtime and Labelight named the same class of "
        "{same:.0%}; the largest difference between two probabilities was {difference:.6f}.",
        checked=result["checked"],
        same=result["same"],
        difference=result["difference"],
    )
    stored, example = result.get("stored", {}), result.get("example", {})
    if stored.get("checked"):
        yield tr(
            "Compared with the predictions that lie in the project, {same:,} of {checked:,} are the same class. Those may have "
            "been computed with fewer digits (bf16), and differ where the classifier wavers.",
            same=stored["same"],
            checked=stored["checked"],
        )
    if example:
        yield tr("The example was run on {checked:,} of the files, and said the same as Labelight of {same:,}.",
                 checked=example["checked"], same=example["same"])  # fmt: skip


def _not_for(project: Project, card: ClassifierCard, none_below: float) -> Iterator[str]:
    yield "## " + tr("What it must not be used for")
    yield tr(
        "- Other pictures than these: all it knows comes from one folder of {images:,}. Pictures of another camera, another "
        "light, background, scale or season may be classified far worse than the numbers above say; label some of them and "
        "measure.",
        images=images.counts(project)["ok"],
    )
    yield tr(
        "- Anything but its {count:,} classes: what it has never seen it takes for one of them."
        if none_below == strangers.OFF
        else "- Anything but its {count:,} classes: what it has never seen it takes for one of them, unless it looks strange "
        "enough.",
        count=len(card.class_names),
    )
    yield tr(
        "- Counting without correction: where one class is taken for another more often than the other way round, counts are "
        "wrong by that much."
    )
    if card.labels < evaluation.FEW_LABELS:
        yield tr("- Decisions of any weight: {labels:,} labels are too few to know how often it is wrong.", labels=card.labels)
    yield tr(
        "- Decisions about people, and anything where an error does harm: nobody has examined it for that. It was made from "
        "{labels:,} labels, its confidence is an estimate, and it was not tested for fairness, safety or attack.",
        labels=card.labels,
    )


def _counts(project: Project, card: ClassifierCard) -> Counter[int]:
    """Labels of today by class id."""
    counted = labels.count(project)
    return Counter({number: counted.get(number, 0) for number in card.class_ids})


def _origins(project: Project, card: ClassifierCard) -> Counter[str]:
    names = set(card.class_names)
    given = labels.with_origin(project).values()
    return Counter(label.origin for label in given if label.mark == "class" and label.name in names)


def _listed(names: list[str], most: int = 8) -> str:
    shown = ", ".join(_plain(name) for name in names[:most])
    return shown if len(names) <= most else tr("{names} and {count:,} more", names=shown, count=len(names) - most)


def _plain(text: str) -> str:
    """A name that Markdown shows as it is."""
    return re.sub(r"([\\`*_\[\]<>|])", r"\\\1", " ".join(printable(text).split()))


def _day(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%d")
