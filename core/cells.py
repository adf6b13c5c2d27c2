"""Cells of a CSV that no spreadsheet runs as a formula, and back (faults.md R7).

A cell that begins with a sign a spreadsheet acts on gets an apostrophe in front, as spreadsheets themselves do it; one that has
such apostrophes already gets one more, so that every text comes back as it was: file names may really begin with `=`.
"""

import re
from typing import Any

_SIGNS = r"[=+\-@\t\r\n]"
_RISKY = re.compile(rf"'*{_SIGNS}")
_ESCAPED = re.compile(rf"'+{_SIGNS}")


def escaped(value: Any) -> Any:
    """A text as it is written; numbers stay numbers."""
    return f"'{value}" if isinstance(value, str) and _RISKY.match(value) else value


def plain(text: str) -> str:
    """What `escaped` was given. A cell that a person wrote without an apostrophe stays as it is."""
    return text[1:] if _ESCAPED.match(text) else text
