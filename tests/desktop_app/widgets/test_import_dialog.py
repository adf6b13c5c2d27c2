"""The dialog about an import: what it shows of a plan, what a person decides in it by mouse and keys, and that neither is lost
when the plan is made anew."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QPixmap
from pytestqt.qtbot import QtBot

from core.operations.importing.plan import LEFT_OUT, Conflict, ImportPlan, NewClass
from core.operations.importing.rows import Said
from desktop_app.widgets.elided_choice import ElidedChoice
from desktop_app.widgets.import_dialog import ImportDialog

NEW = (NewClass("Cat", 3, "cat"), NewClass("Owl", 2), NewClass("owl", 1, "Owl"))
CONFLICTS = tuple(Conflict(n, f"deep/folder/{n}.png", "cat", "dog") for n in (1, 2, 3))
DEFAULT = {"Cat": "cat", "owl": "Owl"}


def plan(conflicts: tuple[Conflict, ...] = CONFLICTS, mapping: dict[str, str] | None = None, new: int = 2) -> ImportPlan:
    labels = {n: Said("dog") for n in range(9)}
    mapping = DEFAULT if mapping is None else mapping
    return ImportPlan("few.csv", labels, new, 0, 0, conflicts, (), (), NEW, mapping=mapping)


@pytest.fixture
def dialog(qtbot: QtBot) -> ImportDialog:
    def picture(image: int) -> QPixmap | None:
        made = QPixmap(10 * image, 10 * image)
        made.fill(Qt.GlobalColor.red)
        return made if image != 2 else None

    dialog = ImportDialog("few.csv", picture)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def click(qtbot: QtBot, dialog: ImportDialog, row: int, column: int) -> None:
    table = dialog.conflicts.table
    place = table.visualRect(table.model().index(row, column)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_nothing_can_be_imported_before_there_is_a_plan(qtbot: QtBot, dialog: ImportDialog) -> None:
    assert "Reading" in dialog.text
    assert not dialog.accept_button.isEnabled()
    dialog.set_plan(plan(), ["cat", "dog"])
    assert dialog.accept_button.text().strip() == "Import 2 labels"
    assert dialog.accept_button.hasFocus()
    with qtbot.waitSignal(dialog.import_wanted):
        qtbot.keyClick(dialog.accept_button, Qt.Key.Key_Return)


def test_without_conflicts_and_new_classes_it_is_short(dialog: ImportDialog) -> None:
    dialog.set_plan(ImportPlan("few.csv", {1: Said("cat")}, 1, 0, 0, (), (), (), ()), ["cat"])
    assert not dialog.classes.isVisible()
    assert not dialog.conflicts.isVisible()
    assert dialog.text == "1 image without a label gets one."
    assert dialog.height() < 250


def test_mine_is_kept_until_somebody_decides(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.set_plan(plan(), ["cat", "dog"])
    assert dialog.taken == frozenset()
    click(qtbot, dialog, 1, 2)
    assert dialog.taken == {2}
    assert dialog.accept_button.text().strip() == "Import 3 labels"
    click(qtbot, dialog, 1, 1)
    assert dialog.taken == frozenset()
    click(qtbot, dialog, 2, 0)  # its path: it is only looked at
    assert dialog.taken == frozenset()
    qtbot.keyClick(dialog.conflicts.table, Qt.Key.Key_Space)
    assert dialog.taken == {3}
    qtbot.keyClick(dialog.conflicts.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(dialog.conflicts.table, Qt.Key.Key_Space)
    assert dialog.taken == {1, 2, 3}
    qtbot.keyClick(dialog.conflicts.table, Qt.Key.Key_Space)
    assert dialog.taken == frozenset()
    qtbot.mouseClick(dialog.conflicts.take_theirs, Qt.MouseButton.LeftButton)
    assert dialog.taken == {1, 2, 3}
    qtbot.mouseClick(dialog.conflicts.keep_mine, Qt.MouseButton.LeftButton)
    assert dialog.taken == frozenset()


def test_what_was_decided_stays_while_conflicts_come_and_go(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.set_plan(plan(), ["cat", "dog"])
    click(qtbot, dialog, 2, 2)
    dialog.set_plan(plan(CONFLICTS[1:]), ["cat", "dog"])
    assert dialog.taken == {3}
    assert dialog.conflicts.table.currentIndex().row() == 1
    dialog.set_plan(plan(CONFLICTS[:1]), ["cat", "dog"])
    assert dialog.taken == frozenset()
    assert dialog.accept_button.text().strip() == "Import 2 labels"
    dialog.set_plan(plan(), ["cat", "dog"])
    assert dialog.taken == {3}


def test_what_one_hears_says_which_label_stays(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.set_plan(plan(), ["cat", "dog"])
    spoken = dialog.conflicts.table.model().index(0, 0)
    assert spoken.data(Qt.ItemDataRole.AccessibleTextRole).endswith("here “cat”, which is kept, in the source “dog”")
    click(qtbot, dialog, 0, 2)
    assert spoken.data(Qt.ItemDataRole.AccessibleTextRole).endswith("in the source “dog”, which is taken")


def test_the_picture_is_that_of_the_line(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.set_plan(plan(), ["cat", "dog"])
    assert not dialog.conflicts.picture.pixmap().isNull()
    qtbot.keyClick(dialog.conflicts.table, Qt.Key.Key_Down)
    assert dialog.conflicts.picture.pixmap().isNull(), "it is not there yet"
    qtbot.keyClick(dialog.conflicts.table, Qt.Key.Key_Down)
    assert not dialog.conflicts.picture.pixmap().isNull()


def test_classes_called_nearly_the_same_are_one_unless_somebody_says_otherwise(qtbot: QtBot, dialog: ImportDialog) -> None:
    changes: list[dict[str, str]] = []
    dialog.mapping_changed.connect(lambda: changes.append(dialog.mapping))
    dialog.set_plan(plan(), ["cat", "dog"])
    assert dialog.mapping == DEFAULT
    assert changes == []
    qtbot.mouseClick(dialog.classes.every_out, Qt.MouseButton.LeftButton)
    assert dialog.mapping == dict.fromkeys(("Cat", "Owl", "owl"), LEFT_OUT)
    qtbot.mouseClick(dialog.classes.every_new, Qt.MouseButton.LeftButton)
    assert dialog.mapping == {}
    dialog.classes.choose("owl", "Owl")
    dialog.classes.choose("Owl", "dog")
    assert dialog.mapping == {"Owl": "dog", "owl": "dog"}, "what is like a class goes where that goes"
    dialog.classes.choose("Owl", LEFT_OUT)
    assert dialog.mapping == {"Owl": LEFT_OUT, "owl": LEFT_OUT}
    assert len(changes) == 5


def test_a_class_is_chosen_by_keys(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.set_plan(plan(), ["cat", "dog"])
    table = dialog.classes.table
    table.setFocus()
    table.selectRow(1)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    box = opened(qtbot, dialog)
    assert [box.itemText(n) for n in range(box.count())] == ["New class", "cat", "dog", "Leave out"]
    assert box.currentText() == "New class"
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(box.view(), key)
    qtbot.waitUntil(lambda: dialog.mapping == DEFAULT | {"Owl": "dog", "owl": "dog"})
    assert table.model().index(1, 2).data() == "dog"


def test_a_click_on_what_a_class_becomes_opens_the_choice(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.set_plan(plan(), ["cat", "dog"])
    table = dialog.classes.table
    place = table.visualRect(table.model().index(2, 2)).center() + QPoint(5, 0)
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    box = opened(qtbot, dialog)
    assert [box.itemText(n) for n in range(box.count())] == ["New class", "Owl", "cat", "dog", "Leave out"]
    assert box.currentText() == "Owl"
    box.hidePopup()


def test_where_a_class_is_gone_its_labels_go_elsewhere_and_that_is_told(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.set_plan(plan(), ["cat", "dog"])
    dialog.classes.choose("Owl", "dog")
    with qtbot.waitSignal(dialog.mapping_changed):
        dialog.set_plan(plan(mapping=dialog.mapping), ["cat"])
    assert dialog.mapping == DEFAULT


def test_why_there_is_nothing_to_import_is_said_in_plain_text(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.set_failed("<b>few.csv</b> is no table.")
    assert dialog.text == "<b>few.csv</b> is no table."
    assert not dialog.accept_button.isVisible()
    assert dialog.cancel_button.hasFocus()
    qtbot.keyClick(dialog.cancel_button, Qt.Key.Key_Return)
    assert not dialog.isVisible()


def test_long_names_and_paths_make_it_no_wider(dialog: ImportDialog) -> None:
    long = "x" * 4000
    some = (Conflict(1, f"{long}/a.png", long[:90], long[:90]),)
    told = ImportPlan(long, {1: Said("y")}, 1, 0, 0, some, (), (f"{long}/b.png",), (NewClass(long[:90], 1),))
    width = dialog.width()
    dialog.set_plan(told, ["cat"])
    assert dialog.width() == width
    assert dialog.minimumSizeHint().width() <= width
    assert dialog.height() < 760


def opened(qtbot: QtBot, dialog: ImportDialog) -> ElidedChoice:
    """The list of what a class can become."""

    def seen() -> bool:
        boxes = dialog.classes.table.findChildren(ElidedChoice)
        return bool(boxes) and boxes[-1].view().isVisible()

    qtbot.waitUntil(seen)
    return dialog.classes.table.findChildren(ElidedChoice)[-1]
