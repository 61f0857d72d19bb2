from __future__ import annotations

import string
from decimal import Decimal

import pytest

from claimapp.domain.caution import Caution, CautionCode
from claimapp.domain.message import Message, MessageCode
from claimapp.domain.money import Money
from claimapp.words.say import WORDINGS, say, say_all
from claimapp.words.templates import CAUTIONS, MESSAGES, Template


def _forms(template: Template) -> tuple[str, ...]:
    return template if isinstance(template, tuple) else (template,)


_TEXTS = [text for template in (*MESSAGES.values(), *CAUTIONS.values()) for text in _forms(template)]


def test_every_code_has_its_sentence() -> None:
    assert set(MESSAGES) == set(MessageCode)
    assert set(CAUTIONS) == set(CautionCode)


@pytest.mark.parametrize("text", _TEXTS)
def test_every_wording_that_a_template_asks_for_is_there(text: str) -> None:
    asked = {spec for _, name, spec, _ in string.Formatter().parse(text) if name is not None}
    assert {spec or "" for spec in asked} <= set(WORDINGS)


@pytest.mark.parametrize(
    ("said", "text"),
    [
        (
            Message.of(
                MessageCode.DAMAGE_ON_PART,
                place="front_door/left/",
                damages=(("d4", "dent", "severe"), ("d5", "scratch", "")),
                basis="dented metal panel",
                row="metal.dent.severe",
            ),
            "left front door (d4 dent, severe; d5 scratch, severity not known, moderate assumed): dented metal panel "
            "[operations metal.dent.severe]",
        ),
        (
            Message.of(MessageCode.REPAIR_COMPARED, repair=Money(123450), new=Money(500000), share=Decimal("0.7")),
            "repair R 1 234,50 against new part with fitting R 5 000,00, limit 70 % of it",
        ),
        (
            Message.of(MessageCode.CHEAPER_FITTING_PART, part="tail_lamp//", choices=("headlamp//", "tail_lamp//")),
            "it is not known whether this is a headlamp or tail lamp; priced as the cheaper one, a tail lamp",
        ),
        (
            Message.of(MessageCode.PAINT_OVERLAP, panels=(("bonnet//", Decimal("-0.4")),)),
            "panels painted in one go share masking and mixing: bonnet -0,4 h",
        ),
        (
            Caution.of(CautionCode.DISC_EXPIRED, expired="2025-03-31", days=290, grace_days=21),
            "The licence disc expired on 31 March 2025, 290 day(s) before the loss, outside the 21 days of grace "
            "(regulation 60). Check the policy's wording.",
        ),
        (
            Caution.of(CautionCode.EDITS_CARRIED, count=1, edits=(("dismiss", "headlamp/left/"),)),
            "1 edit of the earlier assessment was carried over: dismissed (left headlamp).",
        ),
        (
            Caution.of(CautionCode.EDITS_CARRIED, count=2, edits=(("set_vehicle", "vin"), ("note", ""))),
            "2 edits of the earlier assessment were carried over: vehicle corrected (VIN), note.",
        ),
        (
            Caution.of(
                CautionCode.DISC_NOT_READ,
                photo="p6",
                tried=(("barcode_tried", "cut_outs", 2, "angles", 5), ("text_engine_broke", "engine", "rapidocr")),
            ),
            "Photo p6 shows a licence disc that could not be read: barcode tried on 2 cut-out(s), each at 5 angles and "
            "sharpened, and on the whole photo; printed text read by rapidocr: the engine broke.",
        ),
        (
            Caution.of(CautionCode.VEHICLE_CLASS_ASSUMED, named="", price_class="C_family"),
            "Make and model are not known: parts are priced for class C_family; name the make and model, or check the "
            "prices",
        ),
    ],
)
def test_facts_are_worded_in_their_place(said: Message | Caution, text: str) -> None:
    assert say(said).replace("\u00a0", " ") == text


def test_a_fact_that_is_missing_is_shown_as_such_and_is_no_crash() -> None:
    assert say(Caution(CautionCode.LOSS_IN_FUTURE)) == "The date of loss, …, lies in the future."


def test_a_field_of_claim_toml_is_named_in_words() -> None:
    said = say(Caution.of(CautionCode.EDITS_CARRIED, count=1, edits=(("set_claim", "terms.excess"),)))
    assert said == "1 edit of the earlier assessment was carried over: claim corrected (excess)."


def test_several_messages_are_one_text() -> None:
    assert say_all([Message.of(MessageCode.WASTE), Message.of(MessageCode.PAINT_NEW_PART)]) == (
        "waste disposal, once a job; painting the new part"
    )
    assert say_all([]) == ""
