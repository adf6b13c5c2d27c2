"""What a person reads, in the language chosen: every such text is English in the code and goes through `tr`.

    tr("{count:,} images are new.", count=n)        tr("1 image" if n == 1 else "{n:,} images", n=n)

A language is one file, resources/i18n/NAME.ts, in the form of Qt Linguist; tools/languages.py keeps it in step with the code.
It is read and not compiled: the window, the compute process and the command line read the same file, and two of them have no
Qt (docs/decisions/0020).
"""

import os
import string
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from xml.etree import ElementTree

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "i18n"
ENGLISH = "en"
PSEUDO = "pseudo"
"""English with accents, two fifths longer, in brackets: a text without them was not translated, one that is cut has no room."""

NAMES: Mapping[str, str] = {ENGLISH: "English", "vi": "Tiếng Việt"}
"""Code -> the language's own name."""

VARIABLE = "LABELIGHT_LANGUAGE"
"""The language of processes that are started from this one, and of the command line."""

OWN, QT = "Labelight", "Qt"
"""The contexts of a language file: our texts, and those that Qt itself shows."""

_LONGEST = 12
"""Letters of a word that is added: a line can be broken before the next."""
_ACCENTS = str.maketrans("aceinouyACEINOUY", "áçéíñóúýÁÇÉÍÑÓÚÝ")


class _Language:
    """The one that is spoken in this process."""

    def __init__(self) -> None:
        self.code = ENGLISH
        self.look_up: Callable[[str], str] = _as_it_is


def tr(text: str, /, **values: object) -> str:
    """The text in the language chosen, with these values in its placeholders; in English where it has no translation."""
    found = _language.look_up(text)
    return found.format(**values) if values else found


def tr_later(text: str) -> str:
    """A text that is defined before the language is known: shown by `tr(NAME)` later."""
    return text


def language() -> str:
    """Its code: a key of NAMES, or PSEUDO."""
    return _language.code


def speak(code: str) -> None:
    """Use this language from now on, in this process and those it starts. English where there is none of this code."""
    known = code == PSEUDO or (code in NAMES and code != ENGLISH)
    _language.code = code if known else ENGLISH
    _language.look_up = _as_it_is
    if code == PSEUDO:
        _language.look_up = pseudo
    elif known:
        table = read(code)[OWN]
        _language.look_up = lambda text: table.get(text) or text
    os.environ[VARIABLE] = _language.code


def speak_as_told() -> None:
    """The language the process that started this one speaks, or that the user asks for by LABELIGHT_LANGUAGE."""
    speak(os.environ.get(VARIABLE, ENGLISH))


def read(code: str) -> dict[str, dict[str, str]]:
    """Context -> English text -> translation, without those that are not finished. Raises OSError or ParseError."""
    tables: dict[str, dict[str, str]] = {OWN: {}, QT: {}}
    root = ElementTree.parse(FOLDER / f"{code}.ts").getroot()  # noqa: S314 (our own file, which lies beside the code)
    for context in root.iter("context"):
        table = tables.setdefault(context.findtext("name", ""), {})
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") is None and translation.text:
                table[message.findtext("source", "")] = translation.text
    return tables


def pseudo(text: str) -> str:
    """The text with accents, two fifths longer and in brackets; placeholders, and what stands between < and >, stay."""
    if not any(letter.isalpha() for letter in text):
        return text
    written = "".join(part if kept else part.translate(_ACCENTS) for part, kept in _parts(text))
    more = "~" * max(1, round(0.4 * len(text)))
    return f"[{written}{' '.join(more[at : at + _LONGEST] for at in range(0, len(more), _LONGEST))}]"


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Pieces of the text, and whether each is a placeholder."""
    try:
        pieces = list(string.Formatter().parse(text))
    except ValueError:  # a lone brace: no format
        yield text, True
        return
    for literal, name, spec, conversion in pieces:
        yield literal.replace("{", "{{").replace("}", "}}"), False
        if name is not None:
            yield f"{{{name}{'!' + conversion if conversion else ''}{':' + spec if spec else ''}}}", True


def _as_it_is(text: str) -> str:
    return text


_language = _Language()
