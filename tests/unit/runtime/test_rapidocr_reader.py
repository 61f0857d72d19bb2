from __future__ import annotations

import socket
import sys
from types import SimpleNamespace

import numpy as np
import pytest

from claimapp.domain.geometry import Box
from claimapp.errors import EngineProblem, ModelProblem
from claimapp.runtime import rapidocr_reader
from claimapp.runtime.rapidocr_reader import RapidOcrReader, open_rapidocr
from claimapp.training.disc_factory import draw_face, made_up_facts

WHITE = np.full((40, 60, 3), 255, np.uint8)


def refuse(*_: object, **__: object) -> None:
    raise AssertionError("the text reader asked for the network")


def test_disc_is_read_with_every_socket_refused_and_a_silent_stderr(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, name, refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    facts = made_up_facts(np.random.default_rng(8))
    lines = open_rapidocr(threads=1).read(draw_face(facts)[200:500])  # the rows from plate to make
    texts = [line.text.replace(" ", "") for line in lines]
    assert {facts.vin, facts.registration, facts.register_no, facts.make.replace(" ", "")} <= set(texts)
    assert [line.box.y0 for line in lines] == sorted(line.box.y0 for line in lines)
    assert capfd.readouterr().err == ""


def test_picture_without_print_gives_no_lines() -> None:
    nothing = SimpleNamespace(boxes=None, txts=None, scores=None)
    assert RapidOcrReader(lambda bgr: nothing).read(WHITE) == ()


def test_lines_come_top_to_bottom_with_upright_bounds_in_opencvs_colour_order() -> None:
    seen = []

    def engine(bgr: np.ndarray) -> SimpleNamespace:
        seen.append(bgr[0, 0].tolist())
        boxes = np.array([[[5, 30], [50, 34], [49, 44], [4, 40]], [[5, 2], [50, 2], [50, 12], [5, 12]]], float)
        return SimpleNamespace(boxes=boxes, txts=("lower", "upper"), scores=(0.7, 0.9))

    red = np.zeros((50, 60, 3), np.uint8)
    red[..., 0] = 255
    lower_last = RapidOcrReader(engine).read(red)
    assert [(line.text, line.confidence) for line in lower_last] == [("upper", 0.9), ("lower", 0.7)]
    assert lower_last[1].box == Box(4, 30, 50, 44)
    assert seen == [[0, 0, 255]]


def test_engine_that_breaks_is_an_engine_problem() -> None:
    def engine(bgr: np.ndarray) -> None:
        raise RuntimeError("tensor of the wrong shape")

    with pytest.raises(EngineProblem, match="rapidocr"):
        RapidOcrReader(engine).read(WHITE)


def test_missing_model_file_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(rapidocr_reader._MODELS, "Rec", "not_there.onnx")
    with pytest.raises(ModelProblem, match=r"not_there\.onnx"):
        open_rapidocr()


def test_engine_that_is_not_installed_is_a_model_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(ModelProblem, match="not installed"):
        open_rapidocr()
