"""Older assessment.json files, brought to today's schema step by step.

What an older file does not hold stays unknown; what it holds as an English sentence is kept
as that sentence (`as_saved`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

__all__ = ["MIGRATIONS"]

_Json = dict[str, Any]

_SEEN_IN_1 = {"interrupted", "set_aside", "photo_quality", "same_photo", "no_disc", "loss_date"}
"""Codes of schema 1 whose cautions outlived a new pricing."""

_PROGRAMS_NOTES_IN_1 = re.compile(
    r"Seen on \d+ photos, charged once\.|Could not be laid on a part; not charged\.|Left or right could not be told\."
)
_STOPPED_IN_1 = re.compile(r"after (\d+) of (\d+) photos")
_NO_RANGE_IN_1 = "schedule only, no range learned"
_TRADES = (("panel_h", "panel"), ("strip_h", "strip"), ("paint_h", "paint"))


def _from_1(content: _Json) -> _Json:
    """Schema 1: one status a damage, one source a line, English sentences, no edits."""
    hashes = {photo["id"]: photo["sha256"] for photo in content["photos"]}
    boxes = {each["id"]: each["box"] for photo in content["photos"] for each in photo["detections"]}
    return {
        **content,
        "schema": 2,
        "app": {**content["app"], "thresholds": {}},
        "claim": {**content["claim"], "prices": {"tables": None}},
        "photos": [_photo(photo) for photo in content["photos"]],
        "vehicle": {
            **content["vehicle"],
            "warnings": [_caution("as_saved", text) for text in content["vehicle"]["warnings"]],
            "discs": [],
            "plates": [],
            "odometer": None,
        },
        "damages": [_damage(damage) for damage in content["damages"]],
        "estimate": _estimate(content["estimate"]),
        "warnings": [_warning(warning) for warning in content["warnings"]],
        "edits": _edits(content, hashes, boxes),
        "version": 1,
        "committed": [],
    }


def _photo(photo: _Json) -> _Json:
    quality = photo["quality"]
    return {
        **photo,
        "quality": {**quality, "warnings": [_caution("as_saved", text) for text in quality["warnings"]]},
        "detections": [
            {**each, "share_of_part": None, "side": None, "end": None, "alternatives": []}
            for each in photo["detections"]
        ],
        "parts": [{**each, "end": None} for each in photo["parts"]],
        "left_out": False,
    }


def _damage(damage: _Json) -> _Json:
    kept = {key: value for key, value in damage.items() if key not in ("status", "note")}
    note = " ".join(_PROGRAMS_NOTES_IN_1.sub("", damage["note"]).split())
    return {
        **kept,
        "origin": "person" if _of_person(damage) else "program",
        "dismissed": damage["status"] == "dismissed",
        "checked": False,
        "end": None,
        "note": note,
    }


def _of_person(damage: _Json) -> bool:
    """Schema 1 told of a dismissed damage that a person had added only by its having been seen nowhere."""
    if damage["status"] not in ("found", "added", "dismissed"):
        raise ValueError(damage["status"])
    return bool(damage["status"] == "added" or not damage["seen"])


def _estimate(estimate: _Json) -> _Json:
    kept = {key: value for key, value in estimate.items() if key != "predicted"}
    return {
        **kept,
        "lines": [_line(line) for line in estimate["lines"]],
        "range": _range(estimate["predicted"]),
        "hidden": [],
        "explanation": [{**step, "what": _message(step["what"])} for step in estimate["explanation"]],
        "priced_hash": "",
    }


def _line(line: _Json) -> _Json:
    """Schema 1 kept no rates: the hours stand without a price each, and the labour in one sum beside them."""
    source = line["source"]
    row = {
        "table": source["table"],
        "row": source["row"],
        "version": "",
        "status": source.get("status") or "ASSUMED",
        "basis": source.get("basis", ""),
    }
    amount, parts, material = (Decimal(line[name]) for name in ("amount", "parts", "paint_material"))
    labour = amount - parts - material
    charges = [_charge(what, line[hours], "h", Decimal(0), row) for hours, what in _TRADES if line[hours]]
    for what, each in (("labour", labour), ("part", parts), ("paint_material", material)):
        if each:
            charges.append(_charge(what, 1, "job", each, row))
    return {
        "id": line["id"],
        "part": line["part"],
        "side": line["side"],
        "end": None,
        "operation": line["operation"],
        "charges": charges,
        "why": [_message(line["reason"])],
        "damages": line["damages"],
        **{name: line[name] for name in ("panel_h", "strip_h", "paint_h", "parts", "paint_material", "amount")},
    }


def _charge(what: str, quantity: float, unit: str, each: Decimal, row: _Json) -> _Json:
    return {
        "what": what,
        "quantity": quantity,
        "unit": unit,
        "each": f"{each:.2f}",
        "row": row,
        "quantity_rows": [],
        "database_each": None,
    }


def _range(predicted: _Json | None) -> _Json | None:
    if predicted is None:
        return None
    learned = {"reference book": "simulated", "settled claims": "learned"}[predicted["basis"]]
    none = predicted["model"].startswith(_NO_RANGE_IN_1)
    return {
        "kind": "none" if none else learned,
        "p05": predicted["p05"],
        "p50": predicted["p50"],
        "p95": predicted["p95"],
        "model": "" if none else predicted["model"],
        "rows": None,
        "covered": None,
    }


def _warning(warning: _Json) -> _Json:
    stopped = _STOPPED_IN_1.search(warning["text"]) if warning["code"] == "interrupted" else None
    if stopped:
        facts = {"done": int(stopped[1]), "total": int(stopped[2])}
        return {"code": "interrupted", "facts": facts, "where": warning["where"]}
    code = "as_saved" if warning["code"] in _SEEN_IN_1 else "pricing_as_saved"
    return _caution(code, warning["text"], warning["where"])


def _edits(content: _Json, hashes: dict[str, str], boxes: dict[str, Any]) -> list[_Json]:
    """What a person had done to the damages becomes edits, so that a new run carries them over."""
    edits: list[_Json] = []
    for damage in content["damages"]:
        photos = [[hashes[seen.split(".")[0]], boxes[seen]] for seen in damage["seen"] if seen in boxes]
        place = f"{damage['part']}/{damage['side'] or ''}/" if damage["part"] else None
        anchor = {"kind": damage["kind"], "place": place, "photos": photos, "line": None}
        made = []
        if _of_person(damage):
            fields = {name: damage[name] for name in ("kind", "part", "side", "severity") if damage[name]}
            made.append({"type": "add_damage", **fields})
        if damage["status"] == "dismissed":
            made.append({"type": "dismiss", "damage": damage["id"]})
        for edit in made:
            edits.append(
                {
                    "id": f"e{len(edits) + 1}",
                    "when": content["created"],
                    "who": "",
                    "edit": edit,
                    "before": {},
                    "anchors": [anchor],
                    "in_force": True,
                }
            )
    return edits


def _message(text: str) -> _Json:
    return {"code": "as_saved", "facts": {"text": text}}


def _caution(code: str, text: str, where: str = "") -> _Json:
    return {"code": code, "facts": {"text": text}, "where": where}


MIGRATIONS: dict[int, Callable[[_Json], _Json]] = {1: _from_1}
"""From schema N to N + 1, each with its own test file."""
