"""The whole state of an unfinished pretraining on disk, so that it can go on as if nothing had happened.

A checkpoint is a pair: `step-N.safetensors` with all tensors, and `step-N.json` with the rest and the digest of the first.
The JSON is written last, so a pair without it, or whose digest does not match, counts as not there. Two pairs are kept:
if the newest is damaged, the one before serves.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load, save_file
from torch import nn

from core.jobs.manifest import write_json

KEPT = 2


@dataclass(frozen=True)
class Checkpoint:
    """Tensors by name (on the CPU) and everything else (JSON)."""

    tensors: dict[str, torch.Tensor]
    facts: dict[str, Any]


def write(folder: Path, step: int, tensors: dict[str, torch.Tensor], facts: dict[str, Any]) -> None:
    """Write a pair for `step` (>= 0), each file beside and then replaced; older pairs than the KEPT newest are deleted."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"step-{step:09d}.safetensors"
    temporary = path.with_name(path.name + ".tmp")
    save_file({n: t.detach().cpu().contiguous() for n, t in tensors.items()}, temporary)
    digest = _digest(temporary.read_bytes())
    temporary.replace(path)
    write_json(path.with_suffix(".json"), {"step": step, "digest": digest, "facts": facts})
    for old in _pairs(folder)[KEPT:]:
        old.unlink()
        old.with_suffix(".safetensors").unlink(missing_ok=True)


def read(folder: Path) -> Checkpoint | None:
    """The newest whole checkpoint in the folder; None if there is none."""
    for path in _pairs(folder):
        found = _read(path)
        if found is not None:
            return found
    return None


def pack(
    modules: dict[str, nn.Module], optimiser: torch.optim.Optimizer, generators: dict[str, torch.Generator]
) -> dict[str, torch.Tensor]:
    """All state as tensors named `module/...`, `optimiser/<parameter>/...`, `random/...` (with torch's own generator)."""
    tensors = {f"{m}/{n}": t for m, net in modules.items() for n, t in net.state_dict().items()}
    for name, p in _parameters(modules).items():
        for key, value in optimiser.state.get(p, {}).items():
            if value is not None:
                tensors[f"optimiser/{name}/{key}"] = value
    return {**tensors, "random/torch": torch.get_rng_state(), **{f"random/{n}": g.get_state() for n, g in generators.items()}}


def unpack(
    tensors: dict[str, torch.Tensor],
    modules: dict[str, nn.Module],
    optimiser: torch.optim.Optimizer,
    generators: dict[str, torch.Generator],
) -> None:
    """Put what `pack` took back, in place. Raises KeyError or RuntimeError if the tensors are of other modules."""
    for m, net in modules.items():
        net.load_state_dict({n.removeprefix(f"{m}/"): t for n, t in tensors.items() if n.startswith(f"{m}/")})
    for name, p in _parameters(modules).items():
        prefix = f"optimiser/{name}/"
        state = {n.removeprefix(prefix): t for n, t in tensors.items() if n.startswith(prefix)}
        if state:
            optimiser.state[p] = {key: _like(t, p) for key, t in state.items()}
    torch.set_rng_state(tensors["random/torch"])
    for n, generator in generators.items():
        generator.set_state(tensors[f"random/{n}"])


def _like(stored: torch.Tensor, p: torch.Tensor) -> torch.Tensor:
    # A buffer takes the layout of its parameter: another order of memory would round otherwise. AdamW's count of steps
    # has no shape and stays on the CPU, where AdamW keeps it.
    return torch.empty_like(p).copy_(stored).detach() if stored.shape == p.shape and p.ndim else stored


def _parameters(modules: dict[str, nn.Module]) -> dict[str, nn.Parameter]:
    return {f"{m}/{n}": p for m, net in modules.items() for n, p in net.named_parameters()}


def _pairs(folder: Path) -> list[Path]:
    """The JSON files, newest first."""
    return sorted(folder.glob("step-*.json"), reverse=True)


def _read(path: Path) -> Checkpoint | None:
    try:
        facts = json.loads(path.read_text(encoding="utf-8"))
        content = path.with_suffix(".safetensors").read_bytes()
    except (OSError, ValueError):
        return None
    if not isinstance(facts, dict) or facts.get("digest") != _digest(content):
        return None
    return Checkpoint(load(content), facts["facts"])


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
