"""The document library: searched, read with its outline and what it cites, added to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from typing import Annotated

from fastapi import APIRouter, Path, Response, UploadFile

from docgen.gongwen.library.bulk import filed_of
from docgen.gongwen.library.facets import read_facets, sort_of, sorts
from docgen.gongwen.library.filed import FACET, LEVELS, undeclared
from docgen.gongwen.library.finding import Filters, Material, count_found, find, scope_of
from docgen.gongwen.library.reading import Citation, citations, outline
from docgen.gongwen.library.similar import Similar, find_similar, is_state_of
from docgen.gongwen.library.summary import summarise
from intake.api.deps import OfficeDep
from intake.api.gongwen_library_shapes import Beside, New, Put, Sought, hit, shown
from intake.api.knowledge_caller import Caller, StaffDep
from intake.api.once import OnceDep
from intake.api.shapes import Shape
from intake.clock import today
from intake.gongwen.opening import open_uploaded
from intake.office import Office
from intake.store import gongwen_drafts as drafts
from intake.store import gongwen_library as kept
from intake.store import gongwen_library_updates as updates
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.gongwen_library import KeptDocument
from intake.store.gongwen_library_turn import drop_document, turn
from intake.store.idempotency import Answer
from knowledge.entries.entry import EVERYBODY
from models.errors import InvalidRequestError, NotFoundError

router = APIRouter(prefix="/v1/gongwen/library", tags=["gongwen"])

DocumentId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
RELATED = 6
MOST_CITATIONS = 50
OWN_STATES = 5
"""Documents that may be left out as other states of the caller's draft."""


@router.get("")
def show(office: OfficeDep, staff: StaffDep) -> Shape:
    """Return how many documents the caller may read, which filters, and what is not in yet."""
    counts = office.library.counted(scope_of(today(), _readers(staff)))
    with office.store.read() as session:
        live = updates.live(session)
    return {
        "update": {"number": live.number, "ended_at": live.ended_at} if live else None,
        "documents": counts.get("", 0),
        "late": office.library.late(),
        "facets": [
            {
                "title": facet.title,
                "hint": facet.hint,
                "phrase": facet.phrase,
                "documents": counts.get(f"{FACET}={facet.title}", 0),
            }
            for facet in read_facets()
        ],
        "sorts": list(sorts()),
        "levels": list(LEVELS),
    }


