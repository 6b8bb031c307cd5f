"""What differs between two documents, and where."""

from enum import StrEnum

from docgen.gongwen.document.opened import Cell, Where
from models.records import Box, Record


class Kind(StrEnum):
    """What happened to a place."""

    INSERT = "insert"
    DELETE = "delete"
    REPLACE = "replace"
    NUMBER = "number"
    """A number, an amount or a date became another one."""
    MOVE = "move"
    SPLIT = "split"
    """One paragraph became two."""
    MERGE = "merge"
    """Two paragraphs became one."""
    CELL = "cell"
    """The words in a cell of a table."""
    ROW = "row"
    COLUMN = "column"
    TABLE = "table"
    FORMAT = "format"
    PAGE = "page"
    """How the pages are set up."""


class Topic(StrEnum):
    """What a change is about; the first ones are what a contract is read for."""

    PARTY = "当事人"
    MONEY = "金额"
    TERM = "期限"
    DATE = "日期"
    NUMBER = "数字"
    TEXT = "文字"
    ORDER = "次序"
    FORMAT = "格式"


class Place(Record):
    """Characters of one paragraph of an opened file; all of it for what went as a whole."""

    paragraph: int
    """In ``Opened.paragraphs``, from 0."""
    start: int = 0
    end: int = 0
    where: Where = Where.BODY
    cell: Cell | None = None
    page: int | None = None
    box: Box | None = None


class Added(Record):
    """A paragraph that is only on the right."""

    paragraph: int
    text: str


class Moved(Record):
    """A paragraph that stands elsewhere on the right."""

    left: int
    right: int


class Difference(Record):
    """One difference, told once.

    ``removed``, ``added`` and ``moved`` say which paragraphs went, came or changed places as a
    whole; where they are empty, ``before`` at ``left`` became ``after`` at ``right``.
    """

    kind: Kind
    topic: Topic = Topic.TEXT
    left: Place | None = None
    right: Place | None = None
    before: str = ""
    after: str = ""
    weight: int = 2
    """3: numbers, amounts, dates, parties; 2: words; 1: format and order."""
    sure: bool = True
    """False where recognition or the layout of a page may have made it: see ``sentence``."""
    sentence: str = ""
    """For who reads the list."""
    removed: tuple[int, ...] = ()
    added: tuple[Added, ...] = ()
    moved: tuple[Moved, ...] = ()


class Row(Record):
    """Paragraphs that stand beside each other; one side may be empty."""

    left: tuple[int, ...] = ()
    right: tuple[int, ...] = ()
    moved: bool = False


class Comparison(Record):
    """Two files compared; the weightiest differences first, then in the order of the text."""

    left: str
    """Name of the older file."""
    right: str
    differences: tuple[Difference, ...]
    rows: tuple[Row, ...]
    """Every paragraph of both, in the order they are shown side by side."""
    doubts: tuple[str, ...] = ()
    """What could not be compared, in words; never empty when a part was not read."""

    @property
    def same(self) -> bool:
        """Whether nothing differs and nothing was left unread."""
        return not self.differences and not self.doubts
