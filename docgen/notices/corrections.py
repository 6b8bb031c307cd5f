"""The points of a notice of correction, out of what the checks found."""

from collections.abc import Collection, Iterable

from docgen.notices.notice import Item
from models.records import Finding
from precheck.notice import list_corrections


def correction_items(
    findings: Iterable[Finding], accepted: Collection[Finding] = ()
) -> tuple[Item, ...]:
    """Return a point for everything the applicant has to put right, under its heading.

    Advice is told only when it is ``accepted``, as in the one-time notice (``precheck.notice``).
    """
    return tuple(
        Item(group=each.heading, text=each.text, basis=each.basis)
        for each in list_corrections(findings, accepted)
    )
