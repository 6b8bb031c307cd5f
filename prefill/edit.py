"""What a person's own hand does to a box."""

from typing import Final

from models.records import FormValue
from models.specs import FormField
from prefill.normalise import normalise
from prefill.take import take

APPLICANT: Final = "applicant"
"""The source of what was typed by hand."""


def enter(field: FormField, value: FormValue, text: str, by: str) -> FormValue:
    """Return the box as ``edit`` leaves it, with what was typed in the form's spelling.

    ``original`` keeps an own entry as it was typed where that differs. A text of several lines, and
    what the box cannot hold, stay as typed: the format check says what is wrong.
    """
    spelt = _spelt(field, text)
    entered = edit(value, spelt, by)
    if spelt == text or entered.source != APPLICANT:
        return entered
    return entered.model_copy(update={"original": text})


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


def _spelt(field: FormField, text: str) -> str:
    if field.type == "text":
        return text
    try:
        return normalise(field, text).text or text
    except ValueError:
        return text
