"""The look: contrast in both schemes, live switching, icons, numbers of the chart, class list gestures."""

import re

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.records import CLASS_COLOURS, Class
from desktop_app import icons, theme
from desktop_app.theme_qss import style_sheet
from desktop_app.widgets.chart_math import amount, smoothed, thinned, ticks
from desktop_app.widgets.class_list import ClassList
from desktop_app.widgets.class_rows import ID
from desktop_app.widgets.confusion_matrix import ConfusionMatrix
from desktop_app.widgets.loss_chart import LossChart

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def classes(qtbot):
    theme.apply(QApplication.instance(), "light")
    made = ClassList()
    qtbot.addWidget(made)
    made.resize(240, 420)
    made.set_classes([Class(n, name, "#e69f00", str(n), n) for n, name in ((1, "cat"), (2, "dog"))], {1: 3, -2: 5})
    made.show()
    return made


@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_text_reads_on_every_surface(scheme: theme.Theme) -> None:
    surfaces = (scheme.window, scheme.surface, scheme.raised, scheme.sunken, scheme.hover, scheme.map_background)
    for ink in (scheme.text, scheme.muted, scheme.accent, scheme.good, scheme.warn, scheme.bad):
        for surface in surfaces:
            assert theme.contrast(ink, surface) >= 4.5, (ink, surface)
    for ink, surface in ((scheme.on_accent, scheme.accent), (scheme.on_tooltip, scheme.tooltip)):
        assert theme.contrast(ink, surface) >= 4.5


@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_text_reads_on_what_is_selected_pointed_at_or_coloured(scheme: theme.Theme) -> None:
    painted = [
        (scheme.text, scheme.accent_soft),  # rows that are selected
        (scheme.muted, scheme.accent_soft),
        (scheme.text, theme.mix(scheme.surface, scheme.accent, 0.14)),  # entries of the list of counts
        (scheme.muted, theme.mix(scheme.surface, scheme.accent, 0.14)),
        (scheme.text, scheme.line),  # the pill of what is no class; a row that is pressed
        (scheme.muted, scheme.line),
        (scheme.good, scheme.good_soft),
        (scheme.warn, scheme.warn_soft),
        (scheme.bad, scheme.bad_soft),
        *((scheme.text, theme.mix(scheme.window, colour, 0.08)) for colour in CLASS_COLOURS),  # the pill of a prediction
    ]
    for ink, ground in painted:
        assert theme.contrast(ink, ground) >= 4.5, (ink, ground)


@pytest.mark.parametrize("scheme", [theme.LIGHT, theme.DARK], ids=["light", "dark"])
def test_every_rule_of_the_sheet_has_text_that_reads(scheme: theme.Theme) -> None:
    """Of parts that are enabled; a rule without a ground of its own is seen on window, surface and raised."""
    seen = 0
    for selectors, rule in re.findall(r"([^{}]+)\{([^{}]*)\}", style_sheet(scheme)):
        said = dict(part.split(":", 1) for part in rule.replace("\n", " ").split(";") if ":" in part)
        said = {key.strip(): value.strip() for key, value in said.items()}
        inks = [
            (said.get("color"), said.get("background")),
            (said.get("selection-color"), said.get("selection-background-color")),
        ]
        for ink, ground in inks:
            if ink is None or "disabled" in selectors:
                continue
            own = ground is not None and ground.startswith("#")
            for under in (ground,) if own else (scheme.window, scheme.surface, scheme.raised):
                assert theme.contrast(ink, under) >= 4.5, (selectors.strip(), ink, under)
            seen += 1
    assert seen > 20


def test_class_colours_differ_and_carry_readable_text() -> None:
    assert len(set(CLASS_COLOURS)) == len(CLASS_COLOURS) >= 12
    for colour in CLASS_COLOURS:
        assert theme.contrast(theme.on_colour(colour), colour) >= 4.5, colour


def test_a_switch_of_scheme_is_live(qtbot, qapp) -> None:
    theme.apply(qapp, "light")
    button = QToolButton()
    button.setIcon(icons.icon("folder"))
    button.resize(40, 40)
    qtbot.addWidget(button)
    button.show()
    bright = [qapp.palette().color(QPalette.ColorRole.Window).lightness()]
    ink = [_darkest(icons.icon("folder"), button)]
    theme.apply(qapp, "dark")
    bright.append(qapp.palette().color(QPalette.ColorRole.Window).lightness())
    ink.append(_darkest(button.icon(), button))
    theme.apply(qapp, "light")
    assert bright[0] > 200 > 60 > bright[1]
    assert ink[0] < 100 < 180 < ink[1]


