"""Which notices a decided case is offered, and how the case fills them."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from pydantic import Field

from docgen.notices.declared import read_declared
from docgen.notices.kind import NoticeKind
from intake.notices.known import KNOWN, LISTS, TABLES
from intake.store.queue import Verdict
from models.errors import ConflictError
from models.specs import Spec, need, read_spec

OFFERS = Path(__file__).with_name("offers.toml")
CASE = "case"


class Offer(Spec):
    """One kind of notice that fits a case after some verdicts."""

    kind: str
    verdicts: tuple[Verdict, ...]
    known: dict[str, str] = Field(default_factory=dict)
    """Fact of the kind → name in ``KNOWN`` that fills it; an officer may change it."""
    items: str = ""
    """Name in ``LISTS`` that fills the list of the kind."""
    rows: str = ""
    """Name in ``TABLES`` that fills the table of the kind."""
    again: bool = False
    """True for what may be made more than once after one decision."""


class OfferTable(Spec):
    """The whole declaration file."""

    offers: tuple[Offer, ...] = Field(alias="offer")


@cache
def read_offers(path: Path = OFFERS) -> Mapping[str, Offer]:
    """Return the offers by kind, in order; raises ``SpecError`` when a name is wrong."""
    offers = {offer.kind: offer for offer in read_spec(path, OfferTable).offers}
    kinds = read_declared().kinds
    need(path.name, "kind of notice", offers, kinds)
    for offer in offers.values():
        _prove(offer, kinds[offer.kind])
    return offers


def find_offer(kind: str, verdict: str) -> Offer:
    """Return the offer of a kind; raises ``ConflictError`` when the verdict is not its own."""
    offer = read_offers().get(kind)
    if offer is None or verdict not in offer.verdicts:
        name = read_declared().kind(kind).name
        raise ConflictError(f"办件目前的结论不能出具《{name}》。")
    return offer


def case_facts(kind: NoticeKind) -> tuple[str, ...]:
    """Return the keys of the facts a kind takes from the case: no officer writes them."""
    return tuple(fact.key for fact in kind.facts if fact.origin == CASE)


def _prove(offer: Offer, kind: NoticeKind) -> None:
    owner = f"offers.toml: {offer.kind}"
    need(owner, "fact", offer.known, {fact.key for fact in kind.facts})
    need(owner, "fact of a case", {*case_facts(kind), *offer.known.values()}, KNOWN)
    need(owner, "list", [offer.items] if offer.items else [], LISTS)
    need(owner, "table", [offer.rows] if offer.rows else [], TABLES)
