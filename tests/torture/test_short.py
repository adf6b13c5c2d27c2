"""The short form of every part of the torture finds no loss."""

from importlib import import_module

import pytest

from tests.torture.__main__ import PARTS
from tests.torture.row import Amount


@pytest.mark.parametrize("part", PARTS)
def test_no_loss(part: str) -> None:
    for row in import_module(PARTS[part]).run(Amount(short=True)):
        assert row.losses == (), row
