"""The command line: arguments in, exit code out. What a command does is in commands.py and the operations.

Nothing here is slow to import: `main.py` asks it for the names of the commands before it shows a window.
"""

import argparse
import json
import logging
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from core import export_options, logs, words
from core.errors import Cancelled, UserError
from core.version import version

_log = logging.getLogger(__name__)

COMMANDS: dict[str, str] = {
    "demo": "the whole loop on sample data, without a window",
    "new": "create a project and look through its folder",
    "ingest": "look for new, changed, missing and moved files",
    "locate": "say where the folder of the images is now",
    "add": "take another folder of images into the project",
    "pretrain": "learn the look of the images by SimCLR",
    "embed": "embed the images with an encoder",
    "map": "lay the embeddings out with UMAP",
    "label": "import labels: from a CSV, a COCO file, another project, or sub-folders",
    "suggest": "the images to label next, as CSV",
    "finetune": "make a classifier from the labels",
    "predict": "classify the project's images or another folder",
    "watch": "classify what arrives in a folder, until Ctrl+C",
    "review": "labels that look wrong, as CSV",
    "odd": "images to look at, as CSV: copies, nearly the same, blurred, dark, odd-sized, outlying",
    "evaluate": "accuracy against a truth file",
    "export": "labels, predictions, images by class, embeddings and the classifier as files",
    "accept": "turn sure predictions into labels",
    "pack": "put pixels and settings into a folder, to pretrain on another machine",
    "unpack": "take the encoder of such a folder into the project",
    "versions": "the classifiers made so far: compare two, go back to one",
    "set": "change a setting of the project",
    "info": "what the project holds",
    "copy": "save a copy of the project",
    "check": "whether the project file is sound",
    "backups": "the backups that were made of a project by themselves",
    "restore": "make a new project of a backup",
    "rescue": "save what can be read of a damaged project in a new one",
    "desktop": "put Labelight into the menu of a Linux desktop, or take it out",
    "report": "what to send when something went wrong: versions, runs, errors; no image, no file name",
}


def main(arguments: Sequence[str]) -> int:
    """Run one command. Problems of the user's world are one sentence on stderr."""
    words.speak_as_told()
    parser = _parser()
    options = parser.parse_args(arguments)
    if options.command == "label" and bool(options.source) == bool(options.from_folders):
        parser.error("label takes a file, or --from-folders; one of them")
    hiding = logs.Hiding()
    if getattr(options, "project", None):
        hiding.hide(Path(options.project).resolve().parent, "[project]")
    with logs.kept(logs.COMMANDS, hiding):
        return _carry_out(options)


def _carry_out(options: argparse.Namespace) -> int:
    from core import commands

    _log.info("command %s", options.command)
    try:
        result = commands.RUN[options.command](options)
    except UserError as error:
        _log.warning("%s: %s", options.command, error)
        print(f"labelight: {error}", file=sys.stderr)
        return 1
    except (Cancelled, KeyboardInterrupt):
        print("labelight: stopped. What was done before was kept.", file=sys.stderr)
        return 130
    except Exception as error:
        _log.exception("%s failed", options.command)
        print(_unexpected(error), file=sys.stderr)
        return 1
    if options.json and result:
        print(json.dumps(result, default=str))
    return 1 if result.get("sound") is False else 0


class _Command(argparse.ArgumentParser):
    """One whose last argument may be missing, or come after options: before Python 3.12 argparse takes it for missing there."""

    _mixing = False

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        if self._mixing:
            return super().parse_known_args(args, namespace)
        self._mixing = True
        try:
            return self.parse_known_intermixed_args(args, namespace)
        finally:
            self._mixing = False


