"""What importing returns: drafts of entries, and the report of what became of a file."""

from datetime import date
from enum import StrEnum

from pydantic import Field

from knowledge.entries.entry import Kind, Source, Tags
from models.records import Record

LONGEST_TITLE = 200


class Form(StrEnum):
    """Kinds of files, told from their content."""

    DOCX = "docx"
    DOC = "doc"
    PDF = "pdf"
    PICTURE = "picture"
    HTML = "html"
    MARKDOWN = "markdown"
    TEXT = "text"
    XLSX = "xlsx"
    CSV = "csv"
    JSON = "json"


class Fact(Record):
    """Something the file says of itself, and where it says so."""

    name: str
    """``number``, ``issuer``, ``issued_on``, ``effective_from``, ``expires``, ``department``."""
    value: str
    evidence: str
    """Words of the file, or the name of the field they stand in."""
    sure: bool = True
    """Said outright; otherwise concluded, and to be looked at."""


class LeftOut(Record):
    """Something of the file that did not become part of an entry, and why."""

    what: str
    why: str
    count: int = 1


class Draft(Record):
    """An entry to be, as a file says it; what it does not say is empty."""

    title: str = Field(min_length=1, max_length=LONGEST_TITLE)
    body: str
    """Markdown: headings from level 2, lists and tables; no HTML."""
    kind: Kind
    source: Source
    questions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    department: str = ""
    tags: Tags = Tags()
    effective_from: date | None = None
    expires: date | None = None
    """The first day on which it holds no more."""
    place: str = ""
    """Which part of the file it is, e.g. 第 3 行."""
    facts: tuple[Fact, ...] = ()
    remarks: tuple[str, ...] = ()
    """What a person should look at, in Chinese."""
    sections: int = 0
    articles: int = 0
    tables: int = 0


class Understood(Record):
    """What became of one file."""

    file: str
    digest: str
    """SHA-256 of its bytes."""
    form: Form | None = None
    """None when it cannot be opened."""
    drafts: tuple[Draft, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    remarks: tuple[str, ...] = ()
    problem: str = ""
    """Why nothing came of it, in Chinese, with what to do; '' when something did."""
