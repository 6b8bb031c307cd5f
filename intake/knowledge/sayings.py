"""The table of everyday words as it is used: the product's rows, and what staff made of them."""

from collections.abc import Collection, Iterable

from pydantic import ValidationError

from intake.store.database import Session
from intake.store.knowledge_sayings import SayingRow, SayingState, list_sayings
from knowledge.entries.entry import Tags
from knowledge.index.scope import Scope
from knowledge.vocabularies import check_words
from knowledge.words.plain import plain
from knowledge.words.sayings import Saying, Sayings, default_sayings
from models.errors import InvalidRequestError


def sayings_for(session: Session, scope: Scope) -> Sayings:
    """Return the table for a question asked within a scope, as it is at this moment."""
    active = [row for row in list_sayings(session) if row.state is SayingState.ACTIVE]
    fitting = [row for row in active if _fits(row, scope)]
    muted = {plain(phrase) for row in fitting if not row.official for phrase in row.say}
    own = [_saying(row) for row in fitting if row.official]
    return Sayings(rows=tuple(_heard(default_sayings().rows, muted))).with_rows(own)


def check_row(row: SayingRow, matters: Collection[str]) -> None:
    """Raise ``InvalidRequestError`` for a row that cannot be used.

    Args:
        row: as staff wrote it.
        matters: ids of the services and scenarios there are.
    """
    if not row.say:
        raise InvalidRequestError("请至少写一种口语说法。")
    try:
        Saying(say=row.say, official=row.official or row.say)
    except ValidationError as error:
        said = "；".join(str(each["ctx"]["error"]) for each in error.errors() if "ctx" in each)
        raise InvalidRequestError(f"口语对照不符合要求：{said}。") from error
    if row.service and row.service not in matters:
        raise InvalidRequestError(f"没有编号为“{row.service}”的事项或情形。")
    check_words("", Tags(audience=row.audience, districts=row.districts))


def _heard(rows: Iterable[Saying], muted: Collection[str]) -> Iterable[Saying]:
    """Yield rows without the phrases that count no longer."""
    for row in rows:
        left = tuple(phrase for phrase in row.say if plain(phrase) not in muted)
        if left:
            yield row.model_copy(update={"say": left})


def _saying(row: SayingRow) -> Saying:
    return Saying(say=row.say, official=row.official, service=row.service)


def _fits(row: SayingRow, scope: Scope) -> bool:
    """Tell whether a row is for a question; a circumstance that is not known leaves out nothing."""
    for told, wanted in ((scope.audience, row.audience), (scope.district, row.districts)):
        if told and wanted and told not in wanted:
            return False
    return True
