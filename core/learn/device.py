"""Which device computes, in which precision and memory layout: the only file that knows machines apart.

Measured on 2 cores of a CPU with avx512_bf16, efficientnet_lite0 at 128 px, images embedded per second: fp32 95,
fp32 channels_last 155, bf16 channels_last 437. Without such instructions bf16 is emulated and slower than fp32.
"""

import ctypes
import logging
import os
import platform
import threading
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from typing import Any, TypeVar

import torch
from torch import nn

from core.errors import DeviceError, UserError
from core.jobs.reporter import Reporter
from core.words import tr

_M_TRIM_THRESHOLD, _M_TOP_PAD, _M_MMAP_MAX = -1, -2, -4  # malloc.h
PREFERENCE = ("cuda", "xpu", "mps", "cpu")
SMALLEST_PART = 8  # images at once; below it a pass is all overhead: a smaller size is the answer then
T = TypeVar("T")
_log = logging.getLogger(__name__)


def choose(name: str, number: int = 0) -> torch.device:
    """The device called `name`: auto, cpu, cuda, cuda:1, mps, xpu. `auto` takes the first there is of cuda, xpu, mps, cpu.

    `number`: which of several alike, where the name does not say (one process for each). Raises UserError if this machine
    has no such device; the message says which it has.
    """
    there = available()
    if name == "auto":
        name = min((d.partition(":")[0] for d in there), key=PREFERENCE.index)
    wanted = f"{name}:{number}" if name in ("cuda", "xpu") else name
    if wanted not in there:
        raise UserError(
            tr(
                "This machine has no device {name}. It has: {listed}. Choose one of these, or auto.",
                name=name,
                listed=", ".join(there),
            )
        )
    return torch.device(wanted)


def available() -> list[str]:
    """The ids of the devices there are: "cpu" always, and "cuda:0", "cuda:1", "xpu:0", "mps" as found."""
    cuda = [f"cuda:{i}" for i in range(torch.cuda.device_count())]
    xpu = [f"xpu:{i}" for i in range(torch.xpu.device_count())]
    mps = ["mps"] if torch.backends.mps.is_available() else []
    return [*cuda, *xpu, *mps, "cpu"]


def describe() -> dict[str, Any]:
    """What this machine offers, as JSON.

    {"devices": [{"id", "name", "memory" (bytes, 0: not known), "bf16" (whether it helps)}], best first,
    "torch": version, "threads": how many threads a run would use on the CPU}.
    """
    devices = [_describe(torch.device(d)) for d in available()]
    return {"devices": devices, "torch": torch.__version__, "threads": thread_count()}


def bf16_helps(device: torch.device) -> bool:
    """Whether bf16 is worth it: hardware must have it. Not on MPS and XPU, where nobody has measured it for this program."""
    if device.type == "cuda":
        return bool(torch.cuda.is_bf16_supported(including_emulation=False))
    return device.type == "cpu" and _cpu_has_bf16()


def autocast(device: torch.device) -> AbstractContextManager[Any]:
    """The context to run a network in: bf16 where it helps, else fp32. Losses belong outside of it."""
    return torch.autocast(device.type, torch.bfloat16) if bf16_helps(device) else nullcontext()


def memory_format(device: torch.device) -> torch.memory_format:
    """channels_last where convolutions like it (cpu, cuda); on mps their backward is 30 times slower then (pytorch#193349)."""
    return torch.channels_last if device.type in ("cpu", "cuda") else torch.contiguous_format


def free_memory(device: torch.device) -> int:
    """Bytes free on a device with memory of its own; 0 where nobody can tell."""
    if device.type in ("cuda", "xpu"):
        free, _ = torch.get_device_module(device).mem_get_info(device)
        return int(free)
    if device.type == "mps":
        return int(torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory())
    return 0


def empty_cache(device: torch.device) -> None:
    """Give back what the device's allocator holds but nobody uses."""
    if device.type != "cpu":
        torch.get_device_module(device).empty_cache()


def is_out_of_memory(error: BaseException) -> bool:
    """Whether this is one of the ways a device says that its memory is full."""
    if isinstance(error, MemoryError | torch.OutOfMemoryError):
        return True
    text = str(error)
    return isinstance(error, RuntimeError) and any(t in text for t in ("out of memory", "can't allocate memory"))


def too_little_memory(device: torch.device, count: int, problem: str, kept: str) -> UserError:
    """What to say when even `count` images at once are too many; offers the CPU where it was another device."""
    kind, instead = (UserError, "") if device.type == "cpu" else (DeviceError, tr(", or go on with the CPU (--device cpu)"))
    return kind(
        tr(
            "There is not enough memory for even {count} images at a time ({problem}). {kept}. Choose a "
            "smaller size or encoder{instead}.",
            count=count,
            problem=problem,
            kept=kept,
            instead=instead,
        )
    )


