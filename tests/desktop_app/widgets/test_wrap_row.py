"""Rows of tools in any width: everything inside, in reading order, nothing over anything, the chosen entry whole."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QLabel, QSizePolicy, QVBoxLayout, QWidget

from desktop_app import theme
from desktop_app.widgets.wrap_row import Choice, WrapRow


class Part(QLabel):
    """As wide as it is told to be."""

    def __init__(self, least: int, liked: int) -> None:
        super().__init__()
        self.setMinimumWidth(least)
        self.setFixedHeight(20)
        self._liked = liked

    def sizeHint(self) -> QSize:
        return QSize(self._liked, 20)


def laid_out(widths: list[tuple[int, int]], greedy: int, width: int) -> tuple[list[QRect], int]:
    """Where the parts are, and the height the row asks for."""
    host, row = QWidget(), WrapRow(8, 6)
    parts = [Part(least, liked) for least, liked in widths]
    for place, part in enumerate(parts):
        row.add(part, greedy=place == greedy)
    host.setLayout(row)
    height = row.heightForWidth(width)
    row.setGeometry(QRect(0, 0, width, height))
    found = [part.geometry() for part in parts]
    host.deleteLater()
    return found, height


parts = st.lists(st.tuples(st.integers(10, 90), st.integers(0, 80)).map(lambda p: (p[0], p[0] + p[1])), min_size=1, max_size=9)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(widths=parts, width=st.integers(100, 700), greedy=st.integers(-1, 8))
def test_all_parts_are_inside_in_order_and_apart(qapp, widths, width: int, greedy: int) -> None:
    found, height = laid_out(widths, greedy, width)
    whole = QRect(0, 0, width, height)
    for rect, (least, _) in zip(found, widths, strict=True):
        assert whole.contains(rect)
        assert rect.width() >= least
    for n, rect in enumerate(found):
        assert not any(rect.intersects(other) for other in found[:n])
    order = [(rect.top(), rect.left()) for rect in found]
    assert order == sorted(order)


def test_one_line_where_there_is_room_and_the_greedy_one_takes_the_rest(qapp) -> None:
    found, height = laid_out([(50, 60), (30, 30), (40, 40)], 1, 400)
    assert height == 20
    assert [rect.width() for rect in found] == [60, 400 - 60 - 40 - 16, 40]
    assert found[2].right() == 399


def test_parts_shrink_to_their_least_before_a_line_is_broken(qapp) -> None:
    one, low = laid_out([(50, 100), (50, 100)], -1, 108)
    two, high = laid_out([(50, 100), (50, 100)], -1, 107)
    assert (low, high) == (20, 46)
    assert [rect.width() for rect in one] == [50, 50]
    assert [(rect.left(), rect.top(), rect.width()) for rect in two] == [(0, 0, 100), (0, 26, 100)]


def test_what_is_hidden_takes_no_place(qtbot, qapp) -> None:
    host, row = QWidget(), WrapRow(8, 6)
    qtbot.addWidget(host)
    first, hidden, last = (Part(50, 50) for _ in range(3))
    row.add(first, hidden, last)
    around = QVBoxLayout(host)
    around.addLayout(row)
    below = QLabel("below")
    below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Expanding)
    around.addWidget(below, 1)
    host.resize(50 + 50 + 8 + 2 * around.contentsMargins().left(), 200)
    host.show()
    qtbot.waitUntil(lambda: last.y() > first.y())
    hidden.hide()
    qtbot.waitUntil(lambda: last.y() == first.y())
    assert last.x() == first.x() + 58
    assert below.y() < first.y() + 40, "what is below follows"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_choice_never_cuts_what_is_chosen(qtbot, qapp, scheme: str) -> None:
    theme.apply(qapp, scheme)
    box = Choice("Order")
    qtbot.addWidget(box)
    box.addItems(["File name", "A much longer entry than the others", "Size"])
    least = []
    for n in range(3):
        box.setCurrentIndex(n)
        least.append(box.minimumSizeHint().width())
        assert least[-1] >= box.fontMetrics().horizontalAdvance(box.currentText()) + 30
    assert least[2] < least[0] < least[1] == box.sizeHint().width()
    assert box.accessibleName() == "Order"
    theme.apply(qapp, "light")
