"""The log: what went wrong and when, in a file that turns over. It holds no image content and no absolute path.

One file for the window and one for the commands, so that two programs never turn over the same one.
"""

import contextlib
import logging
import re
import sys
import tempfile
import threading
from collections.abc import Iterator
from logging.handlers import RotatingFileHandler
from pathlib import Path

from core import paths
from core.pixels.walk import NOT_SUPPORTED, PICTURES

WINDOW, COMMANDS = "labelight.log", "commands.log"
CRASHES = "crashes.txt"
"""Where the stacks of all threads go when the interpreter itself dies."""

_OURS = ("core", "desktop_app", "labelight")
_BYTES, _KEPT = 1_000_000, 3
_LINE = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# Up to a separator, a quote, or the end of a sentence: /data/birds is no part of /data/birds.labelight.
_END = r"(?=[\\/]|[\"'“”]|\W*(?:\s|$))"
_ABSOLUTE = re.compile(r"(?<![\w\]~/.:\\-])(?:[A-Za-z]:[\\/]|\\\\|/)(?:[^\s\\/\"'“”<>:]+[\\/])*(?=[\w.])")
_ENDINGS = "|".join(sorted(PICTURES | NOT_SUPPORTED, key=len, reverse=True))
_NAMES = (
    (re.compile(rf"([“\"'])[^“”\"'\n]*\.(?:{_ENDINGS})([”\"'])", re.IGNORECASE), r"\1[image]\2"),
    (re.compile(rf"(\[folder\]|\[…\]|~)[/\\][^\n:;,]*?\.(?:{_ENDINGS})\b", re.IGNORECASE), r"\1/[image]"),
    (re.compile(rf"[^\s\"'“”]+\.(?:{_ENDINGS})\b", re.IGNORECASE), "[image]"),
)


class Hiding:
    """Which places are known, and the word that stands for each in what leaves the program. Safe to call from any thread."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._places: dict[str, str] = {}
        for place, word in (
            (Path(tempfile.gettempdir()), "[tmp]"),
            (Path(sys.prefix), "[python]"),
            (Path(sys.base_prefix), "[python]"),
            (paths.main_script().parent, "[program]"),
        ):
            self.hide(place, word)
        with contextlib.suppress(RuntimeError):  # there is no home
            self.hide(Path.home(), "~")

    def hide(self, place: Path, word: str) -> None:
        """From now on `word` stands for this absolute path. The root of a file system is no place."""
        if place.is_absolute() and len(place.parts) > 1:
            with self._lock:
                self._places[str(place)] = word

    def clean(self, text: str) -> str:
        """Without absolute paths: a known place becomes its word, of any other only the last part stays."""
        with self._lock:
            places = sorted(self._places.items(), key=lambda pair: -len(pair[0]))
        for place, word in places:
            for form in {place, place.replace("\\", "\\\\")}:  # as it is, and as repr() writes it
                text = re.sub(re.escape(form) + _END, lambda _, word=word: word, text)  # type: ignore[misc]
        return _ABSOLUTE.sub("[…]/", text)


def without_names(text: str) -> str:
    """Without what looks like the name of a picture: a report may be read by strangers."""
    for pattern, word in _NAMES:
        text = pattern.sub(word, text)
    return text


class PrivateFormatter(logging.Formatter):
    """Formats a record, with its traceback, and hides where things lie."""

    def __init__(self, hiding: Hiding) -> None:
        super().__init__(_LINE)
        self.hiding = hiding

    def format(self, record: logging.LogRecord) -> str:
        return self.hiding.clean(super().format(record))


def start(name: str, hiding: Hiding) -> logging.Handler | None:
    """Log into the file `name` of the log folder from now on, warnings too. None where nothing can be written: a program that
    cannot log still works (faults.md 38)."""
    try:
        place = paths.log_home() / name
        handler = RotatingFileHandler(
            place, maxBytes=_BYTES, backupCount=_KEPT, encoding="utf-8", errors="backslashreplace", delay=True
        )
    except OSError:
        return None
    handler.setFormatter(PrivateFormatter(hiding))
    logging.logThreads = False  # no line says the thread, and asking for its name leaves a mark of each of Qt's threads
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.WARNING)  # what libraries say of their work (onnx_ir of each pass) is nothing that went wrong
    for name in _OURS:
        logging.getLogger(name).setLevel(logging.INFO)
    logging.captureWarnings(True)
    return handler


def stop(handler: logging.Handler | None) -> None:
    if handler is not None:
        logging.getLogger().removeHandler(handler)
        logging.captureWarnings(False)
        handler.close()


@contextlib.contextmanager
def kept(name: str, hiding: Hiding) -> Iterator[None]:
    """`start`, and `stop` at the end."""
    handler = start(name, hiding)
    try:
        yield
    finally:
        stop(handler)


def tail(name: str, lines: int = 100) -> str:
    """The last lines of a file in the log folder; "" if there is none."""
    try:
        with (paths.log_home() / name).open("rb") as file:
            file.seek(0, 2)
            file.seek(max(0, file.tell() - 300 * lines))
            text = file.read().decode("utf-8", "replace")
    except OSError:
        return ""
    return "\n".join(text.splitlines()[-lines:])