class Portion:
    """How many images go through a network at once: `size`, halved for good whenever the memory does not hold them."""

    def __init__(self, size: int, device: torch.device, said: Callable[[str], None]) -> None:
        self.size, self._device, self._said = size, device, said

    def attempt(self, work: Callable[[int], T]) -> T:
        """What `work` makes of at most `size` images; it is called again, with fewer, when memory runs out. UserError where
        even SMALLEST_PART are too many."""
        while True:
            try:
                return work(self.size)
            except Exception as error:
                if not is_out_of_memory(error):
                    raise
                problem = (str(error) or type(error).__name__).splitlines()[0]
            # Not in the handler: as long as there is the exception, its traceback holds every tensor of the attempt.
            if self.size <= SMALLEST_PART:
                raise too_little_memory(self._device, self.size, problem, tr("Nothing was changed"))
            self.size = max(self.size // 2, SMALLEST_PART)
            empty_cache(self._device)
            self._said(tr("Memory ran out: going on with {size} images at a time", size=self.size))


def compiled(net: nn.Module, report: Reporter) -> nn.Module:
    """`net` under torch.compile; the plain network, with a note, where it cannot be compiled (no C++ compiler, say)."""
    return _Compiled(net, report)


class _Compiled(nn.Module):
    # torch.compile fails at the first call, not when it is set up.
    def __init__(self, net: nn.Module, report: Reporter) -> None:
        super().__init__()
        self._net, self._report = net, report
        self._fast: Any = torch.compile(net)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self._fast is not None:
            try:
                h: torch.Tensor = self._fast(x)
                return h
            except Exception as error:
                if is_out_of_memory(error):
                    raise
                self._fast = None
                self._report.note(tr("Not compiled ({name}); going on without", name=type(error).__name__))
        whole: torch.Tensor = self._net(x)
        return whole


def thread_count() -> int:
    """All cores but one, which is the window's; with one or two cores all of them (the worker's low priority yields)."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores - 1 if cores > 2 else cores


def set_up_process(processes: int = 1) -> None:
    """Let torch compute on `thread_count()` threads in this process, shared by so many `processes` of one run, and keep
    the memory it frees."""
    torch.set_num_threads(_startable(max(1, thread_count() // processes)))
    _keep_memory()


def _startable(count: int) -> int:
    """How many of so many threads the system lets this process have: OpenMP ends the process if it gets fewer than it was
    told (a limit on processes, a small container)."""
    leave, started = threading.Event(), list[threading.Thread]()
    try:
        for _ in range(count - 1):
            thread = threading.Thread(target=leave.wait)
            thread.start()
            started.append(thread)
    except RuntimeError:
        _log.warning("only %d of %d threads could be started", len(started) + 1, count)
    finally:
        leave.set()
        for thread in started:
            thread.join()
    return len(started) + 1


def _keep_memory() -> None:
    """Tell glibc to hold on to freed memory instead of giving it back to the system after every layer.

    Activations of more than 32 MB are otherwise mapped and filled with zeros anew each time: efficientnet_lite0 at 96 px, 256
    views, 159 -> 266 views/s. Done in processes that end with their run, so nothing is held for long.
    """
    if platform.libc_ver()[0] != "glibc":
        return
    libc = ctypes.CDLL(None)
    for option, value in ((_M_MMAP_MAX, 0), (_M_TRIM_THRESHOLD, 2**31 - 1), (_M_TOP_PAD, 2**28)):
        libc.mallopt(option, value)


def _cpu_has_bf16() -> bool:
    # Private names, so each may be missing in another version of torch: then fp32, which is right everywhere.
    checks = ("_is_avx512_bf16_supported", "_is_amx_tile_supported")
    return any(getattr(torch.cpu, c, lambda: False)() for c in checks)


def _describe(device: torch.device) -> dict[str, Any]:
    name, memory = platform.processor() or platform.machine(), _memory()
    if device.type in ("cuda", "xpu"):
        properties: Any = torch.get_device_module(device).get_device_properties(device)
        name, memory = properties.name, properties.total_memory
    elif device.type == "mps":
        name, memory = "Apple GPU", torch.mps.recommended_max_memory()
    return {"id": str(device), "name": name, "memory": int(memory), "bf16": bf16_helps(device)}


def _memory() -> int:
    if not hasattr(os, "sysconf") or "SC_PHYS_PAGES" not in os.sysconf_names:
        return 0
    return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
