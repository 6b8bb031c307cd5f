"""Documents for the library out of JSON Lines, and what such lines say of others."""

import codecs
import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, BinaryIO, Final

from pydantic import Field, ValidationError

from docgen.gongwen.library.coming import Coming, Ended, Succeeding, gone
from docgen.gongwen.library.facets import sort_of
from docgen.gongwen.library.filed import LONGEST, Ending, Filed, Named, undeclared
from models.errors import UnreadableTableError
from models.records import Record

LONGEST_LINE: Final = 6 * LONGEST + 100_000
"""Bytes: JSON may write each character of a body in six."""
UTF_16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
MOST_OTHERS: Final = 200


class _Others(Record):
    """What a line says of other documents."""

    replaces: tuple[str, ...] = Field(default=(), max_length=MOST_OTHERS)
    ends: tuple[str, ...] = Field(default=(), max_length=MOST_OTHERS)
    ends_on: date | None = None
    """The day on which those hold no more; that of the document itself where it is not told."""


def read_lines(file: BinaryIO, name: str, readers: tuple[str, ...]) -> Iterator[Coming]:
    """Yield the documents of JSON Lines as they are read, each with the fields of ``Filed``.

    ``sort`` is taken from the title and ``readers`` from the caller where a line does not tell. A
    line with ``"removed": true`` names a document that is to go, one without ``body`` and with
    ``ended_on`` one that holds no more. ``replaces`` and ``ends`` name others by number or title.
    A fault comes as words, and the lines after it as if it were not there.
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
        told = _told(json.loads(line), readers)
    except (ValidationError, AttributeError, TypeError, ValueError, RecursionError) as error:
        fields = error.errors() if isinstance(error, ValidationError) else ()
        names = "、".join(str(each["loc"][0]) for each in fields if each["loc"])
        return f"{place}：不是一份公文的记录" + (f"，请核对 {names}" if names else "")
    filed = told.filed if isinstance(told, Succeeding) else told
    unknown = undeclared(filed) if isinstance(filed, Filed) else ""
    if unknown:
        return f"{place}：没有这样的{unknown}"
    if isinstance(told, Succeeding) and told.ends and not told.ending:
        return f"{place}：写了 ends，请用 ends_on 或 issued_on 写明从哪一天起废止"
    return told


def _told(told: dict[str, Any], readers: tuple[str, ...]) -> Coming:
    """Return what a line says; raises what its fields are in the way of."""
    if told.pop("removed", False) is True:
        return gone(_named(told))
    if "body" not in told and "ended_on" in told:
        named = _named(told)
        day = told["ended_on"]
        ending = Ending(on=day, by=told.get("ended_by", "")) if day else None
        return Ended(id=named.id, title=named.title, ending=ending)
    others = {name: told.pop(name) for name in _Others.model_fields if name in told}
    title = str(told.get("title", ""))
    filed = Filed.model_validate({"sort": sort_of(title), "readers": readers, **told})
    return _with_others(filed, _Others.model_validate(others)) if others else filed


def _named(told: Mapping[str, Any]) -> Named:
    return Named.model_validate({name: told[name] for name in Named.model_fields if name in told})


def _with_others(filed: Filed, others: _Others) -> Succeeding:
    day = others.ends_on or filed.issued_on
    by = f"《{filed.title}》" + (f"（{filed.number}）" if filed.number else "")
    ending = Ending(on=day, by=by) if day and others.ends else None
    return Succeeding(filed=filed, replaces=others.replaces, ends=others.ends, ending=ending)
