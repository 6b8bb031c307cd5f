"""Records kept whole and sealed, with a few columns beside them to find them by."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, RowMapping, Table, func, insert, select, true, update

from intake.store.database import Session
from models.errors import NotFoundError, StaleRecordError
from models.records import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True)
class Drawer(Generic[R]):
    """One table of sealed records."""

    table: Table
    schema: type[R]
    columns: Callable[[R], dict[str, Any]]
    """What stands beside the sealed record: at least ``id`` and ``version``."""
    missing: str
    """What is said when there is none, in Chinese."""

    def add(self, session: Session, record: R) -> None:
        """Add a record."""
        session.connection.execute(insert(self.table).values(**self._row(session, record)))

    def save(self, session: Session, record: R) -> None:
        """Write a record changed once since it was read.

        Raises ``StaleRecordError`` when somebody else changed it meanwhile.
        """
        row = self._row(session, record)
        seen = (self.table.c.id == row["id"]) & (self.table.c.version == row["version"] - 1)
        changed = session.connection.execute(update(self.table).where(seen).values(**row))
        if changed.rowcount != 1:
            raise StaleRecordError("内容已有新的改动，本次操作没有保存。")

    def read(self, session: Session, record_id: str) -> R:
        """Return a record; raises ``NotFoundError``."""
        wanted = select(self.table).where(self.table.c.id == record_id)
        if session.writes:
            wanted = wanted.with_for_update()
        row = session.connection.execute(wanted).mappings().first()
        if row is None:
            raise NotFoundError(self.missing)
        return self._opened(session, row)

    def find(
        self,
        session: Session,
        where: ColumnElement[bool] | None = None,
        *order: ColumnElement[Any],
        most: int | None = None,
    ) -> Iterator[R]:
        """Yield records, by their ids where no order is given."""
        wanted = select(self.table).where(true() if where is None else where)
        wanted = wanted.order_by(*order, self.table.c.id).limit(most)
        for row in session.connection.execute(wanted).mappings():
            yield self._opened(session, row)

    def count(self, session: Session, where: ColumnElement[bool]) -> int:
        """Return how many records there are."""
        counted = select(func.count()).select_from(self.table).where(where)
        return int(session.connection.execute(counted).scalar_one())

    def _row(self, session: Session, record: R) -> dict[str, Any]:
        row = self.columns(record)
        sealed = session.sealer.seal(record.model_dump_json().encode(), self._place(row["id"]))
        return row | {"sealed": sealed}

    def _opened(self, session: Session, row: RowMapping) -> R:
        opened = session.sealer.open(row["sealed"], self._place(row["id"]))
        return self.schema.model_validate_json(opened)

    def _place(self, record_id: str) -> str:
        return f"{self.table.name}/{record_id}"
