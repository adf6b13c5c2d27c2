"""The Label page by hand: where the keys go, what Esc takes back, what stays where it is."""

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QDrag, QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLineEdit

from core.project import classes
from desktop_app.main_window import MainWindow
from desktop_app.pages.grid_tools import Wish
from desktop_app.widgets.class_rows import ID
from desktop_app.widgets.drags import class_dragged, class_in, images_dragged
from tests.desktop_app.pictures import pixels

LEFT, NO, NO_KEYS = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier

SHIFT = Qt.KeyboardModifier.ShiftModifier


def test_the_arrows_move_in_the_grid_as_soon_as_the_page_is_there(qtbot, window: MainWindow) -> None:
    window.show_page(0)
    window.show_page(2)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    assert window.session.selection.rows.tolist() == [1]


def test_esc_first_clears_the_selection_then_shows_everything(qtbot, window: MainWindow) -> None:
    page, selection = window.label_page, window.session.selection
    page.show_rows(np.array([3, 4]))
    assert len(page._grid.grid.order) == 2
    for view in (page._grid.grid, page._map.view):
        page.show_rows(np.array([3, 4]))
        view.setFocus()
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        assert not selection.mask.any()
        qtbot.keyClick(view, Qt.Key.Key_Escape)
        assert len(page._grid.grid.order) == 20


def test_images_shown_from_elsewhere_are_pointed_out(window: MainWindow) -> None:
    window.session.selection.set_current(9)
    window.label_page.show_rows(np.array([3, 4]))
    assert window.session.selection.current == 3
    assert window.label_page._map.view._ringed == 3


def test_f_shows_the_whole_map_from_the_grid_too(qtbot, window: MainWindow) -> None:
    page = window.label_page
    page._map.view.zoom(4)
    page._grid.grid.setFocus()
    qtbot.keyClick(page._grid.grid, Qt.Key.Key_F)
    assert page._map.view.camera.fitted


def test_the_marks_stay_where_they_are_while_the_line_below_changes(qtbot, window: MainWindow) -> None:
    page = window.label_page
    skip = page._classes._marks["skip"]
    places = set()
    for chosen in ([], [3], list(range(20))):
        window.session.selection.apply(np.array(chosen, np.int64), "replace")
        QApplication.processEvents()
        places.add(skip.mapTo(page, QPoint()).y())
    assert len(places) == 1


def test_the_grid_tools_neither_jump_nor_vanish(qtbot, window: MainWindow) -> None:
    panel = window.label_page._grid
    tools = panel.tools
    places = set()
    for show in (panel.show_everything, panel.show_selected):
        show()
        QApplication.processEvents()
        places.add(
            (tools.show_choice.geometry().getRect(), tools.sort_choice.geometry().getRect(), tools._size.geometry().getRect())
        )
        assert tools._size.width() >= 60
    assert len(places) == 1


def test_a_longer_count_does_not_widen_the_window(window: MainWindow) -> None:
    least = window.minimumSizeHint().width()
    for count in (window.label_page._map._count, window.label_page._grid.tools.count):
        count.setText("1,000,000 of 1,000,000 on the map")
    QApplication.processEvents()
    assert window.minimumSizeHint().width() == least


def test_shift_extends_from_the_image_labelling_went_on_to(qtbot, window: MainWindow) -> None:
    grid, selection = window.label_page._grid.grid, window.session.selection
    grid.setFocus()
    qtbot.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid._tile(5).center())
    qtbot.keyClick(grid, Qt.Key.Key_1)
    assert selection.rows.tolist() == [6]
    qtbot.keyClick(grid, Qt.Key.Key_Right, SHIFT)
    assert selection.rows.tolist() == [6, 7]
    qtbot.waitUntil(lambda: window.session.snapshot.images.label_codes[5] == 1)


def test_a_list_of_names_typed_one_after_the_other_relabels_nothing(qtbot, window: MainWindow) -> None:
    """412 images got the last of eleven names, one after the other."""
    session, page, said = window.session, window.label_page, []
    session.said.connect(lambda kind, text: said.append(text))
    session.selection.apply(np.array([0, 10, 11]), "replace")  # the first has a label
    before = session.snapshot.images.label_codes.copy()
    for name in ("moth", "wasp"):
        page._classes.class_added.emit(name)
        qtbot.waitUntil(lambda name=name: name in [c.name for c in session.snapshot.classes])
    qtbot.waitUntil(lambda: said != [])
    made = next(c for c in session.snapshot.classes if c.name == "moth")
    after = session.snapshot.images.label_codes
    assert after[[10, 11]].tolist() == [made.id, made.id]
    assert after[0] == before[0]
    assert said == ["What is selected has labels already. To give it “wasp”, press 4."]


