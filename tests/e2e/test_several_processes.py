"""torchrun with two processes on one machine: one project, one encoder; a process that dies ends the run with a sentence."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import main as labelight
from core import paths
from tests.e2e import pictures

TORCHRUN = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node=2", "--"]
OPTIONS = ["--start", "random", "--encoder", "tiny", "--size", "32", "--batch", "12"]


@pytest.fixture
def project(tmp_path: Path) -> str:
    pictures.make(tmp_path / "pictures", per_kind=8)
    path = str(tmp_path / "p.labelight")
    assert labelight.main(["new", path, str(tmp_path / "pictures")]) == 0
    return path


def start(project: str, *options: str) -> "subprocess.Popen[str]":
    command = [*TORCHRUN, str(paths.main_script()), "pretrain", project, *options]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    )


def test_two_processes_make_one_encoder(project: str) -> None:
    run = start(project, *OPTIONS, "--epochs", "3", "--json")
    out, err = run.communicate(timeout=120)
    assert run.returncode == 0, err
    (line,) = [line for line in out.splitlines() if line.startswith("{")]
    assert json.loads(line)["epochs"] == 3


def test_a_process_that_dies_ends_the_run_and_one_alone_goes_on(project: str, capsys: pytest.CaptureFixture[str]) -> None:
    run = start(project, *OPTIONS, "--epochs", "300")
    deadline = time.monotonic() + 120
    while not list(paths.cache_home().rglob("checkpoint/*.json")):
        assert time.monotonic() < deadline
        assert run.poll() is None, run.communicate()[1]
        time.sleep(0.05)
    os.kill(_second(run.pid), signal.SIGKILL)
    _, err = run.communicate(timeout=120)
    assert run.returncode != 0
    assert "labelight: Process 0 of 2 could not go on" in err or "labelight: stopped" in err, err
    assert labelight.main(["pretrain", project, "--resume", "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["epochs"] == 300


def _second(parent: int) -> int:
    """The process with RANK 1 among the children."""
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            environment = (entry / "environ").read_bytes().split(b"\0")
            status = (entry / "status").read_text()
        except OSError:
            continue
        if b"RANK=1" in environment and f"PPid:\t{parent}" in status:
            return int(entry.name)
    raise AssertionError("there is no second process")