def _unexpected(error: Exception) -> str:
    return (
        f"labelight: something went wrong inside Labelight: {type(error).__name__}: {error}. What was stored before is kept. "
        "It was logged; main.py report shows what to send to who looks after this program."
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="main.py",
        description="Labelight: from a folder of images to a classifier, with few labels. No command: the window.",
    )
    parser.add_argument("--version", action="version", version=f"Labelight {version()}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND", parser_class=_Command)
    for name, text in COMMANDS.items():
        command = commands.add_parser(name, help=text, description=text[0].upper() + text[1:] + ".")
        command.add_argument("--json", action="store_true", help="print one JSON object as the last line")
        if name not in ("demo", "report", "desktop"):
            command.add_argument("project", metavar="PROJECT")
        for flags, more in _ARGUMENTS.get(name, ()):
            command.add_argument(*flags, **more)
    return parser


_Argument = tuple[tuple[str, ...], dict[str, Any]]
_DEVICE: _Argument = (("--device",), {"default": "auto", "help": "auto, cpu, cuda, mps or xpu"})
_CSV: _Argument = (("--csv",), {"required": True, "metavar": "OUT", "help": "the file to write"})
_NONE_BELOW: _Argument = (
    ("--none-below",),
    {
        "type": float,
        "metavar": "P",
        "help": "images that look less familiar than this share of the labelled ones are “none of these”, for example 0.05; "
        "0: off (default: what the project says, see set)",
    },
)
_PRETRAIN: tuple[_Argument, ...] = (
    (("--start",), {"default": None, "help": "random, bundled, imagenet, encoder:NAME (of the project) or a safetensors file"}),
    (("--encoder",), {"default": None, "help": "tiny, resnet18, resnet34, resnet50 or efficientnet_lite0"}),
    (("--size",), {"type": int, "help": "side of a view in pixels"}),
    (("--batch",), {"type": int, "help": "images per step (two views each)"}),
    (("--epochs",), {"type": int}),
    (("--minutes",), {"type": float, "help": "a time box instead of epochs"}),
    (("--preset",), {"choices": ("photos", "microscopy", "documents", "grey"), "help": "the kind of pictures"}),
    (("--loss",), {"choices": ("ntxent", "dcl")}),
    (("--temperature",), {"type": float}),
    (("--seed",), {"type": int}),
    _DEVICE,
)


class _Strategies:
    """The names of the strategies, from their own table; read where one is given, since numpy takes its time to import."""

    def __contains__(self, name: object) -> bool:
        return name in tuple(self)

    def __iter__(self) -> Iterator[str]:
        from core.classify.strategies import STRATEGIES

        return iter(STRATEGIES)


