"""An entry's body as what belongs together, in sentences that each stand there to the letter.

A list goes with the sentence that leads to it, a table with its head; torn apart they mislead.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Final

from knowledge.answers.outcome import Section
from knowledge.answers.sections import section_of, section_of_list, wanted_sections
from knowledge.entries.entry import Entry, Kind
from knowledge.entries.passages import HEADING, ROW, Passage, passages_of

LINE: Final = re.compile(r"[^\n]+")
CUT: Final = re.compile(r"[^。！？；]+[。！？；]*[”」』）)]*")
RULE: Final = re.compile(r"^\s*\|?[\s:|-]+\|?\s*$")
HEADINGS: Final = re.compile(r"^#{1,6}[ \t]+\S.*?(?=[ \t\r]*$)", re.MULTILINE)
MARKER: Final = re.compile(r"^\s*(?:[-*+]\s+|>\s*|#{1,6}\s+)")
STEP: Final = re.compile(
    r"^\s*(?:\d{1,2}\s*[.、．)）](?!\d)|[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]"
    r"|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}步|[①-⑳])"
)
"""How an item begins whose place in the order counts; the number stays with it."""
MARKS: Final = re.compile(r"\*\*|__|`")
WORDS: Final = re.compile(r"\w")
LEADS: Final = re.compile(r"[：:](?:\*\*)?\s*$")
FIGURE: Final = re.compile(r"[\d〇一二三四五六七八九十百千]")


@dataclass(frozen=True)
class Span:
    """A sentence, an item of a list or a row: ``entry.body[start:end]`` is its quote."""

    entry: Entry
    passage: Passage
    """It stands in; the head of a table stands in the passage of its first row."""
    start: int
    end: int
    section: Section = Section.ANSWER
    """Alike for all that belongs together."""
    columns: tuple[str, ...] = ()
    """Of the table a row stands in."""

    @property
    def quote(self) -> str:
        """The sentence to the letter."""
        return self.entry.body[self.start : self.end]

    @property
    def text(self) -> str:
        """The sentence without the marks of Markdown; the cells of a row under their columns."""
        last = self.quote.splitlines()[-1]  # the head of a table is quoted before its first row
        bare = MARKS.sub("", MARKER.sub("", last)).strip()
        return _told(_cells(bare), self.columns) if bare.startswith("|") else bare


@dataclass(frozen=True)
class Group:
    """Spans that belong together, in their order: a paragraph, a list with its lead, a table."""

    spans: tuple[Span, ...]
    whole: bool
    """A list or table: none of it is given without the rest."""

    @property
    def section(self) -> Section:
        """What it tells: a list or table as a whole, a paragraph by its first sentence."""
        return self.spans[0].section

    @property
    def places(self) -> frozenset[int]:
        """Of the passages it stands in."""
        return frozenset(span.passage.place for span in self.spans)


@dataclass(frozen=True)
class _Line:
    """A line of a body, and the kind of thing it is part of."""

    start: int
    text: str
    passage: Passage
    kind: str


def groups_of(entry: Entry) -> tuple[Group, ...]:
    """Return an entry's body as what belongs together, in the order of the body."""
    passages = passages_of(entry)
    lines = list(_lines(entry, passages))
    runs = [list(run) for _, run in groupby(lines, key=_run_of)]
    groups: list[Group] = []
    for run in runs:
        if run[0].kind in {"list", "table"}:
            lead = _lead(groups, run[0])
            groups[-1:] = groups[-1:] if lead is None else _without(groups[-1], lead)
            groups.append(_whole(entry, run, lead))
        else:
            groups.extend(group for line in run for group in _paragraph(entry, line, passages))
    return tuple(group for group in groups if group.spans)


def spans_in(groups: Iterable[Group]) -> tuple[Span, ...]:
    """Return the spans of groups one after the other."""
    return tuple(span for group in groups for span in group.spans)


def _lines(entry: Entry, passages: Sequence[Passage]) -> Iterator[_Line]:
    """Yield the lines that tell something; a table's head goes to the passage of its first row."""
    for match in LINE.finditer(entry.body):
        text = match[0]
        if HEADING.match(text) or RULE.match(text) or not WORDS.search(text):
            continue
        at = _passage_at(passages, match.start())
        if at:
            yield _Line(match.start(), text, at, _kind(text))


def _kind(text: str) -> str:
    if ROW.match(text):
        return "table"
    return "list" if MARKER.match(text) or STEP.match(text) else "text"


