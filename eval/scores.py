"""Score what was read on one picture against its ground truth."""

import unicodedata
from collections.abc import Iterator, Sequence

from pydantic import JsonValue

from eval.truth import Truth
from extractors.llm.second_reader import by_model
from models.records import Document, FieldValue, Record, State


class Score(Record):
    """How one field of one paper went."""

    sample: str
    type: str
    key: str
    wanted: JsonValue
    got: JsonValue
    state: State
    confidence: float
    grade: str
    """Quality class of the picture; empty where a picture has none."""
    right: bool
    by_model: bool = False
    """Whether the value was found with the help of a language model."""


def score_picture(sample: str, truth: Truth, found: Sequence[Document]) -> Iterator[Score]:
    """Yield a score for every field that can be scored; papers of one type match in order."""
    left = list(found)
    for paper in truth.documents:
        match = next((document for document in left if document.type == paper.doc_type), None)
        if match:
            left.remove(match)
        for key, wanted in paper.scored():
            field = (match.field(key) if match else None) or FieldValue(key=key)
            yield Score(
                sample=sample,
                type=paper.doc_type,
                key=key,
                wanted=wanted,
                got=field.value,
                state=field.state,
                confidence=field.confidence,
                grade=match.quality.grade if match and match.quality else "",
                right=equal(wanted, field.value),
                by_model=by_model(field),
            )


def equal(wanted: JsonValue, got: JsonValue) -> bool:
    """Tell whether two values say the same: full and half width and spaces do not matter.

    Of a table only the columns that the truth names are compared.

    >>> equal("（详见清单）", "(详见清单)"), equal(None, ""), equal("1", "7")
    (True, False, False)
    """
    if isinstance(wanted, list):
        return (
            isinstance(got, list) and len(wanted) == len(got) and all(map(_rows_equal, wanted, got))
        )
    return _plain(wanted) == _plain(got)


def _rows_equal(wanted: JsonValue, got: JsonValue) -> bool:
    if not isinstance(wanted, dict) or not isinstance(got, dict):
        return equal(wanted, got)
    return all(_plain(value) == _plain(got.get(key)) for key, value in wanted.items())


def _plain(value: JsonValue) -> str | None:
    if value is None:
        return None
    return "".join(unicodedata.normalize("NFKC", str(value)).split())
