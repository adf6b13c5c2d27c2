"""What is said of kinds of files that cannot be read, and what to do about them."""

import sys

import pytest

from core.operations.left_aside import sentence

HEIC = {"not_supported": {"heic": 2, "mp4": 1}}


def test_heic_names_the_package_that_reads_it() -> None:
    said = sentence(HEIC)
    assert "3 files not supported (2 HEIC, 1 MP4): save them as JPEG" in said
    assert said.endswith("HEIC can be read once the package pillow-heif is installed beside Labelight.")
    assert "pillow-heif" not in sentence({"not_supported": {"mp4": 1}})


def test_nothing_is_advised_that_cannot_be_done_in_the_one_folder_app(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert "pillow-heif" not in sentence(HEIC)