@router.post("/search")
def search(sought: Sought, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return the documents that words find; what the caller may not read is not among them."""
    found = _find(office, staff, sought.words, sought.filters, sought.limit)
    with office.store.read() as session:
        documents = _readable_ones(session, staff, found)
    return {
        "items": [
            hit(each, documents[each.document])
            | {"score": round(each.score, 4), "exact": each.exact, "words": each.words}
            for each in found
            if each.document in documents
        ]
    }


@router.post("/search/facets")
def count(sought: Sought, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return by collection how many documents words find in it, ``limit`` at most."""
    counts = count_found(
        office.library,
        sought.words,
        day=today(),
        readers=_readers(staff),
        filters=sought.filters,
        most=sought.limit,
    )
    return {"facets": dict(counts), "most": sought.limit}


@router.post("/similar")
def similar(beside: Beside, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return the documents that say something like a paragraph, without the caller's own draft."""
    found = find_similar(
        office.library,
        beside.text,
        day=today(),
        readers=_readers(staff),
        filters=beside.filters,
        limit=beside.limit + OWN_STATES,
    )
    with office.store.read() as session:
        documents = _readable_ones(session, staff, found)
        own = _states_of_draft(session, staff, beside.draft, documents) if beside.draft else ()
    shown = [each for each in found if each.document in documents and each.document not in own]
    return {
        "items": [
            hit(each, documents[each.document]) | {"likeness": each.likeness, "share": each.share}
            for each in shown[: beside.limit]
        ]
    }


@router.get("/documents/{document_id}")
def read(document_id: DocumentId, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return a document with its outline, a summary in its words, what it cites, its relations."""
    with office.store.read() as session:
        document = _readable(session, staff, document_id)
        own = document.owner == kept.owner_mark(session, staff.officer)
        filed = document.filed
        cited = list(_cited(session, staff, citations(filed.body, f"{filed.title} {filed.number}")))
    related = _find(office, staff, f"{filed.title} {filed.number}", Filters(), RELATED + 1)
    return {
        **shown(filed),
        "readers": filed.readers,
        "body": filed.body,
        "id": document.id,
        "version": document.version,
        "own": own,
        "outline": [line.model_dump(mode="json") for line in outline(filed.body)],
        "summary": [each.model_dump(mode="json") for each in summarise(filed.title, filed.body)],
        "citations": cited,
        "related": [
            {"document": each.document, "title": each.title}
            for each in related
            if each.document != document_id
        ][:RELATED],
    }


@router.post("/read")
def read_file(file: UploadFile, office: OfficeDep, staff: StaffDep) -> Shape:
    """Return what a file says of itself, as a document that may be kept; nothing is kept here."""
    del staff
    filed = filed_of(open_uploaded(office, file), LEVELS[-1], (EVERYBODY,))
    return filed.model_dump(mode="json")


@router.post("/documents")
def add(new: New, staff: StaffDep, once: OnceDep) -> Response:
    """Keep a document for those who may read it, in place of the caller's earlier version."""
    filed = new.document
    if "sort" not in filed.model_fields_set:
        filed = filed.model_copy(update={"sort": sort_of(filed.title)})
    unknown = undeclared(filed)
    if unknown:
        raise InvalidRequestError(f"没有这样的{unknown}。")
    allowed = {EVERYBODY, *_readers(staff)}
    if not filed.readers or not set(filed.readers) <= allowed:
        raise InvalidRequestError("只能让本人、本人所在的科室或单位、或者全体工作人员阅读。")

    def work(session: Session) -> Answer:
        _not_anothers(session, staff, filed.id)
        with turn(session, staff.officer) as one:
            outcome = one.put(filed)
        log_action(session, "gongwen.library.added", "", {"document": filed.id})
        return Answer(status=201, body={"id": filed.id, "outcome": outcome})

    return once.answer(f"{filed.model_dump_json()}{staff.officer}", lambda: work)


@router.put("/documents/{document_id}/facet", status_code=204)
def sort_into(document_id: DocumentId, put: Put, office: OfficeDep, staff: StaffDep) -> None:
    """Put a document into another collection; only who brought it may. '' as its signs tell."""
    if put.facet not in {"", *(facet.title for facet in read_facets())}:
        raise InvalidRequestError(f"没有“{put.facet}”这个维度。")
    with office.store.write() as session:
        _own(session, staff, document_id)
        with turn(session, staff.officer) as one:
            one.sort_into(document_id, put.facet)
        log_action(session, "gongwen.library.sorted", "", {"document": document_id})


@router.delete("/documents/{document_id}", status_code=204)
def drop(document_id: DocumentId, office: OfficeDep, staff: StaffDep) -> None:
    """Let a document go; only who brought it may."""
    with office.store.write() as session:
        _own(session, staff, document_id)
        drop_document(session, document_id, staff.officer)
        log_action(session, "gongwen.library.dropped", "", {"document": document_id})


def _find(
    office: Office, staff: Caller, words: str, filters: Filters, limit: int
) -> tuple[Material, ...]:
    return find(
        office.library,
        words,
        day=today(),
        readers=_readers(staff),
        filters=filters,
        limit=limit,
    )


def _readers(staff: Caller) -> tuple[str, ...]:
    return (staff.officer, *staff.departments)


def _readable(session: Session, staff: Caller, document_id: str) -> KeptDocument:
    """Return a document the caller may read; another's raises as one that is not there."""
    document = kept.read_document(session, document_id)
    if not {EVERYBODY, *_readers(staff)} & {*document.filed.readers}:
        raise NotFoundError("公文库里没有这份文件。")
    return document


def _not_anothers(session: Session, staff: Caller, document_id: str) -> None:
    """See that a document takes the place of none that somebody else brought."""
    with suppress(NotFoundError):
        there = kept.read_document(session, document_id)
        if there.owner != kept.owner_mark(session, staff.officer):
            raise InvalidRequestError(
                "标题、文号和发文机关相同的文件已由他人入库，不能覆盖；如需更新，请联系入库人。"
            )


def _own(session: Session, staff: Caller, document_id: str) -> None:
    """See that a document is one the caller brought."""
    document = _readable(session, staff, document_id)
    if document.owner != kept.owner_mark(session, staff.officer):
        raise InvalidRequestError("只有上传人可以修改或删除这份文件。")


def _readable_ones(
    session: Session, staff: Caller, found: Iterable[Material | Similar]
) -> dict[str, KeptDocument]:
    """Return the documents that were found, without what went or was closed since."""
    read = {each.document: _open_to(session, staff, each.document) for each in found}
    return {name: document for name, document in read.items() if document}


def _open_to(session: Session, staff: Caller, document_id: str) -> KeptDocument | None:
    with suppress(NotFoundError):
        return _readable(session, staff, document_id)
    return None


def _states_of_draft(
    session: Session, staff: Caller, draft_id: str, documents: Mapping[str, KeptDocument]
) -> frozenset[str]:
    """Return the documents that the caller brought and that are another state of their draft."""
    draft = drafts.read_draft(session, staff.officer, draft_id)
    mark = kept.owner_mark(session, staff.officer)
    return frozenset(
        each.id
        for each in documents.values()
        if each.owner == mark and is_state_of(each.filed, draft.title, draft.text)
    )


def _cited(session: Session, staff: Caller, cited: Sequence[Citation]) -> Iterator[Shape]:
    """Yield citations, each with the document of the library it names, where there is one."""
    shown = cited[:MOST_CITATIONS]
    bearing = kept.named(session, [each.number or each.title for each in shown])
    for each in shown:
        there = (_open_to(session, staff, one) for one in bearing[each.number or each.title])
        yield each.model_dump() | {"document": next((one.id for one in there if one), None)}
