"""What sorting looks at: a draft or an entry alike."""

from datetime import date

from knowledge.entries.entry import Entry
from knowledge.importing.draft import Draft
from models.records import Record


class Text(Record):
    """One text to be sorted."""

    id: str
    title: str
    body: str
    number: str = ""
    issuer: str = ""
    issued_on: date | None = None
    keywords: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    matters: tuple[str, ...] = ()
    department: str = ""


def text_of(given: Entry | Draft, name: str = "") -> Text:
    """Return an entry or a draft as sorting sees it; a draft has no id, so ``name`` is one."""
    source = given.source
    return Text(
        id=name or (given.id if isinstance(given, Entry) else given.title),
        title=given.title,
        body=given.body,
        number=source.number,
        issuer=source.issuer,
        issued_on=source.issued_on,
        keywords=given.keywords,
        questions=given.questions,
        matters=given.tags.matters,
        department=given.department,
    )
