"""What the window asks before it closes: what would be lost, and what becomes of a run that goes on."""

from PySide6.QtWidgets import QMessageBox, QWidget

from core.records import StageName
from core.words import tr, tr_later
from core.workflow import STAGES
from desktop_app import copy_dialogs
from desktop_app.session import Session

_GOES_ON = tr_later("What was done so far is kept, and the rest is done when the project is opened next.")
_BEGINS_ANEW = tr_later("It would have to be started again. Everything that is stored stays.")
_AFTERWARDS: dict[StageName, str] = {
    "pretrain": tr_later("What was done so far is kept, and learning can be resumed."),
    "embed": _GOES_ON,
    "compare": _GOES_ON,
    "map": _GOES_ON,
}
"""What happens to a run that is ended by closing the window."""


def may_close(parent: QWidget, session: Session, *, unasked: bool) -> bool:
    """Ask if something is not on the disk, and, if not `unasked`, if something runs. False: the window stays."""
    if not copy_dialogs.may_be_lost(parent, session):
        return False
    run = session.running
    if unasked or run is None or run.stage == "probe":  # to ask what the machine offers is no work
        return True
    going = tr("{doing} is still going on. Close Labelight?", doing=tr(STAGES[run.stage].doing))
    text = f"{going} {tr(_AFTERWARDS.get(run.stage, _BEGINS_ANEW))}"
    buttons = QMessageBox.StandardButton
    answer = QMessageBox.question(parent, tr("Close Labelight?"), text, buttons.Close | buttons.Cancel)
    return answer == buttons.Close
