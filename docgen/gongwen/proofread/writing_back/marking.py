"""Faults as comments or as tracked changes in the Word file they were found in."""

from collections.abc import Callable, Iterator
from datetime import datetime
from enum import StrEnum
from io import BytesIO
from typing import Any, Final

from docx import Document
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.text.run import Run

from docgen.gongwen.document.opened import Opened
from docgen.gongwen.opening.places import find_paragraph, part_of, stretches
from docgen.gongwen.proofread.fault import Fault, Report
from docgen.gongwen.tracking.cutting import cut_out, run_like, text_element
from docgen.gongwen.tracking.pen import Pen
from models.records import Record

MAIN: Final = "word/document.xml"
AUTHOR: Final = "智办校对"


class How(StrEnum):
    """How faults are written back."""

    COMMENTS = "comments"
    REVISIONS = "revisions"


class Marked(Record):
    """The file with the faults in it."""

    docx: bytes
    written: int
    left: int
    """Faults that could not be written: in headers, notes and tables of contents, or without a
    suggestion where changes are tracked. The report lists them all."""


def mark(docx: bytes, opened: Opened, report: Report, how: How, moment: datetime) -> Marked:
    """Return the file with each fault as a comment, or with its suggestion as a tracked change.

    ``opened`` is the file as it was proofread. What others tracked in it stays as it is.
    """
    document = Document(BytesIO(docx))
    write, pen = _WRITE[how], Pen(AUTHOR, moment)
    written = 0
    for fault in reversed(report.faults):  # from the end, so that places before stay what they are
        runs = list(_runs(document, opened, fault))
        written += bool(runs) and write(document, runs, fault, pen)
    saved = BytesIO()
    document.save(saved)
    left = len(report.faults) - written
    return Marked(docx=saved.getvalue(), written=written, left=left)


def _runs(document: DocxDocument, opened: Opened, fault: Fault) -> Iterator[Any]:
    """Yield the runs of a fault, cut out; none unless it stands in one paragraph of the text."""
    found = list(stretches(opened, fault.start, fault.end))
    if len(found) != 1:
        return
    paragraph = opened.paragraphs[found[0].paragraph]
    if part_of(paragraph) != MAIN:
        return
    element = find_paragraph(document.element, paragraph)
    yield from cut_out(element, found[0].start, found[0].end)


def _comment(document: DocxDocument, runs: list[Any], fault: Fault, _: Pen) -> bool:
    suggested = "、".join(each or "（删去）" for each in fault.suggestions)
    advice = f"建议：{suggested}。" if suggested else ""
    text = f"［{fault.severity}·{fault.kind}］{fault.reason}{advice}"
    ends = [Run(each, document._body) for each in (runs[0], runs[-1])]  # noqa: SLF001
    document.add_comment(ends, text=text, author=AUTHOR, initials="校")
    return True


def _revise(_: DocxDocument, runs: list[Any], fault: Fault, pen: Pen) -> bool:
    if not fault.suggestions or runs[0].getparent().tag == qn("w:ins"):
        return False
    gone = pen.track("w:del", runs)
    if fault.suggestions[0]:
        come = pen.mark("w:ins")
        come.append(run_like(runs[0], [text_element(fault.suggestions[0])]))
        gone[-1].addnext(come)
    return True


_WRITE: Final[dict[How, Callable[[DocxDocument, list[Any], Fault, Pen], bool]]] = {
    How.COMMENTS: _comment,
    How.REVISIONS: _revise,
}
