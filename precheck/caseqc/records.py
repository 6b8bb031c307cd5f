"""A record of a case: its fields understood, its rows apart, and what was not understood."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any, Final

from models.clean import shorten
from models.expressions import Value, typed
from precheck.caseqc.guide import NO_GUIDE, Guide
from precheck.caseqc.tables import APPLY, TABLES, FieldOfRecord, Table, fold
from precheck.caseqc.values import MisfitError, moment, understand

PREV: Final = "prev"
PREV_NAMES: Final = frozenset(map(fold, (PREV, "previous", "上次保存")))
"""Names under which a record carries itself as it was saved before."""
MOST_ROWS: Final = 200
"""Of one table in one record."""
SHOWN: Final = 40
"""Characters of a value that a message repeats."""
Row = Mapping[str, Value]
EMPTY: Final[Mapping[str, Row]] = {
    table.id: {
        each.key: typed("bool", each.otherwise) if each.kind == "flag" else ""
        for each in table.fields
    }
    for table in TABLES.table
}
"""An empty row of each table: what an empty flag means, '' for everything else."""


@dataclass(frozen=True)
class Misfit:
    """A value that is not understood."""

    id: str
    table: str
    position: int
    key: str
    title: str
    shown: str = ""


@dataclass(frozen=True)
class CaseRecord:
    """One record as the rules see it."""

    apply: Row
    parts: Mapping[str, tuple[Row, ...]]
    prev: Row
    guide: Mapping[str, Value]
    now: datetime
    misfits: tuple[Misfit, ...] = ()
    ignored: tuple[str, ...] = ()
    """Keys that no table has."""

    def rows(self, table: str) -> tuple[Row, ...]:
        """Return the rows of a table; the case itself is one."""
        return (self.apply,) if table == APPLY else self.parts[table]


def read_record(
    given: Mapping[str, object],
    now: datetime,
    prev: Mapping[str, object] | None = None,
    guide: Guide = NO_GUIDE,
) -> CaseRecord:
    """Return a record understood as far as it can be; nothing that it holds makes this raise."""
    reader = _Reader()
    own, inner = _sorted_out(given)
    apply = reader.row(TABLES.by_id[APPLY], own, APPLY)
    parts = {table.id: reader.part(table, inner.get(table.id)) for table in TABLES.parts}
    before = reader.before(inner.get(PREV) if prev is None else prev, apply)
    facts = guide.facts(apply["itemCode"], apply["taskHandleItem"])
    for each in TABLES.by_id[APPLY].fields:
        if each.guide and apply[each.key] is None:
            apply[each.key] = facts[each.guide]
    misfits, ignored = tuple(reader.misfits), tuple(reader.ignored)
    return CaseRecord(apply, parts, before, facts, moment(now), misfits, ignored)


def _sorted_out(given: Mapping[str, object]) -> tuple[dict[str, object], dict[str, object]]:
    """Return the case's own fields, and by id the tables that stand inside it."""
    own: dict[str, object] = {}
    inner: dict[str, object] = {}
    for name, raw in given.items():
        table = part_named(str(name))
        if table:
            inner.setdefault(table, raw)
        else:
            own[str(name)] = raw
    return own, inner


@lru_cache(maxsize=1024)
def part_named(name: str) -> str:
    """Return the id of the table that a key of a record names, '' when it is a field."""
    folded = fold(name)
    if folded in PREV_NAMES:
        return PREV
    table = TABLES.by_name.get(folded)
    return table.id if table and table.id != APPLY else ""


@dataclass
class _Reader:
    """Understands one record; what it cannot, it notes."""

    misfits: list[Misfit] = field(default_factory=list)
    ignored: dict[str, None] = field(default_factory=dict)

    def row(
        self, table: Table, given: Mapping[Any, object], told: str, position: int = 0
    ) -> dict[str, Value]:
        """Return a row with every field of its table; of two names of one, the first that says."""
        values, said = dict(EMPTY[table.id]), set()
        for name, raw in given.items():
            known = field_named(table.id, str(name))
            if known is None:
                self.ignored[shorten(str(name), SHOWN)] = None
                continue
            try:
                value = understand(known, raw)
            except MisfitError as error:
                self._note(str(error), known, raw, told, position)
                value = None
            if value != "" and known.key not in said:
                said.add(known.key)
                values[known.key] = value
        return values

    def part(self, table: Table, raw: object) -> tuple[Row, ...]:
        """Return the rows of a table that stands inside a record, as a list or as its JSON."""
        rows = _listed(raw)
        if rows is None or len(rows) > MOST_ROWS:
            self._misshapen(table, 0)
            return ()
        found = []
        for position, row in enumerate(rows, start=1):
            if isinstance(row, Mapping):
                found.append(self.row(table, row, table.id, position))
            else:
                self._misshapen(table, position)
        return tuple(found)

    def before(self, raw: object, apply: Row) -> Row:
        """Return the record as it was saved before; all empty when nobody says."""
        rows = _listed(raw)
        if rows and isinstance(rows[0], Mapping):
            return self.row(TABLES.by_id[APPLY], _sorted_out(rows[0])[0], PREV)
        if rows != []:
            self._misshapen(TABLES.by_id[APPLY], 0)
        return {**EMPTY[APPLY], "opTime": apply["prevOpTime"]}

    def _note(
        self, misfit: str, known: FieldOfRecord, raw: object, told: str, position: int
    ) -> None:
        shown = "…" if known.personal else shorten(raw, SHOWN) if isinstance(raw, str) else "…"
        self.misfits.append(Misfit(misfit, told, position, known.key, known.title, shown))

    def _misshapen(self, table: Table, position: int) -> None:
        self.misfits.append(Misfit("list", table.id, position, table.id, table.title))


@lru_cache(maxsize=4096)
def field_named(table: str, name: str) -> FieldOfRecord | None:
    """Return the field of a table that a key or column names, None when there is none."""
    return TABLES.by_id[table].by_name.get(fold(name))


def _listed(raw: object) -> list[object] | None:
    """Return what stands where a list should; None when it is something else."""
    if isinstance(raw, str) and raw.strip():
        try:
            raw = json.loads(raw)
        except (ValueError, RecursionError):
            return None
    if raw is None or isinstance(raw, str):
        return [] if not raw or not raw.strip() else None
    if isinstance(raw, Mapping):
        return [raw]
    return list(raw) if isinstance(raw, list | tuple) else None


def show(field_: FieldOfRecord, value: Value) -> str:
    """Return a value as a message may repeat it."""
    return "…" if field_.personal else shorten(str(value), SHOWN)
