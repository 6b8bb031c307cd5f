"""The newer Word file with every change of text against the older one as a tracked change."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from docgen.gongwen.compare.compare import compare
from docgen.gongwen.compare.redline.formats import number_anew
from docgen.gongwen.compare.redline.gone import Gone
from docgen.gongwen.compare.redline.pairing import Paired, pair_stories
from docgen.gongwen.compare.redline.stays import Finder
from docgen.gongwen.compare.redline.stories import Held, blocks_of, story_of
from docgen.gongwen.compare.redline.ties import Ties
from docgen.gongwen.compare.redline.weaving import Weaver
from docgen.gongwen.compare.sides import Sides
from docgen.gongwen.document.opened import Opened, Paragraph, Where
from docgen.gongwen.opening.docx import read_docx
from docgen.gongwen.opening.file import NONE, Means, open_file
from docgen.gongwen.tracking.parts import Parts
from docgen.gongwen.tracking.pen import Pen
from docgen.gongwen.tracking.settling import accepted, rejected
from models.clean import shorten
from models.errors import InvalidRequestError
from models.records import Record

AUTHOR: Final = "智办比对"


@dataclass(frozen=True)
class Original:
    """A file that was opened."""

    data: bytes
    opened: Opened

    @property
    def is_word(self) -> bool:
        """Whether it is a DOCX of which it is known where each paragraph stands."""
        return any(paragraph.at for paragraph in self.opened.paragraphs)


class Redline(Record):
    """The newer file with its changes tracked."""

    docx: bytes
    notes: tuple[str, ...] = ()
    """What was done to the files before, and what could not be tracked, in words."""


@dataclass(frozen=True)
class _Woven:
    docx: bytes
    alone: tuple[str, ...]
    """Texts that only the older file has a place for."""


def redline(older: Original, newer: Original, moment: datetime, means: Means = NONE) -> Redline:
    """Return the newer file; all changes accepted it reads as such, all rejected as the older one.

    What others tracked in the files counts as accepted. Raises ``InvalidRequestError`` when one of
    them is no DOCX, or when they are built so that no changes can be tracked.
    """
    if not (older.is_word and newer.is_word):
        raise InvalidRequestError("只有两份都是 DOCX 才能写成修订，其他格式请先另存为 DOCX。")
    left, right = _settled(older, means), _settled(newer, means)
    notes = [
        f"{name}里原有的修订先按已接受处理。"
        for name, before, now in (("原稿", older, left), ("新稿", newer, right))
        if before is not now
    ]
    comparison = compare(left.opened, right.opened)
    sides = Sides.of(left.opened, right.opened)
    woven = _woven(left, right, Ties(comparison, sides), moment)
    if not _holds(woven, left, right):
        woven = _woven(left, right, Ties(None, sides), moment)
        notes.append("两份文件的结构差别太大，改动没有逐处写出，而是整段写成删除和插入。")
        if not _holds(woven, left, right):
            raise InvalidRequestError("这两份文件写不成修订，请改用比对报告。")
    notes += [f"“{shorten(text, 60)}”在新稿里没有地方可放，没有写成修订。" for text in woven.alone]
    return Redline(docx=woven.docx, notes=tuple(notes))


def _settled(file: Original, means: Means) -> Original:
    data = accepted(file.data)
    return file if data is file.data else Original(data, open_file(data, file.opened.name, means))


def _woven(left: Original, right: Original, ties: Ties, moment: datetime) -> _Woven:
    parts = Parts(right.data), Parts(left.data)
    newer, older = Held(right.opened, parts[0]), Held(left.opened, parts[1])
    pen = Pen(AUTHOR, moment)
    gone = Gone(parts[1], parts[0], pen)
    weaver = Weaver(Finder(older, newer, ties), gone, pen)
    paired = pair_stories(older, newer, ties)
    for own, other in paired.both:
        weaver.weave(own, other)
    for story in paired.newer:
        for block in blocks_of(story):
            weaver.insert(block)
    weaver.call_moves()
    for root in parts[0].texts.values():
        number_anew(root, pen)
    return _Woven(parts[0].save(), tuple(_alone(older, paired)))


def _alone(older: Held, paired: Paired) -> Iterator[str]:
    for number, element in enumerate(older.elements):
        if older.text(number).strip() and story_of(element) in paired.older:
            yield older.text(number)


def _holds(woven: _Woven, left: Original, right: Original) -> bool:
    """Tell whether the changes accepted give the newer text, and rejected the older one."""
    new = _read(accepted(woven.docx)) == _texts(right.opened.paragraphs)
    running, notes = _read(rejected(woven.docx))
    texts, others = _texts(left.opened.paragraphs)
    return new and running == texts and notes == others - Counter(woven.alone)


def _read(data: bytes) -> tuple[list[str], Counter[str]]:
    return _texts(read_docx(data, "").paragraphs)


def _texts(paragraphs: Sequence[Paragraph]) -> tuple[list[str], Counter[str]]:
    """Return the text that runs through a file, and what stands beside it in any order."""
    said = [paragraph for paragraph in paragraphs if paragraph.text.strip()]
    running = [each.text for each in said if each.where in _RUNNING]
    return running, Counter(each.text for each in said if each.where not in _RUNNING)


_RUNNING: Final = frozenset({Where.BODY, Where.TABLE})