def test_the_full_stop_gives_the_last_label_again(qtbot, window: MainWindow) -> None:
    session, grid, said = window.session, window.label_page._grid.grid, []
    session.said.connect(lambda kind, text: said.append(text))
    session.selection.apply(np.array([10, 11]), "replace")
    grid.setFocus()
    qtbot.keyClick(grid, Qt.Key.Key_Period)
    assert "Nothing to repeat" in said[0]
    qtbot.keyClick(grid, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: session.snapshot.images.label_codes[[10, 11]].tolist() == [2, 2])
    session.selection.apply(np.array([14, 15]), "replace")
    qtbot.keyClick(grid, Qt.Key.Key_Period)
    qtbot.waitUntil(lambda: session.snapshot.images.label_codes[[14, 15]].tolist() == [2, 2])


def test_a_letter_can_be_the_key_of_a_class(qtbot, window: MainWindow) -> None:
    session, page = window.session, window.label_page
    page._classes.key_requested.emit(2, "q")
    qtbot.waitUntil(lambda: [c.key for c in session.snapshot.classes] == ["1", "q"])
    session.selection.apply(np.array([12]), "replace")
    page._grid.grid.setFocus()
    qtbot.keyClick(page._grid.grid, Qt.Key.Key_Q)
    qtbot.waitUntil(lambda: session.snapshot.images.label_codes[12] == 2)


def test_the_menu_of_an_image_selects_it_and_labels_it(qtbot, window: MainWindow) -> None:
    session, page = window.session, window.label_page
    session.selection.apply(np.array([0]), "replace")
    grid = page._grid.grid
    grid.customContextMenuRequested.emit(grid._tile(6).center())
    menu = QApplication.activePopupWidget()
    assert session.selection.rows.tolist() == [6]
    label_as = menu.actions()[0].menu()
    assert [a.text() for a in label_as.actions()] == ["a\t1", "b\t2"]
    label_as.actions()[1].trigger()
    menu.close()
    qtbot.waitUntil(lambda: session.snapshot.images.label_codes[6] == 2)


def test_the_menu_on_a_selected_image_is_for_all_that_are_selected(qtbot, window: MainWindow) -> None:
    session, view = window.session, window.label_page._map.view
    session.selection.apply(np.array([6, 7, 8]), "replace")
    view.customContextMenuRequested.emit(view.place_of(7).toPoint())
    menu = QApplication.activePopupWidget()
    assert session.selection.rows.tolist() == [6, 7, 8]
    next(a for a in menu.actions() if a.text() == "Skip\tS").trigger()
    menu.close()
    qtbot.waitUntil(lambda: session.snapshot.images.label_codes[[6, 7, 8]].tolist() == [-2, -2, -2])


def test_file_names_can_be_copied(qtbot, window: MainWindow) -> None:
    window.session.selection.apply(np.array([2, 3]), "replace")
    window.label_page.copy_paths()
    names = QApplication.clipboard().text().split("\n")
    assert [n.rsplit("/", 1)[-1] for n in names] == ["02.png", "03.png"]


def test_a_class_dropped_on_a_selected_image_is_for_all_of_them(qtbot, window: MainWindow) -> None:
    session, grid = window.session, window.label_page._grid.grid
    session.selection.apply(np.array([6, 7]), "replace")
    grid.class_dropped.emit(7, 2)
    qtbot.waitUntil(lambda: session.snapshot.images.label_codes[[6, 7]].tolist() == [2, 2])
    grid.class_dropped.emit(9, 1)
    qtbot.waitUntil(lambda: session.snapshot.images.label_codes[9] == 1)
    assert session.snapshot.images.label_codes[[6, 7]].tolist() == [2, 2]
    assert session.selection.rows.tolist() == [6, 7]


