"""The legend: what an entry says, that a click asks and changes nothing, and what happens with many classes."""

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QToolButton

from desktop_app import theme
from desktop_app.widgets.map_legend import LegendEntry, MapLegend

LEFT = Qt.MouseButton.LeftButton


def entries(count: int, selected: int = 0) -> list[LegendEntry]:
    return [LegendEntry(n + 1, f"class {n}", "#e69f00", "circle", 10 * n, selected) for n in range(count)]


@pytest.fixture
def legend(qtbot, qapp):
    theme.apply(qapp, "light")
    legend = MapLegend()
    qtbot.addWidget(legend)
    legend.resize(600, legend.sizeHint().height())
    legend.show()
    legend.set_entries(entries(3))
    return legend


def shown(legend: MapLegend) -> list[QToolButton]:
    return sorted((b for b in legend.findChildren(QToolButton) if b.isVisible()), key=QToolButton.x)


def test_an_entry_says_name_and_counts(legend: MapLegend) -> None:
    assert [b.text() for b in shown(legend)] == ["class 0  0", "class 1  10", "class 2  20"]
    legend.set_entries(entries(3, selected=7))
    assert [b.text() for b in shown(legend)] == ["class 0  7/0", "class 1  7/10", "class 2  7/20"]
    assert "7 selected" in shown(legend)[1].toolTip()


def test_entries_keep_their_places_while_images_are_selected(legend: MapLegend) -> None:
    places = [b.geometry() for b in shown(legend)]
    legend.set_entries([LegendEntry(n + 1, f"class {n}", "#e69f00", "circle", 10 * n, 10 * n) for n in range(3)])
    assert [b.geometry() for b in shown(legend)] == places
    assert all(b.width() >= b.sizeHint().width() for b in shown(legend))


def test_a_click_asks_and_the_owner_answers(qtbot, legend: MapLegend) -> None:
    said: list[int] = []
    legend.entry_clicked.connect(said.append)
    qtbot.mouseClick(shown(legend)[1], LEFT)
    assert said == [2]
    assert not any(b.isChecked() for b in shown(legend))
    legend.set_isolated(2)
    assert [b.isChecked() for b in shown(legend)] == [False, True, False]
    qtbot.mouseClick(shown(legend)[1], LEFT)
    assert said == [2, 2]
    legend.set_isolated(None)
    assert not any(b.isChecked() for b in shown(legend))
    assert said == [2, 2]


def test_many_classes_take_one_line_and_the_rest_is_in_a_menu(qtbot, legend: MapLegend) -> None:
    said: list[int] = []
    legend.entry_clicked.connect(said.append)
    height = legend.height()
    legend.set_entries(entries(60))
    QApplication.processEvents()
    *chips, more = shown(legend)
    assert 2 <= len(chips) < 20
    assert more.width() >= more.sizeHint().width()
    assert more.text() == f"{60 - len(chips)} more"
    assert all(legend.rect().contains(b.geometry()) for b in (*chips, more))
    assert not any(a.geometry().intersects(b.geometry()) for a, b in zip(chips, [*chips[1:], more], strict=True))
    assert legend.sizeHint().height() == height
    menu = legend.make_menu()
    assert [a.text() for a in menu.actions()][-1] == "class 59  590"
    menu.actions()[-1].trigger()
    assert said == [60]
    legend.set_isolated(60)
    assert more.isChecked()
    assert [a.isChecked() for a in legend.make_menu().actions()][-1]


def test_the_legend_follows_its_width(legend: MapLegend) -> None:
    legend.set_entries(entries(12))
    counts = []
    for width in (200, 500, 2000):
        legend.resize(width, legend.height())
        QApplication.processEvents()
        counts.append(len(shown(legend)))
    assert counts[0] < counts[1] < counts[2] == 12


def test_a_long_name_ends_in_an_ellipsis_and_markup_stays_text(legend: MapLegend) -> None:
    legend.set_entries([LegendEntry(1, "<b>a & b</b> " * 20, "#e69f00", "square", 1, 0)])
    (chip,) = shown(legend)
    assert "…" in chip.text()
    assert "&&" in chip.text()
    assert chip.width() < 250
    assert "&lt;b&gt;" in chip.toolTip()


def test_no_entry_shows_the_line_of_text(legend: MapLegend) -> None:
    legend.set_entries([], "No class yet")
    assert shown(legend) == []
    assert legend._note.isVisible()
    assert legend._note.text() == "No class yet"
    legend.set_entries(entries(1))
    assert not legend._note.isVisible()


def test_the_scheme_is_seen(legend: MapLegend, qapp) -> None:
    shades = []
    for scheme in ("light", "dark"):
        theme.apply(qapp, scheme)
        image = legend.grab().toImage()
        inks = {image.pixelColor(x, image.height() // 2).lightness() for x in range(image.width())}
        shades.append(image.pixelColor(image.width() - 2, 2).lightness())
        assert max(inks) - min(inks) > 60
    assert shades[0] - shades[1] > 120
    theme.apply(qapp, "light")


def test_the_keyboard_reaches_every_entry(qtbot, legend: MapLegend) -> None:
    said: list[int] = []
    legend.entry_clicked.connect(said.append)
    chips = shown(legend)
    chips[0].setFocus(Qt.FocusReason.TabFocusReason)
    for chip in chips:
        assert chip.hasFocus()
        assert chip.accessibleName()
        qtbot.keyClick(chip, Qt.Key.Key_Space)
        qtbot.keyClick(chip, Qt.Key.Key_Tab)
    assert said == [1, 2, 3]
    assert np.all([b.focusPolicy() == Qt.FocusPolicy.TabFocus for b in chips])
