"""How many ground-truth values of a paper occur in the text read from it."""

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from pydantic import JsonValue

HIDDEN = "▇"
"""Stands in the ground truth for what is masked or cannot be read by eye."""
MOMENT = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?(?: (\d{2}):(\d{2}))?")


def read_values(path: Path) -> tuple[str, ...]:
    """Return every value of a ground-truth file that can be looked for: visible, and not blank."""
    documents = json.loads(path.read_text(encoding="utf-8"))["documents"]
    values = (value for document in documents for value in _leaves(document["fields"]))
    return tuple(value for value in values if HIDDEN not in value and squeeze(value))


def count_found(values: tuple[str, ...], text: str) -> int:
    """Return how many of the values occur in a text, whatever its spaces, punctuation and width."""
    squeezed = squeeze(text)
    return sum(any(form in squeezed for form in _printed(value)) for value in values)


def squeeze(text: str) -> str:
    """Return the letters, digits and characters of a text alone, full width made half."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", text))


def _printed(value: str) -> Iterator[str]:
    """Yield the squeezed forms in which a value may be printed; a date has several."""
    yield squeeze(value)
    moment = MOMENT.fullmatch(value)
    if moment is None:
        return
    year, month, day, hour, minute = moment.groups(default="")
    clock = hour + minute
    for strip in (str, lambda part: part.lstrip("0")):
        y_m = f"{year}年{strip(month)}月"
        yield (f"{y_m}{strip(day)}日" if day else y_m) + clock
        yield year + strip(month) + strip(day) + clock


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
