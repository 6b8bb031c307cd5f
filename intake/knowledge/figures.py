"""Holds the figures that entries tell against the numbers the product declares.

An entry names the declared value beside the words of its body. When the law changes, and the value
with it, the entry is found here, and not by a reader who was told the old number.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Final

from docgen.notices.limits import FILE as LIMITS
from knowledge.corpus.read import Draft, Figure
from models.days import day_words
from models.errors import SpecError
from models.specs import need
from models.specs.dated import Cells, DatedValue
from precheck.parameters import FILE as RULES
from precheck.parameters import Parameters

NUMBER: Final = re.compile(r"(\d[\d,]*(?:\.\d+)?)\s*(万|%)?")
BETWEEN: Final = re.compile(r"\s*[、，]\s*")
TIMES: Final[Mapping[str, Decimal]] = {"万": Decimal(10000), "%": Decimal("0.01"), "": Decimal(1)}


@cache
def declared() -> Mapping[str, Parameters]:
    """Return every file of dated values by the name figures call it."""
    folder = RULES.parent / "calculators"
    paths = {path.stem: path for path in folder.glob("*.toml")}
    return {
        name: Parameters.read(path)
        for name, path in {**paths, "rules": RULES, "limits": LIMITS}.items()
    }


def prove_figures(drafts: Iterable[Draft]) -> None:
    """Raise ``SpecError``, with a near name, when a figure names no declared value."""
    for draft in drafts:
        for figure in draft.facts:
            file, name = figure.parameter.split(".")
            need(f"{draft.id}.md", "file of values", [file], declared())
            need(f"{draft.id}.md", "value", [name], declared()[file].names)


def stale_figures(draft: Draft, day: date) -> tuple[str, ...]:
    """Return a Chinese sentence for each figure that is not what the product declares for a day."""
    return tuple(
        f"条目“{draft.title}”写的是“{figure.text}”，{_now(told)}，请修改条目。"
        for figure in draft.facts
        for told in [_told(figure, figure.day or day)]
        if not _says(figure.text, told)
    )


def _now(told: Cells | None) -> str:
    words = "、".join(told) if isinstance(told, list) else told
    return "现在没有这项规定" if told is None else f"现行规定为“{words}”"


def _told(figure: Figure, day: date) -> Cells | None:
    """Return the declared value; None when nothing is declared for that day."""
    file, name = figure.parameter.split(".")
    try:
        value = _in_force(declared()[file], figure, name, day)
    except SpecError:
        return None
    if value is None:
        return None
    return value.value if figure.part == "value" else getattr(value, figure.part)


def _in_force(law: Parameters, figure: Figure, name: str, day: date) -> DatedValue | None:
    return law.cell(day, name, *figure.cell) if figure.cell else law.on(day, name)


def _says(text: str, told: Cells | None) -> bool:
    """Tell whether the words of a body say a declared value."""
    if isinstance(told, date):
        return day_words(told) in text
    if isinstance(told, list):
        return set(BETWEEN.split(text)) == set(told)
    if isinstance(told, int | float):
        return Decimal(str(told)) in set(_numbers(text))
    return isinstance(told, str) and told in text


def _numbers(text: str) -> Iterable[Decimal]:
    """Yield the numbers of a text: 2万 is 20000, 30% is both 30 and 0.3."""
    for digits, unit in NUMBER.findall(text):
        number = Decimal(digits.replace(",", ""))
        yield number * TIMES[unit]
        if unit == "%":
            yield number
