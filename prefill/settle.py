"""Choose what stands in each box."""

from collections.abc import Iterator, Mapping, Sequence

from models.records import Filing, FormValue, Suggestion
from models.specs import FormField
from prefill.ask import Reply
from prefill.edit import APPLICANT
from prefill.take import take


def settle(
    filing: Filing, form: Sequence[FormField], replies: Mapping[str, Reply]
) -> dict[str, FormValue]:
    """Return every box by key: a person's own entry, else the first offer in the box's order."""
    return {box.key: _settled(filing, box, replies) for box in form}


def _settled(
    filing: Filing,
    box: FormField,
    replies: Mapping[str, Reply],
) -> FormValue:
    offers = tuple(_offers(box, replies))
    standing = filing.value(box.key)
    if standing and (standing.source == APPLICANT or standing.confirmed_by):
        return standing.model_copy(update={"offers": offers})
    chosen = next(
        (offer for offer in offers if offer.source in box.sources and not offer.choice), None
    )
    if chosen is None:
        return FormValue(key=box.key, offers=offers)
    return take(chosen, offers)


def _offers(box: FormField, replies: Mapping[str, Reply]) -> Iterator[Suggestion]:
    """Yield the offers for a box: its own sources in order, then those that only compare."""
    own = [code for code in box.sources if code in replies]
    others = [code for code in replies if code not in box.sources]
    for code in own + others:
        yield from (offer for offer in replies[code].offers if offer.key == box.key)
