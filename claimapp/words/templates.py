"""The sentence of every message and caution, with the place of each fact and how it is worded.

`{loss:day}` words the fact `loss` as a date; the wordings are in `claimapp.words.say`. A pair
is a text for one and for several, chosen by the fact `count`. Notes to translators stand
above a text.
"""

from __future__ import annotations

from claimapp.domain.caution import CautionCode
from claimapp.domain.message import MessageCode
from claimapp.words.language import N_

__all__ = ["CAUTIONS", "MESSAGES", "Template"]

Template = str | tuple[str, str]

MESSAGES: dict[MessageCode, Template] = {
    MessageCode.DAMAGE_ON_PART: N_("{place:place} ({damages:damages}): {basis} [operations {row}]"),
    MessageCode.REPAIR_COMPARED: N_(
        "repair {repair:money} against new part with fitting {new:money}, limit {share:share} of it"
    ),
    MessageCode.REPLACED_FOR_COST: N_(
        "dearer to repair, so replaced: repair {repair:money} against new part with fitting {new:money}, "
        "limit {share:share} of it"
    ),
    MessageCode.CHEAPER_FITTING_PART: N_(
        "it is not known whether this is a {choices:or_places}; priced as the cheaper one, a {part:place}"
    ),
    MessageCode.PAINT_NEW_PART: N_("painting the new part"),
    MessageCode.PAINT_REPAIRED_PANEL: N_("painting the repaired panel"),
    MessageCode.PAINT_OVERLAP: N_("panels painted in one go share masking and mixing: {panels:panel_hours}"),
    MessageCode.CLEAR_COAT: N_(
        "clear coat: {first_share:share} of the paint hours of the {first:place}, {further_share:share} of each "
        "further panel after overlap, at most {cap:hours} h a job"
    ),
    MessageCode.CLEAR_COAT_CAPPED: N_("the cap applies"),
    MessageCode.ALIGNMENT: N_("wheel alignment by a specialist, once a job: a rim was bent or broken"),
    MessageCode.SUNDRIES: N_("sundries and consumables: {share:share} of labour {labour:money}"),
    MessageCode.WASTE: N_("waste disposal, once a job"),
    MessageCode.TYPED_BY_PERSON: N_("a figure typed by a person (edit {edit})"),
    MessageCode.LINE_OF_PERSON: N_("added by a person (edit {edit}): {text}"),
    MessageCode.NOTE_OF_PERSON: N_("note: {text}"),
    MessageCode.SCHEDULE_TOTAL: N_("schedule total, VAT included"),
    MessageCode.USUAL_DIFFERENCE_SIMULATED: N_("usual difference between schedule and final cost (simulated)"),
    MessageCode.USUAL_DIFFERENCE_SETTLED: N_("usual difference between schedule and final cost (settled claims)"),
    MessageCode.SIZE_OF_JOB: N_("size of the job"),
    MessageCode.LABOUR_HOURS: N_("labour hours"),
    MessageCode.SHARE_OF_MATERIAL: N_("share of parts and paint material"),
    MessageCode.NUMBER_OF_PARTS: N_("number of parts replaced, repaired, painted"),
    MessageCode.BUMPER_REPLACED: N_("bumper replaced: damage may sit behind it"),
    MessageCode.BARCODE_CHECKED: N_("barcode read, length matches"),
    MessageCode.BARCODE_TRIED: N_(
        "barcode tried on {cut_outs} cut-out(s), each at {angles} angles and sharpened, and on the whole photo"
    ),
    MessageCode.BARCODE_OF_WRONG_LENGTH: N_("barcode read, but its length is wrong"),
    MessageCode.BARCODE_OF_OTHER_DOCUMENT: N_("the barcode is another document's"),
    MessageCode.TEXT_NOT_TRIED: N_("printed text not read: no text engine was given"),
    MessageCode.TEXT_READ: N_("printed text read by {engine}: {labels} label(s) and {values} value(s) found"),
    MessageCode.TEXT_ENGINE_BROKE: N_("printed text read by {engine}: the engine broke"),
    MessageCode.AS_SAVED: "{text}",
}

