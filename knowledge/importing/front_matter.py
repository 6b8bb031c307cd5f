"""Entries written as Markdown with a TOML front matter between ``+++`` lines."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from knowledge.corpus.read import ID, Draft, read_draft
from knowledge.importing.draft import Fact
from knowledge.importing.markdown import parts_of
from knowledge.importing.reading import Found, Reading
from models.clean import shorten
from models.errors import SpecError, UnreadableTableError

ANY_ID = "imported"


def read_front_matter(text: str, name: str) -> Found:
    """Return the entry of a file as its front matter says it.

    Raises ``UnreadableTableError`` that names the key where the front matter is wrong.
    """
    stem = re.sub(r"[^a-z0-9]+", "-", PurePath(name).stem.lower()).strip("-")
    try:
        draft = read_draft(text, stem if ID.fullmatch(stem) else ANY_ID)
    except SpecError as error:
        told = shorten(str(error).partition(": ")[2], 160)
        raise UnreadableTableError(
            f"文件开头 +++ 之间的说明有误（{told}），请按入库说明的格式更正。"
        ) from error
    return Found((_reading(draft),))


def _reading(draft: Draft) -> Reading:
    return Reading(
        tuple(parts_of(draft.body, draft.source.url)),
        title=draft.title,
        known={fact.name: fact for fact in _facts(draft)},
        kind=draft.kind,
        url=draft.source.url,
        questions=draft.questions,
        keywords=draft.keywords,
        tags=draft.tags,
        remarks=(f"依据：{draft.basis}",),
        ready=True,
    )


def _facts(draft: Draft) -> Iterator[Fact]:
    told = {
        "source": draft.source.title,
        "number": draft.source.number,
        "issuer": draft.source.issuer,
        "issued_on": draft.source.issued_on,
        "effective_from": draft.effective_from,
        "expires": draft.expires,
        "department": draft.department,
    }
    for key, value in told.items():
        if value:
            yield Fact(name=key, value=str(value), evidence=f"文件开头的 {key}")
