"""Whether what was recognised is what was printed, element by element."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from difflib import SequenceMatcher
from types import MappingProxyType

from docgen.gongwen.document.official import Official, Part
from models.records import Record

BLANK = re.compile(r"\s+")
ALIKE = str.maketrans("：；，（）()[]【】〔〕﹝﹞★☆", ":;,()()〔〕〔〕〔〕〔〕★★")
SURE, READ = 1.0, 0.9
"""How alike words must be: of files with text all, of scans nine tenths: what the recognition of
characters misreads is measured elsewhere."""


class Verdict(Record):
    """One element of one document."""

    element: str
    right: bool
    wanted: str
    got: str


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def _text(parts: Iterable[Part]) -> str:
    return "".join(part.text + part.run_in + _cells(part) for part in parts)


def _cells(part: Part) -> str:
    return "".join(cell for row in part.rows for cell in row)


def _headings(official: Official) -> str:
    return "\n".join(f"{part.level}{part.text}" for part in official.body if part.level)


JUDGED: Mapping[str, Callable[[Official], str]] = MappingProxyType(
    {
        "份号": lambda each: each.copy_number,
        "密级和保密期限": lambda each: each.secrecy + each.secrecy_term,
        "紧急程度": lambda each: each.urgency,
        "发文机关标志": lambda each: each.mark,
        "发文字号": lambda each: each.number,
        "签发人": lambda each: "、".join(each.signatories),
        "标题": lambda each: each.title,
        "主送机关": lambda each: each.addressees,
        "出席情况": lambda each: ";".join(f"{who.role}{who.names}" for who in each.present),
        "正文": lambda each: _text(each.body),
        "正文层次": _headings,
        "附件说明": lambda each: ";".join(one.title for one in each.attachments),
        "附件": lambda each: ";".join(_text(one.parts) for one in each.attachments).strip(";"),
        "发文机关署名": lambda each: "、".join(each.signed),
        "签署人": lambda each: each.office + each.signer,
        "成文日期": lambda each: _day(each.day),
        "附注": lambda each: each.note,
        "抄送机关": lambda each: each.copies_to,
        "印发机关": lambda each: each.printer,
        "印发日期": lambda each: _day(each.printed),
        "文种": lambda each: each.kind,
        "格式": lambda each: each.form,
    }
)
"""By element: what of a document it is, as words to compare."""


def judge(wanted: Official, got: Official, alike: float = SURE) -> list[Verdict]:
    """Return a verdict for every element that was printed or recognised; empty pairs tell nothing.

    Blanks and the width of brackets and colons do not count.
    """
    verdicts = []
    for element, read in JUDGED.items():
        first, second = _bare(read(wanted)), _bare(read(got))
        if first or second:
            right = _alike(first, second) >= alike
            verdicts.append(Verdict(element=element, right=right, wanted=first, got=second))
    return verdicts


def _bare(words: str) -> str:
    return BLANK.sub("", words).translate(ALIKE)


def _alike(first: str, second: str) -> float:
    if first == second:
        return 1.0
    return SequenceMatcher(None, first, second, autojunk=False).ratio()
