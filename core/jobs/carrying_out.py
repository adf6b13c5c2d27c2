"""Call a stage, and say in a sentence what went wrong with the memory or the device: for the compute process and for the
command line, which runs stages in its own. Knows no torch: such trouble is told apart by its words."""

import re
from pathlib import Path
from typing import Any

from core.errors import DeviceError, UserError
from core.jobs.reporter import Reporter
from core.jobs.run_folder import Job
from core.words import tr
from core.workflow import STAGES

_THREADS = "can't start new thread"
_FULL = re.compile(r"out of memory|can't allocate memory")
# In capitals: torch's own mistakes speak of cuda:0 and cpu.
_DEVICE = re.compile(r"\b(CUDA|cuDNN|CUDNN|cuBLAS|CUBLAS|HIP|ROCm|MPS|XPU|SYCL)")


def carry_out(job: Job, folder: Path, report: Reporter) -> dict[str, Any]:
    """What the stage returns. UserError where memory ran out, DeviceError where a device did not do its work."""
    try:
        return STAGES[job.stage].load()(job.spec, job.manifest, folder, report)
    except (MemoryError, RuntimeError) as error:
        trouble = _in_words(error, job, (folder / "checkpoint").is_dir())
        if trouble is None:
            raise
        raise trouble from error


def _in_words(error: BaseException, job: Job, resumable: bool) -> UserError | None:
    text = str(error).splitlines()[0] if str(error) else type(error).__name__
    device = bool(_DEVICE.search(text)) and getattr(job.spec, "device", "cpu") != "cpu"
    kept = (
        tr("The last checkpoint is kept, and the run can be resumed") if resumable else tr("Nothing in the project was changed")
    )
    if isinstance(error, MemoryError) or _FULL.search(text):
        return (DeviceError if device else UserError)(
            tr(
                "There was not enough memory ({words}). {kept}. Choose a smaller batch or size{or_cpu}.",
                words=text,
                kept=kept,
                or_cpu=_or_cpu(device),
            )
        )
    if text == _THREADS:
        return UserError(
            tr("The system allows this program no more threads. {kept}. Close other programs, or raise that limit.", kept=kept)
        )
    if not device:
        return None
    # A device that failed once fails for the rest of its process, and often works in the next one: after a sleep, say.
    return DeviceError(
        tr("The device stopped working ({words}). {kept}. Try again{or_cpu}.", words=text, kept=kept, or_cpu=_or_cpu(device))
    )


def _or_cpu(device: bool) -> str:
    return tr(", or go on with the CPU (--device cpu)") if device else ""
