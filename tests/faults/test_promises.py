"""What the documents say is tested: every fault has its number in a test or a reason, and every test they name is there."""

import ast
import re
from pathlib import Path

import pytest

from tests.faults.unreachable import UNREACHABLE

HOME = Path(__file__).parent
ROOT = HOME.parent.parent
FAULTS, RULES = range(1, 71), range(1, 11)


def names_in(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")}


def numbers(kind: str) -> set[int]:
    """Those in the names of the tests here: `test_fault_03_04_...` has two."""
    found = set()
    for name in {name for path in HOME.glob("test_*.py") for name in names_in(path)}:
        named = re.match(rf"test_{kind}((?:_\d\d)+)_", name)
        found |= {int(number) for number in named[1].split("_")[1:]} if named else set()
    return found


def test_every_fault_and_rule_has_a_test_or_a_reason() -> None:
    assert set(FAULTS) - numbers("fault") - set(UNREACHABLE) == set()
    assert set(RULES) - numbers("rule") == set()


def test_every_fault_is_told_in_the_document() -> None:
    rows = re.findall(r"^\| ([\d, ]+) \|", (ROOT / "docs" / "reliability.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(FAULTS) - {int(number) for row in rows for number in row.split(",")} == set()


@pytest.mark.parametrize("document", ["README.md", "SECURITY.md", "docs/reliability.md"])
def test_the_tests_that_are_named_are_there(document: str) -> None:
    text = (ROOT / document).read_text(encoding="utf-8")
    assert [path for path in re.findall(r"tests/[\w/]+\.py", text) if not (ROOT / path).is_file()] == []
    known = {name for path in HOME.glob("test_*.py") for name in names_in(path)}
    named = re.findall(r"`(?:[\w/.]+::)?(test_(?:fault|rule)_\w+)(?:…|\.\.\.|_?\*)?`", text)
    assert [name for name in named if not any(test.startswith(name) for test in known)] == []
