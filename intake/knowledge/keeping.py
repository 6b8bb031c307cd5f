"""Drafts of files into the knowledge base: each is an entry that waits for its review."""

from collections.abc import Iterator, Sequence
from typing import Final

from pydantic import ValidationError

from intake.knowledge.desk import create
from intake.store.database import Session
from intake.store.knowledge_acts import Doer
from intake.store.knowledge_entries import Origin, holds_file
from intake.store.knowledge_imports import Kept
from knowledge.entries.content import LONGEST_BODY, MOST_WORDS, Content
from knowledge.entries.entry import EVERYBODY
from knowledge.importing.draft import Draft, Understood

KNOWN: Final = "这个文件以前已经导入过，内容没有变化。"
LONGEST_DEPARTMENT: Final = 64


def keep_drafts(
    session: Session,
    found: Sequence[Understood],
    doer: Doer,
    department: str = "",
    readers: tuple[str, ...] = (EVERYBODY,),
) -> tuple[Kept, ...]:
    """Add an entry for each draft; a file whose bytes are in already adds none.

    ``department`` answers for what names none itself.
    """
    return tuple(kept for file in found for kept in _file(session, file, doer, department, readers))


def _file(
    session: Session, file: Understood, doer: Doer, department: str, readers: tuple[str, ...]
) -> Iterator[Kept]:
    if file.drafts and holds_file(session, file.digest):
        yield Kept(file=file.file, title=file.drafts[0].title, refused=KNOWN)
        return
    for draft in file.drafts:
        content = _content(draft, department, readers)
        if isinstance(content, str):
            yield Kept(file=file.file, title=draft.title, refused=content)
        else:
            made = create(session, content, doer, Origin.IMPORT)
            yield Kept(file=file.file, title=draft.title, id=made.id)


def _content(draft: Draft, department: str, readers: tuple[str, ...]) -> Content | str:
    """Return what an entry says, or why it cannot be one."""
    if len(draft.body) > LONGEST_BODY:
        return f"正文超过 {LONGEST_BODY} 字，请按章节拆分后导入。"
    try:
        return Content(
            kind=draft.kind,
            title=draft.title,
            body=draft.body,
            questions=draft.questions[:MOST_WORDS],
            keywords=draft.keywords[:MOST_WORDS],
            department=(draft.department or department)[:LONGEST_DEPARTMENT],
            tags=draft.tags,
            source=draft.source,
            readers=readers,
            effective_from=draft.effective_from,
            expires=draft.expires,
        )
    except ValidationError as error:
        return f"内容不符合要求：{error.errors()[0]['msg']}"
