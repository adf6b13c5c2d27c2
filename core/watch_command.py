"""The command `watch`: classify what arrives in a folder, until Ctrl+C."""

import argparse
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from core import command_parts as parts
from core import opening
from core.errors import UserError
from core.file_commands import say
from core.names import printable
from core.operations import watching
from core.operations.watching import News, Order, Watching
from core.pixels import reasons

_POLL = 0.1  # seconds


def watch(options: argparse.Namespace) -> dict[str, Any]:
    order = Order(
        folder=parts.folder(options.folder),
        table=Path(options.csv),
        sort=Path(options.sort) if options.sort else None,
        none_below=options.none_below,
        every=options.every,
        once=options.once,
        device=options.device,
    )
    with opening.to_read(Path(options.project)) as project:
        made = Watching(project, order)
    with closing(made), _ending_softly():
        _follow(made)
    say(made.summary)
    if made.trouble:
        raise UserError(made.trouble)
    return {"images": made.images, "unreadable": made.unreadable, "per_class": dict(made.counts)}


def _follow(made: watching.Watching) -> None:
    """Tell what happens until it ends; Ctrl+C is how one ends it, and a second one does so at once."""
    stopping = False
    while not made.ended:
        try:
            for news in made.poll():
                _tell(news)
            time.sleep(_POLL)
        except KeyboardInterrupt:
            if stopping:
                raise
            stopping = True
            made.stop()


def _tell(news: News) -> None:
    """A line each, on stderr: the table is the result."""
    for row in news.rows:
        sys.stderr.write(f"  {printable(str(row['path']))}  {printable(str(row['label']))}  {row['confidence']:.0%}\n")
    for path, reason in news.left_out:
        sys.stderr.write(f"  {printable(path)}: {reasons.in_words(reason)}\n")
    if news.words and not news.trouble:
        sys.stderr.write(f"  {news.words}\n")
    elif news.words:
        sys.stderr.write(f"labelight: {news.words}\n")
    sys.stderr.flush()


@contextmanager
def _ending_softly() -> Iterator[None]:
    """Who ends it as a service (SIGTERM) is answered as Ctrl+C is."""

    def interrupt(_signal: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, interrupt)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
