"""The style sheet: only where Fusion looks dated. Built from tokens, so that both schemes share every rule.

Knows no widget class of ours. `@20px` and `@16pt` are lengths that grow with the text, `20px` one that does not.

Dynamic properties that pages may set: QPushButton `accent`/`danger`/`quiet`, QToolButton `nav`, QFrame `card`,
QLabel `muted`/`title`/`heading`, QPlainTextEdit `bare` (text to read, without a frame).
"""

import re
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desktop_app.theme import Theme

_ICONS = Path(__file__).resolve().parent.parent / "resources" / "icons"


def style_sheet(theme: "Theme", scale: float = 1.0) -> str:
    """The whole sheet for one scheme, and for text that is `scale` times as large as usual."""
    values = {key: value for key, value in vars(theme).items() if isinstance(value, str)}
    values["icons"] = _ICONS.as_posix()
    sheet = _BUTTONS + _INPUTS + _BARS + _CONTAINERS
    for key in sorted(values, key=len, reverse=True):
        sheet = sheet.replace("@" + key, values[key])
    return re.sub(r"@(\d+)(px|pt)", lambda length: f"{round(int(length[1]) * scale)}{length[2]}", sheet)


_BUTTONS = """
QPushButton { background: @raised; color: @text; border: 1px solid @line_strong; border-radius: 6px;
  padding: 5px 14px; min-height: @20px; }
QPushButton, QToolButton, QMenu { icon-size: @16px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed { background: @sunken; }
QPushButton:focus { border: 2px solid @accent; padding: 4px 13px; }
QPushButton:checked { background: @accent_soft; border-color: @accent; }
QPushButton:disabled { background: @window; color: @line_strong; border-color: @line; }
QPushButton[accent="true"] { background: @accent; color: @on_accent; border-color: @accent; font-weight: 600; }
QPushButton[accent="true"]:hover { background: @accent_hover; border-color: @accent_hover; }
QPushButton[accent="true"]:focus { border: 2px solid @text; }
QPushButton[accent="true"]:disabled { background: @line; color: @muted; border-color: @line; }
QPushButton[danger="true"] { color: @bad; border-color: @bad; }
QPushButton[danger="true"]:hover { background: @bad_soft; }
QPushButton[danger="true"]:disabled { color: @line_strong; border-color: @line; }
QPushButton[quiet="true"] { background: transparent; border-color: transparent; color: @accent; }
QPushButton[quiet="true"]:hover { background: @accent_soft; }
QPushButton[quiet="true"]:focus { border: 2px solid @accent; }
QPushButton[quiet="true"]:disabled { color: @line_strong; }
QToolButton { background: transparent; color: @text; border: 1px solid transparent; border-radius: 6px; padding: 4px; }
QToolButton:hover { background: @hover; }
QToolButton:pressed { background: @line; }
QToolButton:focus { border-color: @accent; }
QToolButton:checked { background: @accent_soft; border-color: @accent_soft; }
QToolButton:checked:focus { border-color: @accent; }
QToolButton:disabled { color: @line_strong; }
QToolButton[popupMode="1"] { padding-right: @18px; }
QToolButton::menu-indicator { image: url(@icons/qss_chevron.svg); width: @12px; height: @12px; right: 4px;
  subcontrol-position: right center; }
QToolButton[popupMode="2"]::menu-indicator { width: @8px; height: @8px; right: 1px; subcontrol-position: right bottom; }
QToolButton::menu-button { border: none; width: @16px; }
QToolButton::menu-arrow { image: url(@icons/qss_chevron.svg); width: @10px; height: @10px; }
QToolButton[nav="true"] { padding: 6px 14px; color: @muted; font-weight: 500; }
QToolButton[nav="true"]:hover { color: @text; }
QToolButton[nav="true"]:checked { color: @accent; background: @accent_soft; font-weight: 600; }
"""

