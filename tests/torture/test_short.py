"""The short form of every part of the torture finds no loss."""

from importlib import import_module

import pytest

from tests.torture.__main__ import PARTS
from tests.torture.row import Amount


@pytest.mark.parametrize("part", PARTS)
def test_no_loss(part: str, qapp: object) -> None:
    """`qapp`: a part that makes an application without windows leaves none to tests with windows that come after it."""
    for row in import_module(PARTS[part]).run(Amount(short=True)):
        assert row.losses == (), row