def test_images_dropped_on_a_class_get_it(qtbot, window: MainWindow) -> None:
    session, rows = window.session, window.label_page._classes._rows
    session.selection.apply(np.array([12, 13]), "replace")
    place, data = QPointF(rows.visualItemRect(rows.item(1)).center()), images_dragged()  # an event does not keep its data
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(place.toPoint(), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(rows.viewport(), event)
        assert event.isAccepted()
    drop = QDropEvent(place, Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(rows.viewport(), drop)
    qtbot.waitUntil(lambda: session.snapshot.images.label_codes[[12, 13]].tolist() == [2, 2])


def test_a_class_can_be_dragged_out_of_the_list(qtbot, window: MainWindow, monkeypatch) -> None:
    rows, dragged = window.label_page._classes._rows, []
    monkeypatch.setattr(QDrag, "exec", lambda self, *_: dragged.append(class_in(self.mimeData())))
    start = rows.visualItemRect(rows.item(0)).center()
    qtbot.mousePress(rows.viewport(), LEFT, pos=start)
    for x in (4, 40):
        there = QPointF(start + QPoint(x, 0))
        move = QMouseEvent(QEvent.Type.MouseMove, there, rows.viewport().mapToGlobal(there), NO, LEFT, NO_KEYS)
        QApplication.sendEvent(rows.viewport(), move)
    assert dragged == [1]
    assert window.session.snapshot.images.label_codes[4] == 0


def choose_in_menu(window: MainWindow, class_id: int, text: str) -> None:
    """Right click on a class, then this entry."""
    rows = window.label_page._classes._rows
    item = next(rows.item(n) for n in range(rows.count()) if rows.item(n).data(ID) == class_id)
    rows.customContextMenuRequested.emit(rows.visualItemRect(item).center())
    menu = QApplication.activePopupWidget()
    action = next(a for a in menu.actions() if a.text() == text)
    assert action.isEnabled()
    action.trigger()
    menu.close()


def test_the_menu_of_a_class_selects_and_shows_its_images(qtbot, window: MainWindow) -> None:
    session, page = window.session, window.label_page
    choose_in_menu(window, 2, "Select its images")
    assert session.selection.rows.tolist() == [1, 3]
    assert page._grid.grid.order.tolist() == [1, 3]
    assert session.selection.current == 1
    assert np.flatnonzero(page._map.view._layers.selected).tolist() == [1, 3]
    page.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, NO_KEYS))
    assert len(page._grid.grid.order) == 20


def test_the_menu_of_a_class_selects_what_is_predicted_as_it(qtbot, window: MainWindow) -> None:
    session = window.session
    qtbot.waitUntil(lambda: session.answer is not None)
    choose_in_menu(window, 1, "Select images predicted as it")
    assert session.selection.rows.tolist() == list(range(0, 20, 2))
    assert window.label_page._grid.grid.order.tolist() == list(range(0, 20, 2))


def test_a_class_that_nothing_is_predicted_as_says_so_and_keeps_the_selection(qtbot, window: MainWindow) -> None:
    session, said = window.session, []
    session.edit(lambda project: classes.add(project, name="moth"))
    qtbot.waitUntil(lambda: len(session.snapshot.classes) == 3)
    session.selection.apply(np.array([7]), "replace")
    session.said.connect(lambda kind, text: said.append(text))
    menu = window.label_page._classes.menu_for(3)
    assert not next(a for a in menu.actions() if a.text() == "Select its images").isEnabled()
    menu.deleteLater()
    choose_in_menu(window, 3, "Select images predicted as it")
    assert said == ["No image is predicted as “moth” now."]
    assert session.selection.rows.tolist() == [7]
    assert len(window.label_page._grid.grid.order) == 20


def test_a_group_of_look_alikes_gets_its_name_by_a_click_and_a_word(qtbot, window: MainWindow) -> None:
    session, page = window.session, window.label_page
    qtbot.waitUntil(lambda: session.reduced() is not None)
    page.fields.set_clusters(2)
    page._grid.set_view(Wish(group="cluster"), 112, 2)
    grid = page._grid.grid
    qtbot.waitUntil(lambda: [group.count for group in grid.groups] == [10, 10])
    before = session.snapshot.images.label_codes.copy()
    step = session.snapshot.undo_text
    qtbot.mouseClick(grid.viewport(), LEFT, pos=QPoint(150, grid._header(0).center().y()))
    chosen = session.selection.rows
    assert sorted(chosen.tolist()) in (list(range(0, 20, 2)), list(range(1, 20, 2)))
    field = next(e for e in page._classes.findChildren(QLineEdit) if e.isVisible())
    field.setFocus()
    qtbot.keyClicks(field, "moth")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(session.snapshot.classes) == 3)
    after = session.snapshot.images.label_codes
    free = chosen[before[chosen] == 0]
    assert len(free) == 8
    assert (after[free] == 3).all()
    assert (after[chosen] > 0).all(), "the whole group has labels"
    assert QApplication.focusWidget() is grid, "the next key is a label, no letter of another name"
    rest = np.setdiff1d(np.arange(20), free)
    assert np.array_equal(after[rest], before[rest]), "what had a label keeps it, and the other group has none"
    assert session.snapshot.undo_text == "new class “moth” for 8 images"
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: session.snapshot.undo_text == step)
    assert len(session.snapshot.classes) == 2
    assert np.array_equal(session.snapshot.images.label_codes, before)