def test_pages_look_after_a_switch_as_if_made_after_it_hidden_ones_too(qtbot, qapp) -> None:
    theme.apply(qapp, "light")
    switched = _two_pages(qtbot)
    light = _looks(switched)
    theme.apply(qapp, "dark")
    dark = _looks(_two_pages(qtbot))
    assert switched.grab().toImage() == dark[1], "the page that is shown waits for no event"
    qtbot.waitUntil(lambda: _looks(switched) == dark)
    theme.apply(qapp, "light")
    qtbot.waitUntil(lambda: _looks(switched) == light)
    assert all(one != other for one, other in zip(light, dark, strict=True))


def _two_pages(qtbot) -> QStackedWidget:
    pages = QStackedWidget()
    qtbot.addWidget(pages)
    for _ in range(2):
        page = QFrame()
        page.setProperty("card", True)
        parts = QVBoxLayout(page)
        muted, ticked, choice = QLabel("muted"), QCheckBox("on"), QComboBox()
        accent, off = QPushButton("accent"), QPushButton("off")
        muted.setProperty("muted", True)
        accent.setProperty("accent", True)
        off.setEnabled(False)
        ticked.setChecked(True)
        choice.addItem("choice")
        for part in (muted, accent, off, ticked, choice, QLineEdit("line"), QSpinBox()):
            part.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            parts.addWidget(part)
        pages.addWidget(page)
    pages.resize(240, 320)
    pages.show()
    return pages


def _looks(pages: QStackedWidget) -> list[QImage]:
    """Of both pages; the first is the one that is left."""
    looks = []
    for page in (1, 0):
        pages.setCurrentIndex(page)
        looks.append(pages.grab().toImage())
    return looks


def test_a_switch_goes_through_what_lies_deep_no_more_often_than_through_what_lies_on_top(qtbot, qapp) -> None:
    """Qt went through a widget once for each of its parents: a third of a second on the pages of this window."""
    theme.apply(qapp, "light")
    top = QWidget()
    qtbot.addWidget(top)
    nested = [top]
    for _ in range(10):
        inner = QWidget()
        QVBoxLayout(nested[-1]).addWidget(inner)
        nested.append(inner)
    top.show()
    switches = _Switches(nested)
    theme.apply(qapp, "dark")
    theme.apply(qapp, "light")
    assert switches.of(nested[1]) == switches.of(nested[10]) > 0


class _Switches(QObject):
    """How often widgets were told of another look."""

    def __init__(self, widgets: list[QWidget]) -> None:
        super().__init__()
        self._told: list[QObject] = []
        for widget in widgets:
            widget.installEventFilter(self)

    def of(self, widget: QWidget) -> int:
        return self._told.count(widget)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.PaletteChange):
            self._told.append(watched)
        return False


def _darkest(icon, button: QToolButton) -> int:
    image = icon.pixmap(24, 24).toImage()
    inked = [image.pixelColor(x, y) for x in range(24) for y in range(24)]
    return min((c.lightness() for c in inked if c.alpha() == 255), default=-1)


def test_every_icon_draws_something(qapp) -> None:
    assert len(icons.names()) >= 30
    for name in icons.names():
        image = icons.pixmap(name, 24, "#000000").toImage()
        assert any(image.pixelColor(x, y).alpha() > 128 for x in range(24) for y in range(24)), name
    with pytest.raises(KeyError):
        icons.icon("no such icon")
    assert not icons.app_icon().isNull()


@pytest.mark.parametrize(("low", "high"), [(0, 1), (0.2, 7.3), (1e-6, 3e-6), (0, 123_456), (-5, 5)])
def test_ticks_are_few_round_and_within(low: float, high: float) -> None:
    found = ticks(low, high)
    assert 2 <= len(found) <= 9
    assert all(low - 1e-9 <= tick <= high + 1e-9 for tick in found)
    assert [amount(t) for t in (0.0, 2.5, 1500, 20_000, 1_500_000)] == ["0", "2.5", "1,500", "20k", "1.5M"]


def test_smoothing_neither_lags_nor_minds_gaps() -> None:
    straight = np.linspace(10, 2, 300)
    assert np.allclose(smoothed(straight), straight)
    holed = straight.copy()
    holed[50:60] = np.nan
    assert np.allclose(smoothed(holed), straight)
    assert np.isnan(smoothed(np.full(4, np.nan))).all()


def test_thinning_keeps_the_extremes() -> None:
    y = np.random.default_rng(0).normal(size=50_000)
    kept_x, kept_y = thinned(np.arange(50_000.0), y, 300)
    assert len(kept_x) <= 602
    assert kept_y.max() == y.max()
    assert kept_y.min() == y.min()
    assert (np.diff(kept_x) > 0).all()


def test_a_resumed_curve_replaces_what_followed(qtbot) -> None:
    chart = LossChart()
    qtbot.addWidget(chart)
    for step in (10, 20, 30, 20):
        chart.add(step, step / 10)
    assert chart._steps == [10, 20]
    chart.add(40, float("nan"))
    chart.grab()


