"""Labels from another project, which is only read: as it is on the disk, even while another Labelight has it open."""

from collections.abc import Callable
from pathlib import Path

from core.errors import OnlyReadable, UserError
from core.operations.importing.rows import Row, Said, Source
from core.project import images, labels, migrations, storage
from core.project.project import Project
from core.project.reading import open_for_reading
from core.words import tr


def read(file: Path, own: Path, stopped: Callable[[], bool] = lambda: False) -> Source:
    """Its labels and marks; a prediction only where it was accepted there. `own` is the project that wants them, which must not
    be opened twice. Raises UserError; Cancelled soon after `stopped` says so."""
    if file.exists() and file.samefile(own):  # before it is opened: closing any handle on it would drop our lock
        raise UserError(tr("{file} is this project itself. Choose another one.", file=file.name))
    with _opened(file, stopped) as project:
        given = labels.with_origin(project)
        listed = images.image_list(project, ("ok", "unreadable", "missing"))
    rows = [
        Row(path, Said(label.name, label.mark), digest.tobytes() if digest.any() else None)
        for image, path, digest in zip(listed.ids.tolist(), listed.paths, listed.digests, strict=True)
        if (label := given.get(image)) is not None
    ]
    accepted = sum(label.origin == "accepted" for label in given.values())
    notes = [tr("{count:,} of its labels are predictions that were accepted there.", count=accepted)] if accepted else []
    return Source(file.name, tuple(rows), tuple(notes))


def _opened(file: Path, stopped: Callable[[], bool]) -> Project:
    """Never for writing, whether it could be or not."""
    storage.check_is_project(file)
    newer = storage.stored_version(file) > migrations.STEPS[-1].to
    why = tr("{file} is only read.", file=file.name)
    return open_for_reading(OnlyReadable(file, "newer" if newer else "place", why, ""), stopped)
