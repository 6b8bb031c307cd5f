"""The words importing goes by: declared in the TOML files beside it, read once and proved."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from knowledge.entries.entry import Kind
from models.specs.spec import Spec, need, read_spec

_HERE: Final = Path(__file__).parent
FACTS: Final = ("number", "issuer", "issued_on", "published_on", "effective_from", "expires")
"""What a text may say of itself."""
COLUMNS: Final = (
    *FACTS,
    *("title", "question", "answer", "body", "similar", "keywords", "category", "department"),
    *("url", "phone", "place", "basis", "source", "kind", "audience", "district", "id", "remark"),
    *("materials", "conditions", "steps", "time_limit", "fee", "subject", "related"),
    *("article", "chapter"),
)
"""What a column of a list, or a key of JSON, may hold."""


class Organs(Spec):
    """How authorities are told from other names."""

    endings: tuple[str, ...]
    never: tuple[str, ...]
    media: tuple[str, ...]


class FactWords(Spec):
    """``facts.toml``."""

    fields: Mapping[str, tuple[str, ...]]
    meta: Mapping[str, tuple[str, ...]]
    organs: Organs


class Section(Spec):
    """One section of a service guide: its heading, and the labels it goes by in files."""

    key: str
    title: str
    labels: tuple[str, ...]


class GuideWords(Spec):
    """``guide.toml``."""

    fewest: int
    """Sections a text must have to be taken for a guide."""
    section: tuple[Section, ...]


class KindWords(Spec):
    """``kinds.toml``: words of a title that tell the kind, the first that fits."""

    fewest_articles: int
    fewest_questions: int
    rule: tuple["KindRule", ...]
    otherwise: Kind


class KindRule(Spec):
    """A kind, and words of a title that tell it."""

    kind: Kind
    words: tuple[str, ...]


class PageWords(Spec):
    """``pages.toml``: where the text of a page stands, and what of a page is none."""

    containers: tuple[str, ...]
    """Ids and classes, the surest first."""
    dropped: tuple[str, ...]
    """Words of an id or class of what is no text."""
    lines: tuple[str, ...]
    """Patterns of whole lines that are no text."""
    tails: tuple[str, ...]
    """Patterns of lines with which the text is over."""
    site_names: tuple[str, ...]


class ColumnWords(Spec):
    """``columns.toml``: by what a column holds, the heads it goes by."""

    heads: Mapping[str, tuple[str, ...]]
    kinds: Mapping[str, Kind]


FACT_WORDS: Final = read_spec(_HERE / "facts.toml", FactWords)
GUIDE_WORDS: Final = read_spec(_HERE / "guide.toml", GuideWords)
KIND_WORDS: Final = read_spec(_HERE / "kinds.toml", KindWords)
PAGE_WORDS: Final = read_spec(_HERE / "pages.toml", PageWords)
COLUMN_WORDS: Final = read_spec(_HERE / "columns.toml", ColumnWords)
need("facts.toml", "fact", FACT_WORDS.fields, FACTS)
need("columns.toml", "column", COLUMN_WORDS.heads, COLUMNS)
