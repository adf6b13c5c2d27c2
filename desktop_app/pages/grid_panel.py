"""The grid with its tools: which images are shown, in what order and groups, how large. Part of the Label page."""

from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.errors import UserError
from core.explore.arrange import Shelf
from core.explore.fields import Groups, places_of
from core.words import tr
from desktop_app import theme
from desktop_app.background import Background
from desktop_app.fields import CLUSTERS, TITLES, Fields
from desktop_app.pages.arranging import Arrangement, Question, arranged, needed
from desktop_app.pages.grid_tools import (
    EVERYTHING,
    LIKENESS,
    NAME,
    NEXT,
    NO_GROUPS,
    SELECTED,
    SIZE,
    SORTS,
    GridTools,
    Wish,
)
from desktop_app.pages.grid_words import why_empty
from desktop_app.pages.opener import Opener
from desktop_app.pictures import Pictures
from desktop_app.session import Session
from desktop_app.suggestions import Suggestions
from desktop_app.widgets.grid_groups import Group
from desktop_app.widgets.grid_marks import DUPLICATE, SUGGESTED
from desktop_app.widgets.image_grid import ImageGrid

_REASON = "reason"  # the groups of what is suggested
_AT_ONCE = 100_000  # images that are put in order between two frames; more are on a thread of their own


