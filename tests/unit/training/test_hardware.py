"""What a training runs on, chosen from facts: no card and no fast CPU is needed to test it."""

from __future__ import annotations

from pathlib import Path

import pytest

from claimapp.errors import UsageProblem
from claimapp.training.hardware import Hardware, MachineFacts, Precision, _cpu_flags, choose_hardware

PLAIN = frozenset({"sse4_2", "avx2"})


@pytest.mark.parametrize("flag", ["amx_bf16", "avx512_bf16"])
def test_a_cpu_with_bfloat16_built_in_trains_in_it(flag: str) -> None:
    chosen = choose_hardware(MachineFacts(PLAIN | {flag}, cores=2))
    assert chosen == Hardware("cpu", Precision.BFLOAT16, batch=16, workers=0, threads=2)


@pytest.mark.parametrize("flags", [PLAIN, frozenset[str](), PLAIN | {"avx512f", "amx_tile"}])
def test_a_cpu_that_would_emulate_bfloat16_trains_in_float32(flags: frozenset[str]) -> None:
    assert choose_hardware(MachineFacts(flags, cores=4)).precision is Precision.FLOAT32


def test_a_card_comes_before_any_cpu() -> None:
    chosen = choose_hardware(MachineFacts(PLAIN | {"amx_bf16"}, cores=16, gpu_memory_gib=(24.0,)))
    assert (chosen.device, chosen.precision, chosen.batch, chosen.workers) == ("cuda", Precision.MIXED, 64, 8)


@pytest.mark.parametrize(("gib", "batch"), [(2.0, 4), (4.0, 8), (8.0, 16), (12.0, 32), (141.0, 64)])
def test_the_batch_fits_the_card(gib: float, batch: int) -> None:
    assert choose_hardware(MachineFacts(PLAIN, cores=8, gpu_memory_gib=(gib,))).batch == batch


def test_readers_take_no_core_from_a_small_cpu() -> None:
    assert [choose_hardware(MachineFacts(PLAIN, cores=cores)).workers for cores in (1, 2, 4, 8, 64)] == [0, 0, 0, 2, 8]


def test_what_is_asked_for_is_taken() -> None:
    facts = MachineFacts(PLAIN, cores=8, gpu_memory_gib=(24.0,))
    chosen = choose_hardware(facts, device="cpu", precision=Precision.FLOAT32, batch=4, workers=1)
    assert chosen == Hardware("cpu", Precision.FLOAT32, batch=4, workers=1, threads=8)


def test_an_unknown_precision_is_refused() -> None:
    assert Precision.named("bfloat16") is Precision.BFLOAT16
    with pytest.raises(UsageProblem, match="choose one of: float32, bfloat16, mixed"):
        Precision.named("int8")


def test_flags_are_read_from_linux_list(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.system", lambda: "Linux")
    listing = tmp_path / "cpuinfo"
    listing.write_text("processor\t: 0\nflags\t\t: fpu amx_bf16\n\nprocessor\t: 1\nflags\t\t: fpu\n")
    assert _cpu_flags(listing) == {"fpu", "amx_bf16"}
    assert _cpu_flags(tmp_path / "none") == frozenset()
    monkeypatch.setattr("platform.system", lambda: "Windows")
    assert _cpu_flags(listing) == frozenset()


def test_the_choice_is_told_in_one_line() -> None:
    assert "\n" not in choose_hardware(MachineFacts(PLAIN, cores=2)).told()
