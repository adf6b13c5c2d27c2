"""Licences, bill of materials, lock and citation name what pyproject.toml does."""

import re
import tomllib

from tools import components


def test_every_direct_dependency_is_in_all_three() -> None:
    assert components.missing() == []


def test_every_extra_that_users_install_is_among_them() -> None:
    project = tomllib.loads((components.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    of_developers = {"app", "bench", "test"}
    assert set(project["optional-dependencies"]) - of_developers == set(components.EXTRAS) - {""}
    assert "pillow-heif" in {each.name for each in components.direct()}


def test_the_lock_names_no_place_packages_come_from() -> None:
    text = components.LOCK.read_text(encoding="utf-8")
    assert "://" not in text
    pinned = re.findall(r"^([a-z0-9-]+)==\S+ \\\n((?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+)", text, re.M)
    assert len(pinned) == len(re.findall(r"^[a-z0-9-]+==", text, re.M)) > 20


def test_the_version_stands_in_one_place() -> None:
    project = tomllib.loads((components.ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    cited = re.search(r"^version: (\S+)$", (components.ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.M)
    assert cited is not None
    assert cited[1] == project["version"]
