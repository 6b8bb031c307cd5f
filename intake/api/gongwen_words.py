"""Lexicons of the drafting desk: entries added, withdrawn and imported, versions put back."""

from typing import Annotated

from fastapi import APIRouter, File, Form, Path, Query, Response, UploadFile
from pydantic import BaseModel, ConfigDict, Field

from docgen.gongwen.proofread.lexicon.entry import Scope, Sort, TypedEntry, why
from docgen.gongwen.proofread.lexicon.lexicon import Lexicon
from docgen.gongwen.proofread.lexicon.table import read_lexicon, write_csv
from intake.api.deps import OfficeDep, SeenVersion, etag
from intake.api.gongwen_holder import holder_of
from intake.api.knowledge_caller import Caller, StaffDep
from intake.api.once import OnceDep
from intake.api.shapes import Shape
from intake.gongwen.lexicons import ONLINE, Change, Entries, change, title_of
from intake.gongwen.releases.updating import Outcome, check
from intake.security.names import attachment, display_name
from intake.store import gongwen_lexicons as kept
from intake.store.database import Session
from intake.store.gongwen_lexicons import Edition, Holder
from intake.store.idempotency import Answer
from models.errors import InvalidRequestError

router = APIRouter(prefix="/v1/gongwen/words", tags=["gongwen"])

Named = Annotated[str, Query(max_length=64)]
Word = Annotated[str, Field(min_length=1, max_length=60)]
Number = Annotated[int, Path(ge=1, le=999_999)]
LONE = "只放行“{word}”一个字，它在别处的错误也不再提示；请连同前后的字写成词句。"
SHOWN = 500
"""Entries told at a time."""


class New(BaseModel):
    """An entry to be added, in place of one of the same word."""

    model_config = ConfigDict(extra="forbid")

    word: Word
    sort: Sort
    suggestions: Annotated[tuple[Word, ...], Field(max_length=5)] = ()
    reason: Annotated[str, Field(max_length=200)] = ""
    scope: Scope = Scope.ME
    holder: Annotated[str, Field(max_length=64)] = ""


class Gone(BaseModel):
    """An entry to be withdrawn."""

    model_config = ConfigDict(extra="forbid")

    word: Annotated[str, Field(min_length=1, max_length=100)]
    """A table may have brought in a longer one than the page takes."""
    scope: Scope = Scope.ME
    holder: Annotated[str, Field(max_length=64)] = ""


class Back(BaseModel):
    """Whose lexicon is put back."""

    model_config = ConfigDict(extra="forbid")

    scope: Scope = Scope.ME
    holder: Annotated[str, Field(max_length=64)] = ""


@router.get("")
def show(
    office: OfficeDep,
    staff: StaffDep,
    response: Response,
    scope: Scope = Scope.ME,
    holder: Named = "",
    words: Named = "",
) -> Shape:
    """Return the entries of one lexicon that hold some words, and its editions.

    Those that cannot be applied come first and say why.
    """
    whose = _whose(staff, scope, holder)
    with office.store.read() as session:
        now, heads = kept.latest(session, whose), list(kept.heads(session, whose))
    entries = now.entries if now else ()
    found = sorted(
        (each for each in entries if words in each.word), key=lambda each: not each.obstacle
    )
    response.headers["ETag"] = etag(now.number if now else 0)
    newest = now.newest if now else None
    return {
        "version": now.number if now else 0,
        "total": len(entries),
        "found": len(found),
        "entries": [_entry(each) for each in found[:SHOWN]],
        "editions": [each.model_dump(mode="json") for each in heads],
        "scopes": [each.value for each in Scope],
        "sorts": [each.value for each in Sort],
        "online": {"name": ONLINE.name, "on": bool(office.settings.lexicon.url)},
        "newest": newest and newest.model_dump(mode="json", include={"version", "day"}),
    }


@router.post("")
def add(new: New, staff: StaffDep, seen: SeenVersion, once: OnceDep) -> Response:
    """Put an entry in force at once, in place of one of the same word and conditions."""
    if new.sort is Sort.ALLOWED and len(new.word) == 1:
        raise InvalidRequestError(LONE.format(word=new.word))
    whose = _own(staff, new.scope, new.holder)
    told = new.model_dump(exclude={"scope", "holder"})
    entry = _made(told | {"scope": new.scope, "owner": whose.name})

    def put(entries: Entries) -> Entries:
        return (*(each for each in entries if each.key != entry.key), entry)

    note = f"添加“{entry.word}”（{entry.sort.value}）"
    return _changed(once, whose, seen, put, (staff.officer, note))


