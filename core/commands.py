"""What each command does: open the project, call the operation, say it in a sentence, return the fixed JSON keys."""

import argparse
import os
import sys
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Any

from core import command_parts as parts
from core import (
    export_command,
    file_commands,
    label_command,
    opening,
    predict_command,
    pretrain_options,
    watch_command,
    weights,
)
from core.consent import agree
from core.console import ConsoleReporter
from core.errors import UserError
from core.file_commands import say
from core.operations import (
    bundle,
    comparing,
    copies,
    evaluation,
    following,
    labelling,
    left_aside,
    listing,
    locating,
    oddities,
    random_check,
    rest,
    runs,
    strangers,
    summary,
)
from core.operations import versions as version_list
from core.project import encoders, folders, images
from core.project.project import Project
from core.records import EncoderCard
from core.specs import EmbedSpec, FinetuneSpec, IngestSpec, MapSpec, PredictSpec
from core.words import tr
from core.workflow import load_follower

Result = dict[str, Any]
Command = Callable[[argparse.Namespace], Result]
_PRETRAIN_KEYS = ("encoder", "start", "epochs", "steps", "loss", "images_per_second", "seconds")


def new(options: argparse.Namespace) -> Result:
    project = Project.create(Path(options.project), Path(options.folder))
    with project:
        return _ingest(project)


def ingest(options: argparse.Namespace) -> Result:
    with _opened(options) as project:
        return _ingest(project)


def locate(options: argparse.Namespace) -> Result:
    with _opened(options) as project:
        say(locating.relink(project, parts.folder(options.folder), anyway=options.anyway, which=options.which))
        return _ingest(project)


def add(options: argparse.Namespace) -> Result:
    with _opened(options) as project:
        folders.add(project, parts.folder(options.folder))
        say(tr("The images of {folder} belong to the project from now on.", folder=options.folder))
        return _ingest(project)


def pretrain(options: argparse.Namespace) -> Result:
    if int(os.environ.get("RANK", "0")) > 0:
        return _follow(options)
    if bundle.is_bundle(Path(options.project)):
        return _pretrain_bundle(Path(options.project), options)
    with _opened(options) as project:
        if options.resume:
            run = runs.resumable(project)
            if run is None:
                raise UserError(tr("There is no pretraining to resume: none was stopped, or its checkpoint is gone."))
            result = parts.run(project, "pretrain", None, lambda: runs.resume(project, run))
        else:
            result = parts.run(project, "pretrain", pretrain_options.agreed(pretrain_options.spec(options), options))
        say(tr("The encoder “{name}” is in the project. Next: embed.", name=result["encoder"]))
        return {key: result[key] for key in _PRETRAIN_KEYS}


def embed(options: argparse.Namespace) -> Result:
    with _opened(options) as project:
        return _embed(project, options.encoder, options.device)


def make_map(options: argparse.Namespace) -> Result:
    with _opened(options) as project:
        _embed_if_needed(project, "auto")
        result = parts.run(project, "map", MapSpec())
        say(tr("The map of {images:,} images is in the project.", images=result["images"]))
        return result


def suggest(options: argparse.Namespace) -> Result:
    with _read(options) as project:
        if options.strategy != "random":
            _embed_if_needed(project, "auto")
        rows = labelling.suggest(project, options.number, options.strategy)
        parts.write_rows(options.csv, ("path", "reason", "score"), rows)
        return {"suggestions": rows}


def finetune(options: argparse.Namespace) -> Result:
    with _opened(options) as project:
        _embed_if_needed(project, options.device)
        result = parts.run(project, "finetune", FinetuneSpec(mode=options.mode, device=options.device))
        say(evaluation.in_words(result["accuracy"], result["interval"], result["how"]))
        few = evaluation.too_few(result["confusion"], [each["name"] for each in result["per_class"]])
        say(" ".join(filter(None, (few, result["reason"]))))
        if result["curve"]:
            say(result["curve"]["sentence"])
        drawn = random_check.look(project)
        say(drawn.sentence)
        keys = ("classifier", "mode", "accuracy", "interval", "labels", "reason", "curve")
        return {key: result[key] for key in keys} | {"random": summary.of_drawn(drawn)}


