"""The guide says what the program does: every command, page and key is in it, and what it names is there."""

import argparse
import ast
import re
from functools import cache
from pathlib import Path

import pytest

from core import cli
from tests.docs import pages
from tests.docs.pages import GUIDE, ROOT

WINDOW = ("--demo",)
OTHERS = ("--nproc-per-node", "--nnodes", "--rdzv-endpoint", "--gpus-per-node", "--nodes", "--time")
"""Options of torchrun and Slurm."""
PLACEHOLDERS = {"COMMAND"}
MOST = 3 * 2**20  # bytes of all pictures of the guide


@cache
def commands() -> dict[str, argparse.ArgumentParser]:
    found = next(a for a in cli._parser()._actions if isinstance(a, argparse._SubParsersAction))
    return dict(found.choices)


def options_of(command: str) -> set[str]:
    """Without those every command has."""
    named = {text for action in commands()[command]._actions for text in action.option_strings}
    return named - {"-h", "--help", "--json"}


def command_sections() -> dict[str, str]:
    return pages.sections(pages.text_of(GUIDE / "commands.md"), 3)


def test_every_command_has_its_section() -> None:
    assert set(command_sections()) == set(cli.COMMANDS)


@pytest.mark.parametrize("command", cli.COMMANDS)
def test_the_section_of_a_command_tells_its_options_an_example_and_its_json(command: str) -> None:
    text = command_sections().get(command, "")
    named = set(re.findall(r"(?<![\w-])--?[a-z][a-z-]*", text))
    assert options_of(command) - named == set(), "options the guide does not tell"
    assert re.search(rf"^    python main\.py {command}\b", text, re.MULTILINE), "an example"
    assert re.search(r"^JSON: ", text, re.MULTILINE), "the keys of --json"


def test_options_named_anywhere_are_there() -> None:
    there = {text for name in commands() for text in options_of(name)} | {"--help", "--json", "--version", *WINDOW, *OTHERS}
    for page in pages.guide_pages():
        named = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", pages.text_of(page)))
        assert named - there == set(), page.name


@pytest.mark.parametrize("example", pages.shell_examples(), ids=str)
def test_shell_examples_parse(example: pages.Example, capsys: pytest.CaptureFixture[str]) -> None:
    words = [word for word in example.arguments if word not in ("...", "…")]
    if not words or words[0].startswith("-") or PLACEHOLDERS & set(words):
        assert set(words) <= {"--help", "--version", *WINDOW, *PLACEHOLDERS}
        return
    if words[0] not in cli.COMMANDS:
        assert words[0].endswith(".labelight"), f"{words[0]} is no command"
        return
    if len(words) == 1 and words[0] != "demo":
        return  # named, not called
    try:
        cli._parser().parse_args(words)
    except SystemExit:
        pytest.fail(capsys.readouterr().err)


def test_every_page_of_the_window_is_in_the_guide() -> None:
    from desktop_app.main_window import _PAGES

    told = pages.sections(pages.text_of(GUIDE / "window.md"), 2)
    assert [title for title in told if title in {title for title, _ in _PAGES}] == [title for title, _ in _PAGES]


def test_every_key_is_in_the_guide() -> None:
    from desktop_app.pages.keys import KEYS

    told = pages.sections(pages.text_of(GUIDE / "keys.md"), 2)
    assert list(told) == [section.title for section in KEYS]
    for section in KEYS:
        rows = re.findall(r"^\| (.+) \| (.+) \|$", told[section.title], re.MULTILINE)[1:]
        assert rows == [tuple(line) for line in section.lines], section.title


@pytest.mark.parametrize("page", pages.every_page(), ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    for target in pages.links(pages.text_of(page)):
        if target.startswith(("http:", "https:", "mailto:")):
            continue
        name, _, anchor = target.partition("#")
        there = (page.parent / name).resolve() if name else page
        assert there.exists(), target
        if anchor:
            assert anchor in pages.anchors(pages.text_of(there)), target


def test_the_index_names_every_page_of_the_guide() -> None:
    named = set(pages.links(pages.text_of(GUIDE / "README.md")))
    assert {page.name for page in pages.guide_pages()} - named == {"README.md"}


def test_pictures_of_the_guide_are_used_and_small() -> None:
    used = {Path(target).name for page in pages.guide_pages() for target in pages.links(pages.text_of(page))}
    files = list((ROOT / "docs" / "pictures" / "guide").iterdir())
    assert {file.name for file in files} - used == set(), "pictures nobody sees"
    assert sum(file.stat().st_size for file in files) < MOST


def test_messages_in_troubleshooting_are_those_of_the_program() -> None:
    """What stands for a name or a number is … on both sides."""
    said = _texts()
    rows = re.findall(r"^\| (.+?) \| .+ \|$", pages.text_of(GUIDE / "troubleshooting.md"), re.MULTILINE)
    quoted = [code for cell in rows for code in pages.inline(cell) if " " in code]
    assert len(quoted) > 40
    missing = [text for text in quoted if not any(_is_part(text, whole) for whole in said)]
    assert not missing, f"nobody says any more: {missing}"


def _is_part(quoted: str, whole: str) -> bool:
    return all(piece.strip() in whole for piece in quoted.split("…"))


@cache
def _texts() -> list[str]:
    """Every text in the code, with … for what is put in."""
    found = []
    for folder in ("core", "desktop_app"):
        for file in sorted((ROOT / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.JoinedStr):
                    found.append("".join(v.value if isinstance(v, ast.Constant) else "…" for v in node.values))
                elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                    found.append(re.sub(r"\{[^{}]*\}", "…", node.value))
    return found


def test_places_named_for_developers_are_there() -> None:
    """Tables of docs/developers.md: a file, and in the second column what in it is to be edited."""
    rows = re.findall(r"^\| `([\w/]+\.py)` \| (.+) \|$", pages.text_of(ROOT / "docs" / "developers.md"), re.MULTILINE)
    assert len(rows) > 10
    for file, what in rows:
        source = (ROOT / file).read_text(encoding="utf-8")
        assert [code for code in pages.inline(what) if code not in source] == [], file


@pytest.mark.parametrize("page", pages.every_page(), ids=lambda page: str(page.relative_to(ROOT)))
def test_modules_that_are_to_be_run_are_there(page: Path) -> None:
    for name in re.findall(r"python -m ((?:tools|tests)[\w.]*\w)", pages.text_of(page)):
        if name.split(".")[-1] != "NAME":
            place = ROOT / name.replace(".", "/")
            assert place.with_suffix(".py").exists() or (place / "__main__.py").exists(), name
