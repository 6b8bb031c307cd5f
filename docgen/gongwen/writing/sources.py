"""What a fact can be taken from in another document: its elements, by name."""

import re
from collections.abc import Callable, Mapping
from enum import Enum, auto
from typing import Final, NamedTuple

from docgen.gongwen.document.kinds import kind_of_title, read_kinds
from docgen.gongwen.document.official import Official
from docgen.gongwen.elements.found import Element
from models.days import day_words

SUBJECT: Final = re.compile(r"关于(?P<subject>.{2,60}?)(?:的(?:会议)?)?$")
TITLED: Final = re.compile(r"([^，。《》]{3,40}?)关于")
PASSED_ON: Final = ("印发", "转发", "批转")
"""What a title tells of another document: no subject of its own."""


class Kept(Enum):
    """Where an element of a document stands again."""

    ALWAYS = auto()
    BY_KIND = auto()
    """In a document of the same kind, and where a kind says so: an answer swaps the bodies."""
    NEVER = auto()
    """Each document has its own."""


class Source(NamedTuple):
    """Where words stand, and how they are told."""

    elements: tuple[Element, ...]
    """The elements that hold them; the first that was found counts."""
    words: Callable[[Official], tuple[str, ...]]
    kept: Kept = Kept.BY_KIND
    """In which documents written after that one it stands again."""


def subject_of(official: Official) -> str:
    """Return what a title tells between 关于 and 的; nothing where it passes on another text.

    >>> subject_of(Official(title="样张区交通委员会关于增加冬季公交运力的请示"))
    '增加冬季公交运力'
    """
    kind = read_kinds().get(kind_of_title(official.title))
    ends = kind.words if kind else ()
    bare = next(
        (official.title.removesuffix(end) for end in ends if official.title.endswith(end)), ""
    )
    found = SUBJECT.search(bare)
    return "" if not found or found["subject"].startswith(PASSED_ON) else found["subject"]


def issuers_of(official: Official) -> tuple[str, ...]:
    """Return the bodies a document is from: as it is signed or headed, or as its title begins.

    >>> issuers_of(Official(title="样张区交通委员会关于增加冬季公交运力的请示"))
    ('样张区交通委员会',)
    """
    named = TITLED.match(official.title)
    return official.issuers or official.signed or ((named[1],) if named else ())


def named_of(official: Official) -> tuple[str, ...]:
    """Return the title of a document as others name it: with the bodies it is from, if it has any.

    >>> named_of(Official(title="关于防汛的通知", kind="notice", signed=("样张局",)))
    ('样张局关于防汛的通知',)
    """
    bodies = official.signed or official.issuers
    bare = official.title.startswith("关于") and official.kind
    return _one(f"{'、'.join(bodies) if bare else ''}{official.heading}")


def _one(words: str) -> tuple[str, ...]:
    return (words,) if words else ()


def _present(role: str) -> Callable[[Official], tuple[str, ...]]:
    return lambda official: tuple(each.names for each in official.present if each.role == role)


SOURCES: Final[Mapping[str, Source]] = {
    "issuers": Source((Element.SIGNED, Element.MARK, Element.TITLE), issuers_of),
    "signed": Source((Element.SIGNED,), lambda each: each.signed),
    "addressees": Source((Element.ADDRESSEES,), lambda each: _one(each.addressees)),
    "number": Source((Element.NUMBER,), lambda each: _one(each.number), Kept.NEVER),
    "signatories": Source((Element.SIGNATORY,), lambda each: each.signatories, Kept.NEVER),
    "title": Source((Element.TITLE,), lambda each: _one(each.title), Kept.ALWAYS),
    "named": Source((Element.TITLE,), named_of, Kept.NEVER),
    "subject": Source((Element.TITLE,), lambda each: _one(subject_of(each)), Kept.ALWAYS),
    "urgency": Source((Element.URGENCY,), lambda each: _one(each.urgency)),
    "day": Source((Element.DAY,), lambda each: _one(day_words(each.day)), Kept.NEVER),
    "attachments": Source(
        (Element.ATTACHMENT_NOTE, Element.ATTACHMENT),
        lambda each: tuple(one.title for one in each.attachments if one.title),
    ),
    "note": Source((Element.NOTE,), lambda each: _one(each.note), Kept.NEVER),
    "copies_to": Source((Element.COPIES,), lambda each: _one(each.copies_to)),
    "printer": Source((Element.PRINTER,), lambda each: _one(each.printer)),
    "printed": Source((Element.PRINTED,), lambda each: _one(day_words(each.printed)), Kept.NEVER),
    "office": Source((Element.SIGNER,), lambda each: _one(each.office)),
    "signer": Source((Element.SIGNER,), lambda each: _one(each.signer)),
    "attended": Source((Element.PRESENT,), _present("出席")),
    "excused": Source((Element.PRESENT,), _present("请假")),
    "listened": Source((Element.PRESENT,), _present("列席")),
}
