"""What changed between two versions of an entry: figures and days first, then words."""

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from enum import StrEnum
from typing import Final

from knowledge.entries.entry import Entry
from models.records import Record

ALIKE: Final = 0.5
"""Likeness from which a paragraph is an older one changed."""
MOST_COMPARED: Final = 400
"""Changed paragraphs that are compared each with each; with more, each with its neighbours."""
FIGURE: Final = re.compile(
    r"(?:19|20)\d{2}年(?:\d{1,2}月(?:\d{1,2}日)?)?|(?:19|20)\d{2}-\d{1,2}-\d{1,2}|\d{1,2}月\d{1,2}日|"
    r"\d[\d,]*(?:\.\d+)?\s*(?:%|％|‰|万元|亿元|元|个工作日|工作日|个月|周岁|日|天|年|月|岁|次|倍|人|户|平方米|分|号|条)?|"
    r"[一二三四五六七八九十百千万两]+(?:个工作日|个月|周岁|万元|元|日|天|年|倍|次)"
)
"""A number with its unit, or a day."""
_SENTENCE: Final = re.compile(r"(?<=[。！？；])")
FIELDS: Final = {
    "title": "标题",
    "department": "责任部门",
    "effective_from": "生效日期",
    "expires": "失效日期",
    "superseded_by": "替代条目",
    "kind": "类型",
    "questions": "其他问法",
    "keywords": "关键词",
    "readers": "可见部门",
    "tags": "标签",
    "source": "来源",
}
"""Fields beside the body that are told when they change."""
WEIGHTY: Final = frozenset({"effective_from", "expires", "superseded_by"})


class How(StrEnum):
    """What happened to a part."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class Piece(Record):
    """A sentence of a changed paragraph, or a part of one."""

    how: How
    old: str = ""
    new: str = ""


class Change(Record):
    """One thing that changed."""

    how: How
    what: str
    """``body``, or the name of the field."""
    label: str
    """In Chinese: of the body the heading it stands under."""
    old: str = ""
    new: str = ""
    figures: tuple[tuple[str, str], ...] = ()
    """Numbers and days that are others now, old and new; '' where one is missing."""
    pieces: tuple[Piece, ...] = ()
    """The sentences that differ, of a changed paragraph."""

    @property
    def weighty(self) -> bool:
        """Whether a figure, a day or the time it holds changed."""
        return bool(self.figures) or self.what in WEIGHTY


def compare_versions(old: Entry, new: Entry) -> tuple[Change, ...]:
    """Return what changed from one version to another, changes of figures and days first.

    Nothing is left out: every line of the body that is not in both stands in one change.
    """
    changes = [*_fields(old, new), *compare_bodies(old.body, new.body)]
    return tuple(sorted(changes, key=lambda change: not change.weighty))


def compare_bodies(old: str, new: str) -> tuple[Change, ...]:
    """Return what changed between two bodies, in the order of the newer."""
    before, after = list(_paragraphs(old)), list(_paragraphs(new))
    words = [text for _, text in before], [text for _, text in after]
    matcher = SequenceMatcher(None, *words, autojunk=False)
    changes: list[Change] = []
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag != "equal":
            changes += _replaced(before[i1:i2], after[j1:j2])
    return tuple(changes)


def _fields(old: Entry, new: Entry) -> Iterator[Change]:
    for name, label in FIELDS.items():
        was, now = _said(getattr(old, name)), _said(getattr(new, name))
        if was != now:
            how = How.CHANGED if was and now else How.ADDED if now else How.REMOVED
            yield Change(how=how, what=name, label=label, old=was, new=now)


def _said(value: object) -> str:
    if isinstance(value, Record):
        return "；".join(filter(None, (_said(each) for each in dict(value).values())))
    if isinstance(value, tuple):
        return "、".join(map(str, value))
    return "" if value is None else str(value)


def _paragraphs(body: str) -> Iterator[tuple[str, str]]:
    """Yield lines with the heading each stands under."""
    heading = ""
    for line in body.splitlines():
        text = line.strip()
        if text:
            if text.startswith("#"):
                heading = text.lstrip("# ")
            yield heading, text


def _replaced(
    before: Sequence[tuple[str, str]], after: Sequence[tuple[str, str]]
) -> Iterator[Change]:
    """Yield changes of a stretch: each newer paragraph beside the older one most like it."""
    left = dict(enumerate(before))
    for place, (heading, text) in enumerate(after):
        at = _likest(text, left, place)
        if at is None:
            yield _added(heading, text)
        else:
            yield _changed(heading, left.pop(at)[1], text)
    for heading, text in left.values():
        figures = tuple((each, "") for each in FIGURE.findall(text))
        yield Change(how=How.REMOVED, what="body", label=heading, old=text, figures=figures)


def _added(heading: str, text: str) -> Change:
    figures = tuple(("", each) for each in FIGURE.findall(text))
    return Change(how=How.ADDED, what="body", label=heading, new=text, figures=figures)


def _likest(text: str, left: dict[int, tuple[str, str]], place: int) -> int | None:
    best, score = None, ALIKE
    near = left if len(left) <= MOST_COMPARED else [at for at in left if abs(at - place) < 10]
    for at in near:
        matcher = SequenceMatcher(None, left[at][1], text, autojunk=False)
        if matcher.real_quick_ratio() > score and matcher.quick_ratio() > score:
            ratio = matcher.ratio()
            if ratio > score:
                best, score = at, ratio
    return best


def _changed(heading: str, old: str, new: str) -> Change:
    return Change(
        how=How.CHANGED,
        what="body",
        label=heading,
        old=old,
        new=new,
        figures=tuple(_figures(old, new)),
        pieces=tuple(_pieces(old, new)),
    )


def _figures(old: str, new: str) -> Iterator[tuple[str, str]]:
    was, now = FIGURE.findall(old), FIGURE.findall(new)
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            for at in range(max(i2 - i1, j2 - j1)):
                yield (
                    was[i1 + at] if i1 + at < i2 else "",
                    now[j1 + at] if j1 + at < j2 else "",
                )


def _pieces(old: str, new: str) -> Iterator[Piece]:
    was, now = ([each for each in _SENTENCE.split(text) if each] for text in (old, new))
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            before, after = "".join(was[i1:i2]), "".join(now[j1:j2])
            how = How.CHANGED if before and after else How.ADDED if after else How.REMOVED
            yield Piece(how=how, old=before, new=after)
