"""What a training runs on: device, precision, batch and threads, chosen from what the machine has."""

from __future__ import annotations

import os
import platform
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from claimapp.errors import UsageProblem

__all__ = ["Hardware", "MachineFacts", "Precision", "choose_hardware", "machine_facts"]

_BFLOAT16_FLAGS = frozenset({"amx_bf16", "avx512_bf16"})
_CPU_BATCH = 16
_LARGEST_BATCH = 64
_GPU_GIB_A_PHOTO = 0.25  # yolov8n-seg at 640 px with mixed precision, gradients and optimizer
_MOST_WORKERS = 8


class Precision(StrEnum):
    """How numbers are held in training: whole, or halved where the machine is quick at it."""

    FLOAT32 = "float32"
    BFLOAT16 = "bfloat16"
    MIXED = "mixed"  # CUDA's own: float16 with loss scaling

    @classmethod
    def named(cls, name: str) -> Precision:
        """Return the precision of this name.

        Raises:
            UsageProblem: if there is none.
        """
        if name not in {each.value for each in cls}:
            raise UsageProblem(f"there is no precision {name!r}", hint=f"choose one of: {', '.join(cls)}")
        return cls(name)


@dataclass(frozen=True, slots=True)
class MachineFacts:
    """What was found: flags of the CPU as Linux names them, cores that may be used, memory of each CUDA card."""

    cpu_flags: frozenset[str]
    cores: int
    gpu_memory_gib: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Hardware:
    """What a training uses; `device` in torch's words, `workers` are processes that read photos (0: none besides)."""

    device: str
    precision: Precision
    batch: int
    workers: int
    threads: int

    def told(self) -> str:
        """One line for people."""
        return (
            f"training on {self.device} in {self.precision}, {self.batch} photos a step, "
            f"{self.threads} threads, {self.workers} readers"
        )


def choose_hardware(
    facts: MachineFacts,
    *,
    device: str | None = None,
    precision: Precision | None = None,
    batch: int = 0,
    workers: int | None = None,
) -> Hardware:
    """Choose device, precision, batch and workers; what is given is taken as it is.

    CUDA comes first, with mixed precision. On a CPU bfloat16 pays only where it is built in
    (AMX or AVX512-BF16: three to five times faster); elsewhere it is emulated and so slow
    that a training does not end: float32 there.
    """
    chosen_device = device or ("cuda" if facts.gpu_memory_gib else "cpu")
    if chosen_device == "cpu":
        quick = not _BFLOAT16_FLAGS.isdisjoint(facts.cpu_flags)
        fitting = Precision.BFLOAT16 if quick else Precision.FLOAT32
        # With few cores the readers would take the threads that compute.
        readers = 0 if facts.cores <= 4 else min(_MOST_WORKERS, facts.cores // 4)
        return Hardware(
            device="cpu",
            precision=precision or fitting,
            batch=batch or _CPU_BATCH,
            workers=readers if workers is None else workers,
            threads=max(1, facts.cores),
        )
    memory = max(facts.gpu_memory_gib, default=4.0)
    fits = 1 << max(2, int(memory * 0.8 / _GPU_GIB_A_PHOTO).bit_length() - 1)
    return Hardware(
        device=chosen_device,
        precision=precision or Precision.MIXED,
        batch=batch or min(_LARGEST_BATCH, fits),
        workers=min(_MOST_WORKERS, max(0, facts.cores - 1)) if workers is None else workers,
        threads=max(1, facts.cores),
    )


def machine_facts() -> MachineFacts:
    """Look at this machine; flags are known on Linux alone, elsewhere the CPU counts as plain."""
    import torch

    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    cards = range(torch.cuda.device_count()) if torch.cuda.is_available() else ()
    memory = tuple(torch.cuda.get_device_properties(card).total_memory / 2**30 for card in cards)
    return MachineFacts(_cpu_flags(), cores or 1, memory)


def _cpu_flags(listing: Path = Path("/proc/cpuinfo")) -> frozenset[str]:
    if platform.system() != "Linux" or not listing.is_file():
        return frozenset()
    for line in listing.read_text(encoding="utf-8", errors="replace").splitlines():
        name, _, flags = line.partition(":")
        if name.strip() in {"flags", "Features"}:
            return frozenset(flags.split())
    return frozenset()
