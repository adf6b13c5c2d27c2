"""One thread that runs functions in order and hands their results to the GUI thread. Owns no data, knows no widget."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

Done = Callable[[Any], None]
FailedWith = Callable[[BaseException], None]


class Background(QObject):
    """`run` returns at once; `done` or `failed` is called later on the GUI thread, in the order of the calls.

    One thread, so that edits of one project never overtake each other.
    """

    _finished = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix=name)
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(self, work: Callable[[], Any], done: Done | None = None, failed: FailedWith | None = None) -> None:
        """Queue `work`. Without `failed` an exception is raised on the GUI thread, where the hook shows it."""
        self._executor.submit(self._work, work, done, failed)

    def wait(self) -> None:
        """Return once everything queued so far has run. For closing a project and for tests."""
        self._executor.submit(_nothing).result()

    def close(self) -> None:
        """Finish what is queued, end the thread, and drop results that come too late. Closing twice does nothing: by then the
        object of Qt may be gone, and touching it ended the program."""
        if self._closed:
            return
        self._closed = True
        self._executor.shutdown(wait=True)
        self.deleteLater()  # not at once: this may be called by what it delivers. With a parent it would stay as long as that

    def _work(self, work: Callable[[], Any], done: Done | None, failed: FailedWith | None) -> None:
        outcome: Future[Any] = Future()
        try:
            outcome.set_result(work())
        except BaseException as error:
            outcome.set_exception(error)
        self._finished.emit((outcome, done, failed))

    @Slot(object)
    def _deliver(self, message: tuple[Future[Any], Done | None, FailedWith | None]) -> None:
        if self._closed:
            return
        outcome, done, failed = message
        error = outcome.exception()
        if error is None:
            if done is not None:
                done(outcome.result())
        elif failed is not None:
            failed(error)
        else:
            raise error


def _nothing() -> None:
    """A mark in the queue."""