def _run_of(line: _Line) -> tuple[str, tuple[str, ...]]:
    return line.kind, line.passage.path


def _lead(groups: Sequence[Group], first: _Line) -> Span | None:
    """Return the sentence before a list that says what is listed, if there is one."""
    if not groups or groups[-1].whole or not groups[-1].spans:
        return None
    last = groups[-1].spans[-1]
    near = last.passage.path == first.passage.path
    return last if near and LEADS.search(last.quote) else None


def _without(group: Group, lead: Span) -> list[Group]:
    return [Group(tuple(span for span in group.spans if span is not lead), group.whole)]


def _whole(entry: Entry, run: Sequence[_Line], lead: Span | None) -> Group:
    """Return a list or table, classed by its lead and headings, else by what most of it tells."""
    columns: tuple[str, ...] = ()
    if run[0].kind == "table" and len(run) > 1:
        columns = _cells(run[0].text.strip())
    bare = [_span(entry, line, 0, len(line.text), Section.ANSWER, columns) for line in run]
    section = _section_of_title(entry, run[0].passage) or section_of_list(
        [lead.quote if lead else "", *run[0].passage.path],
        [span.quote for span in bare],
    )
    held = [_span(entry, line, 0, len(line.text), section, columns) for line in run]
    if columns:  # the head is told with each row, and quoted with the first
        first = held[1]
        held[:2] = [
            Span(entry, first.passage, held[0].start, first.end, section, columns),
        ]
    return Group((*_before(entry, run[0], lead, section), *held), whole=True)


def _before(entry: Entry, first: _Line, lead: Span | None, section: Section) -> Iterator[Span]:
    """Yield what says what is listed: the lead, else the heading where no section says it."""
    if lead:
        yield replace(lead, section=section)
    elif first.passage.path and section is Section.ANSWER:
        above = [each for each in HEADINGS.finditer(entry.body) if each.end() <= first.start]
        if above and not entry.body[above[-1].end() : first.start].strip():
            start, end = above[-1].span()
            yield Span(entry, first.passage, start, end, section)


def _paragraph(entry: Entry, line: _Line, passages: Sequence[Passage]) -> Iterator[Group]:
    """Yield the sentences of a line; one of several passages is as many groups."""
    given = _section_of_title(entry, line.passage)
    spans = []
    for cut in CUT.finditer(line.text):
        if WORDS.search(cut[0]):
            section = given or section_of(cut[0], line.passage.path)
            span = _span(entry, line, cut.start(), cut.end(), section)
            at = _passage_at(passages, span.start) or line.passage
            spans.append(replace(span, passage=at))
    for _, together in groupby(spans, key=lambda span: span.passage.place):
        yield Group(tuple(together), whole=False)


def _passage_at(passages: Sequence[Passage], place: int) -> Passage | None:
    return next((each for each in passages if each.end > place), None)


def _section_of_title(entry: Entry, passage: Passage) -> Section | None:
    """Return what a title asks for: so do FAQs and what stands under no heading tell all of it."""
    asked = next(iter(wanted_sections(entry.title)), None)
    if entry.kind is Kind.FAQ:
        return asked or Section.ANSWER
    return None if passage.path else asked


def _span(
    entry: Entry, line: _Line, start: int, end: int, section: Section, columns: tuple[str, ...] = ()
) -> Span:
    text = line.text[start:end]
    begun = line.start + start + len(text) - len(text.lstrip())
    return Span(entry, line.passage, begun, begun + len(text.strip()), section, columns)


def _cells(row: str) -> tuple[str, ...]:
    return tuple(cell.strip() for cell in row.strip("|").split("|"))


def _told(cells: Sequence[str], columns: Sequence[str]) -> str:
    """Return a row as a sentence: its first cell, and the others each under its column.

    >>> _told(("满1年", "1万元", "1.2万元"), ("提前多久", "中型", "重型"))
    '满1年：中型 1万元，重型 1.2万元'
    """
    told = cells[:]
    if len(columns) == len(cells):
        named = len(cells) > 2 or bool(FIGURE.search("".join(cells[1:])))
        told = [f"{name} {cell}" if named and cell else cell
                for name, cell in zip(columns, cells, strict=True)]  # fmt: skip
    rest = "，".join(cell for cell in told[1:] if cell)
    return "：".join(part for part in (cells[0], rest) if part)
