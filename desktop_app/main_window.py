"""The window: five pages, undo and redo, the run that is going. It wires pages together and holds no data of its own."""

from dataclasses import replace
from html import escape
from pathlib import Path

from PySide6.QtCore import QSettings, QSize, Qt, Signal, Slot
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QGridLayout,
    QMainWindow,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.jobs.events import Done, Failed
from core.operations import left_aside
from core.pixels.walk import folder_gone
from core.records import Run
from core.words import tr, tr_later
from desktop_app import closing, copy_dialogs, text_size, theme
from desktop_app.adding import Adder
from desktop_app.folder_offer import FolderOffer
from desktop_app.history_menu import HistoryMenu
from desktop_app.icons import icon
from desktop_app.importing import Importer
from desktop_app.language import LanguageButton
from desktop_app.locating import Locator
from desktop_app.pages.export_page import ExportPage
from desktop_app.pages.images_page import ImagesPage
from desktop_app.pages.keys import KEYS
from desktop_app.pages.label_page import LabelPage
from desktop_app.pages.learn_page import LearnPage
from desktop_app.pages.train_page import TrainPage
from desktop_app.pictures import Pictures
from desktop_app.recent import RecentProjects
from desktop_app.run_teller import RunTeller
from desktop_app.safekeeping import Safekeeping
from desktop_app.session import Session
from desktop_app.view_state import ViewState
from desktop_app.widgets.banner import Banner
from desktop_app.widgets.elided_label import ElidedLabel
from desktop_app.widgets.header import Header
from desktop_app.widgets.held_bar import HeldBar
from desktop_app.widgets.key_sheet import KeySheet
from desktop_app.widgets.message_bar import MessageBar
from desktop_app.widgets.offer_bar import OfferBar
from desktop_app.widgets.run_bar import RunBar
from desktop_app.worker_thread import RunUpdate

_PAGES = (
    (tr_later("Images"), "images"),
    (tr_later("Learn"), "learn"),
    (tr_later("Label"), "label"),
    (tr_later("Train"), "train"),
    (tr_later("Export"), "export"),
)
_FIRST_SIZE, _FRAME = QSize(1360, 860), QSize(16, 48)  # pixels: where the screen has room for it and its frame
_NOTHING_TO = {"Undo": tr_later("Nothing to undo"), "Redo": tr_later("Nothing to redo")}


