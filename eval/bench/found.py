"""How many of the values printed on a picture occur in the text read from it."""

import re
import unicodedata
from collections.abc import Iterator

from pydantic import JsonValue

from eval.truth import MASKED, Truth

MOMENT = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?: (\d{2}):(\d{2}))?")


def values_of(truth: Truth) -> tuple[str, ...]:
    """Return every value that can be looked for: printed, visible, and more than punctuation."""
    values = (value for paper in truth.documents for value in _leaves(dict(paper.fields)))
    return tuple(value for value in values if MASKED not in value and squeeze(value))


def count_found(values: tuple[str, ...], text: str) -> int:
    """Return how many values occur in a text, whatever its spaces, punctuation and width."""
    squeezed = squeeze(text)
    return sum(any(form in squeezed for form in _printed(value)) for value in values)


def squeeze(text: str) -> str:
    """Return the letters, digits and characters of a text alone, full width made half.

    >>> squeeze("发票代码：０１２ 001-8")
    '发票代码0120018'
    """
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def _printed(value: str) -> Iterator[str]:
    """Yield the squeezed forms in which a value may be printed; a date has several."""
    yield squeeze(value)
    moment = MOMENT.fullmatch(value)
    if moment is None:
        return
    year, *parts, hour, minute = moment.groups(default="")
    for month, day in (parts, [part.lstrip("0") for part in parts]):
        spoken = f"{year}年{month}月" + (f"{day}日" if day else "")
        yield spoken + hour + minute
        yield year + month + day + hour + minute


def _leaves(value: JsonValue) -> Iterator[str]:
    """Yield every string and number inside a ground-truth value."""
    if isinstance(value, dict):
        for inner in value.values():
            yield from _leaves(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner)
    elif value is not None:
        yield str(value)
