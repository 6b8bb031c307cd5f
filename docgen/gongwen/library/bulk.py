"""Documents for the library out of files, with what their own words say of them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.document.official import Official, Part
from docgen.gongwen.document.opened import Opened
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.library.facets import sort_of
from docgen.gongwen.library.filed import LONGEST, Filed
from models.errors import InvalidRequestError

LONGEST_TITLE: Final = 200
MARKS: Final = {1: "## ", 2: "### ", 3: "#### ", 4: "##### "}


def filed_of(opened: Opened, level: str, readers: tuple[str, ...]) -> Filed:
    """Return a file as a document of the library: title, number, issuer, day and kind as it says.

    A file without a title goes by its mark, as an order does, or by its name; raises
    ``InvalidRequestError`` when it has no words, or more than a document may have.
    """
    official = recognise(opened).official
    body = body_of(official)
    if not body:
        raise InvalidRequestError("文件里没有文字。")
    if len(body) > LONGEST:
        most = LONGEST // 10_000
        raise InvalidRequestError(f"正文超过 {most} 万字，请拆成几份文件再入库。")
    title = (official.title or official.mark or Path(opened.name).stem)[:LONGEST_TITLE]
    return Filed(
        title=title,
        body=body,
        sort=read_kinds()[official.kind].title if official.kind else sort_of(title),
        level=level,
        issuer="、".join(official.issuers)[:200],
        number=official.number[:100],
        issued_on=official.day,
        readers=readers,
    )


def body_of(official: Official) -> str:
    """Return the body of a document, what it passes on and its attachments as Markdown."""
    parts = [*_lines(official.body)]
    if official.passed:
        parts.extend((f"## {official.passed.heading}", body_of(official.passed)))
    for each in official.attachments:
        if each.parts:
            parts.extend((f"## {each.title}", *_lines(each.parts)))
    return "\n\n".join(parts)


def _lines(parts: Iterable[Part]) -> Iterator[str]:
    for part in parts:
        if part.rows:
            yield "\n".join(
                "| " + " | ".join(_flat(cell) for cell in row) + " |" for row in part.rows
            )
        elif part.level and not part.run_in:
            yield MARKS[part.level] + part.text
        else:
            yield part.text + part.run_in


def _flat(cell: str) -> str:
    return " ".join(cell.split()).replace("|", "／")
