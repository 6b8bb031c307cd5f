"""Samples of the drafting desk: what was learnt from each is sealed here, its file lies sealed.

Whose a sample is stands beside it as a mark only.
"""

from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Final
from uuid import uuid4

from sqlalchemy import delete

from docgen.gongwen.samples.lesson import Lesson
from intake.clock import now
from intake.store import tables
from intake.store.database import Session
from intake.store.gongwen_lexicons import Holder
from intake.store.sealed_records import Drawer
from models.errors import ConflictError, InvalidRequestError, NotFoundError, StaleRecordError
from models.records import Record

rows = tables.gongwen_samples
MOST: Final = 100
"""Samples of one holder: they are looked through by eye (DESIGN)."""
MISSING: Final = "样例库里没有这份样例。"


class SampleTold(Record):
    """What is told of a sample when it is brought."""

    name: str
    whose: Holder
    lesson: Lesson


class KeptSample(SampleTold):
    """A sample as it is kept."""

    id: str
    holder: str
    """A mark made of whose it is."""
    owner: str
    """A mark made of the name of who brought it."""
    version: int
    changed_at: datetime


DRAWER: Final = Drawer(
    rows,
    KeptSample,
    lambda each: each.model_dump(include={"id", "holder", "owner", "changed_at", "version"}),
    MISSING,
)


def new_id() -> str:
    """Return an id for a sample whose file is kept before it."""
    return uuid4().hex


def add_sample(session: Session, officer: str, sample_id: str, told: SampleTold) -> KeptSample:
    """Keep a sample; raises ``ConflictError`` where its holder has too many."""
    holder = _holder_mark(session, told.whose)
    if DRAWER.count(session, rows.c.holder == holder) >= MOST:
        raise ConflictError(f"这里已有 {MOST} 份样例，请先删除不用的样例。")
    sample = KeptSample(
        **dict(told),
        id=sample_id,
        holder=holder,
        owner=owner_mark(session, officer),
        version=1,
        changed_at=now(),
    )
    DRAWER.add(session, sample)
    return sample


def list_samples(session: Session, holders: Collection[Holder]) -> Iterator[KeptSample]:
    """Yield the samples of some holders, the one changed last first."""
    marks = [_holder_mark(session, each) for each in holders]
    yield from DRAWER.find(session, rows.c.holder.in_(marks), rows.c.changed_at.desc())


def read_sample(session: Session, holders: Collection[Holder], sample_id: str) -> KeptSample:
    """Return a sample of some holders; raises ``NotFoundError`` also when it is another's."""
    sample = DRAWER.read(session, sample_id)
    if sample.holder not in {_holder_mark(session, each) for each in holders}:
        raise NotFoundError(MISSING)
    return sample


def rename_sample(
    session: Session, sample: KeptSample, officer: str, seen: int, name: str
) -> KeptSample:
    """Give a sample another name; only who brought it may."""
    _prove_own(session, sample, officer, "改名")
    if sample.version != seen:
        raise StaleRecordError("样例已在别处改动，没有改名。")
    changed = sample.model_copy(
        update={"name": name, "version": sample.version + 1, "changed_at": now()}
    )
    DRAWER.save(session, changed)
    return changed


def drop_sample(session: Session, sample: KeptSample, officer: str) -> None:
    """Let a sample go for good; only who brought it may."""
    _prove_own(session, sample, officer, "删除")
    session.connection.execute(delete(rows).where(rows.c.id == sample.id))


def owner_mark(session: Session, officer: str) -> str:
    """Return the mark of who brings samples."""
    return session.sealer.sign(f"gongwen sample owner|{officer}".encode()).hex()


def _prove_own(session: Session, sample: KeptSample, officer: str, deed: str) -> None:
    if sample.owner != owner_mark(session, officer):
        raise InvalidRequestError(f"只有上传人可以{deed}这份样例。")


def _holder_mark(session: Session, holder: Holder) -> str:
    return session.sealer.sign(f"gongwen sample|{holder.scope.name}|{holder.name}".encode()).hex()
