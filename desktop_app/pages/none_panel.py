"""None of these: a threshold under the hand, how many images are below it, and what can be done with them. Above the map.

While it is open the map points these images out, whatever colours it; the grid says so on their tiles in any case.
"""

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QSlider, QToolButton, QVBoxLayout, QWidget

from core.operations import strangers
from core.records import Change
from core.words import tr, tr_later
from desktop_app.fields import Fields
from desktop_app.icons import icon
from desktop_app.pages import label_edits
from desktop_app.pages.parts import GAP, button, label
from desktop_app.session import Session
from desktop_app.strangers import COMING, Strangers
from desktop_app.widgets.reasons import set_disabled_reason
from desktop_app.widgets.wrap_row import WrapRow

_MOST = 50  # percent: beyond it more than half of the images like the labelled ones would be strangers
_SUGGESTED = round(100 * strangers.SUGGESTED)
_OPEN = tr_later("None of these: find the images that look like nothing labelled")
_TIP = tr_later(
    "Images less familiar than this share of the labelled ones count as none of the classes. About "
    "as large a part of the images that do belong is called so by mistake. Label the rest and "
    "exports use the same threshold on what the trained classifier says."
)
_OFF = tr_later("Off: every image is given the class that fits best. {share}% is a good start.")
_NOBODY = tr_later("No image is below the threshold.")


class NonePanel(QWidget):
    """Owns the `strangers`; closed at first, `opener` opens it. `pointed` when it opens or closes."""

    show_wanted = Signal(object)  # rows int64: show these alone, selected, the least familiar first
    pointed = Signal()

    def __init__(self, session: Session, fields: Fields) -> None:
        super().__init__()
        self._session = session
        self.strangers = Strangers(session, fields)
        self.opener = QToolButton()
        self.opener.setIcon(icon("none"))
        self.opener.setToolTip(tr(_OPEN))
        self.opener.setAccessibleName(tr("None of these"))
        self.opener.setCheckable(True)
        self.opener.toggled.connect(self._on_opened)
        self._line = label()
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, _MOST)
        self.slider.setPageStep(5)
        self.slider.setMinimumWidth(120)
        self.slider.setAccessibleName(tr("None of these below this share, in percent"))
        self.slider.setToolTip(f"<span>{tr(_TIP)}</span>")
        self.slider.valueChanged.connect(self._on_slider)
        self._switch = button("", "none", self._on_switch)
        self._show = button(tr("Show them"), "eye", self._on_show)
        self._show.setToolTip(tr("Alone in the grid and selected, the least familiar first"))
        self._mark = button(tr("Mark as none of these"), "none", self._on_mark)
        self._mark.setToolTip(tr("Those without a label or mark, in one step that can be taken back"))
        line = WrapRow(GAP, 6)
        line.add(self.slider, greedy=True)
        line.add(self._switch, self._show, self._mark)
        column = QVBoxLayout(self)
        column.setContentsMargins(GAP, 4, GAP, 8)
        column.setSpacing(6)
        column.addWidget(self._line)
        column.addLayout(line)
        self.strangers.changed.connect(self._refresh)
        for signal in (session.opened, session.closed, session.changed, session.embeddings_loaded):
            signal.connect(self._refresh)
        self.hide()
        self._refresh()

    @property
    def pointing(self) -> bool:
        """Whether the map is to point them out."""
        return self.opener.isChecked()

    @Slot(bool)
    def _on_opened(self, on: bool) -> None:
        self.setVisible(on)
        self.strangers.watch(on)
        self.pointed.emit()

    @Slot(int)
    def _on_slider(self, percent: int) -> None:
        self.strangers.move(percent / 100)

    @Slot()
    def _on_switch(self) -> None:
        self.strangers.move(strangers.OFF if self.strangers.below != strangers.OFF else strangers.SUGGESTED)

    @Slot()
    def _on_show(self) -> None:
        self.show_wanted.emit(self.strangers.rows)

    @Slot()
    def _on_mark(self) -> None:
        self.slider.setFocus()  # the pressed button is disabled
        ids = self._session.snapshot.images.ids[self.strangers.rows].tolist()
        self._session.edit(partial(label_edits.mark_strangers, ids), self._on_marked)

    def _on_marked(self, outcome: tuple[Change, int]) -> None:
        count = outcome[1]
        self._session.done.emit(
            tr(
                "1 image is marked as none of these." if count == 1 else "{count:,} images are marked as none of these.",
                count=count,
            )
        )

    @Slot()
    def _refresh(self) -> None:
        found, why = self.strangers, self.strangers.reason()
        off, count = found.below == strangers.OFF, len(found.rows)
        with QSignalBlocker(self.slider):
            self.slider.setValue(round(100 * found.below))
        self._switch.setText(tr(" Use {share}%", share=_SUGGESTED) if off else tr(" Turn off"))
        self._line.setText(why or self._in_words(off, count))
        fixed = self._session.read_only or None
        set_disabled_reason(self.slider, why or fixed)
        set_disabled_reason(self._switch, (why if off else None) or fixed)
        set_disabled_reason(self.opener, None if self.pointing else why)
        nobody = why or (None if count else tr(_NOBODY))
        set_disabled_reason(self._show, nobody)
        set_disabled_reason(self._mark, nobody or fixed)

    def _in_words(self, off: bool, count: int) -> str:
        if off:
            return tr(_OFF, share=_SUGGESTED)
        if self.strangers.coming:
            return tr(COMING)
        below = strangers.in_words(self.strangers.below)
        if not count:
            return tr("Below {below}: no image without a label is so unfamiliar.", below=below)
        return tr(
            "Below {below}: 1 image looks like nothing labelled."
            if count == 1
            else "Below {below}: {count:,} images look like nothing labelled.",
            below=below,
            count=count,
        )
