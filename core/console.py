"""A reporter for the terminal: a bar where there is one, a line now and then where there is not. All on stderr."""

import sys
from types import TracebackType
from typing import Self

from tqdm import tqdm

from core.jobs.reporter import Throttle
from core.records import StageName
from core.words import tr
from core.workflow import STAGES


class ConsoleReporter:
    """Use as a context manager, so that the bar is closed whatever happens. Ctrl+C is the way to stop."""

    def __init__(self, stage: StageName, title: str = "") -> None:
        self._title = title or tr(STAGES[stage].doing)
        self._bar: tqdm[None] | None = None
        self._terminal = sys.stderr is not None and sys.stderr.isatty()
        self._line = Throttle(10.0)

    def __enter__(self) -> Self:
        if self._terminal:
            self._bar = tqdm(desc=self._title, file=sys.stderr, leave=False, dynamic_ncols=True)
        else:
            self._write(self._title)
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.close()

    def progress(self, step: int, total: int, **metrics: float) -> None:
        shown = {name: f"{value:.4g}" for name, value in metrics.items()}
        if self._bar is not None:
            self._bar.total = total or None
            self._bar.n = step
            self._bar.set_postfix(shown, refresh=False)
            self._bar.refresh()
        elif self._line.ready() and step:
            of = f" of {total:,}" if total else ""
            self._write(f"  {step:,}{of}  " + "  ".join(f"{name} {value}" for name, value in shown.items()))

    def metric(self, step: int, **values: float) -> None:
        """Metrics are kept in the project; the bar shows the newest already."""

    def part(self, name: str) -> None:
        """Parts are stored as they come; nothing to show."""

    def note(self, text: str) -> None:
        self._write(f"  {text}")

    def _write(self, text: str) -> None:
        if self._bar is not None:
            self._bar.write(text, file=sys.stderr)
        elif sys.stderr is not None:
            sys.stderr.write(text + "\n")


def yes(question: str) -> bool:
    """The answer at the terminal; no where there is none to ask at."""
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    # Not input(): it asks on stdout, whose last line is the result (--json).
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip().lower() in ("y", "yes")
