"""Tell labels of a form from what is filled in, by their words alone.

>>> label_name("一、主体代码（组织机构代码/其他）："), label_name("* 姓    名")
('主体代码', '姓名')
>>> likeness("联系电话"), likeness("苏华"), likeness("河北省张家口市怀来县东花园镇")
(<Likeness.LABEL: 2>, <Likeness.MAYBE: 1>, <Likeness.OTHER: 0>)
"""

import re
from enum import IntEnum
from pathlib import Path

from models.specs import Spec, read_spec

LONGEST = 18
"""A label has at most this many characters, its notes in brackets aside."""
SHORT = 6
"""What is no longer than this may be a label even if no ending says so."""
NUMBERING = re.compile(
    r"^(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.．]+|[（(]?\d{1,2}(?:[）)、]|[.．](?!\d))|[*★●•·▪◆※]+)"
)
NOTE = re.compile(r"[（(\[【][^（）()\[\]【】]*[）)\]】]?")
SENTENCE = re.compile(r"[，,。；;！!？?“”\"☑☐()（）\[\]]")
WORDS = re.compile(r"[\u3400-\u9fff]")
FURNITURE = re.compile(
    r"[年月日时分元万%￥¥$℃_—\-–/\\.·:：,，、（）()\[\]\s]*"
    r"|盖章|签章|签名|签字|公章|请(?:勾选|填|选择|注明|说明|打|在).*"
)
"""What a form prints into a blank for the writer: signs, units, and what to do there."""


FOOTNOTES = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳❶❷❸❹❺❻❼❽❾❿¹²³⁴⁵⁶⁷⁸⁹"


class Labels(Spec):
    """The words of ``labels.toml``."""

    words: tuple[str, ...]
    endings: tuple[str, ...]


LABELS = read_spec(Path(__file__).with_name("labels.toml"), Labels)


class Likeness(IntEnum):
    """How far a text looks like a label."""

    OTHER = 0
    MAYBE = 1
    LABEL = 2


def label_name(text: str, *, with_notes: bool = False) -> str:
    """Return a label without its number, colon, spaces and notes in brackets."""
    bare = "".join(text.split())
    bare = NUMBERING.sub("", bare)
    if not with_notes:
        bare = NOTE.sub("", bare) or bare
    return bare.strip(":：*、.．,，_—-")


def likeness(text: str) -> Likeness:
    """Tell how far a text looks like the label of a blank."""
    name = label_name(text)
    if name in LABELS.words:
        return Likeness.LABEL
    if not may_be_label(name):
        return Likeness.OTHER
    if name.endswith(LABELS.endings):
        return Likeness.LABEL
    return Likeness.MAYBE if len(name) <= SHORT else Likeness.OTHER


def may_be_label(text: str) -> bool:
    """Tell whether a text can be a label at all: a few words, no sentence, no digits."""
    name = label_name(text)
    fits = 0 < len(name) <= LONGEST and bool(WORDS.search(name))
    return fits and not SENTENCE.search(name) and not any(char.isdigit() for char in name)


def is_blank(text: str) -> bool:
    """Tell whether a blank holds nothing but what the form prints into it.

    >>> is_blank("年  月  日"), is_blank("5月"), is_blank("（盖章）")
    (True, False, True)
    """
    return bool(FURNITURE.fullmatch("".join(text.split()).strip("（）():：")))


def without_marks(text: str) -> int:
    """Return how many characters of a text stand before the footnote marks at its end.

    >>> without_marks("柴油③")
    2
    """
    return len(text.rstrip(FOOTNOTES))


def known_ending(text: str) -> str:
    """Return the longest known label a text ends with; empty when it ends with none.

    >>> known_ending("张三性别")
    '性别'
    """
    fitting = (word for word in LABELS.words if text.endswith(word))
    return max(fitting, key=len, default="")
