"""The entry in the menu of a Linux desktop: written where the user asks for it, and taken out whole."""

import configparser
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from core import cli, desktop_entry
from core.project.project import Project
from core.project.schema import APPLICATION_ID

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="menu entries are made for Linux only")


def test_what_is_installed_is_taken_out_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert cli.main(["desktop"]) == 0
    entry = configparser.RawConfigParser(interpolation=None)
    entry.read(tmp_path / "applications" / "labelight.desktop", encoding="utf-8")
    said = entry["Desktop Entry"]
    assert said["type"] == "Application"
    assert said["exec"].endswith("%f")
    assert f'"{sys.executable}"' in said["exec"]
    assert said["mimetype"] == "application/x-labelight;"
    assert cli.main(["desktop", "--remove"]) == 0
    assert not [file for file in desktop_entry.files(tmp_path) if file.exists()]


def test_a_project_has_the_marks_its_kind_is_known_by(tmp_path: Path) -> None:
    (tmp_path / "pictures").mkdir()
    with Project.create(tmp_path / "p.labelight", tmp_path / "pictures"):
        pass
    head = (tmp_path / "p.labelight").read_bytes()[:100]
    source = next(s for t, s in desktop_entry.files(tmp_path).items() if t.suffix == ".xml")
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    first, second = ElementTree.parse(source).getroot().iter(f"{space}match")
    assert head.startswith(first.get("value", "").encode().decode("unicode_escape").encode())
    assert int.from_bytes(head[68:72], "big") == int(second.get("value", ""), 16) == APPLICATION_ID