def test_double_click_renames_and_does_not_label(qtbot, classes: ClassList) -> None:
    chosen: list[int] = []
    renamed: list[tuple[int, str]] = []
    classes.class_chosen.connect(chosen.append)
    classes.rename_requested.connect(lambda class_id, name: renamed.append((class_id, name)))
    rows = classes._rows
    place = rows.visualItemRect(rows.item(1)).center()
    qtbot.mouseClick(rows.viewport(), LEFT, pos=place)
    qtbot.mouseDClick(rows.viewport(), LEFT, pos=place)
    editor = rows.findChild(QLineEdit)
    assert editor is not None
    editor.setText("wolf")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    qtbot.wait(300)  # longer than a second click may take
    assert renamed == [(2, "wolf")]
    assert chosen == []
    assert rows.item(1).text() == "dog"  # it is asked for, not done
    qtbot.mouseClick(rows.viewport(), LEFT, pos=place)
    qtbot.waitUntil(lambda: chosen == [2])


def test_a_name_that_is_taken_is_refused_in_words(qtbot, classes: ClassList) -> None:
    added: list[str] = []
    classes.class_added.connect(added.append)
    qtbot.keyClicks(classes._new, " CAT ")
    qtbot.keyClick(classes._new, Qt.Key.Key_Return)
    assert added == []
    assert "already" in classes._note.text()
    assert classes._note.textFormat() == Qt.TextFormat.PlainText


def test_the_menu_asks_for_colours_keys_merging_and_deleting(qtbot, classes: ClassList) -> None:
    asked: list[tuple[object, ...]] = []
    classes.colour_requested.connect(lambda *args: asked.append(args))
    classes.merge_requested.connect(lambda *args: asked.append(args))
    classes.delete_requested.connect(lambda *args: asked.append(args))
    menu = classes.menu_for(1)
    classes.key_requested.connect(lambda *args: asked.append(args))
    colour, key, merge = (action.menu() for action in menu.actions() if action.menu() is not None)
    colour.actions()[3].trigger()
    key.actions()[1].trigger()
    merge.actions()[0].trigger()
    menu.actions()[-1].trigger()
    assert asked == [(1, CLASS_COLOURS[3]), (1, "2"), (1, 2), (1,)]


def test_marks_are_chosen_and_counted(qtbot, classes: ClassList) -> None:
    with qtbot.waitSignal(classes.mark_chosen) as heard:
        qtbot.mouseClick(classes._marks["unsure"], LEFT)
    assert heard.args == ["unsure"]
    assert classes._marks["skip"].accessibleDescription() == "5 images"


def test_a_refill_keeps_the_name_being_typed(qtbot, classes: ClassList) -> None:
    classes.start_rename(1)
    editor = classes._rows.findChild(QLineEdit)
    editor.setText("ca")
    classes.set_classes(list(classes._classes), {1: 4})
    assert classes._rows.findChild(QLineEdit) is editor
    assert classes._rows.item(0).data(ID) == 1
    qtbot.keyClick(editor, Qt.Key.Key_Escape)


def test_the_matrix_speaks_and_walks(qtbot) -> None:
    matrix = ConfusionMatrix()
    qtbot.addWidget(matrix)
    matrix.resize(400, 300)
    matrix.set_matrix([[40, 12], [0, 8]], ["cat", "<i>dog"])
    assert matrix.in_words(0, 1) == "12 images of cat taken for <i>dog"
    assert matrix.in_words(0, 0) == "40 images of cat recognised (77% of 52)"
    clicked: list[tuple[int, int]] = []
    matrix.cell_clicked.connect(lambda *cell: clicked.append(cell))
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
        qtbot.keyClick(matrix, key)
    assert clicked == [(1, 1)]
    assert matrix.accessibleDescription() == matrix.in_words(1, 1)
    place = QPointF(matrix._layout().rect(0, 1).center())
    event = QMouseEvent(
        QEvent.Type.MouseMove, place, place, Qt.MouseButton.NoButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(matrix, event)
    matrix.grab()
    assert matrix.hovered == (0, 1)


def test_a_list_that_drops_down_shows_all_its_lines(qtbot, qapp) -> None:
    """The last of seven ways to group was cut in half, behind an arrow that scrolled to it."""
    theme.apply(qapp, "light")
    choice = QComboBox()
    qtbot.addWidget(choice)
    choice.addItems([f"By number {n}" for n in range(7)])
    choice.show()
    choice.showPopup()
    view = choice.view()
    qtbot.waitUntil(view.isVisible)
    assert view.viewport().rect().contains(view.visualRect(view.model().index(6, 0)))
    choice.hidePopup()
