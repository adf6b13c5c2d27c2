"""No text of the window goes round the catalogue: words that reach a call that shows them, and sentences and names anywhere."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "desktop_app").rglob("*.py"))

TRANSLATES = {"tr", "tr_later"}
SHOWS = {
    "QLabel", "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "Card", "EmptyState", "Figure", "ElidedLabel",
    "label", "button", "group", "setText", "setToolTip", "setStatusTip", "setWindowTitle", "setTitle", "setPlaceholderText",
    "setAccessibleName", "setAccessibleDescription", "setInformativeText", "setSuffix", "setPrefix", "setSpecialValueText",
    "setHorizontalHeaderLabels", "addAction", "addMenu", "addItem", "addItems", "addTab", "addButton", "addRow", "addSection",
    "set_text", "set_empty_text", "set_note", "set_disabled_reason", "show_message", "say", "add_foot", "add_field", "emit",
    "question", "warning", "information", "critical", "getOpenFileName", "getSaveFileName", "getExistingDirectory", "drawText",
    "UserError",
}  # fmt: skip
"""Calls whose words a person reads, whatever these look like."""
UNREAD = {
    "debug", "info", "exception", "error", "write", "setObjectName", "findChild", "setProperty", "property", "setStyle",
    "QKeySequence", "setStyleSheet", "setValue", "value", "get", "add_argument", "ArgumentParser", "Thread", "TypeVar", "cast",
    "setApplicationName", "setOrganizationName", "ValueError", "TypeError", "RuntimeError", "KeyError", "icon", "stamp",
}  # fmt: skip
"""Calls whose words are for programs and programmers: logs, names of objects and settings, the command line."""
NAMES = {"Labelight", "UMAP", "SimCLR", "CSV", "JSON", "PNG", "SVG", "ONNX", "ResNet-18", "ResNet-34", "MB", "GB", "px"}
"""The same in every language."""
KEYS = {"Ctrl", "Shift", "Enter", "Return", "Space", "Esc", "Del", "Delete", "Backspace", "Left", "Right"}
"""As they stand on the keys."""
OTHERS = {
    "desktop_app/main_window.py": {"Undo", "Redo"},  # keys of a table whose texts are tr_later elsewhere
    "desktop_app/theme.py": {"Inter", "Inter Variable", "Noto Sans", "Cantarell", "Ubuntu"},  # fonts
}
_WORD = re.compile(r"[^\W\d_]{2,}(?:-\d+)?")
_LARGE = re.compile(r" ?[A-Z][a-z]")
_PROSE = re.compile(r"[a-z]{2,},? [a-z]{2,}")


def untranslated(source: str) -> list[tuple[int, str]]:
    """Line and text of what is shown in English whatever the language is."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and _is_shown(node, list(_above(node, parents))):
            found.append((node.lineno, node.value))
    return found


def _above(node: ast.AST, parents: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    while node in parents:
        node = parents[node]
        yield node


def _is_shown(node: ast.Constant, above: list[ast.AST]) -> bool:
    text = str(node.value)
    if isinstance(above[0], ast.Expr) or _is_code(node, above) or not _says_something(text):
        return False
    call = next((part for part in above if isinstance(part, ast.Call)), None)
    name = _name(call)
    if name in TRANSLATES | UNREAD or _is_logged(call):
        return False
    part_of_more = isinstance(above[0], ast.JoinedStr) or text != text.strip()
    if name in SHOWS and part_of_more:
        return True
    return bool(_LARGE.match(text) or _PROSE.search(text) or ("…" in text and " " in text))


def _is_code(node: ast.AST, above: list[ast.AST]) -> bool:
    """Keys, what is compared, types, `__all__`, the formats of numbers."""
    for part in above:
        if isinstance(part, ast.Compare | ast.Assert | ast.arg | ast.AnnAssign) and getattr(part, "value", None) is not node:
            return True
        if (isinstance(part, ast.Subscript) and part.slice is node) or (isinstance(part, ast.Dict) and node in part.keys):
            return True
        if isinstance(part, ast.FormattedValue) and part.format_spec is node:
            return True
        if isinstance(part, ast.FunctionDef) and part.returns is node:
            return True
        if isinstance(part, ast.Assign) and any(isinstance(to, ast.Name) and to.id == "__all__" for to in part.targets):
            return True
        if isinstance(part, ast.Call | ast.stmt):
            return False
        node = part
    return False


def _says_something(text: str) -> bool:
    """Words that are no names, no keys and no markup."""
    if re.search(r"[<>{};]", text):
        text = re.sub(r"<[^<>]*>?|^[^<>]*>", "", text) if "{" not in text else ""
    return any(word not in NAMES | KEYS for word in _WORD.findall(text))


def _name(call: ast.Call | None) -> str:
    function = call.func if call is not None else None
    return function.id if isinstance(function, ast.Name) else function.attr if isinstance(function, ast.Attribute) else ""


def _is_logged(call: ast.Call | None) -> bool:
    owner = call.func.value if call is not None and isinstance(call.func, ast.Attribute) else None
    return isinstance(owner, ast.Name) and owner.id in ("_log", "warnings")


@pytest.mark.parametrize("file", FILES)
def test_every_text_of_the_window_goes_through_the_catalogue(file: str) -> None:
    found = untranslated((ROOT / file).read_text(encoding="utf-8"))
    assert [(line, text) for line, text in found if text not in OTHERS.get(file, ())] == []


def test_what_is_excused_is_still_there() -> None:
    for file, texts in OTHERS.items():
        source = (ROOT / file).read_text(encoding="utf-8")
        assert [text for text in texts if f'"{text}"' not in source] == []


@pytest.mark.parametrize(
    "line",
    [
        'box.setText("Stop")',
        'box.setText(f"{n} images")',
        'box.setToolTip(f"<b>Wrong</b> {n}")',
        'COLUMNS = ("Classifier", "Made")',
        'box.setSuffix(" images")',
        'return "nothing was found"',
        'x = QLabel(" Cancel" if damaged else " Close")',
        'def f(text: str = "Paused"): pass',
    ],
)
def test_a_text_that_goes_round_is_seen(line: str) -> None:
    assert untranslated(line)


@pytest.mark.parametrize(
    "line",
    [
        'box.setText(tr("Stop"))',
        'box.setText("UMAP")',
        'KEYS = (("Ctrl+A   Ctrl+Shift+A", tr_later("Select all")),)',
        '_log.warning("the folder could not be read")',
        'box.setProperty("kind", "Large")',
        'if name == "Undo": pass',
        'box.setText(f"{n:,}")',
        'box.setToolTip(f"<span>{n}</span>")',
        'actions["Light or dark"]',
        'def f() -> "Picture": pass',
    ],
)
def test_what_is_translated_or_no_text_is_left_alone(line: str) -> None:
    assert untranslated(line) == []