class GridPanel(QWidget):
    """Reads the session, its fields and the selection; asks the selection for changes."""

    likeness_left = Signal()  # the user is done with images like some
    pointed_out = Signal(object)  # int64 rows: what is suggested and left, while that is shown; else nothing

    def __init__(self, session: Session, pictures: Pictures, fields: Fields, suggestions: Suggestions) -> None:
        super().__init__()
        self._session = session
        self._selection = session.selection
        self._fields = fields
        self._suggestions = suggestions
        self.grid = ImageGrid()
        view = pictures.loader.view()
        self.grid.set_thumbnail_provider(view.pixmap, view.forget)
        pictures.loader.ready.connect(self.grid.thumbnail_ready)
        self.grid.set_size(SIZE)
        self.tools = GridTools()
        self._opener = Opener(session, self.grid, pictures, labels=True, remark=self._reason, label_next=self.label_next)
        self._background: Background | None = None
        self._generation = 0  # of arrangements: a late one is not shown over a newer one
        self._shown = Wish()
        self._arranged_for = 0  # images there were when it was arranged
        self._fixed: np.ndarray | None = None
        self._to_first = False  # what is suggested is shown from its first image on, as soon as it is there
        self._from_top = False  # what is shown next is looked through from its first image on, without selecting it
        self._past_last = False  # the last one was labelled: on from the first that was left out
        self._restored = False  # what is wanted was wanted in an earlier session, and nobody has touched it since
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.tools)
        layout.addWidget(self.grid, 1)
        self._connect()
        self._on_opened()

    def show_selected(self, **wish: str) -> None:
        """Only what is selected now; it stays shown while it is being labelled, whatever happens to the selection."""
        self._fixed = self._selection.rows
        self._wish(show=SELECTED, text="", **wish)

    def show_alone(self, rows: np.ndarray, sort: str) -> None:
        """Only these rows int64, in this order, from the first on."""
        self._fixed, self._from_top = rows, True
        self._wish(show=SELECTED, text="", sort=sort)

    def show_everything(self) -> None:
        """In the order of the names again, where it was that of likeness."""
        wish = self.tools.wish()
        if wish.show != EVERYTHING or wish.text or wish.sort == LIKENESS:
            self._wish(show=EVERYTHING, text="", sort=NAME if wish.sort == LIKENESS else wish.sort)
        if wish.sort == LIKENESS:
            self.likeness_left.emit()

    def leave_selected(self) -> None:
        """Show everything if what is selected was shown alone; any other choice of the user stays."""
        if self.tools.wish().show == SELECTED:
            self._wish(show=EVERYTHING)

    def reveal(self, row_: int) -> None:
        """Scroll to this image; show everything first if it is not among those shown."""
        if self.grid.position_of(row_) < 0:
            self._wish(show=EVERYTHING, text="")
        self.grid.scroll_to(row_)

    def find_alike(self) -> bool:
        """Everything, the images that look most like the selected ones first. False (and said) if nothing is selected."""
        rows = self._selection.chosen
        if not len(rows):
            self._session.said.emit("info", tr("Select one image or a few first: likeness is with those."))
            self.tools.set_wish(replace(self.tools.wish(), sort=self._shown.sort))
            return False
        self._fields.find_alike(rows)
        self.grid.verticalScrollBar().setValue(0)
        self._wish(show=EVERYTHING, text="", sort=LIKENESS, group=NO_GROUPS)
        return True

    def set_view(self, wish: Wish, tile: int, clusters: int = CLUSTERS) -> None:
        """What was wanted in an earlier session. Likeness had examples, and what was selected alone a selection, that are not
        known any more; a search that cannot be understood here is left out."""
        self.tools.set_size(tile)
        if clusters != self._fields.clusters:
            self._fields.set_clusters(clusters)
        sort = wish.sort if wish.sort in SORTS and wish.sort != LIKENESS else NAME
        self.tools.set_wish(replace(wish, sort=sort, show=wish.show if wish.show not in (SELECTED, NEXT) else EVERYTHING))
        self._restored = True
        self.arrange()

    def label_next(self) -> None:
        """What is suggested, from the first on that is left; other images once none is left."""
        if self.tools.wish().show == NEXT and self._suggestions.state == "coming":
            return
        self._begin_next()
        self._wish(show=NEXT, text="")
        self.grid.setFocus()

    def refresh(self) -> None:
        """In order again, for the labels there are now; what is suggested is suggested anew."""
        if self.tools.wish().show == NEXT:
            self._to_first = True
            self._suggestions.ask()
        self.arrange()

    @property
    def suggests(self) -> bool:
        """Whether what is suggested is shown."""
        return self._shown.show == NEXT

    def focus_search(self) -> None:
        self.tools.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.tools.search.selectAll()

    def arrange(self) -> None:
        """Show what is wanted now, in its order; as soon as what that needs is known."""
        wish = self.tools.wish()
        question = self._question(wish)
        self._generation += 1
        if question is None:
            self.tools.say("…", tr("What this order needs is being computed"))
        elif self._background is None or self._count() <= _AT_ONCE:
            try:
                self._show(self._generation, wish, arranged(question))
            except UserError as error:
                self._on_not_understood(self._generation, error)
        else:
            told = partial(self._show, self._generation, wish)
            self._background.run(partial(arranged, question), told, partial(self._on_not_understood, self._generation))

    def advance(self, row_: int) -> None:
        """After one image was labelled: the next one is selected and current; of what is suggested the next that is left."""
        following = self.grid.following(row_)
        if self.suggests:
            while following >= 0 and not self._suggestions.is_left(following):
                following = self.grid.following(following)
            self._past_last = following < 0
        if following >= 0:
            self._go_to(following)

    def _go_to(self, row_: int) -> None:
        self._selection.apply(np.array([row_]), "replace")
        self._selection.set_current(row_)
        self.grid.scroll_to(row_)

    def _begin_next(self) -> None:
        self._to_first = True
        if not len(self._suggestions.left):
            self._suggestions.ask()

    def _connect(self) -> None:
        session, tools = self._session, self.tools
        session.opened.connect(self._on_opened)
        session.closed.connect(self._on_opened)
        session.changed.connect(self._on_changed)
        session.answered.connect(self._on_answered)
        self._fields.ready.connect(self._on_field)
        self._fields.renewed.connect(self._on_renewed)
        self._fields.failed.connect(self._on_field_failed)
        self._selection.changed.connect(self._show_selection)
        self._selection.current_changed.connect(self.grid.set_current)
        self.grid.selection_requested.connect(self._selection.apply)
        self.grid.current_changed.connect(self._selection.set_current)
        tools.changed.connect(self._on_wish)
        tools.everything_wanted.connect(self.show_everything)
        tools.refresh_wanted.connect(self.refresh)
        self._suggestions.ready.connect(self._on_suggested)
        tools.size_changed.connect(self.grid.set_size)
        tools.clusters_changed.connect(self._fields.set_clusters)
        self._fields.clusters_changed.connect(tools.set_clusters)

    def _on_opened(self) -> None:
        self._shown, self._restored = Wish(), False
        self.tools.set_wish(self._shown)
        self.tools.set_clusters(self._fields.clusters)
        if self._background is not None:
            self._background.close()
        self._background = Background("grid", self) if self._session.project is not None else None
        self._mark()
        self.arrange()

    def _on_changed(self) -> None:
        self._mark()
        # What is being worked through stays in place: a label does not make the image under the pointer jump away.
        wish = self.tools.wish()
        if wish.show in (EVERYTHING, SELECTED, NEXT) and not wish.text and self._arranged_for == self._count():
            self._show_stale(frozenset({"label", "prediction", "confidence"}))
            self._show_selection()
            self._say_how_many()
            self._go_on()
            return
        self.arrange()

    def _on_answered(self) -> None:
        self._mark()
        if self._restored and needed(self.tools.wish()) & {"prediction", "confidence"}:
            # It was put in order before there was anything to put it in order by.
            self._restored = self._session.answer is None
            self.arrange()
        else:
            self._show_stale(frozenset({"prediction", "confidence"}))

    def _show_stale(self, changed: frozenset[str]) -> None:
        """What is suggested is always for labels of before, once there are others. What is stale stays so until it is put
        in order again, whatever else changes."""
        wish = self.tools.wish()
        if wish.show == NEXT or needed(wish) & changed:
            self.tools.set_stale(True)

    def _go_on(self) -> None:
        """Past the last of what is suggested, once that is labelled: to the first of those that were left out."""
        if not self._past_last or not self.suggests or self._suggestions.is_left(self._selection.current):
            return
        self._past_last = False
        if len(self._suggestions.left):
            self._go_to(int(self._suggestions.left[0]))

    def _on_suggested(self) -> None:
        if self.tools.wish().show == NEXT:
            self.arrange()

    def _on_wish(self) -> None:
        wish, self._restored = self.tools.wish(), False
        if wish.show == NEXT and not self.suggests:
            self._begin_next()
        if wish.show == SELECTED and self._shown.show != SELECTED:
            self._fixed = self._selection.rows
        if wish.sort == LIKENESS and not self._fields.has_examples:
            self.find_alike()
            return
        if SORTS[wish.sort][1] == "familiar" and not self._session.snapshot.labelled_classes():
            self._session.said.emit("info", tr("Label a few images of each class first: familiar is what looks like them."))
        self.arrange()

    @Slot(str)
    def _on_field(self, key: str) -> None:
        if key == "copies":
            self._mark()
        if key in needed(self.tools.wish()):
            self.arrange()

    @Slot(str)
    def _on_renewed(self, key: str) -> None:
        self._show_stale(frozenset({key}))  # as with the confidence: what is being worked through stays in place

    @Slot(str)
    def _on_field_failed(self, text: str) -> None:
        self._session.said.emit("error", text)

    def _count(self) -> int:
        return len(self._session.snapshot.images)

    def _wish(self, **changed: Any) -> None:
        self._restored = False
        self.tools.set_wish(replace(self.tools.wish(), **changed))
        self.arrange()

    def _question(self, wish: Wish) -> Question | None:
        """None while a field it needs is on its way."""
        shown, fixed = self._session.snapshot.images, self._fixed if wish.show == SELECTED else None
        if wish.show == NEXT:  # in an order and groups of its own; those the user chose come back with everything
            wish, fixed = replace(wish, sort=NAME, group=_REASON), self._suggestions.rows
        keys = [key for key in (*needed(wish), *(("label",) if wish.text else ())) if key in TITLES]
        columns = {key: self._fields.get(key) for key in keys}
        known = {key: column for key, column in columns.items() if column is not None}
        if len(known) < len(columns) and self._count():
            return None
        if wish.show == NEXT:
            known[_REASON] = self._suggestions.groups()
        return Question(wish, shown.paths, shown.label_codes, fixed, known)

    def _show(self, generation: int, wish: Wish, found: Arrangement) -> None:
        if generation != self._generation:
            return
        self._shown, self._arranged_for = wish, self._count()
        group = _REASON if wish.show == NEXT else wish.group
        self.grid.set_order(found.rows, [self._group(group, shelf) for shelf in found.shelves], group)
        self._opener.follow_order()
        self._selection.set_scope(found.found)
        self._say_how_many()
        self.tools.set_stale(False)
        self._show_badges()
        self._show_selection()
        self._show_empty_text()
        self._start_at_first()

    def _say_how_many(self) -> None:
        count, groups = len(self.grid.order), len(self.grid.groups)
        if self.suggests and count and not self._shown.text:
            done = count - len(self._suggestions.left)
            self.tools.say(
                tr("{done:,} of {count:,}", done=done, count=count),
                tr("{done:,} of {count:,} suggested images are labelled", done=done, count=count),
            )
        else:
            self.tools.say(
                f"{count:,}",
                tr("{count:,} images are shown", count=count) + (tr(" in {groups:,} groups", groups=groups) if groups else ""),
            )

    def _reason(self, row_: int) -> str:
        return self._suggestions.reason(row_) if self.suggests else ""

    def _start_at_first(self) -> None:
        if self._from_top:
            self._from_top = False
            self.grid.verticalScrollBar().setValue(0)
            self._selection.set_current(int(self.grid.order[0]) if len(self.grid.order) else -1)
        if not self._to_first or not self.suggests or self._suggestions.state == "coming":
            return
        self._to_first = self._past_last = False
        first = int(next(iter(self._suggestions.left), -1))
        if first >= 0:
            self._go_to(first)
        self._opener.open_there(first, self._why_empty()[1])

    def _on_not_understood(self, generation: int, error: BaseException) -> None:
        if generation != self._generation:
            return
        if not isinstance(error, UserError):
            raise error
        if self._restored:
            self._wish(text="")  # nobody has just typed it: there is nothing to complain about
            return
        self.tools.complain(str(error))

    def _group(self, key: str, shelf: Shelf) -> Group:
        classes = self._session.snapshot.classes
        if key in ("label", "prediction") and 0 <= shelf.place < len(classes):
            known = classes[shelf.place]
            return Group(shelf.name, shelf.count, known.colour, theme.shape_of(known.position))
        return Group(shelf.name, shelf.count)

    def _mark(self) -> None:
        now = self._session.snapshot
        codes = now.images.label_codes
        ids, confidence = self._session.guesses()
        known = [c.id for c in now.classes]
        names, palette = [c.name for c in now.classes], [c.colour for c in now.classes]
        self._show_badges()
        labels, guesses = (np.where(of < 0, of, places_of(of, known)) for of in (codes, ids))
        self.grid.set_marks(labels, guesses, confidence, palette, names)

    def _show_badges(self) -> None:
        badges = np.zeros(self._count(), np.uint8)
        copies = self._fields.get("copies")
        if isinstance(copies, Groups) and len(copies.places) == len(badges):
            badges[copies.places >= 0] = DUPLICATE
        left = self._suggestions.left if self.suggests else np.empty(0, np.int64)
        badges[left] |= SUGGESTED
        self.grid.set_badges(badges)
        self.pointed_out.emit(left)

    def _show_selection(self) -> None:
        self.grid.set_selection(self._selection.mask)

    def _show_empty_text(self) -> None:
        self.grid.set_empty_text(*self._why_empty())

    def _why_empty(self) -> tuple[str, str]:
        return why_empty(self._session.project is not None, self._shown, self._suggestions.state)
