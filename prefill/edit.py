"""What a person's own hand does to a box."""

from typing import Final

from models.records import FormValue
from prefill.take import take

APPLICANT: Final = "applicant"
"""The source of what was typed by hand."""


def edit(value: FormValue, text: str, by: str) -> FormValue:
    """Return the box as ``by`` has left it.

    Typing what already stands there confirms it: its source and its authenticity stay. What another
    source offers is taken from that source, with its evidence. Anything else is the applicant's own
    entry, no longer authentic; ``changed_from`` keeps what a source had put there, and the offers
    stay for comparison. An emptied box is an entry too: no refill fills it.
    """
    if text == value.value:
        return value.model_copy(update={"confirmed_by": by, "to_confirm": False})
    before = value.changed_from if value.source == APPLICANT else value.value
    offer = next((offer for offer in value.offers if offer.value == text), None)
    if offer:
        kept = {"confirmed_by": by, "to_confirm": False, "changed_from": before}
        return take(offer, value.offers).model_copy(update=kept)
    return FormValue(
        key=value.key,
        value=text,
        source=APPLICANT,
        confidence=1,
        confirmed_by=by,
        changed_from=before,
        offers=value.offers,
    )
