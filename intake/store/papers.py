"""Papers: one row per upload, with everything read from it so far."""

from sqlalchemy import delete, func, insert, select, update

from intake.store import tables
from intake.store.database import Session
from models.errors import NotFoundError
from models.records import Paper

papers = tables.papers


def add_paper(session: Session, filing_id: str, paper: Paper) -> None:
    """Add an upload after those the filing has."""
    place = select(func.coalesce(func.max(papers.c.position), 0) + 1).where(
        papers.c.filing_id == filing_id
    )
    row = insert(papers).values(
        id=paper.id,
        filing_id=filing_id,
        position=place.scalar_subquery(),
        size=paper.size,
        sealed=_seal(session, paper),
    )
    session.connection.execute(row)


def of_filing(session: Session, filing_id: str) -> tuple[Paper, ...]:
    """Return every paper of a filing in order of upload."""
    wanted = select(papers.c.id, papers.c.sealed).where(papers.c.filing_id == filing_id)
    rows = session.connection.execute(wanted.order_by(papers.c.position))
    return tuple(_open(session, row.id, row.sealed) for row in rows)


def find_paper(session: Session, paper_id: str) -> Paper | None:
    """Return a paper, or None when it has been removed."""
    wanted = select(papers.c.sealed).where(papers.c.id == paper_id)
    sealed = session.connection.execute(wanted).scalar_one_or_none()
    return None if sealed is None else _open(session, paper_id, sealed)


def locate_paper(session: Session, paper_id: str, case_no: str) -> str:
    """Return the id of the filing that has both the paper and the case number, or empty."""
    filings = tables.filings
    both = (papers.c.id == paper_id) & (filings.c.case_no == case_no)
    wanted = select(filings.c.id).where(papers.c.filing_id == filings.c.id, both)
    return session.connection.execute(wanted).scalar_one_or_none() or ""


def save_paper(session: Session, paper: Paper) -> None:
    """Keep what a step found; a paper removed meanwhile stays removed."""
    change = update(papers).where(papers.c.id == paper.id)
    session.connection.execute(change.values(sealed=_seal(session, paper)))


def remove_paper(session: Session, filing_id: str, paper_id: str) -> None:
    """Take a paper out of a filing; raises ``NotFoundError``."""
    named = (papers.c.id == paper_id) & (papers.c.filing_id == filing_id)
    if session.connection.execute(delete(papers).where(named)).rowcount != 1:
        raise NotFoundError("办件中没有这份材料。")


def weigh(session: Session, filing_id: str) -> tuple[int, int]:
    """Return how many papers a filing has, and their bytes."""
    total = select(func.count(), func.coalesce(func.sum(papers.c.size), 0))
    count, size = session.connection.execute(total.where(papers.c.filing_id == filing_id)).one()
    return int(count), int(size)


def _open(session: Session, paper_id: str, sealed: bytes) -> Paper:
    return Paper.model_validate_json(session.sealer.open(sealed, _place(paper_id)))


def _seal(session: Session, paper: Paper) -> bytes:
    return session.sealer.seal(paper.model_dump_json().encode(), _place(paper.id))


def _place(paper_id: str) -> str:
    return f"papers/{paper_id}/record"
