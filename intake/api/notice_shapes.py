"""What the API answers about notices: rows of a list, one notice, the form an officer fills in."""

from collections.abc import Iterable

from docgen.notices.declared import read_declared
from docgen.notices.kind import NoticeKind
from docgen.notices.notice import Notice
from intake.api.shapes import Shape
from intake.notices.draft import Draft
from intake.notices.files import endings_of
from intake.notices.issuers import Issuers
from intake.notices.offers import CASE
from intake.security.masking import mask_name, mask_numbers
from intake.store.notices import KeptNotice, Void

PERSON = "个人"


def notice_shape(notice: KeptNotice) -> Shape:
    """Return one notice without what it says, and as what it can be had."""
    return notice.model_dump(mode="json", exclude={"batch_id"}) | {
        "name": read_declared().kind(notice.kind).name,
        "files": list(endings_of(notice)),
    }


def notices_shape(notices: Iterable[KeptNotice]) -> list[Shape]:
    """Return notices, the newest first."""
    return [notice_shape(notice) for notice in reversed(tuple(notices))]


def whole_shape(kept: KeptNotice, notice: Notice, void: Void | None) -> Shape:
    """Return one notice with whom it is written to, a person's name masked, and why it is void."""
    person = notice.recipient.kind == PERSON
    said = void and void.model_dump(mode="json") | {"reason": mask_numbers(void.reason)}
    return notice_shape(kept) | {
        "office_name": notice.office.name,
        "recipient": mask_name(notice.recipient.name) if person else notice.recipient.name,
        "issued_on": notice.issued_on.isoformat(),
        "void": said,
    }


def kinds_shape(kinds: Iterable[NoticeKind], issuers: Issuers) -> Shape:
    """Return the kinds an officer can write a notice of, each with its form, and the offices."""
    return {
        "kinds": [form_shape(kind) for kind in kinds],
        "offices": [{"id": each.id, "name": each.name} for each in issuers.offices.values()],
    }


def form_shape(kind: NoticeKind) -> Shape:
    """Return what a kind asks for, from which a page draws its form."""
    return {
        "kind": kind.id,
        "name": kind.name,
        "facts": [
            fact.model_dump(mode="json", include={"key", "label", "type", "required", "hint"})
            | {"options": list(fact.options), "fixed": fact.origin == CASE}
            for fact in kind.facts
        ],
        "items": kind.items and kind.items.model_dump(mode="json"),
        "table": kind.table and kind.table.model_dump(mode="json"),
    }


def draft_shape(draft: Draft, issuers: Issuers) -> Shape:
    """Return the form of a kind with what is known already."""
    return form_shape(read_declared().kind(draft.kind)) | {
        "office": {"id": draft.office, "name": issuers.office(draft.office).name},
        "recipient": draft.recipient.name,
        "values": draft.facts,
        "rows": list(draft.rows),
        "points": [item.model_dump(mode="json") for item in draft.items],
    }
