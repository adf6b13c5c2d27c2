"""A stage of one's own: how bright the images are. A pure function of (spec, manifest, folder, reporter)."""

import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core.jobs.manifest import ImageList, Manifest, load_arrays
from core.jobs.reporter import ListReporter, Reporter
from core.pixels.decode import decode
from core.project import images as rows  # these two only to make a manifest with: a stage never sees a project
from core.project.reading import open_project


@dataclass(frozen=True)
class BrightnessSpec:
    """Every knob of the stage, with its reason. Belongs into core/specs.py."""

    side: int = 64  # px; brightness needs no more


def run(spec: BrightnessSpec, manifest: Manifest, folder: Path, report: Reporter) -> dict[str, Any]:
    """Writes brightness.npz: ids int64 [N], brightness float32 [N] in 0..1. Returns what is kept with the run."""
    images = ImageList.load(folder / manifest.images)
    values = np.empty(len(images), np.float32)
    for place, path in enumerate(images.paths):
        report.progress(place, len(images))  # raises Cancelled once somebody asked to stop
        values[place] = np.asarray(decode(Path(manifest.folder) / path, spec.side).convert("L")).mean() / 255
    np.savez(folder / "brightness.npz", ids=images.ids, brightness=values)
    return {"images": len(images), "brightness": round(float(values.mean()), 3)}


with open_project(Path(sys.argv[1])) as project, tempfile.TemporaryDirectory() as place:
    rows.image_list(project).save(Path(place) / "images.npz")
    given = Manifest(folder=str(project.folder()), cache=str(project.cache), images="images.npz")
    print(run(BrightnessSpec(), given, Path(place), ListReporter()))
    print(load_arrays(Path(place) / "brightness.npz")["brightness"][:5])
