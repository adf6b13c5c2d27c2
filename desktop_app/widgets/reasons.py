"""A disabled button or slider says why. Works on any; knows no page."""

from PySide6.QtWidgets import QLabel, QWidget

_TIP = "labelight_tip"


def set_disabled_reason(button: QWidget, reason: str | None, line: QLabel | None = None) -> None:
    """Disable the button and say why in its tooltip (and in `line`), or, with None, enable it and restore its own tooltip."""
    if button.property(_TIP) is None:
        button.setProperty(_TIP, button.toolTip())
    button.setEnabled(reason is None)
    button.setToolTip(str(button.property(_TIP)) if reason is None else reason)
    button.setAccessibleDescription(reason or "")
    if line is not None:
        line.setText(reason or "")
        line.setVisible(bool(reason))
