"""How things stand: which actions make sense now, and what they and the window are called."""

from __future__ import annotations

import re
from pathlib import Path

from claimapp.desk.actions import Actions, Situation
from claimapp.desk.claim_model import ClaimModel

__all__ = ["name_actions", "report_name", "situation_of", "window_title"]


def situation_of(model: ClaimModel, recent: int, *, busy: bool, failed: bool, noticed: bool) -> Situation:
    """Return what decides which actions make sense; `recent` counts the claims opened last."""
    return Situation(
        claim_open=model.claim is not None,
        folder_known=model.claim is not None and model.claim.folder is not None,
        assessed=model.assessment is not None,
        busy=busy,
        priced=model.priced,
        photos=len(model.photos),
        damage_selected=model.damage(model.damage_id) is not None,
        can_undo=model.stack.canUndo(),
        can_redo=model.stack.canRedo(),
        failed=failed,
        noticed=noticed,
        recent=recent,
    )


def name_actions(actions: Actions, model: ClaimModel, recent: tuple[Path, ...]) -> None:
    """Name Undo, Redo, Dismiss and the recent claims after what they would do; the toolbar keeps short words."""
    for action_id, short, text in (
        ("undo", "Undo", model.stack.undoText()),
        ("redo", "Redo", model.stack.redoText()),
    ):
        actions.retitle(action_id, f"{short} {text[:1].lower()}{text[1:]}".strip())
        actions[action_id].setIconText(short)  # the toolbar's width must not jump
    damage = model.damage(model.damage_id)
    dismissed = damage is not None and damage.dismissed
    actions.retitle("toggle_damage", "Restore damage" if dismissed else "Dismiss damage")
    for spec, action in actions.all():
        if spec.recent is not None:
            action.setVisible(spec.recent <= len(recent))
            if spec.recent <= len(recent):
                actions.retitle(spec.id, str(recent[spec.recent - 1]))


def report_name(title: str) -> str:
    """Return the file name that is suggested for a claim's report, whatever signs its number holds."""
    safe = re.sub(r"[^\w.-]+", "_", title).strip("._")
    return f"{safe or 'report'}.pdf"


def window_title(model: ClaimModel) -> str:
    """Return the window's title with Qt's place for the `*` of unsaved changes."""
    return f"{model.claim.title}[*] – claimapp" if model.claim else "claimapp[*]"
