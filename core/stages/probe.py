"""The stage probe: what this machine offers, asked in a compute process because the app never imports torch."""

from pathlib import Path
from typing import Any

from core.jobs.manifest import Manifest
from core.jobs.reporter import Reporter
from core.learn import device
from core.specs import ProbeSpec


def run(spec: ProbeSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Devices, torch version and threads: see `core.learn.device.describe`."""
    return device.describe()
