"""Files that are damaged or lie: none may end a process or hold it up, and grid, training and prediction say the same of each.

    python -m tests.torture.bad_images FOLDER      (by the parent: looks at each file, one JSON line before and one after)

The corpus is that of tests/faults/bad_files.py, every format cut at many places and with its header overwritten; the flips are
seeded changes of small valid files. Each batch is looked at by a process of its own.
"""

import contextlib
import json
import os
import select
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from core.jobs.reporter import ListReporter
from core.pixels.cache import open_pixels
from core.pixels.scan import as_list, examine, reason_of
from tests.core.pixels.test_fuzz import KINDS, valid
from tests.faults import bad_files
from tests.torture.row import Amount, Row

_BATCH = 1000
_PATIENCE = 30.0  # seconds for one file: far more than any needs, far less than for ever
_ENDINGS = {"PROGRESSIVE": "jpg", "PALETTE": "png", "LZW": "tif", "FLOAT": "tif", "TIFF": "tif", "JPEG": "jpg"}
_CUTS, _HEADERS = 25, 8


def run(amount: Amount) -> list[Row]:
    flips = 400 if amount.short else 20_000
    return [
        _row("bad images made in code", list(corpus(amount.seed)), "at least 200 files, 0 crashes, 0 hangs, one answer"),
        _row("valid images with flipped or missing bytes", list(flipped(flips, amount.seed)), "0 crashes, 0 hangs, one answer"),
    ]


def corpus(seed: int) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of every kind of bad file, and each format cut at many places or with a byte of its header overwritten."""
    for name, bad in bad_files.every().items():
        yield name, bad.data
    yield from bad_files.metadata_bombs().items()
    rng = np.random.default_rng(seed)
    for kind in ("JPEG", "PNG", "TIFF", "BMP", "GIF", "WEBP"):
        data, ending = bad_files.saved(bad_files.noise(32), kind), _ENDINGS.get(kind, kind.lower())
        for number, end in enumerate(np.linspace(1, len(data) - 1, _CUTS).astype(int)):
            yield f"cut {kind} {number:02d}.{ending}", data[:end]
        for number in range(_HEADERS):
            changed = bytearray(data)
            changed[int(rng.integers(0, 40))] = int(rng.integers(0, 256))
            yield f"header {kind} {number:02d}.{ending}", bytes(changed)


def flipped(count: int, seed: int) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of so many files, each valid before one to eight bytes were changed or its end was cut off."""
    rng = np.random.default_rng(seed + 1)
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        data = bytearray(valid(kind))
        if rng.random() < 0.25:
            del data[int(rng.integers(1, len(data))) :]
        for _ in range(int(rng.integers(1, 9))):
            # Squared: headers, where damage is most inventive, are hit more often.
            data[int(rng.random() ** 2 * (len(data) - 1))] = int(rng.integers(0, 256))
        yield f"{number:05d} {kind}.{_ENDINGS.get(kind, kind.lower())}", bytes(data)


def _row(what: str, files: list[tuple[str, bytes]], required: str) -> Row:
    losses: list[str] = []
    refused = 0
    for first in range(0, len(files), _BATCH):
        with tempfile.TemporaryDirectory() as folder:
            for name, data in files[first : first + _BATCH]:
                (Path(folder) / name).write_bytes(data)
            answers = list(_looked_at(Path(folder)))
        losses += [f"{answer['path']}: {answer['loss']}" for answer in answers if answer["loss"]]
        refused += sum(bool(answer["reason"]) for answer in answers)
    found = f"{len(files):,} files, {refused:,} refused with a reason, {len(files) - refused - len(losses):,} shown"
    return Row(what, f"{found}, {len(losses)} crashes, hangs or different answers", required, tuple(losses))


def _looked_at(folder: Path) -> Iterator[dict[str, Any]]:
    """One answer per file. A process that dies or falls silent is begun anew behind the file it was at."""
    left = sorted(path.name for path in folder.iterdir())
    while left:
        command = [sys.executable, "-m", "tests.torture.bad_images", str(folder)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        assert process.stdin is not None
        process.stdin.write(json.dumps(left).encode())
        process.stdin.close()
        at = ""
        for line in _lines(process):
            answer = json.loads(line)
            at = answer["path"]
            if "loss" in answer:
                left = left[1:] if at == left[0] else left
                yield answer
        process.kill()
        code = process.wait()
        assert process.stdout is not None
        process.stdout.close()
        if left and at == left[0]:
            yield {"path": at, "loss": f"the process ended (code {code}) or hung", "reason": ""}
            left = left[1:]
        elif left and not at:
            raise RuntimeError(f"the process that looks at files does not begin (code {code})")


def _lines(process: "subprocess.Popen[bytes]") -> Iterator[bytes]:
    """Whole lines as they come; ends with the process, or after `_PATIENCE` seconds without one."""
    assert process.stdout is not None
    rest, last = b"", time.monotonic()
    while time.monotonic() - last < _PATIENCE:
        if select.select([process.stdout], [], [], 1.0)[0]:
            some = os.read(process.stdout.fileno(), 1 << 16)
            if not some:
                return
            *lines, rest = (rest + some).split(b"\n")
            last = time.monotonic()
            yield from lines


# In the process that looks


def look() -> None:
    folder = Path(sys.argv[1])
    names: list[str] = json.load(sys.stdin)
    with tempfile.TemporaryDirectory() as cache:
        for name in names:
            _say({"path": name})
            loss, reason = _one(folder, name, Path(cache))
            _say({"path": name, "loss": loss, "reason": reason})


def _one(folder: Path, name: str, cache: Path) -> tuple[str, str]:
    """What is wrong with how the file is treated (empty: nothing), and why it is refused (empty: it is a picture)."""
    shown = examine(folder, name, 160)
    header = examine(folder, name)
    if shown is None or header is None:
        return "called missing", ""
    reason = shown.found.reason
    if shown.found.state == "ok":
        if not shown.thumbnail:
            return "no thumbnail of a readable image", ""
        if header.found.state != "ok":
            return "shown, but refused for prediction", ""
    elif not reason:
        return "refused without a reason", ""
    elif reason_of(folder, name) != reason:
        return "another reason the second time", reason
    if header.found.state == "ok":
        pixels = open_pixels(cache, as_list([header.found]), folder, 32, ListReporter())
        if bool(pixels.readable[0]) != (shown.found.state == "ok"):
            return "the grid and training disagree", reason
    return "", reason


def _say(value: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(value) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    with contextlib.suppress(BrokenPipeError):
        look()
