"""Bring resources/i18n/*.ts in step with the texts of the code.

    python -m tools.languages [--check]

New texts are added as unfinished, those nobody shows any more are taken out. `--check` changes nothing and exits with 1 if
anything is unfinished or out of step. Each message is one line, by order of its text: changes of two people rarely meet.
"""

import argparse
import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from core import words

ROOT = Path(__file__).resolve().parent.parent
_SOURCES = ("core", "desktop_app")
_HEAD = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n<TS version="2.1" language="{code}" sourcelanguage="en">\n'

QT_TEXTS = (
    "OK", "&OK", "Cancel", "&Cancel", "Close", "&Close", "Save", "&Save", "Open", "&Open", "Yes", "&Yes", "No", "&No",
    "Discard", "Don't Save", "Retry", "Ignore", "Apply", "Reset", "Help",
    "&Undo", "&Redo", "Cu&t", "&Copy", "&Paste", "Delete", "Select All", "Clear text",
    "Look in:", "File &name:", "Files of type:", "Directory:", "&Choose", "Create New Folder", "Back", "Forward",
    "Parent Directory", "List View", "Detail View", "Name", "Size", "Type", "Date Modified", "Find Directory", "Save As",
    "%1 already exists.\nDo you want to replace it?", "Directories", "All Files (*)", "My Computer", "Computer",
    "Scroll Left", "Scroll Right",
)  # fmt: skip
"""What Qt's own buttons, menus and dialogs say, as far as a user of Labelight meets them."""


@dataclass(frozen=True)
class Fault:
    """A text that cannot be translated as it is written."""

    file: str
    line: int
    why: str


def texts() -> tuple[set[str], list[Fault]]:
    """Every text that goes through `tr` or `tr_later`, and what is wrong with some of them."""
    found: set[str] = set()
    faults: list[Fault] = []
    for path in sorted(path for source in _SOURCES for path in (ROOT / source).rglob("*.py")):
        for call in calls(ast.parse(path.read_text(encoding="utf-8"))):
            literals, why = _literals(call)
            found |= literals
            if why:
                faults.append(Fault(str(path.relative_to(ROOT)), call.lineno, why))
    return found, faults


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("tr", "tr_later"):
            yield node


def _literals(call: ast.Call) -> tuple[set[str], str]:
    if not call.args:
        return set(), "without a text"
    return _of(call.args[0], must=isinstance(call.func, ast.Name) and call.func.id == "tr_later")


def _of(node: ast.expr, must: bool) -> tuple[set[str], str]:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return {node.value}, ""
    if isinstance(node, ast.IfExp):
        one, first = _of(node.body, must)
        two, second = _of(node.orelse, must)
        return one | two, first or second
    if isinstance(node, ast.JoinedStr):
        return set(), "an f-string: name its values instead"
    return set(), "no literal" if must else ""


def update(code: str, wanted: set[str]) -> tuple[str, int]:
    """The language file as it should be, and how many texts of it are unfinished."""
    file = words.FOLDER / f"{code}.ts"
    known = words.read(code) if file.exists() else {words.OWN: {}, words.QT: {}}
    lines, unfinished = [_HEAD.format(code=code)], 0
    for context, sources in ((words.OWN, wanted), (words.QT, set(QT_TEXTS))):
        lines.append(f"<context>\n<name>{context}</name>\n")
        for source in sorted(sources):
            translation = known[context].get(source, "")
            unfinished += not translation
            state = "" if translation else ' type="unfinished"'
            lines.append(
                f"<message><source>{_xml(source)}</source><translation{state}>{_xml(translation)}</translation></message>\n"
            )
        lines.append("</context>\n")
    return "".join(lines) + "</TS>\n", unfinished


def _xml(text: str) -> str:
    return escape(text).replace("\n", "&#10;")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    wanted, faults = texts()
    for fault in faults:
        print(f"{fault.file}:{fault.line}: {fault.why}")
    behind = False
    for code in words.NAMES:
        if code == words.ENGLISH:
            continue
        made, unfinished = update(code, wanted)
        file = words.FOLDER / f"{code}.ts"
        behind |= unfinished > 0 or made != (file.read_text(encoding="utf-8") if file.exists() else "")
        print(f"{code}: {len(wanted)} texts, {unfinished} unfinished")
        if not options.check:
            file.write_text(made, encoding="utf-8")
    return 1 if faults or (options.check and behind) else 0


if __name__ == "__main__":
    sys.exit(main())
