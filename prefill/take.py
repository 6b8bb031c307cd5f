"""A box as one source's offer fills it."""

from models.records import FormValue, Suggestion


def take(offer: Suggestion, offers: tuple[Suggestion, ...]) -> FormValue:
    """Return the box with the offer's value and everything known of where it came from."""
    return FormValue(
        key=offer.key,
        value=offer.value,
        source=offer.source,
        confidence=offer.confidence,
        evidence=offer.evidence,
        fetched_at=offer.fetched_at,
        authentic=offer.authentic,
        to_confirm=offer.to_confirm,
        original=offer.original,
        offers=offers,
    )
