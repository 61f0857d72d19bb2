"""The loss of a model that learns from partly labelled sets: ultralytics' own, with three of its steps led."""

from __future__ import annotations

from typing import Any

from claimapp.training.partial_labels import LabelRules, source_of

__all__ = ["PartialLoss"]


class PartialLoss:
    """Wraps ultralytics' segmentation loss so that a set teaches only what it labels.

    Every labelled damage is a target of the catch-all class and, where its kind is noted, of
    that kind's class besides. Places are assigned by the catch-all alone: where a damage is
    does not hang on what it is called. A kind's class learns from

    - places assigned to a damage of a noted kind: the kinds that the set labels, and this one;
    - the background: the kinds that the set labels, but not inside a damage of unknown kind;

    and nothing from anywhere else. Sets with boxes alone teach no outlines.
    """

    def __init__(self, inner: Any, rules: LabelRules) -> None:
        """Take over `inner`, a fresh `v8SegmentationLoss`."""
        import torch

        self._inner, self._rules = inner, rules
        self._assign, self._outline_loss = inner.assigner, inner.calculate_segmentation_loss
        inner.assigner, inner.calculate_segmentation_loss = self._assigned, self._outlined
        inner.bce = self.classification
        self._background = {name: torch.tensor(flags) for name, flags in rules.background.items()}
        self._sources: list[str] = []
        self._kind: Any = None
        self._on_damage: Any = None
        self._in_vague: Any = None

    def __call__(self, preds: Any, batch: dict[str, Any]) -> Any:
        """Return the summed losses and their parts, as ultralytics' criterion does."""
        self._sources = [source_of(photo) for photo in batch["im_file"]]
        return self._inner(preds, batch)

    def _assigned(self, scores: Any, boxes: Any, anchors: Any, labels: Any, gt_boxes: Any, gt_real: Any) -> Any:
        """Assign places by the catch-all's scores; keep what kind each place got, and which lie in vague damage."""
        catch_all = self._rules.catch_all
        places = labels.clone().fill_(catch_all)
        result = self._assign(scores, boxes, anchors, places, gt_boxes, gt_real)
        _, _, _, on_damage, which = result
        self._on_damage = on_damage.bool()
        if labels.shape[1] == 0:
            self._kind = which.long().fill_(catch_all)
            self._in_vague = self._on_damage
            return result
        self._kind = labels[..., 0].long().gather(1, which.clamp(0, labels.shape[1] - 1))
        vague = (labels[..., 0] == catch_all) & gt_real[..., 0].bool()
        near, far = gt_boxes[:, :, None, :2], gt_boxes[:, :, None, 2:]
        inside = ((anchors > near) & (anchors < far)).all(-1)
        self._in_vague = (inside & vague[..., None]).any(1)
        return result

    def classification(self, scores: Any, place_scores: Any) -> Any:
        """Binary cross entropy of logits (photos, places, classes), zero where nothing may be learned."""
        from torch.nn.functional import binary_cross_entropy_with_logits, one_hot

        place = place_scores[..., self._rules.catch_all : self._rules.catch_all + 1]
        targets = place_scores.clone().scatter_(2, self._kind[..., None], place)
        loss = binary_cross_entropy_with_logits(scores.float(), targets.float(), reduction="none")
        return loss * self._learned(one_hot(self._kind, self._rules.class_count).bool())

    def _learned(self, own_kind: Any) -> Any:
        """Flags (photos, places, classes) of what counts."""
        import torch

        flags = torch.stack([self._background[source] for source in self._sources]).to(own_kind.device)
        learned = flags[:, None, :] | (own_kind & self._on_damage[..., None])
        vague = torch.where(self._on_damage, self._kind == self._rules.catch_all, self._in_vague)
        learned = learned & ~vague[..., None]
        learned[..., self._rules.catch_all] = True
        return learned

    def _outlined(self, on_damage: Any, masks: Any, which: Any, boxes: Any, photo: Any, proto: Any, *rest: Any) -> Any:
        """Loss of the outlines of those photos whose set has outlines; zero if there is none."""
        flags = on_damage.new_tensor([self._rules.outlined[source] for source in self._sources])
        on_damage = on_damage.bool() & flags.bool()[:, None]
        if not on_damage.any():
            return (proto * 0).sum()
        return self._outline_loss(on_damage, masks, which, boxes, photo, proto, *rest)
