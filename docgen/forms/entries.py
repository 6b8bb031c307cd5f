"""One box of the form as print: its value in the office's spelling, its choices, its marks."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from docgen.forms.marks import Marks, mark
from docgen.forms.sheet import Choice, Entry, is_long
from models.clean import clean
from models.records import Filing, FormValue
from models.specs import FormField, SourceSpec
from precheck.boxes import JOIN
from precheck.formats import TICKED
from precheck.normal import as_date, plain_text, same

ATTACHED = "已上传，见材料"


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


def entry(box: Box) -> Entry:
    """Return a box as it is printed."""
    choices = _choices(box)
    value = "" if choices else printed(box.field, box.value.value)
    length = "".join(f"□{choice.text}　" for choice in choices) or value
    return Entry(
        label=clean(box.field.label),
        value=value,
        choices=choices,
        origin=box.marks.origin,
        warnings="".join(box.marks.warnings),
        wide=box.field.type == "text" or is_long(length),
    )


def printed(field: FormField, value: str) -> str:
    """Return a value as the form spells it: dates as 2026年11月20日, most as it stands.

    A picture or a file is an upload, listed with the materials: its box says only that it is there.
    """
    if field.type in {"image", "file"} and value:
        return ATTACHED
    day = as_date(value) if field.type == "date" else None
    return in_words(day) if day else clean(value)


def in_words(day: date) -> str:
    """Return a day as the office writes it: 2026年11月20日."""
    return f"{day.year}年{day.month}月{day.day}日"


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
    options = tuple(clean(option) for option in box.field.options)
    if not options:
        return ()
    words = value.split(JOIN) if box.field.multiple else [value]
    said = [word.strip() for word in words if word.strip()]
    other = [word for word in said if not any(same("text", word, each) for each in options)]
    return tuple(
        Choice(text=each, chosen=any(same("text", word, each) for word in said))
        for each in (*options, *other)
    )
