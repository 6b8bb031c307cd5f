"""Everything declared about notices, read once and proved to fit together."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pydantic import Field

from docgen.notices.kind import NoticeKind, Part
from docgen.notices.limits import Limits, read_limits
from docgen.notices.names import BUILT_IN, PLACEHOLDER, condition, names_of
from docgen.notices.notice import IssuingOffice
from models.errors import NotFoundError, SpecError
from models.specs import Spec, need, read_spec, read_specs
from precheck.formats import FORMATS

HERE = Path(__file__).parent
KINDS, OFFICES, REMEDIES = HERE / "kinds", HERE / "offices", HERE / "remedies.toml"
OF_A_REMEDY = ("limit", *BUILT_IN)
OF_A_NUMBER = ("office", "year", "serial")
LABEL_ENDS = "|"
"""Parts the label of a grid's cell from its text."""


class Remedy(Spec):
    """What a recipient who disagrees may do."""

    id: str
    name: str
    limit: str
    """Name of a dated number."""
    text: str


class RemedyTable(Spec):
    """The whole declaration file."""

    remedies: tuple[Remedy, ...] = Field(alias="remedy")


@dataclass(frozen=True)
class Declared:
    """The declarations notices are composed by."""

    kinds: Mapping[str, NoticeKind]
    remedies: Mapping[str, Remedy]
    limits: Limits

    def kind(self, name: str) -> NoticeKind:
        """Return a kind by its id; raises ``NotFoundError``."""
        if name not in self.kinds:
            raise NotFoundError(f"没有名为“{name}”的通知类型。")
        return self.kinds[name]


@cache
def read_declared() -> Declared:
    """Return the declarations that ship with the product; raises ``SpecError``."""
    return read_notices(KINDS)


def read_notices(folder: Path) -> Declared:
    """Read and prove the kinds of a folder with the remedies and limits that ship."""
    remedies = read_spec(REMEDIES, RemedyTable).remedies
    found = {each.id: each for each in remedies}
    declared = Declared(read_specs(folder, NoticeKind), found, read_limits())
    for remedy in remedies:
        need(remedy.id, "limit", [remedy.limit], declared.limits.names)
        need(remedy.id, "name", PLACEHOLDER.findall(remedy.text), OF_A_REMEDY)
    for kind in declared.kinds.values():
        prove_kind(kind, declared)
    return declared


def read_offices(folder: Path = OFFICES) -> dict[str, IssuingOffice]:
    """Return the declared offices by id; those that ship are invented samples."""
    return read_specs(folder, IssuingOffice)


def prove_kind(kind: NoticeKind, declared: Declared) -> None:
    """Raise ``SpecError``, with a near name, unless everything a kind names exists."""
    _refuse_twice(kind)
    names = names_of(kind)
    texts = tuple(_texts(kind))
    used = {name for text in texts for name in PLACEHOLDER.findall(text)}
    need(kind.id, "name", used, names)
    need(kind.id, "name of a number", PLACEHOLDER.findall(kind.number), OF_A_NUMBER)
    need(kind.id, "remedy", kind.remedies, declared.remedies)
    need(kind.id, "format", {each.format for each in kind.facts if each.format}, FORMATS)
    need(kind.id, "fact or blank", set(_cell_keys(kind.body)), _cells(kind))
    for text in _conditions(kind):
        need(f"{kind.id}: {text}", "name", condition(text).places, names)
    _prove_deadlines(kind, declared.limits)
    _prove_shown(kind, used)


def _texts(kind: NoticeKind) -> Iterator[str]:
    yield kind.copies
    yield from (check.message for check in kind.checks)
    for part in kind.body:
        yield from (part.text, part.heading, part.note)
        yield from (cell for row in part.grid for cell in row if LABEL_ENDS in cell)


def _conditions(kind: NoticeKind) -> Iterator[str]:
    yield from (part.when for part in kind.body if part.when)
    yield from (fact.needed_when for fact in kind.facts if fact.needed_when)
    yield from (check.holds for check in kind.checks)


def _cell_keys(body: Iterable[Part]) -> Iterator[str]:
    rows = (row for part in body for row in part.grid)
    yield from (cell for row in rows for cell in row if LABEL_ENDS not in cell)


def _cells(kind: NoticeKind) -> tuple[str, ...]:
    return (*(each.key for each in kind.facts), *(each.key for each in kind.blanks))


def _refuse_twice(kind: NoticeKind) -> None:
    groups = (
        [*_cells(kind), *BUILT_IN],
        [each.key for each in kind.table.columns] if kind.table else [],
        [each.key for each in kind.bases],
        [each.key for each in kind.deadlines],
    )
    for keys in groups:
        twice = [key for key in keys if keys.count(key) > 1]
        if twice:
            raise SpecError(f"{kind.id}: {twice[0]!r} is declared twice")


def _prove_deadlines(kind: NoticeKind, limits: Limits) -> None:
    types = {each.key: each.type for each in kind.facts} | {"issued_on": "date"}
    for each in kind.deadlines:
        owner = f"{kind.id}: deadline {each.key}"
        need(owner, "limit", [each.limit], limits.names)
        dates = [key for key, type_ in types.items() if type_ == "date"]
        need(owner, "date", [each.after] if each.after else [], dates)
        numbers = [key for key, type_ in types.items() if type_ == "int"]
        need(owner, "whole number", [each.given_by] if each.given_by else [], numbers)
        if each.after and not limits.counts_workdays(each.limit):
            raise SpecError(f"{owner}: {each.limit!r} counts no working days")


def _prove_shown(kind: NoticeKind, used: set[str]) -> None:
    """What a kind asks for is printed, and what it prints it has."""
    shown = {part.show for part in kind.body}
    has = {"items": kind.items, "table": kind.table, "remedies": kind.remedies}
    for what, declared in has.items():
        if (what in shown) != bool(declared):
            raise SpecError(f"{kind.id}: {what} must be both declared and shown")
    for each in kind.bases:
        if f"basis.{each.key}" not in used:
            raise SpecError(f"{kind.id}: nothing cites the legal basis {each.key!r}")
