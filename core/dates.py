"""Days in the language chosen. Hours and years are numbers, the same in all."""

from datetime import datetime

from core.words import tr, tr_later

_MONTHS = (
    tr_later("Jan"),
    tr_later("Feb"),
    tr_later("Mar"),
    tr_later("Apr"),
    tr_later("May"),
    tr_later("Jun"),
    tr_later("Jul"),
    tr_later("Aug"),
    tr_later("Sep"),
    tr_later("Oct"),
    tr_later("Nov"),
    tr_later("Dec"),
)


def day_in_words(when: datetime) -> str:
    """As in “05 Nov”."""
    return tr("{day:02} {month}", day=when.day, month=tr(_MONTHS[when.month - 1]))
