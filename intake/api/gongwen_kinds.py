"""The kinds of text, what each asks, and drafts made from facts."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import BaseModel, ConfigDict, Field

from docgen.gongwen.document.head import Head
from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.writing.conditions import Conditions
from docgen.gongwen.writing.declared import Column, Fact, Length, need_written
from docgen.gongwen.writing.drafting import draft
from docgen.gongwen.writing.given import GAP
from docgen.gongwen.writing.words import text_of
from intake.api.officer import Officer
from intake.api.shapes import Shape

router = APIRouter(prefix="/v1/gongwen/kinds", tags=["gongwen"])

KindId = Annotated[str, Path(max_length=40)]
ENGINES = {"rules": "成文规则"}


class Facts(BaseModel):
    """What is told of a text to be written."""

    model_config = ConfigDict(extra="forbid")

    facts: Annotated[dict[str, str | list[str | dict[str, str]]], Field(max_length=60)]
    """By name: words, items, or the rows of a table by its columns."""
    length: Length = Length.NORMAL
    title: Annotated[str, Field(max_length=200)] = ""
    """Instead of the one the kind declares."""
    keywords: Annotated[tuple[str, ...], Field(max_length=20)] = ()
    """Words the draft should have; those it does not are told."""


@router.get("")
def list_kinds(officer: Officer) -> Shape:
    """Return every kind of text, the fifteen of the 条例 first."""
    del officer
    return {
        "items": [
            {"id": name, **kind.model_dump(mode="json", include={"title", "statutory"})}
            for name, kind in read_kinds().items()
        ]
    }


@router.get("/{kind}")
def show_kind(kind: KindId, officer: Officer) -> Shape:
    """Return what a kind asks, in the order of asking."""
    del officer
    written = need_written(kind)
    lengths = [each.value for each in Length]
    return {
        "note": written.note,
        "lengths": lengths,
        "facts": [_fact(each) for each in written.facts.values()],
    }


@router.post("/{kind}/draft")
def write(kind: KindId, told: Facts, officer: Officer) -> Shape:
    """Return a draft as text for the editor, what it lacks, and the elements of its head."""
    del officer
    conditions = Conditions(**told.model_dump(include={"length", "title", "keywords"}))
    drafted = draft(kind, told.facts, conditions)
    title = drafted.official.title
    return {
        "title": title if title and GAP not in title else read_kinds()[kind].title,
        "text": text_of(drafted.official),
        "missing": list(drafted.missing),
        "faults": list(drafted.faults),
        "left_out": list(drafted.left_out),
        "unset": list(drafted.unset),
        "unsaid": list(drafted.unsaid),
        "extent": drafted.extent.model_dump(mode="json"),
        "engine": drafted.engine,
        "engine_title": ENGINES[drafted.engine],
        "head": Head.of(drafted.official).model_dump(mode="json"),
    }


def _fact(fact: Fact) -> Shape:
    asked = {"name", "question", "hint", "type", "required", "example", "choices", "unit"}
    return fact.model_dump(mode="json", include=asked) | {
        "only": {name: list(values) for name, values in fact.only.items()},
        "columns": [_column(each) for each in fact.columns],
    }


def _column(column: Column) -> Shape:
    told = column.model_dump(mode="json", include={"name", "type", "sum"})
    return told | {"head": column.head, "worked_out": bool(column.product or column.share)}
