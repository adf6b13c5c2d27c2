"""A program that the one-folder app starts finds its own libraries."""

import sys

import pytest

from core import frozen


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"LD_LIBRARY_PATH": "/app/_internal", "HOME": "/home/a"}, {"HOME": "/home/a"}),
        ({"LD_LIBRARY_PATH": "/app/_internal", "LD_LIBRARY_PATH_ORIG": "/opt/lib"}, {"LD_LIBRARY_PATH": "/opt/lib"}),
        ({}, {}),
    ],
)
def test_libraries_are_looked_for_as_before(
    monkeypatch: pytest.MonkeyPatch, before: dict[str, str], after: dict[str, str]
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    frozen.restore(before)
    assert before == after


def test_outside_the_app_nothing_changes() -> None:
    environment = {"LD_LIBRARY_PATH": "/opt/lib"}
    frozen.restore(environment)
    assert environment == {"LD_LIBRARY_PATH": "/opt/lib"}
