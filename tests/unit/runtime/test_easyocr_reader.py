from __future__ import annotations

import socket
import sys
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from claimapp.domain.geometry import Box
from claimapp.errors import EngineProblem, ModelProblem, UsageProblem
from claimapp.runtime import easyocr_reader
from claimapp.runtime.easyocr_reader import EasyOcrReader, open_easyocr
from claimapp.training.disc_factory import draw_face, made_up_facts

WHITE = np.full((40, 60, 3), 255, np.uint8)


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("the text reader asked for the network")


@pytest.mark.torch
def test_disc_is_read_with_every_socket_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    facts = made_up_facts(np.random.default_rng(8))
    lines = open_easyocr(threads=1).read(draw_face(facts)[450:520])  # the make's row: it mixes up digits and letters
    assert facts.make in [line.text.upper() for line in lines]


def engine(found: list[Any]) -> SimpleNamespace:
    return SimpleNamespace(readtext=lambda pixels, **_: found)


def test_lines_come_top_to_bottom_with_upright_bounds() -> None:
    low = ([[5, 30], [50, 34], [49, 44], [4, 40]], "lower", 0.7)
    high = ([[5, 2], [50, 2], [50, 12], [5, 12]], "upper", 0.9)
    lines = EasyOcrReader(engine([low, high])).read(WHITE)
    assert [(line.text, line.confidence) for line in lines] == [("upper", 0.9), ("lower", 0.7)]
    assert lines[1].box == Box(4, 30, 50, 44)


def test_picture_without_print_gives_no_lines() -> None:
    assert EasyOcrReader(engine([])).read(WHITE) == ()


def test_engine_that_breaks_is_an_engine_problem() -> None:
    def readtext(pixels: np.ndarray, **_: object) -> None:
        raise RuntimeError("out of memory")

    with pytest.raises(EngineProblem, match="easyocr"):
        EasyOcrReader(SimpleNamespace(readtext=readtext)).read(WHITE)


@pytest.fixture
def fake_packages(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> SimpleNamespace:
    """Stand-ins for easyocr, its weights and torch, so that no torch is loaded."""
    folder = tmp_path_factory.mktemp("weights")
    for name in easyocr_reader._MODELS:
        (folder / name).write_bytes(b"")
    calls = SimpleNamespace(folder=folder, reader={}, threads=0)

    def reader(languages: list[str], **options: object) -> SimpleNamespace:
        calls.reader = options
        return engine([])

    monkeypatch.setitem(sys.modules, "easyocr", SimpleNamespace(Reader=reader))
    monkeypatch.setitem(sys.modules, "easyocr_en_models", SimpleNamespace(model_dir=lambda: str(folder)))
    fake_torch = SimpleNamespace(set_num_threads=lambda count: setattr(calls, "threads", count))
    monkeypatch.setitem(sys.modules, "torch", fake_torch)
    return calls


def test_download_is_switched_off_and_threads_are_capped(fake_packages: SimpleNamespace) -> None:
    assert open_easyocr(threads=3).name == "easyocr"
    assert fake_packages.reader["download_enabled"] is False
    assert fake_packages.reader["model_storage_directory"] == str(fake_packages.folder)
    assert fake_packages.threads == 3


def test_missing_weights_are_named(fake_packages: SimpleNamespace) -> None:
    (fake_packages.folder / "english_g2.pth").unlink()
    with pytest.raises(ModelProblem, match=r"english_g2\.pth"):
        open_easyocr()


def test_engine_that_is_not_installed_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "easyocr", None)
    with pytest.raises(UsageProblem, match=r"the text engine easyocr needs .*\[easyocr\]"):
        open_easyocr()
