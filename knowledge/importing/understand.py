"""From the parts of a text to the draft of an entry: title, headings, facts, kind, remarks."""

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from knowledge.entries.entry import Kind, Source
from knowledge.importing.blocks import Block, markdown, shifted
from knowledge.importing.draft import LONGEST_TITLE, Draft, Fact
from knowledge.importing.facts import facts_of
from knowledge.importing.guides import as_guide
from knowledge.importing.inert import address_of
from knowledge.importing.kinds import kind_of
from knowledge.importing.laws import adoption, amendments, gaps
from knowledge.importing.outline import articles_in, outlined, questions_in
from knowledge.importing.reading import Reading
from knowledge.importing.titles import title_of, without_title
from models.clean import shorten

_IN_NAME: Final = re.compile(
    r"([\u4e00-\u9fff]{2,10})[〔(（]?((?:19|20)\d{2})[〕)）]?-?(\d{1,5})号"
)
MOST_QUESTIONS: Final = 50
THIN: Final = 40
"""Characters of a body that is hardly one."""


def draft_of(reading: Reading, name: str, digest: str) -> Draft:
    """Return the draft of one text; ``name`` is that of its file, used where nothing else names it.

    The body is never changed in meaning: lines that say the title again are left out, nothing else.
    """
    title, blocks = _titled(reading, name)
    parts = blocks if reading.ready else outlined(as_guide(blocks))
    known = {**{fact.name: fact for fact in adoption(parts)}, **reading.known}
    facts = facts_of(title, parts, known)
    kind = reading.kind or kind_of(title, parts)
    begun, over = _day(facts, "effective_from"), _day(facts, "expires")
    if begun and over and over <= begun:
        over = None
    asked = questions_in(parts) if kind is Kind.FAQ else ()
    body = markdown(shifted(parts))
    return Draft(
        title=title,
        body=body,
        kind=kind,
        source=_source(reading, title, facts, digest),
        questions=tuple(dict.fromkeys((*reading.questions, *asked)))[:MOST_QUESTIONS],
        keywords=reading.keywords,
        department=_value(facts, "department"),
        tags=reading.tags,
        effective_from=begun,
        expires=over,
        place=reading.place,
        facts=tuple(facts.values()),
        remarks=(*reading.remarks, *_remarks(kind, parts, facts, body), *_misnamed(name, facts)),
        sections=sum(1 for block in parts if block.level),
        articles=len(articles_in(parts)),
        tables=sum(1 for block in parts if block.rows),
    )


def _titled(reading: Reading, name: str) -> tuple[str, tuple[Block, ...]]:
    """Return the title, and the parts without it."""
    title = shorten(reading.title, LONGEST_TITLE)
    if title:
        return title, without_title(title, reading.blocks)
    title, end = title_of(reading.blocks)
    if title:
        rest = [block for block in reading.blocks[:end] if block.words not in title]
        return title, (*rest, *reading.blocks[end:])
    return shorten(name.rpartition(".")[0] or name, LONGEST_TITLE) or "未命名", reading.blocks


def _misnamed(name: str, facts: Mapping[str, Fact]) -> Iterator[str]:
    """Yield that the name of a file promises another number than its text has."""
    found = _IN_NAME.search(name)
    number = _value(facts, "number")
    if found and number and not number.endswith(f"{found[1]}〔{found[2]}〕{found[3]}号"):
        yield f"文件名里是“{found[0]}”，正文的文号是“{number}”，请核对是否放错文件。"


def _source(reading: Reading, title: str, facts: Mapping[str, Fact], digest: str) -> Source:
    return Source(
        title=_value(facts, "source") or title,
        issuer=_value(facts, "issuer"),
        number=_value(facts, "number"),
        url=address_of(reading.url),
        issued_on=_day(facts, "issued_on"),
        digest=digest,
    )


def _value(facts: Mapping[str, Fact], name: str) -> str:
    return facts[name].value if name in facts else ""


def _day(facts: Mapping[str, Fact], name: str) -> date | None:
    return date.fromisoformat(facts[name].value) if name in facts else None


def _remarks(
    kind: Kind, parts: Sequence[Block], facts: Mapping[str, Fact], body: str
) -> Iterator[str]:
    """Yield what a person should look at."""
    if kind is Kind.LAW:
        yield from gaps(parts)
        count = amendments(parts)
        if count:
            yield f"题注写明经过 {count} 次修改，请核对是否为现行文本。"
    if kind in {Kind.LAW, Kind.POLICY} and "number" not in facts:
        yield "没有找到文号，请补充。"
    if "issuer" not in facts:
        yield "没有找到发文机关或来源单位，请补充。"
    if "issued_on" not in facts:
        yield "没有找到发布日期，请补充。"
    if len(body.strip()) < THIN:
        yield "正文很短，请核对是否完整。"
    expires = _day(facts, "expires")
    if expires:
        yield f"文中写明的有效期到 {expires} 前为止（{facts['expires'].evidence}），请核对。"
