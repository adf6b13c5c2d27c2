"""What taking over labels would do, before it is done: in sentences, class by class, and image by image where labels differ.
Reads no file and no project, and changes neither."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.operations.importing import plan as planning
from core.operations.importing.plan import ImportPlan
from core.words import tr
from desktop_app.icons import icon
from desktop_app.theme import SPACE, grown
from desktop_app.widgets.class_mapping import ClassMapping
from desktop_app.widgets.conflict_table import ConflictTable
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.plain_lines import PlainLines
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.widgets.thin_progress import ThinProgress

_WIDTH, _NARROWEST = 740, 560
_MOST_LINES = 7
_FRAME = 24  # pixels that a window system takes around it


class ImportDialog(QDialog):
    """Not modal; Esc closes it. `set_plan` again whenever `mapping_changed`, or what the project says changed."""

    mapping_changed = Signal()
    import_wanted = Signal()

    def __init__(self, what: str, pictures: Callable[[int], QPixmap | None], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Import labels"))
        self._plan: ImportPlan | None = None
        self._heading = ElidedLabel(tr("Labels from {source}", source=what))
        self._heading.setProperty("heading", True)
        self._lines = PlainLines(_MOST_LINES)
        self._lines.setAccessibleName(tr("What would happen"))
        self._progress = ThinProgress()
        self._inside, self._scroll = QWidget(), QScrollArea()  # text twice as large takes more than a low screen has
        self.classes, self.conflicts = ClassMapping(), ConflictTable(pictures)
        self.accept_button = QPushButton(icon("import", "on_accent"), tr(" Import"))
        self.accept_button.setProperty("accent", True)
        self.accept_button.setDefault(True)
        self.cancel_button = QPushButton(tr("Cancel"))
        self.accept_button.clicked.connect(self.import_wanted)
        self.cancel_button.clicked.connect(self.reject)
        self.classes.changed.connect(self.mapping_changed)
        self.conflicts.changed.connect(self._tell_count)
        self._lay_out()
        self._set_lines([tr("Reading the labels…")])
        self._progress.set_fraction(None)
        self._tell_count()

    @property
    def mapping(self) -> dict[str, str]:
        return self.classes.mapping

    @property
    def taken(self) -> frozenset[int]:
        """Ids of the images whose other label is replaced."""
        return self.conflicts.taken

    @property
    def text(self) -> str:
        """What is said."""
        return self._lines.toPlainText()

    def set_plan(self, plan: ImportPlan, existing: Sequence[str]) -> None:
        """`existing`: names of the classes of the project."""
        first, self._plan = self._plan is None, plan
        self._progress.hide()
        self._set_lines(planning.in_lines(plan))
        self.classes.set_classes(plan.new_classes, existing)
        self.conflicts.set_conflicts(plan.conflicts)
        self.classes.setVisible(bool(plan.new_classes))
        self.conflicts.setVisible(bool(plan.conflicts))
        self._tell_count()
        if first:
            self._take_room()
            other = self.conflicts.table if plan.conflicts else self.cancel_button
            (self.accept_button if self.accept_button.isEnabled() else other).setFocus()
        if self.mapping != plan.mapping:  # a class that labels were to go to is gone
            self.mapping_changed.emit()

    def set_failed(self, text: str) -> None:
        """Why nothing can be imported."""
        self._plan = None
        self._progress.hide()
        self._set_lines([text])
        for part in (self.classes, self.conflicts, self.accept_button):
            part.hide()
        self.cancel_button.setText(tr("Close"))
        self.cancel_button.setFocus()
        self._take_room()

    def _lay_out(self) -> None:
        inside = QVBoxLayout(self._inside)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(2 * SPACE)
        inside.addWidget(self._lines)
        inside.addWidget(self._progress)
        inside.addWidget(self.classes, 2)
        inside.addWidget(self.conflicts, 3)
        self._scroll.setWidget(self._inside)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(3 * SPACE, 3 * SPACE, 3 * SPACE, 3 * SPACE)
        column.setSpacing(2 * SPACE)
        column.addWidget(self._heading)
        column.addWidget(self._scroll, 1)
        line = QHBoxLayout()
        line.addStretch(1)
        line.addWidget(self.accept_button)
        line.addWidget(self.cancel_button)
        column.addLayout(line)
        self.classes.hide()
        self.conflicts.hide()
        self.setMinimumWidth(_NARROWEST)
        self.resize(min(grown(_WIDTH), self.screen().availableGeometry().width() - 2 * _FRAME), self.height())
        self._take_room()

    def _take_room(self) -> None:
        """As high as its parts would like to be where the screen has room for that, and as wide as it is."""
        self.layout().activate()
        self._inside.layout().activate()
        around = self.sizeHint().height() - self._scroll.sizeHint().height()
        room = self.screen().availableGeometry().height() - 2 * _FRAME
        self.resize(self.width(), min(self._inside.sizeHint().height() + around, room))

    def _set_lines(self, lines: Sequence[str]) -> None:
        self._lines.set_lines(lines)
        self.setAccessibleDescription("\n".join(lines))

    @Slot()
    def _tell_count(self) -> None:
        count = self._plan.new + len(self.taken) if self._plan is not None else 0
        text = tr(" Import 1 label" if count == 1 else " Import {count:,} labels", count=count) if count else tr(" Import")
        self.accept_button.setText(text)
        self.accept_button.setAccessibleName(text.strip())
        waiting = tr("The labels are still being read.")
        nothing = tr("It would change nothing.")
        set_disabled_reason(self.accept_button, waiting if self._plan is None else None if count else nothing)
