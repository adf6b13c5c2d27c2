"""Second look: labels that contradict each other or look wrong, decided with one key each. Part of Train."""

from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from core.operations import second_look
from core.operations.second_look import Look
from core.project.project import Project
from core.records import Change
from core.words import tr, tr_later
from desktop_app import theme
from desktop_app.pages.asking import Asking
from desktop_app.pages.parts import GAP, Card, button, label
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.widgets.look_list import LookItem, LookList, Name
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.widgets.wrap_row import WrapRow

_MOST = 500
"""Shown at once: nobody decides about more in one sitting, and the next classifier doubts others."""
_KEYS = tr_later("Enter gives the suggested label, K keeps the one it has.")
_NOTHING = tr_later("Go to a line of the list first.")


class SecondLookPanel(Card):
    """Reads the session and moves its selection to what is looked at; each decision is one edit."""

    rows_wanted = Signal(object)  # rows int64: show these alone, selected

    def __init__(self, session: Session, pictures: Pictures) -> None:
        super().__init__(tr("Second look"))
        self._session = session
        self._looks: dict[tuple[int, ...], Look] = {}
        self._say = label(kind="muted")
        self.list = LookList(pictures.loader.view().pixmap)
        self.list.setAccessibleName(tr("Labels to look at again"))
        pictures.loader.ready.connect(self._on_picture)
        self._accept = button(tr("Change it (Enter)"), "check", self.list.accept_current)
        self._accept.setToolTip(tr("Give the suggested label (Enter in the list)"))
        self._keep = button(tr("Keep it (K)"), "label", self.list.keep_current)
        self._keep.setToolTip(tr("The label is right: not shown again before the next classifier (K in the list)"))
        self._show = button(tr("Show"), "eye", self._on_show)
        self._show.setToolTip(tr("On the Label page, alone with its copies"))
        self._nothing = QWidget()  # keeps the heading above where the list is hidden
        self.body.addWidget(self._say)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._nothing, 1)
        buttons = WrapRow(GAP, GAP)
        buttons.add(self._accept, self._keep, self._show)
        self.body.addLayout(buttons)
        self.list.chosen.connect(self._on_chosen)
        self.list.accepted.connect(self._on_accepted)
        self.list.kept.connect(self._on_kept)
        self.list.doubleClicked.connect(self._on_show)
        self._asking = Asking(self, session, self._question, self._on_looks)
        for signal in (session.opened, session.closed, session.changed):
            signal.connect(self._asking.renew)
        self._on_looks(None)

    def _question(self) -> Any:
        if self._session.project is None:
            return None
        return partial(second_look.looks, shown=self._session.snapshot.images)

    def _on_looks(self, found: tuple[Look, ...] | None) -> None:
        shown = (found or ())[:_MOST]
        self._looks = {look.images: look for look in shown}
        self.list.set_items(tuple(self._item(look) for look in shown))
        for each in (self.list, self._accept, self._keep, self._show):
            each.setVisible(bool(shown))
        self._nothing.setVisible(not shown)
        self._say.setText(self._in_words(found or ()))
        self._show_reasons()

    def _in_words(self, found: tuple[Look, ...]) -> str:
        if not found:
            if self._session.snapshot.classifier is None:
                return tr("Labels that look wrong are listed here once there is a classifier to judge them.")
            return tr("No label looks wrong.")
        copies = sum(1 for look in found if look.copies)
        many = tr("{count:,} labels look wrong", count=len(found)) if len(found) > 1 else tr("1 label looks wrong")
        if not copies:
            return f"{tr('{many}, the most doubtful first.', many=many)} {tr(_KEYS)}"
        same = tr(
            "{many}; one is of a file that has a copy with another label."
            if copies == 1
            else "{many}; {copies:,} are of files that have copies with another label.",
            many=many,
            copies=copies,
        )
        return f"{same} {tr(_KEYS)}"

    def _item(self, look: Look) -> LookItem:
        now = self._session.snapshot
        known = {c.id: Name(c.name, c.colour, theme.shape_of(c.position)) for c in now.classes}
        unknown = Name("?", theme.tokens().muted, theme.SHAPES[0])
        given = known.get(look.given[0], unknown)
        if len(look.given) > 1:
            names = (known.get(code, unknown).text for code in look.given)
            given = Name(", ".join(names), given.colour, given.shape)
        suggested = known.get(look.suggested, unknown)
        rows = now.images.rows(np.array(look.images[:1]))
        words, score = (
            tr("Left out, it looked like {words}: its label is {share:.0%} likely", words=suggested.text, share=1 - look.score),
            "",
        )
        if look.copies:
            words, score = _about_copies(look, suggested.text), ""
        return LookItem(look.images, int(rows[0]) if len(rows) else -1, given, suggested, words, score)

    def _show_reasons(self) -> None:
        why = None if self.list.current is not None else tr(_NOTHING)
        for each in (self._accept, self._keep, self._show):
            set_disabled_reason(each, why or (self._session.read_only or None if each is not self._show else None))

    @Slot(object)
    def _on_chosen(self, item: LookItem) -> None:
        rows = self._session.snapshot.images.rows(np.array(sorted(item.key)))
        self._session.selection.apply(rows, "replace")
        self._session.selection.set_current(int(rows[0]) if len(rows) else -1)
        self._show_reasons()

    @Slot(object)
    def _on_accepted(self, item: LookItem) -> None:
        self._session.edit(partial(_mend, self._looks[item.key]))

    @Slot(object)
    def _on_kept(self, item: LookItem) -> None:
        self._session.edit(partial(_keep, self._looks[item.key]))

    @Slot()
    def _on_show(self) -> None:
        item = self.list.current
        if item is not None:
            look = self._looks[item.key]
            self.rows_wanted.emit(self._session.snapshot.images.rows(np.array(sorted((*look.images, *look.copies)))))

    @Slot(int)
    def _on_picture(self, _row: int) -> None:
        self.list.viewport().update()


def _about_copies(look: Look, name: str) -> str:
    many = len(look.images)
    said = tr(
        "The same file is labelled {name} elsewhere"
        if many == 1
        else "{many:,} copies of the same file; it is labelled {name} elsewhere",
        many=many,
        name=name,
    )
    return said if len(look.copies) == 1 else tr("{said}, {times:,} times", said=said, times=len(look.copies))


def _mend(look: Look, project: Project) -> Change:
    return second_look.mend(project, look)


def _keep(look: Look, project: Project) -> Change:
    return second_look.keep(project, look)
