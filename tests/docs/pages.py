"""Reading Markdown as far as these tests need it: links, anchors, code."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
GUIDE = ROOT / "docs" / "guide"
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_CODE = re.compile(r"`([^`\n]+)`")


def every_page() -> list[Path]:
    """All Markdown of the documents, and what lies at the root."""
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def guide_pages() -> list[Path]:
    return sorted(GUIDE.glob("*.md"))


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def links(text: str) -> list[str]:
    """Targets of links and pictures, outside of code."""
    return _LINK.findall(_CODE.sub("", _FENCE.sub("", text)))


def anchors(text: str) -> set[str]:
    """Of the headings, as GitHub makes them."""
    found = re.findall(r"^#+ (.+)$", _FENCE.sub("", text), re.MULTILINE)
    kept = (re.sub(r"[^\w\- ]", "", _LINK.sub("", heading).replace("`", "").lower()) for heading in found)
    return {heading.replace(" ", "-") for heading in kept}


def sections(text: str, level: int) -> dict[str, str]:
    """Heading of this level -> what stands below it, up to the next heading of this level or above."""
    parts = re.split(rf"^#{{1,{level}}} (.+)$", text, flags=re.MULTILINE)
    marks = re.findall(rf"^(#{{1,{level}}}) ", text, flags=re.MULTILINE)
    return {name: body for mark, name, body in zip(marks, parts[1::2], parts[2::2], strict=True) if len(mark) == level}


def inline(text: str) -> list[str]:
    """What stands in single backticks."""
    return _CODE.findall(_FENCE.sub("", text))


def python_blocks(text: str) -> list[str]:
    return [body for kind, body in _FENCE.findall(text) if kind == "python"]


@dataclass(frozen=True)
class Example:
    """A line for the shell that runs main.py: the page it is on and main.py's arguments."""

    page: Path
    arguments: tuple[str, ...]

    def __str__(self) -> str:
        return f"{self.page.name}: {' '.join(self.arguments)}"


def shell_examples() -> list[Example]:
    """Lines of code blocks, and whole commands within a sentence."""
    found = []
    for page in every_page():
        text = text_of(page)
        lines = [line for line in text.splitlines() if line.startswith("    ")]
        lines += [code for code in inline(text) if code.startswith(("python main.py", "torchrun"))]
        for line in lines:
            found += [Example(page, words) for words in _main_calls(line)]
    return found


def _main_calls(line: str) -> list[tuple[str, ...]]:
    if "main.py" not in line or not re.match(r"\s*(\S*python\S*|torchrun) ", line):
        return []
    calls = []
    for part in line.split("&&"):
        words = shlex.split(part, comments=True)
        if "main.py" in words:
            calls.append(tuple(words[words.index("main.py") + 1 :]))
    return calls