@router.post("/withdraw")
def withdraw(gone: Gone, staff: StaffDep, seen: SeenVersion, once: OnceDep) -> Response:
    """Take the entries of a word out."""
    whose = _own(staff, gone.scope, gone.holder)

    def take(entries: Entries) -> Entries:
        return tuple(each for each in entries if each.word != gone.word)

    return _changed(once, whose, seen, take, (staff.officer, f"撤回“{gone.word}”"))


@router.post("/import")
def bring_in(
    file: Annotated[UploadFile, File()],
    staff: StaffDep,
    seen: SeenVersion,
    once: OnceDep,
    scope: Annotated[Scope, Form()] = Scope.ME,
    holder: Annotated[str, Form(max_length=64)] = "",
) -> Response:
    """Put the entries of a table (CSV, XLSX, TOML) in force, each in place of one of its key."""
    whose = _own(staff, scope, holder)
    name = display_name(file.filename or "")
    new = {
        entry.key: entry.model_copy(update={"scope": scope, "owner": whose.name})
        for entry in read_lexicon(file.file.read(), name).entries
    }

    def put(entries: Entries) -> Entries:
        return tuple(({entry.key: entry for entry in entries} | new).values())

    note = f"导入“{name}”{len(new)} 条"
    return _changed(once, whose, seen, put, (staff.officer, note))


@router.get("/export", response_class=Response)
def take_out(
    office: OfficeDep, staff: StaffDep, scope: Scope = Scope.ME, holder: Named = ""
) -> Response:
    """Return one lexicon as a table that can be brought in again."""
    whose = _whose(staff, scope, holder)
    with office.store.read() as session:
        now = kept.latest(session, whose)
    entries = now.entries if now else ()
    data = write_csv(Lexicon(name=title_of(whose), entries=entries))
    headers = {"Content-Disposition": attachment(f"审核词库-{title_of(whose)}.csv")}
    return Response(data, media_type="text/csv; charset=utf-8", headers=headers)


@router.post("/online/check")
def look_for_release(office: OfficeDep, staff: StaffDep) -> Outcome:
    """Look for a newer release of the lexicon at the declared address, and put it in force.

    ``state`` names what came of it; in every state but ``updated`` nothing was changed.
    """
    return check(office.store, office.settings.lexicon, staff.officer)


@router.post("/editions/{number}/restore")
def restore(
    number: Number, back: Back, staff: StaffDep, seen: SeenVersion, once: OnceDep
) -> Response:
    """Put an earlier edition in force again, as the newest."""
    whose = _whose(staff, back.scope, back.holder)

    def work(session: Session) -> Answer:
        earlier = kept.read_edition(session, whose, number).entries
        note = f"换回第 {number} 版"
        return _answer(change(session, whose, seen, lambda _: earlier, (staff.officer, note)))

    return once.answer(f"{whose}{number}{seen}{staff.officer}", lambda: work)


def _changed(
    once: OnceDep, whose: Holder, seen: int | None, how: Change, by: tuple[str, str]
) -> Response:
    def work(session: Session) -> Answer:
        return _answer(change(session, whose, seen, how, by))

    return once.answer(f"{whose}{by}{seen}", lambda: work)


def _whose(staff: Caller, scope: Scope, name: str) -> Holder:
    if scope is Scope.DISTRICT and name.strip() == ONLINE.name:
        return ONLINE
    return holder_of(staff, scope, name, "词库")


def _own(staff: Caller, scope: Scope, name: str) -> Holder:
    """Return a lexicon that staff change; raises ``InvalidRequestError`` for that of releases."""
    whose = _whose(staff, scope, name)
    if whose == ONLINE:
        raise InvalidRequestError(
            f"“{ONLINE.name}”随线上版本更新，不能逐条改；个别词条请在本人、科室或全区词库里放行或另加。"
        )
    return whose


def _made(told: dict[str, object]) -> TypedEntry:
    try:
        return TypedEntry.new(told)
    except ValueError as error:
        raise InvalidRequestError(f"词条有误：{why(error)}。") from error


def _answer(edition: Edition) -> Answer:
    headers = {"ETag": etag(edition.number)}
    return Answer(status=200, body=edition.head.model_dump(mode="json"), headers=headers)


def _entry(entry: TypedEntry) -> Shape:
    return entry.model_dump(mode="json", exclude={"scope", "owner"}) | {"obstacle": entry.obstacle}
