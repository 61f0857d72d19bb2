"""Training, as far as it can be told without training."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from claimapp.training import vision


@pytest.mark.parametrize(
    ("epoch", "validates"),
    [(0, False), (3, True), (4, False), (7, True), (16, False), (17, True), (18, True), (19, True)],
)
def test_validation_is_seldom_but_certain_at_the_end(epoch: int, validates: bool) -> None:
    trainer = SimpleNamespace(epoch=epoch, epochs=20, args=SimpleNamespace(val=None))
    vision._validate_seldom(4)(trainer)
    assert trainer.args.val is validates


@pytest.mark.torch
def test_bfloat16_is_switched_on_for_trainer_and_validator(monkeypatch: pytest.MonkeyPatch) -> None:
    import torch
    import ultralytics.engine.trainer as trainer
    import ultralytics.engine.validator as validator

    for module in (trainer, validator):
        monkeypatch.setattr(module, "autocast", None)
    vision.use_bfloat16_on_cpu()
    for module in (trainer, validator):
        with module.autocast(True):
            assert torch.is_autocast_enabled("cpu")
            assert torch.get_autocast_dtype("cpu") is torch.bfloat16
        with module.autocast(False):
            assert not torch.is_autocast_enabled("cpu")
