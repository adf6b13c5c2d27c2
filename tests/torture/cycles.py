"""Runs begun and stopped again and again, at random moments, by the window's own worker thread: memory and threads stay flat,
the project is as it was or complete, and no compute process is left."""

import gc
import os
import random
import statistics
import tempfile
import threading
import time
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt

from core.jobs.events import Event, Stopped, is_end
from core.project.checking import check
from core.project.project import Project
from core.records import StageName
from core.specs import FinetuneSpec, IngestSpec, MapSpec, PredictSpec, PretrainSpec
from desktop_app.worker_thread import Request, RunUpdate, WorkerThread
from tests.faults import compute
from tests.torture.row import Amount, Row

SHORT, LONG = 3, 20
GROWTH = 0.05
LATEST = 3.0  # seconds after its start at which a run is stopped
SPECS: tuple[tuple[StageName, object], ...] = (
    ("pretrain", PretrainSpec(start="random", encoder="tiny", size=32, batch=6, epochs=1_000_000)),
    ("finetune", FinetuneSpec(mode="full", epochs=1000)),
    ("map", MapSpec(anew=True)),
    ("ingest", IngestSpec()),
    ("predict", PredictSpec(batch=1)),
)


def run(amount: Amount) -> list[Row]:
    number = SHORT if amount.short else LONG
    rng, losses, waits = random.Random(amount.seed), list[str](), list[tuple[float, str]]()
    looks: list[tuple[float, int]] = []
    app = QCoreApplication.instance() or QCoreApplication([])
    with tempfile.TemporaryDirectory() as home:
        before = os.environ.get("LABELIGHT_CACHE")
        os.environ["LABELIGHT_CACHE"] = str(Path(home) / "cache")
        try:
            with Project.open(compute.prepare(Path(home))) as project:
                for n in range(number):
                    stage, spec = SPECS[n % len(SPECS)]
                    losses += _cycle(project, stage, spec, rng.uniform(0, LATEST), waits)
                    gc.collect()
                    looks.append((_megabytes(), threading.active_count()))
                losses += check(project)
        finally:
            os.environ.pop("LABELIGHT_CACHE", None) if before is None else os.environ.update(LABELIGHT_CACHE=before)
    del app
    text = (
        f"{number} runs stopped; idle again after {statistics.median(w for w, _ in waits):.1f} s, at most {max(waits)[0]:.1f} s"
    )
    return [Row("runs stopped at any moment", f"{text} ({max(waits)[1]})", "nothing half", tuple(losses)), _flat(looks, number)]


def _cycle(project: Project, stage: StageName, spec: object, after: float, waits: list[tuple[float, str]]) -> list[str]:
    """One run, stopped so many seconds after its start; what is wrong then."""
    before, said = compute.facts(project), list[RunUpdate]()
    worker = WorkerThread(project)
    worker.updated.connect(said.append, Qt.ConnectionType.DirectConnection)
    worker.start()
    worker.request(Request(stage, spec))
    deadline = time.monotonic() + 300
    while not said and time.monotonic() < deadline:
        time.sleep(0.01)
    time.sleep(after)
    pid, asked = worker.compute_pid(), time.monotonic()
    worker.close()
    waits.append((time.monotonic() - asked, stage))
    end: Event | None = next((u.event for u in said if u.event is not None and is_end(u.event)), None)
    wrong = []
    if end is None:
        wrong.append(f"{stage} stopped after {after:.1f} s: no end was told")
    if isinstance(end, Stopped) and compute.facts(project) != before:
        wrong.append(f"{stage} stopped after {after:.1f} s: {compute.facts(project)} instead of {before}")
    if pid is not None and Path(f"/proc/{pid}").exists():
        wrong.append(f"{stage} stopped after {after:.1f} s: its process is still there")
    return wrong


def _flat(looks: list[tuple[float, int]], number: int) -> Row:
    part = max(1, number // 4)
    early, late = (statistics.median(m for m, _ in some) for some in (looks[part : 2 * part] or looks, looks[-part:]))
    threads = looks[0][1], looks[-1][1]
    text = f"{early:.0f} MB after a quarter, {late:.0f} MB at the end; {threads[0]} threads, then {threads[1]}"
    losses = []
    if late > early * (1 + GROWTH):
        losses.append(f"memory: {text}")
    if threads[1] > threads[0]:
        losses.append(f"threads: {text}")
    return Row("memory and threads over these runs", text, f"less than {GROWTH:.0%} more, no thread more", tuple(losses))


def _megabytes() -> float:
    try:
        line = next(line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS"))
    except OSError:
        return 0.0
    return int(line.split()[1]) / 1024