def review(options: argparse.Namespace) -> Result:
    with _read(options) as project:
        rows = labelling.review(project)
        parts.write_rows(options.csv, ("path", "label", "suggested", "score"), rows)
        say(tr("{count:,} labels look wrong; they are in {csv}.", count=len(rows), csv=options.csv))
        return {"labels": len(rows)}


def odd(options: argparse.Namespace) -> Result:
    with _read(options) as project:
        rows = oddities.table(project)
        parts.write_rows(options.csv, ("path", "kind", "reason", "group"), rows)
        say(tr("{count:,} images are listed in {csv}.", count=len({row["path"] for row in rows}), csv=options.csv))
        return {kind: sum(row["kind"] == kind for row in rows) for kind in oddities.KINDS}


def evaluate(options: argparse.Namespace) -> Result:
    with _read(options) as project:
        truth_file = Path(options.truth)
        truth = labelling.read_truth(truth_file)
        folder = evaluation.folder_of(project, truth_file, options.folder)
        if folder is None:
            predicted = evaluation.project_predictions(project)
            truth = evaluation.named_as_images(project, truth, predicted, truth_file, options.folder)
        else:
            say(tr("Judging the images of {folder}.", folder=folder))
            spec = PredictSpec(folder=str(folder), device=options.device)
            predicted = evaluation.by_path(parts.run_apart(project, "predict", spec)["table"])
        result = evaluation.judge(truth, predicted)
        say(evaluation.table(result))
        return result


def export(options: argparse.Namespace) -> Result:
    return export_command.carry_out(options, parts.run)


def accept(options: argparse.Namespace) -> Result:
    with (_read if options.dry_run else _opened)(options) as project:
        outcome = rest.accept(project, precision=options.precision, dry_run=options.dry_run, none_below=options.none_below)
        say(outcome.sentence)
        done = {"labels": outcome.count, "threshold": outcome.threshold, "dry_run": options.dry_run}
        return done | {"none": outcome.strange}


def set_up(options: argparse.Namespace) -> Result:
    """The settings that were named; all of them are said."""
    with _opened(options) as project:
        if options.none_below is not None:
            strangers.set_none_below(project, options.none_below)
        share = strangers.none_below(project)
        say(
            tr("None of these: images less familiar than {share}.", share=strangers.in_words(share))
            if share
            else tr("None of these: off.")
        )
        return {"none_below": share}


def info(options: argparse.Namespace) -> Result:
    with _read(options) as project:
        result = summary.of_project(project)
        say(summary.in_lines(result))
        return result | {"versions": listing.every(project, say)}


def versions(options: argparse.Namespace) -> Result:
    with (_read if options.use is None else _opened)(options) as project:
        if options.use is not None:
            say(version_list.use(project, options.use).sentence)
            step = following.first_due(project, ("predict",))
            if step is not None:
                parts.run(project, *step)
        return listing.versions(project, options.compare, say)


def pack(options: argparse.Namespace) -> Result:
    target = Path(options.folder)
    with _read(options) as project, ConsoleReporter("pretrain") as reporter:
        packed = bundle.pack(project, pretrain_options.spec(options), target, reporter)
    size = sum(file.stat().st_size for file in target.iterdir())
    say(
        tr(
            "{images:,} images at {side} px are in {target} ({megabytes:,.0f} MB).",
            images=packed.images,
            side=packed.side,
            target=target,
            megabytes=size / 2**20,
        )
    )
    missing = bundle.missing_weights(target)
    if missing is not None:
        say(
            tr(
                "{name} is not on this computer and so not in the bundle; add --download there. {facts}",
                name=missing.name,
                facts=weights.facts(missing),
            )
        )
    say(tr("Carry it to the other machine, run there: main.py pretrain {name}", name=target.name))
    say(tr("and take the encoder home with: main.py unpack {project} {name}", project=options.project, name=target.name))
    return {"images": packed.images, "side": packed.side, "bytes": size}


def unpack(options: argparse.Namespace) -> Result:
    with _opened(options) as project:
        _, name = bundle.unpack(project, Path(options.folder))
        say(tr("The encoder “{name}” is in the project. Next: embed.", name=name))
        return {"encoder": name}


def copy(options: argparse.Namespace) -> Result:
    with _opened(options) as project:
        copies.save_copy(project, Path(options.new))
        say(tr("A copy of {project} is at {new}.", project=options.project, new=options.new))
        return {"project": options.new}


def demo(options: argparse.Namespace) -> Result:
    from core.demo import run

    return run(Path(options.folder) if options.folder else None, say)


