"""A card of the Export page: choices, how many images they are about, a button, progress with a way to stop, and what came of
it. Cards for each thing are in leaving_cards.py."""

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QComboBox, QFormLayout, QSizePolicy, QWidget

from core.operations.leaving.choice import Survey
from core.operations.leaving.left import Left
from core.words import tr
from desktop_app.errand import Errand, Work
from desktop_app.pages.choice_row import ChoiceRow
from desktop_app.pages.parts import GAP, Card, button, label, row
from desktop_app.session import Session
from desktop_app.theme import grown
from desktop_app.widgets.elided_choice import ElidedChoice
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.widgets.thin_progress import ThinProgress
from desktop_app.widgets.wheel_guard import WheelGuard

Why = str | None
_WIDEST = 420  # pixels of a field
_MAY_BREAK = "\u200b"  # a long path is shown in several lines


class LeavingCard(Card):
    """Subclasses say what they are about (`sentence`), and start an errand (`ask`)."""

    changed = Signal()  # a choice is another one

    def __init__(self, session: Session, errand: Errand, heading: str, text: str) -> None:
        super().__init__(heading)
        self._session, self._errand = session, errand
        self._survey: Survey | None = None
        self._why: Why = None
        self._folder: Path | None = None
        self.body.addWidget(label(text, kind="muted"))
        self._form = QFormLayout()
        self._form.setContentsMargins(0, GAP // 2, 0, GAP // 2)
        self._form.setHorizontalSpacing(2 * GAP)
        self._form.setVerticalSpacing(GAP)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self.body.addLayout(self._form)
        self._said = ""
        self.choices: ChoiceRow | None = None

    def add_choice(self, caption: str, options: tuple[tuple[str, object], ...]) -> QComboBox:
        """A list to choose from; `changed` follows it."""
        field = ElidedChoice(12)
        for text, value in options:
            field.addItem(text, value)
        field.setAccessibleName(caption)
        WheelGuard(field)
        field.currentIndexChanged.connect(self._on_choice)
        self.add_field(caption, field)
        return field

    def add_images(self, choices: ChoiceRow) -> None:
        self.choices = choices
        choices.changed.connect(self._on_choice)
        self.add_field(tr("Images"), choices)

    def add_field(self, caption: str, field: QWidget) -> None:
        named = label(caption, kind="muted")
        named.setWordWrap(False)
        named.setBuddy(field)
        named.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)  # stands beside the middle of its field
        field.setMaximumWidth(min(grown(_WIDEST), field.maximumWidth()))
        self._form.addRow(named, field)

    def add_foot(self, caption: str, name: str) -> None:
        """The lines below: how many, the button, progress, outcome. After all choices."""
        self._about = label(kind="muted")
        self.run = button(caption, name, self._on_run)
        self._bar = ThinProgress()
        self._bar.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._stop = button(tr("Cancel"), "close", self._errand.stop, kind="quiet")
        self._outcome = label()
        self._show = button(tr("Show in folder"), "folder", self._on_show, kind="quiet")
        self.body.addWidget(self._about)
        line = row(self.run, self._show)
        line.addWidget(self._bar, 1)
        line.addWidget(self._stop)
        line.addStretch(0)
        self.body.addLayout(line)
        self.body.addWidget(self._outcome)
        self.body.addStretch(1)
        self._errand.begun.connect(self._on_begun)
        self._errand.progressed.connect(self._on_progressed)
        self._errand.ended.connect(self._on_ended)
        self.forget()
        self._show_progress(False)

    # What subclasses say

    def sentence(self, survey: Survey) -> tuple[str, bool]:
        """What would be written, and whether that is anything at all."""
        raise NotImplementedError

    def ask(self) -> None:
        """Ask where to, and start the errand."""
        raise NotImplementedError

    # What the page says

    def refresh(self, why: Why, survey: Survey | None) -> None:
        """`why` nothing can leave at all, and the images as they are now, None while that is looked at."""
        self._why, self._survey = why, survey
        self._renew()

    def forget(self) -> None:
        """What was said is about another project."""
        self.say("")

    def say(self, text: str, folder: Path | None = None) -> None:
        """What came of it, and the folder to show."""
        self._said = text
        self._outcome.setText(text.replace("/", f"/{_MAY_BREAK}").replace("\\", f"\\{_MAY_BREAK}"))
        self._outcome.setVisible(bool(text))
        self._folder = folder
        self._show.setVisible(folder is not None)

    @property
    def outcome(self) -> str:
        """What was said last."""
        return self._said

    def start(self, work: Work) -> None:
        self._errand.start(work, self)

    # Inside

    def _renew(self) -> None:
        about, something = self.sentence(self._survey) if self._survey is not None else ("", True)
        why = self._why or (None if something else about)
        if why is None and self._errand.going and self._errand.owner is not self:
            why = tr("Something else is being written. Wait for it, or cancel it.")
        self.renew_with(why, about)

    def renew_with(self, why: Why, about: str) -> None:
        """Why the button is disabled, or what it would write."""
        self._about.setText(why or about)
        set_disabled_reason(self.run, why)

    @Slot()
    def _on_choice(self) -> None:
        self.changed.emit()
        self._renew()

    @Slot()
    def _on_run(self) -> None:
        self.ask()

    @Slot()
    def _on_begun(self) -> None:
        if self._errand.owner is self:
            self.forget()
            self._bar.set_fraction(None)
            self._show_progress(True)
            self._stop.setFocus()  # the pressed button is gone
        self._renew()

    @Slot(int, int)
    def _on_progressed(self, done: int, total: int) -> None:
        if self._errand.owner is self and total:
            self._bar.set_fraction(done / total)
            self._about.setText(tr("{done:,} of {total:,}", done=done, total=total))

    @Slot(object)
    def _on_ended(self, end: Left | str) -> None:
        if self._errand.owner is self:
            self._show_progress(False)
            self.run.setFocus()
            if isinstance(end, Left):
                self.say(end.text, end.folder)
            else:
                self.say(end)
        self._renew()

    def _show_progress(self, going: bool) -> None:
        self.run.setVisible(not going)
        self._bar.setVisible(going)
        self._stop.setVisible(going)

    @Slot()
    def _on_show(self) -> None:
        if self._folder is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
