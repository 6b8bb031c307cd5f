"""Notices of a case at the officers' desk: offered, drafted, numbered as the officer has them."""

from collections.abc import Iterable, Mapping, Sequence

from pydantic import Field

from docgen.notices.declared import read_declared
from docgen.notices.notice import Item, recipient_of
from intake.desk.cases import open_seen, put_on_record
from intake.desk.conceal import conceal
from intake.desk.view import View
from intake.notices.draft import Draft
from intake.notices.issue import Order, number_draft
from intake.notices.known import KNOWN, LISTS, TABLES, last_decision
from intake.notices.offers import Offer, case_facts, find_offer, read_offers
from intake.office import Office
from intake.store import notices as kept
from intake.store.acts import Deed
from intake.store.database import Session
from intake.store.notices import KeptNotice, NoticeState
from models.errors import ConflictError, InvalidRequestError
from models.records import Filing, Record

STAR = "*"
"""Stands for a hidden character of personal data."""


class Told(Record):
    """What the officer says beside what the case knows."""

    kind: str
    recipient: str = ""
    """Name of who is written to, for a case whose applicant left it empty."""
    facts: dict[str, str] = Field(default_factory=dict)
    items: tuple[Item, ...] = ()
    rows: tuple[dict[str, str], ...] = ()


def offers_of(view: View, issued: Sequence[KeptNotice]) -> list[Offer]:
    """Return what fits the case as it stands and was not issued since it was decided."""
    standing = _standing(view, issued)
    fitting = [each for each in read_offers().values() if view.verdict in each.verdicts]
    return [
        each
        for each in fitting
        if each.kind not in standing and (not each.rows or TABLES[each.rows](issued))
    ]


def draft_of(view: View, office: Office, kind_id: str, issued: Iterable[KeptNotice] = ()) -> Draft:
    """Return what the case alone makes of a notice; raises ``ConflictError`` if it does not fit."""
    offer = find_offer(kind_id, view.verdict)
    kind = read_declared().kind(kind_id)
    named = {key: key for key in case_facts(kind)} | offer.known
    return Draft(
        kind=kind_id,
        office=office.issuers.of(view.registry.service_of(view.filing.scenario)).id,
        recipient=recipient_of(view.filing.subject),
        facts={key: KNOWN[name](view) for key, name in named.items()},
        items=LISTS[offer.items](view) if offer.items else (),
        rows=TABLES[offer.rows](issued) if offer.rows else (),
    )


def complete(view: View, office: Office, told: Told) -> Draft:
    """Return the draft with what the officer said of it; what the case knows stays as it is.

    Raises ``InvalidRequestError`` when a text holds hidden data that no one can restore.
    """
    draft = draft_of(view, office, told.kind)
    fixed = case_facts(read_declared().kind(told.kind))
    told = _restored(told, draft, view.filing)
    own = {key: text for key, text in told.facts.items() if key not in fixed}
    recipient = draft.recipient
    if not recipient.name.strip():
        recipient = recipient.model_copy(update={"name": told.recipient})
    changes = {"facts": draft.facts | own, "items": told.items, "rows": told.rows}
    return draft.model_copy(update=changes | {"recipient": recipient})


def number_for_case(
    session: Session, office: Office, told: Told, deed: Deed, order: Order
) -> KeptNotice:
    """Number a notice of a case and put that on record; asked again by the same id, once.

    Raises:
        StaleRecordError: the case is no longer what the officer saw.
        ConflictError: the notice does not fit the case, or was issued already.
        UnfitNoticeError: facts are missing or wrong; no number is given.
    """
    filing_id = str(order.filing_id)
    if kept.is_kept(session, order.id):
        return kept.read_notice(session, order.id)
    view = open_seen(session, office, filing_id, deed)
    draft = complete(view, office, told)
    _refuse_twice(view, told.kind, kept.of_filing(session, filing_id))
    numbered = number_draft(session, office, draft, order)
    name = read_declared().kind(told.kind).name
    put_on_record(session, view, deed.model_copy(update={"text": f"{name} {numbered.number}"}))
    return numbered


def _refuse_twice(view: View, kind: str, issued: Iterable[KeptNotice]) -> None:
    standing = _standing(view, issued).get(kind)
    if standing:
        name = read_declared().kind(kind).name
        raise ConflictError(
            f"本办件的《{name}》（{standing.number}）已经编号；确需重新出具的，请先作废原文书。"
        )


def _standing(view: View, issued: Iterable[KeptNotice]) -> Mapping[str, KeptNotice]:
    """Return the notices that hold and follow the last decision, by kind."""
    decision = last_decision(view)
    once = [kind for kind, offer in read_offers().items() if not offer.again]
    holding = [each for each in issued if each.state is not NoticeState.VOID and each.kind in once]
    return {each.kind: each for each in holding if decision and each.opened_at >= decision.at}


def _restored(told: Told, draft: Draft, filing: Filing) -> Told:
    """Put back what was hidden from the officer, where the text was left as it was shown."""
    known = [*draft.facts.values(), *(item.text for item in draft.items)]
    shown = {conceal(text, filing): text for text in known}
    facts = {key: shown.get(text, text) for key, text in told.facts.items()}
    items = tuple(
        item.model_copy(update={"text": shown.get(item.text, item.text)}) for item in told.items
    )
    new = {*facts.values(), *(item.text for item in items)} - set(known)
    hidden = any(text != original for text, original in shown.items())
    if hidden and any(STAR in text for text in new):  # it would be printed with its stars
        raise InvalidRequestError("修改过的内容里有隐藏的个人信息，请先点“显示个人信息”，再修改。")
    return told.model_copy(update={"facts": facts, "items": items})
