"""The kinds of document: ``kinds.toml``."""

from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import RootModel

from docgen.gongwen.document.official import Form
from models.specs import Spec, read_spec

FILE = Path(__file__).with_name("kinds.toml")


class Direction(StrEnum):
    """To whom a document goes."""

    DOWN = "下行"
    UP = "上行"
    ACROSS = "平行"
    PUBLIC = "公布"


class Kind(Spec):
    """One kind of document (文种)."""

    title: str
    also: tuple[str, ...] = ()
    """Other words a title may end with."""
    statutory: bool = True
    """Whether it is one of the fifteen of 条例 第八条."""
    directions: tuple[Direction, ...] = ()
    forms: tuple[Form, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What a title of this kind may end with, the longest first."""
        return tuple(sorted((self.title, *self.also), key=len, reverse=True))


class Kinds(RootModel[dict[str, Kind]]):
    """All of them, by id."""


@cache
def read_kinds() -> Mapping[str, Kind]:
    """Return the kinds by id, in the order of the 条例; the file is read once."""
    return MappingProxyType(read_spec(FILE, Kinds).root)


def kind_of_title(title: str) -> str:
    """Return the id of the kind a title ends with, or nothing.

    >>> kind_of_title("关于增加运力的请示")
    'request'
    >>> kind_of_title("关于同意调整线路的复函")
    'letter'
    >>> kind_of_title("崇明区防汛工作纪要（2026年第3次）")
    'minutes'
    """
    words = title.strip().removesuffix("》")
    if words.endswith("）"):
        words = words.rpartition("（")[0]
    ends = [
        (len(word), name)
        for name, kind in read_kinds().items()
        for word in kind.words
        if words.endswith(word)
    ]
    return max(ends, default=(0, ""))[1]
