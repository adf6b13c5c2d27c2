"""The loader of thumbnails: order, memory, what is forgotten; and the grid that scrolls over it."""

import threading

import numpy as np
from PySide6.QtGui import QColor, QImage

from desktop_app.widgets.image_grid import ImageGrid
from desktop_app.widgets.thumbnails import ThumbnailLoader


class Held:
    """A `fetch` that waits until it is let go, and remembers what it fetched."""

    def __init__(self) -> None:
        self.gate = threading.Event()
        self.fetched: list[int] = []

    def __call__(self, row: int) -> QImage:
        self.gate.wait(10)
        self.fetched.append(row)
        image = QImage(8, 8, QImage.Format.Format_RGB32)
        image.fill(QColor("red"))
        return image


def held_loader(qtbot, fetch: Held) -> ThumbnailLoader:
    """A loader whose only thread is busy with a row that is far from all others."""
    loader = ThumbnailLoader(fetch, threads=1)
    loader.pixmap(999_999)
    qtbot.waitUntil(lambda: not loader._wanted, timeout=5000)
    return loader


def test_thumbnails_come_newest_first_and_close_joins(qtbot) -> None:
    gate, order = threading.Event(), []

    def fetch(row: int) -> QImage:
        gate.wait(10)
        order.append(row)
        image = QImage(8, 8, QImage.Format.Format_RGB32)
        image.fill(QColor("red"))
        return image

    loader = ThumbnailLoader(fetch, threads=1)
    assert loader.pixmap(0) is None
    qtbot.waitUntil(lambda: not loader._wanted, timeout=5000)
    for row in (1, 2, 3):
        assert loader.pixmap(row) is None
    with qtbot.waitSignals([loader.ready] * 4, timeout=5000):
        gate.set()
    assert order == [0, 3, 2, 1]
    assert loader.pixmap(3) is not None
    loader.close()


def test_a_picture_that_cannot_be_read_is_asked_for_once(qtbot) -> None:
    asked = []

    def fetch(row: int) -> None:
        asked.append(row)

    loader = ThumbnailLoader(fetch)
    loader.pixmap(5)
    qtbot.waitUntil(lambda: 5 in loader._failed, timeout=5000)
    assert loader.pixmap(5) is None
    qtbot.wait(50)
    assert asked == [5]
    loader.close()


def test_what_a_view_no_longer_shows_is_not_fetched_unless_another_waits_for_it(qtbot) -> None:
    fetch = Held()
    loader = held_loader(qtbot, fetch)
    grid, chart = loader.view(), loader.view()
    for row in (1, 2, 3, 4):
        assert grid.pixmap(row) is None
    chart.pixmap(2)
    loader.pixmap(3)
    grid.pixmap(1)  # asked for again and again, forgotten once
    grid.forget({1, 2, 3, 17})
    with qtbot.waitSignals([loader.ready] * 4, timeout=5000):
        fetch.gate.set()
    assert fetch.fetched == [999_999, 3, 2, 4]
    loader.close()


def test_a_view_larger_than_any_screen_gets_all_it_asked_for(qtbot) -> None:
    fetch = Held()
    loader = held_loader(qtbot, fetch)
    view = loader.view()
    for row in range(1400):
        view.pixmap(row)
    fetch.gate.set()
    qtbot.waitUntil(lambda: len(fetch.fetched) == 1401, timeout=20_000)
    loader.close()


def test_a_grid_that_scrolls_fast_fetches_only_what_it_ends_at_and_from_the_top(qtbot) -> None:
    fetch = Held()
    loader = held_loader(qtbot, fetch)
    grid, view = ImageGrid(), loader.view()
    qtbot.addWidget(grid)
    grid.resize(400, 320)
    grid.set_thumbnail_provider(view.pixmap, view.forget)
    loader.ready.connect(grid.thumbnail_ready)
    grid.set_order(np.arange(10_000))
    grid.show()
    for row in (0, 2000, 4000, 6000, 8000):
        grid.scroll_to(row, smooth=False)
        grid.grab()
    visible = grid._visible().tolist()
    assert 8000 in visible
    fetch.gate.set()
    qtbot.waitUntil(lambda: len(fetch.fetched) > len(visible), timeout=5000)
    qtbot.waitUntil(lambda: all(loader.pixmap(row) is not None for row in visible), timeout=5000)
    assert fetch.fetched == [999_999, *visible]
    loader.close()


def test_a_grid_that_is_hidden_waits_for_nothing(qtbot) -> None:
    fetch = Held()
    loader = held_loader(qtbot, fetch)
    grid, view = ImageGrid(), loader.view()
    qtbot.addWidget(grid)
    grid.set_thumbnail_provider(view.pixmap, view.forget)
    grid.set_order(np.arange(100))
    grid.show()
    grid.grab()
    assert loader._wanted
    grid.hide()
    assert not loader._wanted
    fetch.gate.set()
    loader.close()
    assert fetch.fetched == [999_999]
