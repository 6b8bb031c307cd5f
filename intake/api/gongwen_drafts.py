"""Drafts of the drafting desk: kept, changed, listed, dropped, each officer's own."""

from typing import Annotated

from fastapi import APIRouter, Path, Response
from pydantic import BaseModel, ConfigDict, Field

from docgen.gongwen.document.head import Head
from intake.api.deps import NeededVersion, OfficeDep, etag
from intake.api.officer import Officer
from intake.api.once import OnceDep
from intake.api.shapes import Shape
from intake.store import gongwen_drafts as drafts
from intake.store.database import Session
from intake.store.gongwen_drafts import Draft, Text
from intake.store.idempotency import Answer

router = APIRouter(prefix="/v1/gongwen/drafts", tags=["gongwen"])

LONGEST = 200_000
"""Characters of a draft: some two hundred pages."""
DraftId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]


class Written(BaseModel):
    """What the draft says."""

    model_config = ConfigDict(extra="forbid")

    title: Annotated[str, Field(max_length=300)] = ""
    text: Annotated[str, Field(max_length=LONGEST)]
    head: Head = Head()

    @property
    def told(self) -> Text:
        """The same as a record."""
        first = next((line.strip() for line in self.text.splitlines() if line.strip()), "")
        title = self.title.strip() or first[:60] or "未命名草稿"
        return Text(title=title, text=self.text, head=self.head)


@router.post("")
def add(written: Written, officer: Officer, once: OnceDep) -> Response:
    """Keep a new draft."""

    def work(session: Session) -> Answer:
        return _answer(drafts.add_draft(session, officer, written.told), status=201)

    return once.answer(f"{written.model_dump_json()}{officer}", lambda: work)


@router.get("")
def list_own(office: OfficeDep, officer: Officer) -> Shape:
    """Return the caller's drafts without their text and head, the one changed last first."""
    with office.store.read() as session:
        return {
            "items": [_shape(each, whole=False) for each in drafts.list_drafts(session, officer)]
        }


@router.get("/{draft_id}")
def show(draft_id: DraftId, office: OfficeDep, officer: Officer, response: Response) -> Shape:
    """Return one draft."""
    with office.store.read() as session:
        draft = drafts.read_draft(session, officer, draft_id)
    response.headers["ETag"] = etag(draft.version)
    return _shape(draft)


@router.put("/{draft_id}")
def change(
    draft_id: DraftId, written: Written, officer: Officer, seen: NeededVersion, once: OnceDep
) -> Response:
    """Keep what a draft says now."""

    def work(session: Session) -> Answer:
        return _answer(drafts.change_draft(session, officer, draft_id, seen, written.told))

    return once.answer(f"{written.model_dump_json()}{officer}{seen}", lambda: work)


@router.delete("/{draft_id}", status_code=204)
def drop(draft_id: DraftId, office: OfficeDep, officer: Officer) -> None:
    """Let a draft go for good."""
    with office.store.write() as session:
        drafts.drop_draft(session, officer, draft_id)


def _answer(draft: Draft, status: int = 200) -> Answer:
    headers = {"ETag": etag(draft.version)}
    return Answer(status=status, body=_shape(draft, whole=False), headers=headers)


def _shape(draft: Draft, *, whole: bool = True) -> Shape:
    hidden = {"owner"} if whole else {"owner", "text", "head"}
    return draft.model_dump(mode="json", exclude=hidden)
