"""Documents for the library out of files and JSON Lines, with what their own words say of them."""

import codecs
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import BinaryIO, Final

from pydantic import ValidationError

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.document.official import Official, Part
from docgen.gongwen.document.opened import Opened
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.library.facets import sort_of
from docgen.gongwen.library.filed import LONGEST, Filed, Named, undeclared
from models.errors import InvalidRequestError, UnreadableTableError
from models.records import Record

LONGEST_TITLE: Final = 200
LONGEST_LINE: Final = 6 * LONGEST + 100_000
"""Bytes: JSON may write each character of a body in six."""
UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MARKS: Final = {1: "## ", 2: "### ", 3: "#### ", 4: "##### "}


class Gone(Record):
    """A document that is to leave the library."""

    id: str
    title: str


class FromFile(Record):
    """A document that was read from a file of its own."""

    source: str
    """What tells the file from any other, as a digest."""
    filed: Filed | None = None
    """None where it is in the library already, as that file says."""


Coming = Filed | FromFile | Gone | str
"""What an update brings: a document, one that is to go, or a fault in words."""


def gone(named: Named | Filed) -> Gone:
    """Return what takes a document out of the library."""
    return Gone(id=named.id, title=named.title)


def filed_of(opened: Opened, level: str, readers: tuple[str, ...]) -> Filed:
    """Return a file as a document of the library: title, number, issuer, day and kind as it says.

    A file without a title goes by its mark, as an order does, or by its name; raises
    ``InvalidRequestError`` when it has no words.
    """
    official = recognise(opened).official
    body = body_of(official)
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


def read_lines(file: BinaryIO, name: str, readers: tuple[str, ...]) -> Iterator[Coming]:
    """Yield the documents of JSON Lines as they are read, each with the fields of ``Filed``.

    ``sort`` is taken from the title and ``readers`` from the caller where a line does not tell. A
    line with ``"removed": true`` names a document that is to go. A fault comes as words, and the
    lines after it as if it were not there.
    """
    for at, line in enumerate(_lines_of(file, name), 1):
        if line is None:
            yield f"{name} 第 {at} 行：太长，或编码不是 UTF-8、GBK"
        elif line.strip():
            yield _from_line(line, f"{name} 第 {at} 行", readers)


def _lines_of(file: BinaryIO, name: str) -> Iterator[str | None]:
    """Yield lines, None for one that cannot be read; only one is in memory at a time."""
    mark = file.read(2)
    file.seek(0)
    if mark in UTF_16:
        raise UnreadableTableError(f"{name} 的编码是 UTF-16，请另存为 UTF-8。")
    while line := file.readline(LONGEST_LINE):
        if len(line) < LONGEST_LINE or line.endswith(b"\n"):
            yield _decoded(line)
        else:
            _pass_over_rest(file)
            yield None


def _pass_over_rest(file: BinaryIO) -> None:
    while rest := file.readline(LONGEST_LINE):
        if rest.endswith(b"\n"):
            return


def _decoded(line: bytes) -> str | None:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return line.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _from_line(line: str, place: str, readers: tuple[str, ...]) -> Coming:
    try:
        told = json.loads(line)
        if told.pop("removed", False) is True:
            named = {name: told[name] for name in Named.model_fields if name in told}
            return gone(Named.model_validate(named))
        title = str(told.get("title", ""))
        filed = Filed.model_validate({"sort": sort_of(title), "readers": readers, **told})
    except (ValidationError, AttributeError, TypeError, ValueError, RecursionError) as error:
        fields = error.errors() if isinstance(error, ValidationError) else ()
        names = "、".join(str(each["loc"][0]) for each in fields if each["loc"])
        return f"{place}：不是一份公文的记录" + (f"，请核对 {names}" if names else "")
    unknown = undeclared(filed)
    return f"{place}：没有这样的{unknown}" if unknown else filed


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
