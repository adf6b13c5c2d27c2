"""A day is said in the language chosen."""

from datetime import datetime

import pytest

from core import words
from core.dates import day_in_words


def test_a_day_is_said_in_the_language_chosen(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(words.VARIABLE, words.ENGLISH)
    when = datetime(2026, 11, 5)
    assert day_in_words(when) == when.strftime("%d %b") == "05 Nov"
    words.speak("vi")
    assert day_in_words(when) == "05 thg 11"
    words.speak(words.ENGLISH)
