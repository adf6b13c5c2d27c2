"""Every text that goes through `tr` has a finished translation in every language, with the same placeholders."""

import ast
import string
from collections.abc import Iterator

import pytest

from core import words
from core.words import tr
from tools import languages

CODES = [code for code in words.NAMES if code != words.ENGLISH]


@pytest.fixture(autouse=True)
def _as_before(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv(words.VARIABLE, words.language())
    before = words.language()
    yield
    words.speak(before)


def placeholders(text: str) -> list[str]:
    return sorted(f"{name}!{conversion}:{spec}" for _, name, spec, conversion in string.Formatter().parse(text) if name)


def test_every_text_is_a_literal_that_can_be_translated() -> None:
    assert languages.texts()[1] == []


@pytest.mark.parametrize("code", CODES)
def test_a_language_is_complete_and_in_step(code: str) -> None:
    made, unfinished = languages.update(code, languages.texts()[0])
    assert made == (words.FOLDER / f"{code}.ts").read_text(encoding="utf-8"), "run python -m tools.languages"
    assert unfinished == 0


@pytest.mark.parametrize("code", CODES)
def test_translations_keep_placeholders_and_edges(code: str) -> None:
    for source, translation in words.read(code)[words.OWN].items():
        if "{" in source and _is_format(source):
            assert placeholders(translation) == placeholders(source), source
        assert (source[:1] == " ", source[-1:] == " ", "\n" in source, "…" in source) == (
            translation[:1] == " ",
            translation[-1:] == " ",
            "\n" in translation,
            "…" in translation,
        ), source


def test_values_fill_the_placeholders_in_every_language() -> None:
    assert tr("{count:,} of {total:,}", count=1200, total=5000) == "1,200 of 5,000"
    words.speak(words.PSEUDO)
    assert tr("Found {count:,} images", count=1200) == "[Fóúñd 1,200 ímágés~~~~~~~~~]"


def test_an_unknown_language_is_english() -> None:
    words.speak("xx")
    assert (words.language(), tr("Label")) == ("en", "Label")


def test_processes_that_are_started_speak_the_same_language(monkeypatch: pytest.MonkeyPatch) -> None:
    words.speak(words.PSEUDO)
    words._language.code = words.ENGLISH  # as in a process that has just begun
    words.speak_as_told()
    assert words.language() == words.PSEUDO


def _is_format(text: str) -> bool:
    try:
        list(string.Formatter().parse(text))
    except ValueError:
        return False
    return True


def test_f_strings_and_variables_are_told_apart() -> None:
    (call,) = languages.calls(ast.parse('tr(f"{a} images")'))
    assert languages._literals(call)[1] == "an f-string: name its values instead"
    (call,) = languages.calls(ast.parse('tr("one" if n == 1 else "many")'))
    assert languages._literals(call) == ({"one", "many"}, "")
