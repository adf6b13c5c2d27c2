"""Why an image cannot be used, in the language chosen. Reasons are stored as they are written in the code, in English."""

from core.words import tr, tr_later

_BEGINNINGS = (tr_later("not supported"), tr_later("too large"), tr_later("cannot be read"))
"""Of reasons that go on with a colon and a fact: a kind of file, its size, what the system said."""


def in_words(reason: str) -> str:
    """The reason for people. One of an older Labelight, or of a library, stays as it is."""
    beginning, colon, fact = reason.partition(": ")
    return tr(beginning) + colon + fact if beginning in _BEGINNINGS else tr(reason)
