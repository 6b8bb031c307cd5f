"""The words of a document by what they are: each element, and in the body each level of heading."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from docgen.gongwen.document.opened import Align, Opened, Paragraph, Run, Where
from docgen.gongwen.elements.found import Element, Found, Place, Recognised
from docgen.gongwen.elements.parts import read_parts
from docgen.gongwen.elements.pieces import Piece

HEADINGS: Final = ("", "一级标题", "二级标题", "三级标题", "四级标题")
BODY, ATTACHED_BODY, TABLE = "正文", "附件正文", "表格"
BESIDE = "居中或居右的文字"
LABEL, ATTACHED_TITLE = "附件序号", "附件标题"
PASSED, PASSED_TITLE = "印发、转发的文件", "印发、转发的文件标题"
"""Of a text that is passed on: what is neither its title nor its text, and its titles."""
NAMES, ROLE, ATTENDING = "签发人姓名", "出席", "出席人员"
NOTE: Final = re.compile(r"\s*附\s*件\s*[：:]\s*(?=.{2,80}$)")
LISTED: Final = re.compile(r"\s*\d{1,2}\s*[.．、]\s*(?=.{2,80}$)")
LABELLED: Final = re.compile(r"\s*附\s*件\s*\d{0,2}\s*[：:]?\s*")
MOVED: Final = re.compile(r"\s*主\s*送\s*[：:]")
"""主送 that was moved to the record is set as 抄送 is; 7.4.2."""
PAGED: Final = re.compile(r"\D{0,8}\d{1,4}\D{0,8}(?:\d{1,4}\D{0,4})?")
"""A line of the footer that counts pages in whatever way."""
PARTED: Final = {Element.SIGNATORY: ("签发人", NAMES), Element.PRESENT: (ROLE, ATTENDING)}
"""Elements whose words before the colon are set otherwise than those after it."""
STOPS: Final = ("。", "；", "！", "？")
ALL: Final = (
    *(element.value for element in Element),
    *HEADINGS[1:],
    *(ATTACHED_BODY, BESIDE, TABLE, LABEL, ATTACHED_TITLE, PASSED_TITLE, NAMES, ROLE, ATTENDING),
)


@dataclass(frozen=True)
class Words:
    """A stretch of one paragraph that is one thing."""

    of: str
    """One of ``ALL``."""
    place: Place
    paragraph: Paragraph
    whole: bool = True
    """Whether the paragraph begins with it."""

    @property
    def text(self) -> str:
        """The words, without blanks at their ends."""
        return "".join(run.text for run in self.runs).strip()

    @property
    def runs(self) -> Iterator[Run]:
        """The runs, cut where the words begin and end."""
        at = 0
        for run in self.paragraph.runs:
            start, end = max(self.place.start - at, 0), self.place.end - at
            if start < len(run.text) and end > start:
                yield Run(text=run.text[start:end], look=run.look)
            at += len(run.text)


def words_of(opened: Opened, recognised: Recognised) -> list[Words]:
    """Return the words of a document in the order of its elements; blank lines are left out."""
    return [each for each in _words_of(opened, recognised.found) if each.text]


def _words_of(opened: Opened, elements: Iterable[Found]) -> list[Words]:
    named: list[Words] = []
    for found in elements:
        if found.element is Element.PASSED:
            named += map(_within_passed, _words_of(opened, found.inner))
            continue
        for place in found.places:
            paragraph = opened.paragraphs[place.paragraph]
            named += _named(found, place, paragraph, named)
    return named


def _within_passed(words: Words) -> Words:
    """Return the same as words of a text that is passed on.

    Its text is set as that of an attachment; where its own elements stand nothing prescribes.
    """
    known = {BODY: ATTACHED_BODY, **dict.fromkeys((Element.TITLE, ATTACHED_TITLE), PASSED_TITLE)}
    kept = {*HEADINGS, ATTACHED_BODY, TABLE, PASSED_TITLE}
    return replace(words, of=known.get(words.of, words.of if words.of in kept else PASSED))


def _named(
    found: Found, place: Place, paragraph: Paragraph, before: list[Words]
) -> Iterator[Words]:
    """Yield the words at one place of an element; what came before tells titles of attachments."""
    name = _name(found.element, paragraph, before)
    if name in {BODY, ATTACHED_BODY}:
        yield from _levels(name, place, paragraph)
    elif found.element in PARTED:
        yield from _parted(found.element, place, paragraph)
    else:
        yield Words(name, place, paragraph)


def _name(element: Element, paragraph: Paragraph, before: list[Words]) -> str:
    """Return what a paragraph of an element is, by the first of these that holds."""
    text, where = paragraph.text, paragraph.where
    told = (
        (element is Element.ADDRESSEES and MOVED.match(text), Element.COPIES),
        (where is Where.FOOTER and PAGED.fullmatch(text), Element.PAGE_NUMBER),
        (element not in {Element.BODY, Element.ATTACHMENT}, element),
        (where is Where.TABLE, TABLE),
        (_is_note(text, before), Element.ATTACHMENT_NOTE),
        (element is Element.BODY, BODY),
        (LABELLED.fullmatch(text), LABEL),
        (_is_title(paragraph, before), ATTACHED_TITLE),
    )
    return next((str(name) for holds, name in told if holds), ATTACHED_BODY)


def _is_note(text: str, before: list[Words]) -> bool:
    """Tell whether a line lists attachments though its writing hides it, as marks at its end do."""
    follows = bool(before) and before[-1].of == Element.ATTACHMENT_NOTE
    return bool(NOTE.match(text) or (follows and LISTED.match(text)))


def _is_title(paragraph: Paragraph, before: list[Words]) -> bool:
    """Tell whether a paragraph names an attachment: it follows the number, or looks as the name."""
    if not before or paragraph.text.rstrip().endswith(STOPS):
        return False
    known = before[-1].paragraph
    alike = [run.look for run in paragraph.runs] == [run.look for run in known.runs]
    centred = paragraph.align is known.align is Align.CENTRE
    return before[-1].of == LABEL or (before[-1].of == ATTACHED_TITLE and alike and centred)


def _levels(name: str, place: Place, paragraph: Paragraph) -> Iterator[Words]:
    """Yield a heading, and what follows it on its line; or a paragraph."""
    words = paragraph.label + paragraph.text[place.start : place.end]
    part = read_parts([Piece(words.strip(), place, paragraph)])[0]
    if not part.level:
        beside = paragraph.align in {Align.CENTRE, Align.RIGHT}
        yield Words(BESIDE if beside else name, place, paragraph)
        return
    lead = len(words) - len(words.lstrip()) - len(paragraph.label)
    end = place.end if not part.run_in else place.start + lead + len(part.text)
    yield Words(HEADINGS[part.level], _cut(place, place.start, end), paragraph)
    if part.run_in:
        yield Words(name, _cut(place, end, place.end), paragraph, whole=False)


def _parted(element: Element, place: Place, paragraph: Paragraph) -> Iterator[Words]:
    before, after = PARTED[element]
    words = paragraph.text[place.start : place.end]
    colon = max(words.find("："), words.find(":")) + 1
    if colon:
        yield Words(before, _cut(place, place.start, place.start + colon), paragraph)
    yield Words(after, _cut(place, place.start + colon, place.end), paragraph, whole=not colon)


def _cut(place: Place, start: int, end: int) -> Place:
    return place.model_copy(update={"start": start, "end": end})
