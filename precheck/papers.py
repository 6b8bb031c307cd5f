"""What is wrong with the uploads themselves: not to be opened, expired, doubtful, illegible."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from extractors.quality import ABOUT_PICTURE, advise
from models.records import Document, Evidence, Finding, Paper, Severity, State, Warning
from precheck.case import Case
from precheck.consistency import FACTS, Fact
from precheck.naming import shown_name

UNREADABLE, DOUBTFUL, ILLEGIBLE = "材料无法读取", "材料存疑", "材料不清晰"

EXPIRED = "expired"
SEVERITIES: Mapping[str, Severity] = {
    EXPIRED: Severity.CORRECT,
    "photocopy": Severity.ADVICE,
    "screenshot": Severity.ADVICE,
    "no_copy_stamp": Severity.ADVICE,
    "copy_stamp": Severity.ADVICE,
    "restricted_use": Severity.ADVICE,
    "signature_unknown": Severity.ADVICE,
    "unsigned": Severity.ADVICE,
}
"""By the code of a paper's warning; any other is for the officer."""
HOPELESS = frozenset({"no_paper", "too_small", "illegible"})
"""Codes with which nobody could read the picture, an officer neither."""


def is_legible(paper: Paper) -> bool:
    """Tell whether a person could make out what the upload shows."""
    codes = {warning.code for document in paper.documents for warning in document.warnings}
    return codes.isdisjoint(HOPELESS)


def check_papers(
    case: Case, useful: Collection[str], told: Collection[str] = (), facts: Sequence[Fact] = FACTS
) -> Iterator[Finding]:
    """Yield the uploads that do not open and the faults of every paper of a ``useful`` type.

    An expiry whose form key is in ``told`` is not repeated.
    """
    for paper in case.filing.papers:
        if paper.problem is not None:
            yield _unreadable(paper, f"{paper.problem.message}{paper.problem.remedy}")
    for paper, document in case.filing.documents(*useful):
        unread = _unread(case, document)
        if unread:
            yield _illegible(case, paper, document, unread)
        for warning in document.warnings:
            # What a picture suffers from matters only where something could not be read.
            if warning.code not in ABOUT_PICTURE and not (
                warning.code == EXPIRED and _expiry_key(case, document, facts) in told
            ):
                yield _doubt(case, paper, document, warning)


def picture_advice(paper: Paper) -> str:
    """Return what the pictures of an upload suffer from and what to do, empty when nothing."""
    found = (w for page in paper.pages if page.quality for w in advise(page.quality))
    return "".join(dict.fromkeys(warning.message for warning in found))


def _unreadable(paper: Paper, why: str) -> Finding:
    return Finding(
        rule=UNREADABLE,
        severity=Severity.CORRECT,
        message=f"{shown_name(paper)}无法读取：{why}重新上传后或不需要时，请删除这份文件。",
        facts={"文件": shown_name(paper)},
    )


def _unread(case: Case, document: Document) -> list[str]:
    """Return the titles of what the paper must say and could not be read."""
    kind = case.types.get(document.type)
    needed = {field.key: field.title for field in kind.fields if field.required} if kind else {}
    unread = (field.key for field in document.fields if field.state is State.UNREAD)
    return [needed[key] for key in unread if key in needed]


def _illegible(case: Case, paper: Paper, document: Document, unread: Sequence[str]) -> Finding:
    poor = document.quality is not None and document.quality.grade == "poor"
    remedy = (
        "请重新拍摄或扫描清晰、完整的原件后上传。" if poor else "请对照原件核对并补填相应栏目。"
    )
    named, missing = _named(case, paper, document), "、".join(unread)
    return Finding(
        rule=ILLEGIBLE,
        severity=Severity.CORRECT if poor else Severity.ADVICE,
        message=f"{named}有内容未能读出：{missing}。{picture_advice(paper)}{remedy}",
        evidence=(_place(paper, document),),
        facts={"文件": shown_name(paper), "未读出": missing},
    )


def _doubt(case: Case, paper: Paper, document: Document, warning: Warning) -> Finding:
    return Finding(
        rule=DOUBTFUL,
        severity=SEVERITIES.get(warning.code, Severity.OFFICER),
        message=f"{_named(case, paper, document)}：{warning.message}",
        evidence=(_place(paper, document),),
        facts={"文件": shown_name(paper), "材料": case.paper_title(document.type)},
    )


def _expiry_key(case: Case, document: Document, facts: Sequence[Fact]) -> str:
    kind = case.types.get(document.type)
    place = f"{document.type}.{kind.expires}" if kind else ""
    return next((fact.key for fact in facts if place in fact.papers), "")


def _named(case: Case, paper: Paper, document: Document) -> str:
    return f"{case.paper_title(document.type)}{shown_name(paper)}"


def _place(paper: Paper, document: Document) -> Evidence:
    return Evidence(paper=paper.id, page=document.page, box=document.box)