_INPUTS = """
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox, QPlainTextEdit, QTextEdit, QDateTimeEdit {
  background: @surface; color: @text; border: 1px solid @line_strong; border-radius: 6px; padding: 4px 8px;
  selection-background-color: @accent; selection-color: @on_accent; }
QLineEdit, QSpinBox, QDoubleSpinBox, QComboBox { min-height: @20px; }
QLineEdit:hover, QSpinBox:hover, QDoubleSpinBox:hover, QComboBox:hover { border-color: @muted; }
QLineEdit:focus, QSpinBox:focus, QDoubleSpinBox:focus, QComboBox:focus, QPlainTextEdit:focus, QTextEdit:focus {
  border: 2px solid @accent; padding: 3px 7px; }
QLineEdit:disabled, QSpinBox:disabled, QDoubleSpinBox:disabled, QComboBox:disabled { background: @window;
  color: @line_strong; border-color: @line; }
QPlainTextEdit[bare="true"] { background: transparent; border: 1px solid transparent; border-radius: 4px; padding: 0; }
QPlainTextEdit[bare="true"]:focus { border: 1px solid @accent; padding: 0; }
QComboBox { padding-right: @22px; combobox-popup: 0; }
QComboBox:focus { padding-right: @21px; }
QComboBox::drop-down { border: none; width: @24px; subcontrol-position: right center; }
QComboBox::down-arrow { image: url(@icons/qss_chevron.svg); width: @14px; height: @14px; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @line; padding: 4px; outline: 0;
  selection-background-color: @accent_soft; selection-color: @text; }
QComboBox QAbstractItemView::item { min-height: @24px; }
QSpinBox::up-button, QDoubleSpinBox::up-button { border: none; width: @20px; subcontrol-position: top right; }
QSpinBox::down-button, QDoubleSpinBox::down-button { border: none; width: @20px; subcontrol-position: bottom right; }
QSpinBox::up-arrow, QDoubleSpinBox::up-arrow { image: url(@icons/qss_chevron_up.svg); width: @11px; height: @11px; }
QSpinBox::down-arrow, QDoubleSpinBox::down-arrow { image: url(@icons/qss_chevron.svg); width: @11px; height: @11px; }
QAbstractSpinBox { qproperty-alignment: "AlignRight | AlignVCenter"; }
QCheckBox, QRadioButton { spacing: 8px; color: @text; }
QCheckBox:disabled, QRadioButton:disabled { color: @line_strong; }
QCheckBox::indicator, QRadioButton::indicator { width: @16px; height: @16px; border: 1px solid @muted; background: @surface; }
QCheckBox::indicator { border-radius: @4px; }
QRadioButton::indicator { border-radius: @9px; }
QCheckBox::indicator:hover, QRadioButton::indicator:hover { border-color: @accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus { border: 2px solid @accent; width: @14px; height: @14px; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(@icons/qss_check_@name.svg); }
QRadioButton::indicator:checked { background: @accent; border-color: @accent; image: url(@icons/qss_dot_@name.svg); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: @window; border-color: @line_strong; }
"""

_BARS = """
QTabWidget::pane { border: none; border-top: 1px solid @line; }
QTabBar { background: transparent; }
QTabBar::tab { background: transparent; color: @muted; padding: 8px 14px; margin-right: 2px; border: none;
  border-bottom: 2px solid transparent; }
QTabBar::tab:hover { color: @text; }
QTabBar::tab:selected { color: @accent; border-bottom-color: @accent; font-weight: 600; }
QTabBar::tab:focus { border-bottom-color: @text; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle { background: @line_strong; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 36px; }
QScrollBar::handle:horizontal { min-width: 36px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
QProgressBar { background: @line; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }
QSlider::groove:horizontal { background: @line; height: 4px; border-radius: 2px; }
QSlider::sub-page:horizontal { background: @accent; border-radius: 2px; }
QSlider::handle:horizontal { background: @raised; border: 1px solid @line_strong; width: 14px; height: 14px;
  margin: -6px 0; border-radius: 8px; }
QSlider::handle:horizontal:hover { border-color: @accent; }
QSlider::handle:horizontal:focus { border: 2px solid @accent; }
QSlider::sub-page:horizontal:disabled { background: @line_strong; }
QToolBar { background: @surface; border: none; border-bottom: 1px solid @line; spacing: 4px; padding: 4px 8px; }
QToolBar::separator { background: @line; width: 1px; margin: 6px 6px; }
QStatusBar { background: @surface; border-top: 1px solid @line; color: @muted; }
QStatusBar::item { border: none; }
QSplitter::handle { background: @line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QSplitter::handle:hover { background: @accent; }
"""

_CONTAINERS = """
QToolTip { background: @tooltip; color: @on_tooltip; border: 1px solid @tooltip; padding: 5px 8px; }
QMenu { background: @raised; border: 1px solid @line; padding: 4px; }
QMenu::item { padding: 6px 28px 6px 12px; border-radius: 4px; color: @text; }
QMenu::item:selected { background: @accent_soft; }
QMenu::item:disabled { color: @line_strong; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @line; margin: 4px 8px; }
QMenuBar { background: @surface; }
QMenuBar::item { padding: 6px 10px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: @accent_soft; }
QFrame[card="true"] { background: @surface; border: 1px solid @line; border-radius: 10px; }
QLabel { background: transparent; }
QLabel[muted="true"] { color: @muted; }
QLabel[title="true"] { font-size: @16pt; font-weight: 600; }
QLabel[heading="true"] { font-size: @11pt; font-weight: 600; }
QTableView, QTreeView, QListView { background: @surface; border: 1px solid @line; border-radius: 6px; gridline-color: @line;
  outline: 0; selection-background-color: @accent_soft; selection-color: @text; }
QHeaderView::section { background: @window; color: @muted; border: none; border-bottom: 1px solid @line; padding: 6px 8px; }
QTableView::item { padding: 0 6px; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QScrollArea { border: none; background: transparent; }
QDockWidget::title { background: @window; padding: 6px 8px; }
"""
