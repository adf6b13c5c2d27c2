"""Runs of the project: what was started, how it went, how it ended, with its metrics."""

import json
import time
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.sqlite import insert

from core.project import schema
from core.project.project import Project
from core.records import Run, RunState, StageName
from core.words import tr

_runs = schema.runs.c


def create(project: Project, *, stage: StageName, spec: dict[str, Any]) -> Run:
    values = {
        "stage": stage,
        "spec": json.dumps(spec),
        "state": "queued",
        "created": time.time(),
        "message": "",
        "result": "{}",
    }
    with project.write() as connection:
        run_id = connection.execute(schema.runs.insert().values(**values).returning(_runs.id)).scalar_one()
    return get(project, run_id)


def get(project: Project, run_id: int) -> Run:
    with project.read() as connection:
        return _run(connection.execute(select(schema.runs).where(_runs.id == run_id)).mappings().one())


def every(project: Project, stage: StageName | None = None, limit: int = 100) -> list[Run]:
    """The newest runs, newest first."""
    query = select(schema.runs).order_by(_runs.id.desc()).limit(limit)
    if stage is not None:
        query = query.where(_runs.stage == stage)
    with project.read() as connection:
        return [_run(row) for row in connection.execute(query).mappings()]


def set_state(project: Project, run_id: int, state: RunState, message: str = "", result: dict[str, Any] | None = None) -> None:
    values: dict[str, Any] = {"state": state, "message": message}
    if state not in ("queued", "running"):
        values["ended"] = time.time()
    if result is not None:
        values["result"] = json.dumps(result)
    with project.write() as connection:
        connection.execute(schema.runs.update().where(_runs.id == run_id).values(**values))


def interrupt_left_over(project: Project) -> int:
    """Runs that were going when the program ended: call on opening. Returns how many."""
    with project.write() as connection:
        values = {"state": "interrupted", "message": tr("Labelight ended while this was going on."), "ended": time.time()}
        outcome = connection.execute(schema.runs.update().where(_runs.state.in_(("queued", "running"))).values(**values))
        return int(outcome.rowcount)


def add_metrics(project: Project, run_id: int, rows: Sequence[tuple[int, dict[str, float]]]) -> None:
    """Keep metrics by step; a step said again (after a resume) replaces the older one."""
    if not rows:
        return
    with project.write() as connection:
        statement = insert(schema.metrics)
        replace = statement.on_conflict_do_update(
            index_elements=["run_id", "step"], set_={"metrics": statement.excluded["metrics"]}
        )
        connection.execute(replace, [{"run_id": run_id, "step": s, "metrics": json.dumps(v)} for s, v in rows])


def metrics(project: Project, run_id: int) -> list[tuple[int, dict[str, float]]]:
    query = select(schema.metrics.c.step, schema.metrics.c.metrics).where(schema.metrics.c.run_id == run_id)
    with project.read() as connection:
        return [(step, json.loads(text)) for step, text in connection.execute(query.order_by(schema.metrics.c.step))]


def _run(row: Any) -> Run:
    return Run(
        id=row["id"],
        stage=row["stage"],
        spec=json.loads(row["spec"]),
        state=row["state"],
        created=row["created"],
        ended=row["ended"],
        message=row["message"],
        result=json.loads(row["result"]),
    )