def lasso(qtbot, window: MainWindow, rows: tuple[int, ...]) -> None:
    """Shift and drag, as tightly as possible around some images that lie in one row of the map."""
    view = window.label_page._map.view
    places = [view.place_of(row) for row in rows]
    left, right = min(p.x() for p in places) - 9, max(p.x() for p in places) + 9
    up, down = min(p.y() for p in places) - 9, max(p.y() for p in places) + 9
    corners = [QPointF(x, y) for x, y in ((left, up), (right, up), (right, down), (left, down))]
    qtbot.mousePress(view, LEFT, SHIFT, corners[0].toPoint())
    for place in (*corners[1:], corners[0]):
        event = QMouseEvent(QEvent.Type.MouseMove, place, view.mapToGlobal(place), NO, LEFT, SHIFT)
        QApplication.sendEvent(view, event)
    qtbot.mouseRelease(view, LEFT, SHIFT, corners[0].toPoint())


def test_a_lasso_after_a_label_begins_anew(qtbot, window: MainWindow) -> None:
    """It added to what was just labelled, and the next key gave all of it another class: 10 ships became horses."""
    session = window.session
    a, b = (c.id for c in session.snapshot.classes)
    window.label_page._map.view.set_thumbnail_size(0)
    lasso(qtbot, window, (9, 10))
    lasso(qtbot, window, (11,))
    assert session.selection.rows.tolist() == [9, 10, 11]  # Shift adds
    qtbot.keyClick(window.label_page._map.view, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: (session.snapshot.images.label_codes[[9, 10, 11]] == a).all())
    lasso(qtbot, window, (14, 15))
    assert session.selection.rows.tolist() == [14, 15]
    qtbot.keyClick(window.label_page._map.view, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: (session.snapshot.images.label_codes[[14, 15]] == b).all())
    session.undo()
    qtbot.waitUntil(lambda: (session.snapshot.images.label_codes[[14, 15]] == 0).all())
    lasso(qtbot, window, (16,))
    assert session.selection.rows.tolist() == [14, 15, 16]  # the label was taken back: they are still to be labelled
    assert session.snapshot.images.label_codes[[9, 10, 11]].tolist() == [a, a, a]


def test_a_lasso_around_one_image_shows_it_in_the_grid(qtbot, window: MainWindow) -> None:
    window.label_page._map.view.set_thumbnail_size(0)
    lasso(qtbot, window, (13,))
    assert window.session.selection.rows.tolist() == [13]
    assert window.session.selection.current == 13


def test_a_class_dropped_on_the_map_labels_the_image_there(qtbot, window: MainWindow) -> None:
    session, view = window.session, window.label_page._map.view
    wanted = session.snapshot.classes[1].id
    place, action = view.place_of(12), Qt.DropAction.CopyAction
    data = class_dragged(wanted)
    for kind in (QDragEnterEvent, QDragMoveEvent):
        event = kind(place.toPoint(), action, data, LEFT, NO_KEYS)
        QApplication.sendEvent(view, event)
        assert event.isAccepted()
    assert view._hovered == 12  # pointed out
    QApplication.sendEvent(view, QDropEvent(place, action, data, LEFT, NO_KEYS))
    qtbot.waitUntil(lambda: session.snapshot.images.label_codes[12] == wanted)
    assert view._hovered == -1
    for elsewhere, what in ((QPoint(2, 2), data), (place.toPoint(), images_dragged())):
        event = QDragMoveEvent(elsewhere, action, what, LEFT, NO_KEYS)
        QApplication.sendEvent(view, event)
        assert not event.isAccepted()


def test_the_class_images_are_dragged_to_has_a_frame(window: MainWindow) -> None:
    """It was drawn only where the keys go, and a drag begins in the grid: nothing said which class would be given."""
    window.label_page._grid.grid.setFocus()
    rows = window.label_page._classes._rows
    place = rows.visualItemRect(rows.item(1)).center()
    quiet, data = pixels(rows.viewport().grab().toImage()), images_dragged()
    for kind in (QDragEnterEvent, QDragMoveEvent):
        QApplication.sendEvent(rows.viewport(), kind(place, Qt.DropAction.CopyAction, data, LEFT, NO_KEYS))
    lit = pixels(rows.viewport().grab().toImage())
    changed = np.flatnonzero((lit != quiet).any(axis=(1, 2)))
    box = rows.visualItemRect(rows.item(1))
    assert len(changed) > 10
    assert box.top() <= changed[0]
    assert changed[-1] <= box.bottom()
    QApplication.sendEvent(rows.viewport(), QDragLeaveEvent())
    assert (pixels(rows.viewport().grab().toImage()) == quiet).all()