_ARGUMENTS: dict[str, tuple[_Argument, ...]] = {
    "demo": ((("folder",), {"nargs": "?", "metavar": "DIR", "help": "where to put it (default: a new temporary folder)"}),),
    "new": ((("folder",), {"metavar": "FOLDER"}),),
    "pretrain": (
        *_PRETRAIN,
        (("--resume",), {"action": "store_true", "help": "go on from the last checkpoint"}),
        (("--download",), {"action": "store_true", "help": "agree to download ImageNet weights (--start imagenet)"}),
    ),
    "pack": ((("folder",), {"metavar": "DIR", "help": "a new folder for the bundle"}), *_PRETRAIN),
    "unpack": ((("folder",), {"metavar": "DIR", "help": "the bundle, trained"}),),
    "embed": ((("--encoder",), {"default": "", "help": "name or id (default: the current one)"}), _DEVICE),
    "label": (
        (("source",), {"nargs": "?", "default": "", "metavar": "SOURCE", "help": "a CSV, a COCO .json or a .labelight file"}),
        (
            ("--from-folders",),
            {
                "nargs": "?",
                "const": "first",
                "default": "",
                "choices": ("first", "last"),
                "help": "instead of SOURCE: the names of the sub-folders, the first of each path (default) or the last",
            },
        ),
        (
            ("--conflicts",),
            {
                "choices": ("keep", "take", "stop"),
                "default": "take",
                "help": "where an image has another label: keep it, take that of SOURCE (default), or stop before anything is "
                "imported",
            },
        ),
        (
            ("--same",),
            {"action": "store_true", "help": "classes that differ by case or spaces from one of the project are that one"},
        ),
        (("--dry-run",), {"action": "store_true", "help": "say what would be imported, and change nothing"}),
    ),
    "suggest": (
        (("-n",), {"type": int, "default": 20, "dest": "number"}),
        (
            ("--strategy",),
            {
                "default": "auto",
                "choices": _Strategies(),
                "metavar": "NAME",
                "help": "what to ask for: %(choices)s (default: auto)",
            },
        ),
        (
            ("--random",),
            {
                "action": "store_const",
                "dest": "strategy",
                "const": "random",
                "default": "auto",
                "help": "the same as --strategy random: their labels say how good the classifier is",
            },
        ),
        (("--csv",), {"metavar": "OUT"}),
    ),
    "finetune": ((("--mode",), {"choices": ("auto", "linear", "full"), "default": "auto"}), _DEVICE),
    "predict": (
        (("folder",), {"nargs": "?", "default": "", "metavar": "FOLDER"}),
        _CSV,
        (("--sort",), {"metavar": "DIR", "help": "copy the images of FOLDER there, into a folder per class"}),
        (("--report",), {"metavar": "F.md", "help": "a page about what was found in FOLDER"}),
        _NONE_BELOW,
        _DEVICE,
    ),
    "watch": (
        (("folder",), {"metavar": "FOLDER"}),
        (("--csv",), {"required": True, "metavar": "OUT", "help": "the table; an earlier one of the same folder goes on"}),
        (("--sort",), {"metavar": "DIR", "help": "copy each image there, into a folder per class"}),
        (
            ("--every",),
            {"type": float, "default": 5.0, "metavar": "SECONDS", "help": "between two looks at the folder (default: 5)"},
        ),
        (("--once",), {"action": "store_true", "help": "end as soon as everything that is there is classified"}),
        _NONE_BELOW,
        _DEVICE,
    ),
    "review": (_CSV,),
    "odd": (_CSV,),
    "evaluate": (
        (("truth",), {"metavar": "TRUTH.csv"}),
        (
            ("--folder",),
            {"help": "the images the truth is about (default: a folder beside the file with its name, else the project's)"},
        ),
        _DEVICE,
    ),
    "export": export_options.ARGUMENTS,
    "versions": (
        (("--use",), {"type": int, "metavar": "N", "help": "use classifier N until the next one is made"}),
        (("--compare",), {"type": int, "nargs": 2, "metavar": ("A", "B"), "help": "both on the labels left out of both"}),
    ),
    "locate": (
        (("folder",), {"metavar": "FOLDER", "help": "where the images are now"}),
        (("--anyway",), {"action": "store_true", "help": "also where none of the project's images is found there"}),
        (
            ("--folder",),
            {"dest": "which", "default": "", "metavar": "N", "help": "which of several: its number in info, or where it was"},
        ),
    ),
    "add": ((("folder",), {"metavar": "FOLDER", "help": "its images are looked for from now on too; it is never written to"}),),
    "desktop": ((("--remove",), {"action": "store_true", "help": "take it out again"}),),
    "report": ((("project",), {"nargs": "?", "metavar": "PROJECT", "help": "whose runs to tell (default: none)"}),),
    "copy": ((("new",), {"metavar": "NEW", "help": "the project to make; must not exist"}),),
    "restore": (
        (("new",), {"metavar": "NEW", "help": "the project to make; must not exist"}),
        (
            ("--backup",),
            {"type": int, "metavar": "N", "help": "which one, as `backups` numbers them (default: the newest sound)"},
        ),
    ),
    "rescue": ((("new",), {"metavar": "NEW", "help": "the project to make; must not exist"}),),
    "accept": (
        (("--precision",), {"type": float, "required": True, "help": "for example 0.98"}),
        (("--dry-run",), {"action": "store_true"}),
        _NONE_BELOW,
    ),
    "set": (
        (
            ("--none-below",),
            {
                "type": float,
                "metavar": "P",
                "help": "images that look less familiar than this share of the labelled ones are none of the classes, for "
                "example 0.05; 0: off",
            },
        ),
    ),
}