RUN: Mapping[str, Command] = {
    "demo": demo,
    "new": new,
    "ingest": ingest,
    "locate": locate,
    "add": add,
    "pretrain": pretrain,
    "embed": embed,
    "map": make_map,
    "label": label_command.label,
    "suggest": suggest,
    "finetune": finetune,
    "predict": predict_command.predict,
    "watch": watch_command.watch,
    "review": review,
    "odd": odd,
    "evaluate": evaluate,
    "export": export,
    "accept": accept,
    "versions": versions,
    "set": set_up,
    "info": info,
    "copy": copy,
    "check": file_commands.check,
    "rescue": file_commands.rescue,
    "backups": file_commands.backups,
    "restore": file_commands.restore,
    "desktop": file_commands.desktop,
    "report": file_commands.report,
    "pack": pack,
    "unpack": unpack,
}


def _opened(options: argparse.Namespace) -> AbstractContextManager[Project]:
    return opening.to_change(Path(options.project))


def _read(options: argparse.Namespace) -> AbstractContextManager[Project]:
    return opening.to_read(Path(options.project))


def _ingest(project: Project) -> Result:
    result = parts.run_apart(project, "ingest", IngestSpec())
    say(
        tr(
            "{images:,} images, {unreadable:,} unreadable, {missing:,} missing.",
            images=result["images"],
            unreadable=result["unreadable"],
            missing=result["missing"],
        )
    )
    if bad := images.unreadable(project, limit=left_aside.NAMED):
        say(left_aside.in_lines([(image.path, image.reason) for image in bad]))
    if aside := left_aside.sentence(result):
        say(aside)
    gone = [each["folder"] for each in result["folders_gone"]]
    return {key: result[key] for key in ("images", "unreadable", "added", "missing")} | ({"folders_gone": gone} if gone else {})


def _embed(project: Project, encoder: str, device: str) -> Result:
    """Embed with this encoder, which is then in use; empty: with the one that waits to be compared, else the current one."""
    if encoder:
        encoders.set_current(project, encoders.find(project, encoder).id)
    card = encoders.current(project) if encoder else _next_encoder(project)
    total = images.counts(project)["ok"]
    if total and len(encoders.embedded_ids(project, card.id)) >= total:
        say(tr("All {total:,} images are embedded with “{name}” already.", total=total, name=card.name))
        result: Result = {"encoder": card.name, "images": total, "images_per_second": None}
    else:
        result = parts.run(project, "embed", EmbedSpec(encoder=str(card.id), device=device))
    _compare_if_due(project, card)
    return {key: result[key] for key in ("encoder", "images", "images_per_second")}


def _compare_if_due(project: Project, card: EncoderCard) -> None:
    spec = comparing.due(project, card)
    if spec is None:
        return
    result = parts.run(project, "compare", spec)
    say(result["sentence"])
    names = [encoders.find(project, text).name for text in (spec.encoder, spec.before)]
    other = next(name for name in names if name != result["encoder"])
    say(tr("“{name}” is in use. To use the other one: embed --encoder “{other}”.", name=result["encoder"], other=other))


def _next_encoder(project: Project) -> EncoderCard:
    return comparing.waiting(project) or encoders.current(project)


def _embed_if_needed(project: Project, device: str) -> None:
    if following.first_due(project, ("embed", "compare"), str(_next_encoder(project).id)) is not None:
        say(tr("Embedding the images first."))
        _embed(project, "", device)


def _follow(options: argparse.Namespace) -> Result:
    """Under torchrun the first process has the project; the others only compute with it, and have nothing to say."""
    load_follower()(options.device)
    sys.stderr.flush()
    # Not through the interpreter's end: threads of the process group may still be at theirs, and abort now and then.
    os._exit(0)


def _pretrain_bundle(folder: Path, options: argparse.Namespace) -> Result:
    missing = bundle.missing_weights(folder)
    given = pretrain_options.given(options) | ({} if missing is None else {"download": agree(missing, options.download)})
    with ConsoleReporter("pretrain") as reporter:
        result = bundle.train(folder, given, reporter)
    say(tr("The encoder is in {folder}. Take it home with: main.py unpack PROJECT {folder}", folder=folder))
    return {key: result[key] for key in _PRETRAIN_KEYS} | {"encoder": result["encoder"]["name"]}
