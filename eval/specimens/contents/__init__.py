"""What each type of paper says, taken from the facts a specimen is about."""

from random import Random

from eval.specimens.contents import (
    application_forms,
    cards,
    education,
    firms,
    household,
    identity,
    invoices,
    letters,
    photos,
    qualification,
    receipts,
    registration,
    scrapping,
    ships,
    taxes,
    transport,
    used_vehicles,
    vehicles,
)
from eval.specimens.contents.content import Content
from eval.specimens.facts import Facts, invent_facts
from models.specs import need

CONTENTS: dict[str, Content] = {
    **identity.CONTENTS,
    **firms.CONTENTS,
    **vehicles.CONTENTS,
    **invoices.CONTENTS,
    **registration.CONTENTS,
    **scrapping.CONTENTS,
    **transport.CONTENTS,
    **receipts.CONTENTS,
    **taxes.CONTENTS,
    **used_vehicles.CONTENTS,
    **household.CONTENTS,
    **cards.CONTENTS,
    **education.CONTENTS,
    **qualification.CONTENTS,
    **photos.CONTENTS,
    **ships.CONTENTS,
    **letters.CONTENTS,
    **application_forms.CONTENTS,
}
"""For each document type that has specimens, what its fields say."""

TYPES = tuple(CONTENTS)
"""Ids of the document types that have specimens."""

PAIRS = (
    "id_card_front+id_card_back",
    "id_card_front+bank_card",
    "vehicle_licence_main+vehicle_licence_sub",
    "driving_licence_main+driving_licence_sub",
)
"""Papers usually photographed together."""

PRINTED_ONLY = frozenset(
    {"legal_representative_label", "qr", "cipher"}
    | receipts.PRINTED_ONLY
    | registration.PRINTED_ONLY
    | scrapping.PRINTED_ONLY
)
"""What a form prints that is no field of the paper."""

FREIGHT = frozenset(
    {"road_transport_cert", "road_transport_operation_licence", "vehicle_inspection_report"}
)
"""Types that are about a lorry of a firm."""

FIRM_KINDS = {"licensed": ("company", "sole", "joint", "branch", "partners"), "trader": ("trader",)}
"""Variants of the business licence and the kinds of firm they are for."""
INVOICE_KINDS = frozenset(
    {"special", "ordinary", "electronic", "digital", "digital_special", "freight", "passenger"}
)


def facts_for(type_id: str, variant: str, rng: Random) -> Facts:
    """Invent facts that suit a type and the variant its layout is for.

    Raises:
        SpecError: There is no such variant.
    """
    need(type_id, "variant", [variant] if variant else [], {*FIRM_KINDS, *INVOICE_KINDS})
    return invent_facts(
        rng,
        firm_kind=rng.choice(FIRM_KINDS.get(variant, ("company",))),
        invoice_kind=variant if variant in INVOICE_KINDS else "digital",
        freight=bool(FREIGHT & set(type_id.split("+"))),
    )
