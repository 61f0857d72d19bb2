from __future__ import annotations

from claimapp.cli.options import Runtime, TextEngine


def test_the_default_runtime_is_never_torch() -> None:
    assert next(iter(Runtime)) is Runtime.OPENVINO


def test_the_engines_are_those_of_the_design() -> None:
    assert {engine.value for engine in TextEngine} == {"rapidocr", "easyocr"}
