"""What a template may use: each name with its meaning, its shape and where seals will stand.

One declaration serves the lint, the preview and the making of documents, so that they agree. Who
makes a kind of document tells its own: ``docgen.forms.vocabulary`` for an application form.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from docgen.word.render import Picture
from models.records import Record


class Kind(StrEnum):
    """What stands behind a name."""

    TEXT = "text"
    FLAG = "flag"
    """True or false, for a condition."""
    PICTURE = "picture"
    NUMBER = "number"
    PLACE = "place"
    """A picture, or words where there is none."""
    LIST = "list"
    RECORD = "record"


class Shape(Record):
    """What a name holds: a text, or a list of records with parts of their own."""

    kind: Kind
    title: str = ""
    """What it means, in Chinese."""
    item: "Shape | None" = None
    """Of a list."""
    parts: Mapping[str, "Shape"] = {}
    """Of a record."""
    optional: bool = False
    """True for what may be none."""


def text(title: str = "") -> Shape:
    """Return the shape of a text."""
    return Shape(kind=Kind.TEXT, title=title)


def flag(title: str) -> Shape:
    """Return the shape of a condition."""
    return Shape(kind=Kind.FLAG, title=title)


def picture(title: str) -> Shape:
    """Return the shape of a picture."""
    return Shape(kind=Kind.PICTURE, title=title)


def number(title: str) -> Shape:
    """Return the shape of a whole number."""
    return Shape(kind=Kind.NUMBER, title=title)


def place(title: str) -> Shape:
    """Return the shape of a picture that may be missing."""
    return Shape(kind=Kind.PLACE, title=title)


def listed(title: str, item: Shape) -> Shape:
    """Return the shape of a list."""
    return Shape(kind=Kind.LIST, title=title, item=item)


def record(**parts: Shape) -> Shape:
    """Return the shape of a record."""
    return Shape(kind=Kind.RECORD, parts=parts)


@dataclass(frozen=True)
class Content:
    """What fills one template."""

    words: Mapping[str, Any]
    pictures: Mapping[str, Picture] = field(default_factory=dict)


@dataclass(frozen=True)
class Vocabulary:
    """What templates of one kind of document may use."""

    target: str
    """Id of the kind of document, e.g. ``form.S5A``."""
    title: str
    names: Mapping[str, Shape]
    """Everything a template can name at its top."""
    boxes: Mapping[str, tuple[str, ...]]
    """What a template is expected to print: the label, and the names that print it."""
    whole: frozenset[str]
    """Names that print every box at once."""
    seals: tuple[str, ...]
    """Signature fields the document needs, each at an anchor the template has in words."""
    sample: Callable[[], Content]
    """Returns invented content for lint and preview."""


def misfits(content: Content, vocabulary: Vocabulary) -> Iterator[str]:
    """Yield every place where a content is not what its vocabulary declares."""
    given = {**content.words, **content.pictures}
    yield from (f"{name}: not given" for name in vocabulary.names if name not in given)
    yield from (f"{name}: not declared" for name in given if name not in vocabulary.names)
    for name, shape in vocabulary.names.items():
        if name in given:
            yield from _misfits(name, given[name], shape)


def _misfits(where: str, value: object, shape: Shape) -> Iterator[str]:
    if value is None and shape.optional:
        return
    if not isinstance(value, _TYPES[shape.kind]):
        yield f"{where}: {type(value).__name__} is no {shape.kind}"
    elif isinstance(value, list | tuple) and shape.item:
        for each in value:
            yield from _misfits(f"{where}[]", each, shape.item)
    elif isinstance(value, Mapping):
        yield from (f"{where}.{name}: not given" for name in shape.parts if name not in value)
        for name, part in shape.parts.items():
            if name in value:
                yield from _misfits(f"{where}.{name}", value[name], part)


_TYPES: Mapping[Kind, tuple[type, ...]] = {
    Kind.TEXT: (str,),
    Kind.FLAG: (bool,),
    Kind.PICTURE: (Picture,),
    Kind.NUMBER: (int,),
    Kind.PLACE: (str, Picture),
    Kind.LIST: (list, tuple),
    Kind.RECORD: (Mapping,),
}
