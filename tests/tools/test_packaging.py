"""What the one-folder app is made of is there and whole. Building it takes minutes: `make app` does that before a release."""

import ast
import importlib.util
import re
import sys
from importlib import metadata
from pathlib import Path

import pytest

from core import paths, report, workflow
from tools.packaging import contents

SPEC = contents.ROOT / "tools" / "packaging" / "labelight.spec"


def test_every_module_of_ours_goes_in_those_named_in_strings_too() -> None:
    hidden = set(contents.hidden())
    for package in contents.OURS:
        files = (p.relative_to(contents.ROOT).with_suffix("") for p in (contents.ROOT / package).rglob("*.py"))
        assert {".".join(f.parts).removesuffix(".__init__") for f in files} <= hidden
    assert {stage.function.partition(":")[0] for stage in workflow.STAGES.values()} <= hidden
    assert {name for name in contents.SEEN_AS_SOURCE if name.startswith("core.")} <= hidden


def test_every_icon_and_language_goes_in_at_its_place() -> None:
    files = [p for p in (contents.ROOT / "resources").rglob("*") if p.is_file() and p.suffix not in (".py", ".pyc")]
    assert len(files) > 50
    expected = {(str(p), p.parent.relative_to(contents.ROOT).as_posix()) for p in files}
    assert set(contents.data()) == expected | {(str(contents.LICENCES), ".")}
    assert contents.LICENCES.is_file()


def test_what_libraries_bring_is_installed() -> None:
    for package in contents.DATA_OF:
        assert importlib.util.find_spec(package.split(".")[0]) is not None  # a whole name would import what is above it
    (place,) = importlib.util.find_spec(contents.WEIGHTS).submodule_search_locations
    assert len(list(Path(place, "models").glob("*.pth"))) == 1
    for package in contents.METADATA_OF:
        assert metadata.version(package)
    assert set(report._PACKAGES) <= set(contents.METADATA_OF)


def test_nothing_we_import_is_kept_out() -> None:
    """But for HEIC, which the app does without (docs/app.md)."""
    sources = [contents.ROOT / "main.py", *(p for name in contents.OURS for p in (contents.ROOT / name).rglob("*.py"))]
    imported = {name for path in sources for name in re.findall(r"^ *(?:from|import) (\w+)", path.read_text("utf-8"), re.M)}
    assert imported & set(contents.NEVER) == {"pillow_heif"}


def test_the_app_starts_its_compute_processes_with_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the folder there is no main.py, and the program is no Python that could run one."""
    assert paths.own_command() == [sys.executable, str(contents.ROOT / "main.py")]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", "/opt/labelight/labelight")
    assert paths.own_command() == ["/opt/labelight/labelight"]


@pytest.mark.parametrize(
    ("place", "wanted"),
    [
        ("torch/lib/libtorch_cpu.so", True),
        ("torch/bin/torch_shm_manager", True),
        ("torch/bin/test_api", False),
        ("torch\\bin\\protoc.exe", False),
        ("torch/test/a/b", False),
        ("torch/testing/_internal/common.py", True),
    ],
)
def test_torchs_own_tests_stay_out(place: str, wanted: bool) -> None:
    assert contents.is_wanted(place) is wanted


def test_the_recipe_uses_only_what_contents_has() -> None:
    tree = ast.parse(SPEC.read_text(encoding="utf-8"))
    used = {n.attr for n in ast.walk(tree) if isinstance(n, ast.Attribute) and ast.unparse(n.value) == "contents"}
    assert used == {name for name in used if hasattr(contents, name)}
    assert {"hidden", "data", "is_wanted", "NEVER", "SEEN_AS_SOURCE", "METADATA_OF", "DATA_OF", "NAME"} <= used