CAUTIONS: dict[CautionCode, Template] = {
    CautionCode.INTERRUPTED: N_("Stopped by a person after {done} of {total} photos; the rest was not looked at."),
    CautionCode.SET_ASIDE: N_(
        "The earlier assessment could not be read and was set aside as {file}; damages that a person had dismissed "
        "or added in it are not in this one."
    ),
    CautionCode.OTHER_CLAIM_SET_ASIDE: N_(
        "This folder held the assessment of another claim ({number}); it was set aside as {file}, and nothing of it "
        "was carried over."
    ),
    CautionCode.EDITS_CARRIED: (
        N_("{count} edit of the earlier assessment was carried over: {edits:edits}."),
        N_("{count} edits of the earlier assessment were carried over: {edits:edits}."),
    ),
    CautionCode.EDIT_NOT_CARRIED: N_(
        "An edit of the earlier assessment fits nothing any more and was not carried over: {edit:edit}{about:about}. "
        "Make it again if it is still wanted."
    ),
    CautionCode.PHOTO_BLURRED: N_("The photo is blurred; small damage cannot be seen on it."),
    CautionCode.PHOTO_DARK: N_("The photo is dark; damage in the shade cannot be seen on it."),
    CautionCode.PHOTO_SMALL: N_(
        "The photo is small ({width_px} x {height_px} pixels); fine scratches cannot be seen on it."
    ),
    CautionCode.PHOTO_OF_DOCUMENT: N_(
        "The photo seems to show a document or a screen, no car; it was not searched for damage. Add by hand what is "
        "damaged on it."
    ),
    CautionCode.PHOTO_OF_NO_CAR: N_(
        "The photo seems to show no car; it was not searched for damage. Add by hand what is damaged on it."
    ),
    CautionCode.PART_BY_DAMAGED_END: N_(
        "What looks like a {was:place} on this close-up is taken for a {now:place}, since the car is damaged at that "
        "end and, by the other photos, not at the other; change the part if it is not."
    ),
    CautionCode.SAME_PHOTO: N_("{file} is the same photo as {same}; it was looked at once."),
    CautionCode.ON_ANOTHER_CAR: (
        N_("{count} place that looks damaged lies on another car in the photo and was left out."),
        N_("{count} places that look damaged lie on other cars in the photo and were left out."),
    ),
    CautionCode.ANOTHER_VEHICLE: N_(
        "By its colours, another vehicle seems to be on {names:names}: what is damaged there is listed, and not "
        "charged until a person restores it. On close-ups another vehicle is not told."
    ),
    CautionCode.AIRBAG_OUT: N_(
        "An airbag seems to have gone off. Airbags, belts, their control unit and the dashboard are not in this "
        "estimate: price them before you decide whether the car is worth repairing."
    ),
    CautionCode.SYSTEM_FILES: N_("Passed over, since a system made or deleted them: {names:names}."),
    CautionCode.DOCUMENTS: N_("Not looked at, since they hold no photo: {names:names}."),
    CautionCode.OWN_DRAWINGS: N_("Passed over, since this program drew them: {names:names}."),
    CautionCode.OUTPUTS: N_("Passed over, since they are results of this program: {names:names}."),
    CautionCode.NESTED_CLAIMS: N_("Claims of their own, so their photos are not in this one: {names:names}."),
    CautionCode.LINKED: N_("Links to other folders were not followed: {names:names}."),
    CautionCode.SMALL_PICTURES: N_(
        "{number} pictures in {file} are smaller than {side_px} pixels and were passed over."
    ),
    CautionCode.UNDRAWN_SIGNS: N_(
        "Signs that this report cannot draw are shown as {lacking}; assessment.json has them: {signs:signs}."
    ),
    CautionCode.LOSS_IN_FUTURE: N_("The date of loss, {loss:day}, lies in the future."),
    CautionCode.TAKEN_BEFORE_LOSS: N_(
        "Taken before the date of loss, {loss:day}: {photos} of {of} photos. Are they of it?"
    ),
    CautionCode.NO_DISC: N_(
        "No licence disc was found (photos looked at: {photos}); ask for a sharp photo of the disc, or type make, "
        "model, VIN and registration into claim.toml."
    ),
    CautionCode.DISC_NOT_READ: N_("Photo {photo} shows a licence disc that could not be read: {tried:tried}."),
    CautionCode.DISCS_OF_TWO_VEHICLES: N_(
        "The licence discs on photos {believed} and {other} differ in {fields:fields}; the vehicle was taken from "
        "{believed}. Check which one is the claim's."
    ),
    CautionCode.DISCS_DIFFER: N_(
        "Photos {believed} and {other} show the same vehicle's disc with a different {field:field}; {believed} was "
        "believed."
    ),
    CautionCode.DISC_LEFT_ASIDE: N_(
        "The licence disc on photo {other} shares no number with the one on {believed}; it was left aside."
    ),
    CautionCode.DISC_UNCHECKED: N_("The disc's barcode does not match its own length; check its values on the photo."),
    CautionCode.BARCODE_AND_PRINT_DIFFER: N_(
        "The disc's barcode and its print give a different {field:field}; compare both on the photo before relying "
        "on it."
    ),
    CautionCode.TYPED_DIFFERS_FROM_DISC: N_(
        "The {field:field} in claim.toml differs from the one on the licence disc; claim.toml was believed. Check "
        "that the disc is this vehicle's."
    ),
    CautionCode.VIN_OF_POLICE: N_(
        "The VIN begins with {wmi}: the police stamped it anew (SAPVIN), after a theft or because the first one was "
        "unreadable. Ask for the police clearance before valuing the vehicle."
    ),
    CautionCode.VIN_OF_OTHER_MAKE: N_(
        "The make is {make}, but VINs that begin with {wmi} belong to {makers:or_names}; compare VIN and make on the "
        "vehicle."
    ),
    CautionCode.DISC_EXPIRED_IN_GRACE: N_(
        "The licence disc expired on {expired:day}, {days} day(s) before the loss; it was still within the "
        "{grace_days} days of grace (regulation 60), which ran to {until:day}."
    ),
    CautionCode.DISC_EXPIRED: N_(
        "The licence disc expired on {expired:day}, {days} day(s) before the loss, outside the {grace_days} days of "
        "grace (regulation 60). Check the policy's wording."
    ),
    # {named:named} is what the car is called, or that make and model are not known.
    CautionCode.VEHICLE_CLASS_ASSUMED: N_(
        "{named:named}: parts are priced for class {price_class}; name the make and model, or check the prices"
    ),
    CautionCode.DAMAGE_WITHOUT_PART: N_(
        "Damage {damage} ({kind:kind}) lies on no known part and is not charged; name its part"
    ),
    CautionCode.KIND_DOES_NOT_FIT_PART: N_(
        "Damage {damage}: a damage of kind {kind:kind} does not fit a {place:place} and is not charged; correct either"
    ),
    CautionCode.SEVERITY_ASSUMED: N_("Severity not known, {severity:severity} assumed: {damages:ids}"),
    CautionCode.SIDE_NOT_KNOWN: N_(
        "It is not known whether the left or the right {place:place} is damaged; set the side"
    ),
    CautionCode.PART_HALF_KNOWN: N_(
        "It is not known whether the damaged {place:place} is a {choices:or_places}; it is priced as the cheaper one, "
        "a {priced_as:place}. Name the part"
    ),
    CautionCode.PRICE_NOT_IN_TABLES: N_(
        "{place:place}: the tables hold no price for {quote}; add it as a line of your own"
    ),
    CautionCode.HIDDEN_DAMAGE_POSSIBLE: N_(
        "No photo shows what is behind the {place:place}; not in this estimate, each as new and fitted, VAT excluded: "
        "{behind:parts_money}; look once it is off"
    ),
    CautionCode.BLEND_NOT_CHARGED: N_(
        "Blending beside painted panels is not charged; a metallic or pearl colour may need (VAT excluded): "
        "{panels:places_money}"
    ),
    CautionCode.CAMERA_CALIBRATION_POSSIBLE: N_(
        "A camera behind the windscreen must be calibrated after replacing it, about {cost:money} VAT excluded "
        "(assumed); not charged, since photos do not show whether the car has one"
    ),
    CautionCode.LINE_EDIT_FITS_NOTHING: N_(
        "Edit {edit} changes a repair line that is not there any more; it has no effect. Make it again if it is "
        "still wanted."
    ),
    CautionCode.AS_SAVED: "{text}",
    CautionCode.PRICING_AS_SAVED: "{text}",
}