class MainWindow(QMainWindow):
    """Show it, then give it a project with `session.open` or `session.new`."""

    report_wanted = Signal()
    language_wanted = Signal(str)  # a key of core.words.NAMES
    text_size_wanted = Signal(int)  # one of theme.TEXT_SIZES
    closed = Signal()  # nothing is shown and nothing runs any more

    def __init__(self, session: Session, settings: QSettings) -> None:
        super().__init__()
        self.session = session
        self._settings = settings
        self._ends = False  # at the system's wish
        self._looked_at = False  # whether the open project was shown as it was left: before that there is no view to keep
        self._pictures = Pictures(session)
        self._recent = RecentProjects(settings, session, self._pictures)
        self._safekeeping = Safekeeping(session, self)
        self.images_page = ImagesPage(session, self._pictures)
        self.learn_page = LearnPage(session)
        self.label_page = LabelPage(session, self._pictures)
        self.train_page = TrainPage(session, self._pictures)
        self._importer = Importer(session, self._pictures, self)
        self.export_page = ExportPage(session, self._importer)
        self._pages = QStackedWidget()
        for page in (self.images_page, self.learn_page, self.label_page, self.train_page, self.export_page):
            self._pages.addWidget(page)
        self._message = MessageBar()
        self._locator = Locator(session, self)
        self._adder = Adder(session, self, self.images_page.begin)
        self._held = HeldBar()
        self._offer = OfferBar()
        FolderOffer(session, self._offer, self._importer)
        self._banner = Banner()
        self._sheet: KeySheet | None = None
        self._failed_on_device: Run | None = None  # what the message offers to do on the CPU
        self._build()
        self._make_actions()
        self._connect()
        self.setAcceptDrops(True)
        self._restore()
        self._on_closed()
        self._recent.show()
        self._pages.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_page(self, index: int) -> None:
        """0 Images, 1 Learn, 2 Label, 3 Train, 4 Export."""
        self._pages.setCurrentIndex(index)
        self._tabs.button(index).setChecked(True)
        self._pages.currentWidget().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_message(self, kind: str, text: str, offer: str = "") -> None:
        """`offer`: a button beside it, by its name in widgets/message_bar.py."""
        self._message.say(kind, text, offer)

    @Slot(str)
    def show_mishap(self, text: str) -> None:
        """Something that nobody expected."""
        self.show_message("error", text, "report")

    def _build(self) -> None:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._make_header())
        column.addWidget(self._banner)
        # Messages lie over the foot of the page: one that took room would move the map under the pointer twice.
        layers = QGridLayout()
        layers.addWidget(self._pages, 0, 0)
        foot = QVBoxLayout()
        foot.setContentsMargins(theme.SPACE, 0, theme.SPACE, theme.SPACE)
        foot.addWidget(self._offer)
        foot.addWidget(self._message)
        foot.addWidget(self._held)
        layers.addLayout(foot, 0, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(layers, 1)
        self.setCentralWidget(whole)

    def _make_header(self) -> QWidget:
        header = Header()
        line = header.line
        self._tabs = QButtonGroup(self)
        for index, (text, name) in enumerate(_PAGES):
            tab = QToolButton()
            tab.setText(f" {tr(text)}")
            tab.setAccessibleName(tr(text))
            tab.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            tab.setIcon(icon(name))
            tab.setCheckable(True)
            tab.setProperty("nav", True)
            tab.setToolTip(f"{tr(text)} (Ctrl+{index + 1})")
            self._tabs.addButton(tab, index)
            header.add_tab(tab)
        self._tabs.button(0).setChecked(True)
        self._undo, self._redo, self._scheme, self._keys = (QToolButton() for _ in range(4))
        for tool in (self._undo, self._redo):
            line.addWidget(tool)
        self._saved = ElidedLabel()
        self._saved.setProperty("muted", True)
        line.addWidget(self._saved)
        line.addSpacing(theme.SPACE)
        line.addStretch(1)
        self._run_bar = RunBar()
        RunTeller(self.session, self._run_bar)
        line.addWidget(self._run_bar)
        line.addWidget(self._keys)
        line.addWidget(self._scheme)
        language = LanguageButton(text_size.remembered(self._settings))
        language.wanted.connect(self.language_wanted)
        language.size_wanted.connect(self.text_size_wanted)
        header.add_rare(language)
        return header

    def _make_actions(self) -> None:
        """One table: text, icon, shortcut, slot, and the button that shows it."""
        table = (
            (tr_later("Undo"), "undo", QKeySequence.StandardKey.Undo, self.session.undo, self._undo),
            (tr_later("Redo"), "redo", "Ctrl+Shift+Z", self.session.redo, self._redo),
            (tr_later("Light or dark"), _other_scheme_icon(), "Ctrl+Shift+L", self._on_scheme, self._scheme),
            (tr_later("Open project"), "import", QKeySequence.StandardKey.Open, self.images_page.choose_project, None),
            (tr_later("Save a copy…"), "export", "Ctrl+Shift+S", self.save_copy, None),
            (tr_later("New project"), "folder", QKeySequence.StandardKey.New, self.images_page.choose_folder, None),
            (tr_later("Keys"), "keyboard", "F1", self._on_keys, self._keys),
            (tr_later("Larger text"), "plus", "Ctrl++", self._on_larger_text, None),
            (tr_later("Smaller text"), "minus", "Ctrl+-", self._on_smaller_text, None),
            (tr_later("Text of the usual size"), "fit", "Ctrl+0", self._on_usual_text, None),
            (tr_later("Quit"), "close", QKeySequence.StandardKey.Quit, self.close, None),
        )
        self._actions: dict[str, QAction] = {}
        for text, name, key, slot, tool in table:
            action = QAction(icon(name), tr(text), self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(slot)
            self.addAction(action)
            if tool is not None:
                tool.setDefaultAction(action)
                tool.setAccessibleName(tr(text))
            self._actions[text] = action
        self._undo.setMenu(HistoryMenu(self.session, self))
        self._undo.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self._actions["Larger text"].setShortcuts([QKeySequence("Ctrl++"), QKeySequence("Ctrl+=")])
        self._actions["Redo"].setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        for index in range(len(_PAGES)):
            action = QAction(self)
            action.setShortcut(QKeySequence(f"Ctrl+{index + 1}"))
            action.setData(index)
            action.triggered.connect(self._on_page_key)
            self.addAction(action)

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._on_opened)
        session.closing.connect(self._on_closing)
        session.closed.connect(self._on_closed)
        session.changed.connect(self._refresh)
        session.run_updated.connect(self._on_run_updated)
        session.said.connect(self.show_message)
        session.saved.connect(self._on_saved)
        session.held_changed.connect(self._on_held_changed)
        self._held.retry_wanted.connect(session.try_again)
        self._held.copy_wanted.connect(self.save_copy)
        self._tabs.idClicked.connect(self.show_page)
        self.train_page.rows_wanted.connect(self._on_rows_wanted)
        self.images_page.oddities.rows_wanted.connect(self._on_groups_wanted)
        self._recent.changed.connect(self.images_page.set_recent)
        self.images_page.removal_wanted.connect(self._recent.remove)
        self.images_page.backups_wanted.connect(self._safekeeping.show_backups)
        self.train_page.left_wanted.connect(self._on_left_wanted)
        self.train_page.drawn_wanted.connect(self._on_drawn_wanted)
        session.done.connect(self._message.say_done)
        session.changed.connect(self._message.withdraw_undo)
        self._message.undo_wanted.connect(session.undo)
        self._message.offer_taken.connect(self._on_offer_taken)
        self._locator.gone_changed.connect(self._on_folders_gone)
        self.images_page.locate_wanted.connect(self._locator.locate)
        self.images_page.folder_wanted.connect(self._adder.choose)
        self._banner.copy_wanted.connect(self.save_copy)

    def _on_opened(self) -> None:
        project = self.session.project
        if project is None:
            return
        self.setWindowTitle(f"{project.path.name} – Labelight")
        view = ViewState.from_json(self.session.snapshot.view) or ViewState()
        self.label_page.set_view(view)
        self._looked_at = True
        self.show_page(view.page if len(self.session.snapshot.images) else 0)
        self._on_saved(True)
        self._banner.show_reason(self.session.read_only)
        if self.session.read_only:
            self._message.hide()  # that it was about to be opened for reading
        self._refresh()

    def _on_closing(self) -> None:
        view = replace(self.label_page.view(), page=self._pages.currentIndex())
        if self._looked_at and view.to_json() != self.session.snapshot.view:
            self.session.keep_view(view.to_json())

    def _on_closed(self) -> None:
        self._looked_at = False
        self.setWindowTitle("Labelight")
        self._saved.setText("")
        self._banner.show_reason("")
        self._message.withdraw_offer()
        self._refresh()

    def _refresh(self) -> None:
        now = self.session.snapshot
        for text, what in (("Undo", now.undo_text), ("Redo", now.redo_text)):
            action = self._actions[text]
            action.setEnabled(bool(what) and not self.session.read_only)
            said = f"{self._actions[text].text()}: {what}" if what else tr(_NOTHING_TO[text])
            keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
            action.setToolTip(f"<span>{escape(said)} ({keys})</span>")  # a class name is text even where it looks like markup

    def save_copy(self) -> None:
        """Ask for a name, and save the project under it too; where it cannot be written any more, go on in the copy."""
        copy_dialogs.save_copy(self, self.session)

    @Slot(bool)
    def _on_saved(self, everything: bool) -> None:
        waiting = tr("Saving…") if self.session.held is None else tr("{count:,} not saved", count=self.session.held.count)
        saved = tr("All saved") if everything else waiting
        self._saved.setText(tr("Reading only") if self.session.read_only else saved)

    @Slot()
    def _on_held_changed(self) -> None:
        held = self.session.held
        if held is not None:
            self._held.show_held(copy_dialogs.held_in_words(held))
        elif self._held.isVisible():
            self._held.hide()
            if self.session.project is not None:
                self.show_message("info", tr("Everything is saved."))

    @Slot(object)
    def _on_run_updated(self, update: RunUpdate) -> None:
        """How a run ended, where that asks for more than an empty bar."""
        event = update.event
        if update.stage == "ingest" and isinstance(event, Done):
            gone = [Path(each["folder"]) for each in event.result["folders_gone"]]
            self._locator.set_gone(gone)
            aside = left_aside.sentence(event.result)
            if aside:
                self.show_message("error" if gone else "info", aside, "locate" if gone else "")
        elif isinstance(event, Failed) and update.stage != "probe":
            self._on_run_failed(update.run, event)

    @Slot(object)
    def _on_folders_gone(self, gone: tuple[Path, ...]) -> None:
        self.images_page.set_folders_gone(gone)
        if gone:
            self.show_message("error", str(folder_gone(gone[0])), "locate")

    def _on_run_failed(self, run: Run | None, event: Failed) -> None:
        folder = Path(event.folder_gone)
        gone = event.folder_gone != "" and any(card.path == folder for card in self.session.snapshot.folders)
        if gone:
            self._locator.tell_gone(folder)
        by_device = run is not None and event.device_at_fault
        self._failed_on_device = run if by_device else None
        offer = "locate" if gone else "cpu" if by_device else "report" if event.detail else ""
        self.show_message("error", event.message, offer)

    @Slot(str)
    def _on_offer_taken(self, offer: str) -> None:
        if offer == "locate":
            self._locator.locate()
        elif offer == "cpu" and self._failed_on_device is not None:
            self.session.go_on_with_cpu(self._failed_on_device)
        elif offer == "report":
            self.report_wanted.emit()

    @Slot(object)
    def _on_rows_wanted(self, rows: object) -> None:
        self.show_page(2)
        self.label_page.show_rows(rows)

    @Slot(object, str)
    def _on_groups_wanted(self, rows: object, group: str) -> None:
        self.show_page(2)
        self.label_page.show_groups(rows, group)

    @Slot(object)
    def _on_left_wanted(self, rows: object) -> None:
        self.show_page(2)
        self.label_page.look_through(rows)

    @Slot(object)
    def _on_drawn_wanted(self, rows: object) -> None:
        self.show_page(2)
        self.label_page.look_through(rows, "name")  # in an order that says nothing about them: one may stop half-way

    def _on_page_key(self) -> None:
        action = self.sender()
        assert isinstance(action, QAction)
        self.show_page(action.data())

    def _on_scheme(self) -> None:
        wanted = "light" if theme.tokens().name == "dark" else "dark"
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        theme.apply(app, wanted)
        self._actions["Light or dark"].setIcon(icon(_other_scheme_icon()))
        self._settings.setValue("scheme", wanted)

    def _on_larger_text(self) -> None:
        self._ask_for_size(text_size.after(text_size.remembered(self._settings), 1))

    def _on_smaller_text(self) -> None:
        self._ask_for_size(text_size.after(text_size.remembered(self._settings), -1))

    def _on_usual_text(self) -> None:
        self._ask_for_size(theme.USUAL_SIZE)

    def _ask_for_size(self, percent: int) -> None:
        if percent != text_size.remembered(self._settings):
            self.text_size_wanted.emit(percent)

    def _on_keys(self) -> None:
        if self._sheet is None:
            self._sheet = KeySheet(KEYS, self)
            self._sheet.report_wanted.connect(self.report_wanted)
        self._sheet.show()
        self._sheet.raise_()
        self._sheet.activateWindow()

    def _restore(self) -> None:
        geometry = self._settings.value("geometry")
        if geometry is None or not self.restoreGeometry(geometry):
            self.resize(_FIRST_SIZE.boundedTo(self.screen().availableGeometry().size() - _FRAME))

    def end(self) -> bool:
        """Close as the system asks: no question about a run. False: something is not on the disk, and whoever was asked about
        it has the window stay."""
        self._ends = True
        try:
            return self.close()
        finally:
            self._ends = False

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask if something runs, whose checkpoint is kept either way, and if something is not on the disk."""
        if not closing.may_close(self, self.session, unasked=self._ends):
            event.ignore()
            return
        self._settings.setValue("geometry", self.saveGeometry())
        # Gone at once: ending a run with its checkpoint takes seconds in which nothing would answer.
        self.hide()
        QGuiApplication.sync()
        self.session.close()
        self._recent.close()
        self._pictures.close()
        self._safekeeping.close()
        self.closed.emit()
        event.accept()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """A folder becomes a project, or joins the open one; a project is opened."""
        path = Path(event.mimeData().urls()[0].toLocalFile())
        if path.is_dir():
            self._adder.drop(path)
        elif path.suffix == ".labelight":
            self.session.open(path)


def _other_scheme_icon() -> str:
    return "sun" if theme.tokens().name == "dark" else "moon"
