"""The wheel holds all the program needs, and no test."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    out = tmp_path_factory.mktemp("wheel")
    # From a copy: building leaves folders behind, and a folder of an earlier build would hide what is missing.
    source = tmp_path_factory.mktemp("source") / "labelight"
    _copy(source)
    command = [
        sys.executable,
        "-m",
        "pip",
        "wheel",
        "--no-deps",
        "--no-build-isolation",
        "--no-index",
        "-q",
        "-w",
        str(out),
        ".",
    ]
    done = subprocess.run(command, cwd=source, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    (wheel,) = out.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        return set(packed.namelist())


def test_everything_the_program_needs_is_in_it(names: set[str]) -> None:
    wanted = {"main.py"}
    for package in ("core", "desktop_app", "resources"):
        files = [path for path in (ROOT / package).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        wanted |= {path.relative_to(ROOT).as_posix() for path in files}
    assert wanted - names == set()


def test_nothing_else_is_in_it(names: set[str]) -> None:
    assert {name.split("/")[0] for name in names if ".dist-info/" not in name} == {
        "main.py",
        "core",
        "desktop_app",
        "resources",
    }


def _copy(target: Path) -> None:
    target.mkdir()
    for name in ("pyproject.toml", "README.md", "main.py"):
        (target / name).write_bytes((ROOT / name).read_bytes())
    for package in ("core", "desktop_app", "resources"):
        for path in (ROOT / package).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                place = target / path.relative_to(ROOT)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_bytes(path.read_bytes())
