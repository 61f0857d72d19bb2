"""Something a person should look at: a code, its facts, and where it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from claimapp.domain.message import Fact, Facts, facts_of
from claimapp.domain.money import Money

__all__ = ["Caution", "CautionCode"]


class CautionCode(StrEnum):
    """Every caution, each with whether it outlives a new pricing: what photos, discs and people gave does.

    A caution of pricing itself gives way to those of the next pricing.
    """

    outlives_pricing: bool

    def __new__(cls, value: str, outlives_pricing: bool) -> CautionCode:  # the form that enums take
        """Make a member from its text and whether it outlives a new pricing."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.outlives_pricing = outlives_pricing
        return member

    # The run itself.
    INTERRUPTED = "interrupted", True
    SET_ASIDE = "set_aside", True
    OTHER_CLAIM_SET_ASIDE = "other_claim_set_aside", True
    EDITS_CARRIED = "edits_carried", True
    EDIT_NOT_CARRIED = "edit_not_carried", True
    # Photos.
    PHOTO_BLURRED = "photo_blurred", True
    PHOTO_DARK = "photo_dark", True
    PHOTO_SMALL = "photo_small", True
    PHOTO_OF_DOCUMENT = "photo_of_document", True
    PHOTO_OF_NO_CAR = "photo_of_no_car", True
    PART_BY_DAMAGED_END = "part_by_damaged_end", True
    SAME_PHOTO = "same_photo", True
    ON_ANOTHER_CAR = "on_another_car", True
    ANOTHER_VEHICLE = "another_vehicle", True
    AIRBAG_OUT = "airbag_out", True
    # Files of the claim that were passed over.
    SYSTEM_FILES = "system_files", True
    DOCUMENTS = "documents", True
    OWN_DRAWINGS = "own_drawings", True
    OUTPUTS = "outputs", True
    NESTED_CLAIMS = "nested_claims", True
    LINKED = "linked", True
    SMALL_PICTURES = "small_pictures", True
    # The report itself.
    UNDRAWN_SIGNS = "undrawn_signs", True
    # Dates.
    LOSS_IN_FUTURE = "loss_in_future", True
    TAKEN_BEFORE_LOSS = "taken_before_loss", True
    # Disc and vehicle.
    NO_DISC = "no_disc", True
    DISC_NOT_READ = "disc_not_read", True
    DISCS_OF_TWO_VEHICLES = "discs_of_two_vehicles", True
    DISCS_DIFFER = "discs_differ", True
    DISC_LEFT_ASIDE = "disc_left_aside", True
    DISC_UNCHECKED = "disc_unchecked", True
    BARCODE_AND_PRINT_DIFFER = "barcode_and_print_differ", True
    TYPED_DIFFERS_FROM_DISC = "typed_differs_from_disc", True
    VIN_OF_POLICE = "vin_of_police", True
    VIN_OF_OTHER_MAKE = "vin_of_other_make", True
    DISC_EXPIRED_IN_GRACE = "disc_expired_in_grace", True
    DISC_EXPIRED = "disc_expired", True
    # Pricing.
    VEHICLE_CLASS_ASSUMED = "vehicle_class_assumed", False
    DAMAGE_WITHOUT_PART = "damage_without_part", False
    KIND_DOES_NOT_FIT_PART = "kind_does_not_fit_part", False
    SEVERITY_ASSUMED = "severity_assumed", False
    SIDE_NOT_KNOWN = "side_not_known", False
    PART_HALF_KNOWN = "part_half_known", False
    PRICE_NOT_IN_TABLES = "price_not_in_tables", False
    HIDDEN_DAMAGE_POSSIBLE = "hidden_damage_possible", False
    BLEND_NOT_CHARGED = "blend_not_charged", False
    CAMERA_CALIBRATION_POSSIBLE = "camera_calibration_possible", False
    LINE_EDIT_FITS_NOTHING = "line_edit_fits_nothing", False
    # Sentences as an older version of the program wrote them.
    AS_SAVED = "as_saved", True
    PRICING_AS_SAVED = "pricing_as_saved", False


@dataclass(frozen=True, slots=True)
class Caution:
    """A code with its facts; `where` names the photo, damage or file that it is about, empty for the whole claim."""

    code: CautionCode
    facts: Facts = ()
    where: str = ""

    @classmethod
    def of(cls, code: CautionCode, *, where: str = "", **facts: Fact | Money | None) -> Caution:
        """Make a caution; facts as `Message.of` takes them."""
        return cls(code, facts_of(facts), where)
