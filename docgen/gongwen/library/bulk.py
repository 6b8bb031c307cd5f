"""Documents for the library out of files and JSON Lines, with what their own words say of them."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pydantic import ValidationError

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.document.official import Official, Part
from docgen.gongwen.document.opened import Opened
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.library.filed import Filed, sort_of
from models.errors import InvalidRequestError
from models.files.texts import decode

LONGEST_TITLE: Final = 200
MARKS: Final = {1: "## ", 2: "### ", 3: "#### ", 4: "##### "}


def filed_of(opened: Opened, level: str, readers: tuple[str, ...]) -> Filed:
    """Return a file as a document of the library: title, number, issuer, day and kind as it says.

    A file without a title goes by its mark, as an order does, or by its name; raises
    ``InvalidRequestError`` when it has no words.
    """
    official = recognise(opened).official
    body = _body(official)
    if not body:
        raise InvalidRequestError("文件里没有文字。")
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


def read_lines(data: bytes, name: str, readers: tuple[str, ...]) -> Iterator[Filed | str]:
    """Yield the documents of JSON Lines, each with the fields of ``Filed``; a fault as words.

    ``sort`` is taken from the title and ``readers`` from the caller where a line does not tell.
    """
    for at, line in enumerate(decode(data, name).splitlines(), 1):
        if line.strip():
            yield _filed_line(line, f"{name} 第 {at} 行", readers)


def _filed_line(line: str, place: str, readers: tuple[str, ...]) -> Filed | str:
    try:
        told = json.loads(line)
        title = str(told.get("title", ""))
        return Filed.model_validate({"sort": sort_of(title), "readers": readers, **told})
    except (ValidationError, AttributeError, ValueError, RecursionError) as error:
        fields = error.errors() if isinstance(error, ValidationError) else ()
        names = "、".join(str(each["loc"][0]) for each in fields if each["loc"])
        return f"{place}：不是一份公文的记录" + (f"，请核对 {names}" if names else "")


def _body(official: Official) -> str:
    parts = [*_lines(official.body)]
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
