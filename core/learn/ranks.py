"""One run on several devices or machines: who we are among the processes, and what they tell each other.

Started by `torchrun --nproc-per-node=N main.py pretrain ...`, which sets RANK, WORLD_SIZE and the address to meet at. Rank 0
reports, stores and decides; the others compute. Alone, everything here does nothing. Only numbers travel, never pickles.
"""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Any

import torch
from torch import distributed, nn

from core.errors import Cancelled, UserError
from core.words import tr

PATIENCE = timedelta(minutes=30)
"""How long a process waits for the others: rank 0 may be decoding all images meanwhile."""
GO_ON, STOPPED, FAILED = 0, 1, 2


@dataclass(frozen=True)
class Ranks:
    """This process is number `rank` of `count`, and number `local` of the `local_count` on this machine."""

    rank: int = 0
    count: int = 1
    local: int = 0
    local_count: int = 1

    @property
    def leads(self) -> bool:
        return self.rank == 0

    def share(self, count: int) -> slice:
        """Which of `count` things are this process's: consecutive, and as many for each as divides evenly (the last
        takes what is left over)."""
        each = count // self.count
        return slice(self.rank * each, count if self.rank == self.count - 1 else (self.rank + 1) * each)

    def gather(self, mine: torch.Tensor) -> torch.Tensor:
        """Everyone's tensors [n, ...], of the same shape, joined in the order of ranks: [count n, ...]. No gradient."""
        if self.count == 1:
            return mine
        parts = [torch.empty_like(mine) for _ in range(self.count)]
        distributed.all_gather(parts, mine.contiguous())
        return torch.cat(parts)

    def add_up(self, tensors: Iterable[torch.Tensor]) -> None:
        """Replace each tensor by its sum over all processes, in one message."""
        listed = list(tensors)
        if self.count == 1 or not listed:
            return
        whole = torch.cat([t.reshape(-1) for t in listed])
        distributed.all_reduce(whole)
        for tensor, summed in zip(listed, torch.split(whole, [t.numel() for t in listed]), strict=True):
            tensor.copy_(summed.view_as(tensor))

    def agree(self, act: Callable[[], float]) -> float:
        """`act` is called by rank 0 alone; everyone gets what it returns, and ends with it if it ends the run.

        Rank 0 raises what `act` raised, the others `Cancelled`.
        """
        if self.count == 1:
            return act()
        word = torch.zeros(2, dtype=torch.float64)
        problem: BaseException | None = None
        if self.leads:
            try:
                word[1] = act()
            except (Cancelled, UserError) as error:
                problem, word[0] = error, STOPPED if isinstance(error, Cancelled) else FAILED
        word = word.to(_device())
        distributed.broadcast(word, 0)
        if problem is not None:
            raise problem
        if int(word[0]) != GO_ON:
            raise Cancelled
        return float(word[1])


ALONE = Ranks()


def from_environment() -> Ranks:
    """Who torchrun says we are; ALONE where it did not start us."""
    count = int(os.environ.get("WORLD_SIZE", "1"))
    if count == 1:
        return ALONE
    local, local_count = os.environ.get("LOCAL_RANK", "0"), os.environ.get("LOCAL_WORLD_SIZE", str(count))
    return Ranks(int(os.environ["RANK"]), count, int(local), int(local_count))


def join(ranks: Ranks, device: torch.device) -> None:
    """Meet the others; returns when all are there. UserError if they do not come."""
    if ranks.count == 1 or distributed.is_initialized():
        return
    try:
        distributed.init_process_group("nccl" if device.type == "cuda" else "gloo", timeout=PATIENCE)
    except (RuntimeError, ValueError) as error:
        raise UserError(
            tr(
                "The {count} processes of this run could not meet: {error}. Nothing was changed.",
                count=ranks.count,
                error=error,
            )
        ) from error


def leave(finished: bool = True) -> None:
    """Part from the others. All together where everyone is `finished`: one that leaves first may abort those that still
    listen to it ("terminate called without an active exception")."""
    if not distributed.is_initialized():
        return
    if finished:
        distributed.barrier()
    distributed.destroy_process_group()


def say_text(text: str, ranks: Ranks) -> str:
    """Rank 0's text, everywhere."""
    if ranks.count == 1:
        return text
    content = torch.tensor(list(text.encode()), dtype=torch.uint8, device=_device())
    length = torch.tensor([len(content)], device=_device())
    distributed.broadcast(length, 0)
    if not ranks.leads:
        content = torch.empty(int(length), dtype=torch.uint8, device=_device())
    distributed.broadcast(content, 0)
    return bytes(content.tolist()).decode()


def synchronise_statistics(net: nn.Module, ranks: Ranks) -> None:
    """Let every BatchNorm that learns take its mean and variance over all processes, as SimCLR does (section 2.2)."""
    if ranks.count == 1:
        return
    for module in net.modules():
        if isinstance(module, nn.BatchNorm2d) and module.training:
            # On the object, not its class: names of parameters, and so every file, stay as they are.
            module.forward = partial(_normalise, module, ranks)  # type: ignore[method-assign]


def _normalise(module: nn.BatchNorm2d, ranks: Ranks, x: torch.Tensor) -> torch.Tensor:
    """The forward of a BatchNorm2d whose statistics in training are those of all processes. torch's own needs CUDA."""
    if not module.training:
        return nn.BatchNorm2d.forward(module, x)
    wide = x.float()
    count = x.numel() / x.shape[1] * ranks.count
    mean = _sum_over_ranks(wide.sum((0, 2, 3))) / count
    centred = wide - mean.view(-1, 1, 1)
    variance = _sum_over_ranks(centred.square().sum((0, 2, 3))) / count
    assert module.running_mean is not None
    assert module.running_var is not None
    assert module.momentum is not None
    with torch.no_grad():
        module.running_mean.lerp_(mean, module.momentum)
        module.running_var.lerp_(variance * (count / max(count - 1, 1)), module.momentum)
    scale = module.weight * torch.rsqrt(variance + module.eps)
    return (centred * scale.view(-1, 1, 1) + module.bias.view(-1, 1, 1)).to(x.dtype)


class _SumOverRanks(torch.autograd.Function):
    """The sum over all processes. What one process adds moves the loss through all of them: gradients are summed too."""

    @staticmethod
    def forward(_ctx: Any, x: torch.Tensor) -> torch.Tensor:
        x = x.clone()
        distributed.all_reduce(x)
        return x

    @staticmethod
    def backward(_ctx: Any, g: torch.Tensor) -> torch.Tensor:
        g = g.clone()
        distributed.all_reduce(g)
        return g


def _sum_over_ranks(x: torch.Tensor) -> torch.Tensor:
    summed: torch.Tensor = _SumOverRanks.apply(x)
    return summed


def _device() -> torch.device:
    """Where messages must lie: nccl carries only what is on a GPU."""
    nccl = distributed.is_initialized() and distributed.get_backend() == "nccl"
    return torch.device("cuda", torch.cuda.current_device()) if nccl else torch.device("cpu")
