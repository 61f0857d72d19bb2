"""What a folder's name says: a part of a claim (`photos`, `licence disc`, `left side 2`), or a claim (`CLM-1`)."""

from __future__ import annotations

import re

__all__ = ["is_claim_like", "is_part_name", "is_period_name"]

_PART_WORDS = frozenset(
    """
    photo photos photograph photographs pic pics picture pictures image images img imgs jpg jpeg jpegs raw camera dcim
    whatsapp phone cell gallery album scan scans scanned disc disk discs disks licence license lic reg registration
    plate plates vin odo odometer mileage km clock
    damage damages damaged close closeup closeups up ups detail details overview general full whole
    front rear back left right side sides top roof bonnet boot bumper door doors wheel wheels tyre tyres interior inside
    exterior outside engine bay underneath under nearside offside ns os driver passenger
    doc docs document documents paper papers paperwork form forms report reports quote quotes quotation invoice invoices
    correspondence mail mails email emails statement police affidavit id
    before after day extra additional more other misc new old original originals copy set part batch supplementary
    additionals strip stripped first second third
    foto fotos prent prente beeld beelde skade voor agter links regs kant sy skyf skyfie lisensie dokument dokumente
    verslag kwotasie binne buite enjin wiel band deur
    of the and van die en
    """.split()  # noqa: SIM905  # 150 words are easier read and added to without quotes
)
"""Words of a claim's subfolders, in English and Afrikaans."""

_CAMERA_FOLDER = re.compile(r"(?i)^[1-9]\d{2}[a-z_]{3,5}$|^dcim$")
"""As cameras and phones make them (100CANON, 101APPLE)."""
_WORD = re.compile(r"[^\W\d_]+")
_PLURAL = re.compile(r"['’]s\b")
_YEAR_OR_MONTH = re.compile(
    r"(?i)^(19|20)\d\d([-_ .]?(0?[1-9]|1[0-2]))?$|^(0?[1-9]|1[0-2])?[-_ .]*"
    r"(jan|feb|mar|maa|apr|may|mei|jun|jul|aug|sep|oct|okt|nov|dec|des)[a-z]*[-_ .]*((19|20)?\d\d)?$"
)
_MIXED = re.compile(r"(?i)^(?=.*[a-z])(?=.*\d)[a-z0-9]+([-_/ .][a-z0-9]+)*$")
_NUMBER = re.compile(r"^\d{3,}([-_/ .]\d+)*$")


def is_part_name(name: str) -> bool:
    """Whether a folder's name is one of a claim's subfolders: only such words, with or without numbers."""
    if _CAMERA_FOLDER.match(name):
        return True
    words = _WORD.findall(_PLURAL.sub("", name.casefold()))
    return bool(words) and all(word in _PART_WORDS for word in words)


def is_period_name(name: str) -> bool:
    """Whether a folder's name is a year or a month, in English or Afrikaans."""
    return _YEAR_OR_MONTH.match(name) is not None


def is_claim_like(name: str) -> bool:
    """Whether a folder's name looks like a claim's number or a plate: letters with digits, or three digits and more.

    Years and months (`2026`, `2026-11`, `november 2026`) are not.
    """
    if is_part_name(name) or is_period_name(name):
        return False
    return bool(_MIXED.match(name) or _NUMBER.match(name))
