"""Names of folders and files that any system takes, and that stay apart."""

import os
import re
from collections.abc import Callable, Sequence
from pathlib import Path

_LONGEST = 150  # bytes of a file's name in a copy: a path of many folders becomes one name


def safe_name(name: str) -> str:
    """A class name as a folder name on any system: no separators, no reserved names, never empty or hidden."""
    cleaned = re.sub(r'[\x00-\x1f<>:"/\\|?*]', "_", name).strip(" .")
    short = cleaned.encode("utf-8", "replace")[:100].decode("utf-8", "ignore")  # a letter takes up to 4 bytes
    cleaned = short.strip(" .") or "_"
    reserved = re.fullmatch(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?", cleaned)
    return f"_{cleaned}" if reserved else cleaned


def flat(path: str) -> str:
    """A path as one file name; the end of a long one, since that tells files apart."""
    name = path.lstrip("/").replace(":/", "/").replace("/", "__")  # in a further folder of the project it is absolute
    raw = os.fsencode(name)
    return name if len(raw) <= _LONGEST else os.fsencode(name)[-_LONGEST:].decode("utf-8", "ignore")


def apart(texts: Sequence[str], name_of: Callable[[str], str]) -> dict[str, str]:
    """Each text -> a name of its own, also where letters are told apart by nothing but their case: cat, Cat (2), ..."""
    out: dict[str, str] = {}
    taken: set[str] = set()
    for text in texts:
        name, ending = name_of(text), ""
        if name_of is flat:
            name, ending = Path(name).stem, Path(name).suffix
        tries = (f"{name}{number}{ending}" for number in ("", *(f" ({n})" for n in range(2, len(texts) + 2))))
        out[text] = next(each for each in tries if each.casefold() not in taken)
        taken.add(out[text].casefold())
    return out
