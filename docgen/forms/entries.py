"""One box of the form as print: its value in the office's spelling, its choices, its marks."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from docgen.forms.marks import Marks, mark
from docgen.forms.sheet import Choice, Entry, Portrait, size_of
from docgen.printing.field import OFFICE
from models.clean import clean
from models.records import Filing, FormValue
from models.specs import FormField, SourceSpec
from precheck.boxes import JOIN
from precheck.formats import TICKED
from precheck.normal import plain_text, same
from precheck.pictures import PICTURES
from prefill.vocabularies import choices

WIDE: Final = frozenset({"text", "list", "table", "seal"})
"""Types of boxes that have a row of their own."""
UPLOADS: Final = frozenset({"image", "file"})
DATED: Final = frozenset({"date", "datetime", "daterange", "month"})

ATTACHED = "已上传，见材料"
LINE = "；"
"""What stands between the lines of a list, as registers write it."""
MOST_CHOICES = 8
"""A vocabulary with more words is printed as the word alone."""
MONTH = re.compile(r"(?<!\d)([0-9]{4})-(0[1-9]|1[0-2])(?![-\d])")
DAY = re.compile(r"(?<!\d)([0-9]{4})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])(?!\d)")


@dataclass(frozen=True)
class Box:
    """A declared box with what stands in it and its marks."""

    field: FormField
    value: FormValue
    marks: Marks


def boxes(
    filing: Filing, fields: tuple[FormField, ...], sources: Mapping[str, SourceSpec]
) -> tuple[Box, ...]:
    """Return every declared box of a filing; one that the filing lacks is empty."""
    return tuple(_boxes(filing, fields, sources))


def entry(box: Box, pictures: Collection[str] = ()) -> Entry:
    """Return a box as it is printed; ``pictures`` are the keys of those boxes whose picture is."""
    answers, kind = _choices(box), box.field.type
    value = "" if answers else "\n".join(_lines(kind, box.value.value))
    length = "".join(f"□{answer.text}　" for answer in answers) or value
    return Entry(
        label=clean(box.field.label),
        value=value,
        choices=answers,
        origin=box.marks.origin,
        warnings="".join(box.marks.warnings),
        wide=kind in WIDE or box.field.key in pictures,
        size=size_of(length),
        picture=box.field.key if box.field.key in pictures else "",
        field=OFFICE if kind == "seal" else "",
    )


def portrait(box: Box, pictures: Collection[str]) -> Portrait:
    """Return the place of a photograph; an empty frame when there is no picture of it."""
    there = box.field.key if box.field.key in pictures else ""
    return Portrait(label=clean(box.field.label), picture=there)


def is_portrait(field: FormField) -> bool:
    """Tell whether a picture has a declared shape, and so a place of its own on the form."""
    return field.type == "image" and field.format in PICTURES


def printed(kind: str, value: str) -> str:
    """Return a value of a box type on one line as the form spells it, dates as 2026年11月20日.

    A picture or a file is an upload, listed with the materials: its box says only that it is there.

    >>> printed("daterange", "2026-12-01 至 2027-02-28"), printed("month", "2026-11")
    ('2026年12月1日 至 2027年2月28日', '2026年11月')
    """
    if kind in UPLOADS and value:
        return ATTACHED
    if kind in DATED:
        return MONTH.sub(_month, DAY.sub(_day, clean(value)))
    return clean(value)


def _day(found: re.Match[str]) -> str:
    return f"{found[1]}年{int(found[2])}月{int(found[3])}日"


def _month(found: re.Match[str]) -> str:
    return f"{found[1]}年{int(found[2])}月"


def _lines(kind: str, value: str) -> list[str]:
    """Return the lines of a value: of a text as written, of a list one for each item, numbered."""
    if kind == "list":
        items = [item for item in map(clean, value.split(LINE)) if item]
        numbered = [f"{number}. {item}" for number, item in enumerate(items, 1)]
        return numbered if len(items) > 1 else items
    if kind == "text":
        return [line for line in map(clean, value.splitlines()) if line]
    return [printed(kind, value)]


def _boxes(
    filing: Filing, fields: tuple[FormField, ...], sources: Mapping[str, SourceSpec]
) -> Iterator[Box]:
    for field in fields:
        value = filing.value(field.key) or FormValue(key=field.key)
        yield Box(field, value, mark(value, field.type, sources))


def _choices(box: Box) -> tuple[Choice, ...]:
    """Return the answers to tick; an answer that is none of the options stands as one more."""
    value = clean(box.value.value)
    if box.field.type == "bool":
        yes = plain_text(value) in TICKED
        return Choice(text="是", chosen=yes), Choice(text="否", chosen=bool(value) and not yes)
    options = tuple(clean(option) for option in _options(box.field))
    if not options:
        return ()
    words = value.split(JOIN) if box.field.multiple else [value]
    said = [word.strip() for word in words if word.strip()]
    other = [word for word in said if not any(same("text", word, each) for each in options)]
    return tuple(
        Choice(text=each, chosen=any(same("text", word, each) for word in said))
        for each in (*options, *other)
    )


def _options(field: FormField) -> tuple[str, ...]:
    """Return the answers a form prints to be ticked; a long vocabulary is none."""
    if field.options or field.type != "enum":
        return field.options
    words = choices(field)
    return words if len(words) <= MOST_CHOICES else ()
