"""The loss: who learns what from which photo, told by where its gradient goes."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from claimapp.training.partial_labels import LabelRules
from claimapp.training.partial_loss import PartialLoss

pytestmark = pytest.mark.torch

DAMAGE, DENT, MISSING = 0, 1, 2
RULES = LabelRules(
    class_count=3,
    catch_all=DAMAGE,
    background={"dents": (True, True, False), "boxes": (True, False, False), "whole": (True, True, True)},
    outlined={"dents": True, "boxes": False, "whole": True},
)


class Inner:
    """Stands in for ultralytics' loss: places 0 and 1 lie on the photo's only label, place 2 beside it."""

    def __init__(self) -> None:
        self.bce: Any = None
        self.loss: Any = None
        self.mask_loss: Any = None
        self.outlined: list[Any] = []

    def assigner(
        self, scores: Any, boxes: Any, anchors: Any, labels: Any, gt_boxes: Any, gt_real: Any
    ) -> tuple[Any, Any, Any, Any, Any]:
        import torch

        on_damage = torch.zeros(scores.shape[:2], dtype=torch.bool)
        place_scores = torch.zeros_like(scores)
        if labels.shape[1]:
            on_damage[:, 0] = True
            place_scores[:, 0, labels[0, 0, 0].long()] = 1.0
        return labels, boxes, place_scores, on_damage, torch.zeros(scores.shape[:2], dtype=torch.long)

    def calculate_segmentation_loss(self, on_damage: Any, *rest: Any) -> Any:
        self.outlined.append(on_damage)
        return on_damage.sum().float()

    def __call__(self, preds: Any, batch: dict[str, Any]) -> Any:
        import torch

        scores, kinds = preds
        anchors = torch.tensor([[5.0, 5.0], [6.0, 6.0], [50.0, 50.0]])
        gt_boxes = torch.tensor([[[0.0, 0.0, 10.0, 10.0]]])[:, : kinds.shape[1]]
        gt_real = torch.ones(1, kinds.shape[1], 1)
        _, _, place_scores, on_damage, which = self.assigner(scores, None, anchors, kinds, gt_boxes, gt_real)
        self.loss = self.bce(scores, place_scores)
        self.mask_loss = self.calculate_segmentation_loss(on_damage, None, which, None, None, torch.ones(1, 2, 2))
        return self.loss.sum()


def _learned(source: str, kind: int | None) -> tuple[list[list[int]], Inner]:
    """Run one photo with one label; give for each place and class -1 pushed down, 1 pushed up, 0 left alone."""
    import torch

    inner = Inner()
    loss = PartialLoss(inner, RULES)
    scores = torch.zeros(1, 3, 3, requires_grad=True)
    kinds = torch.full((1, 0 if kind is None else 1, 1), float(kind or 0))
    loss((scores, kinds), {"im_file": [f"/x/{source}__a.jpg"]}).backward()
    assert scores.grad is not None
    return (-scores.grad[0].sign()).int().tolist(), inner


def test_a_damage_of_a_known_kind_raises_its_kind_and_the_catch_all() -> None:
    (on_label, *_), _ = _learned("dents", DENT)
    assert on_label == [1, 1, 0]


def test_background_teaches_only_what_the_set_labels() -> None:
    (_, _, beside), _ = _learned("dents", DENT)
    assert beside == [-1, -1, 0]


def test_a_kind_that_the_background_leaves_open_is_still_learned_where_it_is_labelled() -> None:
    (on_label, _, beside), _ = _learned("boxes", DENT)
    assert on_label == [1, 1, 0]
    assert beside == [-1, 0, 0]


def test_a_damage_of_unknown_kind_says_nothing_about_kinds_anywhere_in_its_box() -> None:
    (on_label, inside, beside), _ = _learned("dents", DAMAGE)
    assert on_label == [1, 0, 0]
    assert inside == [-1, 0, 0]
    assert beside == [-1, -1, 0]


def test_undamaged_cars_push_everything_down() -> None:
    places, _ = _learned("whole", None)
    assert places == [[-1, -1, -1]] * 3


def test_boxes_teach_no_outline() -> None:
    _, inner = _learned("boxes", DENT)
    assert inner.outlined == []
    assert float(inner.mask_loss) == 0.0
    _, inner = _learned("dents", DENT)
    assert len(inner.outlined) == 1


def test_the_loss_fits_the_one_of_ultralytics() -> None:
    """The real loss of a small network: finite, and a whole step's gradient reaches the image."""
    import torch
    from ultralytics.nn import tasks
    from ultralytics.utils.loss import v8SegmentationLoss

    network: Any = tasks.SegmentationModel("yolov8n-seg.yaml", nc=3, verbose=False)  # type: ignore[no-untyped-call]
    network.args = SimpleNamespace(box=7.5, cls=0.5, dfl=1.5, overlap_mask=True)
    loss = PartialLoss(v8SegmentationLoss(network), RULES)
    masks = torch.zeros(2, 16, 16)
    masks[:, 4:12, 4:12] = 1
    batch = {
        "img": torch.rand(2, 3, 64, 64),
        "im_file": ["dents__a.jpg", "boxes__b.jpg"],
        "batch_idx": torch.tensor([0.0, 1.0]),
        "cls": torch.tensor([[1.0], [0.0]]),
        "bboxes": torch.tensor([[0.5, 0.5, 0.5, 0.5]] * 2),
        "masks": masks,
    }
    summed, parts = loss(network.train()(batch["img"]), batch)
    summed.sum().backward()
    assert all(bool(torch.isfinite(part)) for part in parts.values())
    first = next(network.parameters())
    assert first.grad is not None
    assert float(first.grad.abs().sum()) > 0
