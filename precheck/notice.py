"""The one-time notice (一次告知): everything the applicant has to put right, at once."""

import re
from collections.abc import Collection, Iterable
from itertools import groupby

from models.records import Finding, Record, Severity
from precheck import boxes, consistency, marks, materials, mixtures, papers

MATERIALS, ENTRIES, ELIGIBILITY = "材料", "填报", "资格"
ABOUT_MATERIALS = frozenset(
    {
        materials.MISSING,
        materials.BY_HAND,
        materials.STRANGE,
        mixtures.RULE,
        papers.UNREADABLE,
        papers.DOUBTFUL,
        papers.ILLEGIBLE,
    }
)
ABOUT_ENTRIES = frozenset({boxes.EMPTY, boxes.WRONG, consistency.RULE})
SENTENCE = re.compile(r"[^。！？]*[。！？]?")
FOR_OFFICERS = re.compile("工作人员|人工核验|登记机关问明")
BRING = "请携带原件到窗口核对，或补充能够说明情况的材料。"
NUMERALS = "一二三"


class Correction(Record):
    """One thing the applicant has to put right or explain."""

    heading: str
    text: str
    """What is wrong and what to do, in the words for the applicant."""
    basis: str = ""
    """The rules it rests on; empty where none is declared."""


def compose_notice(findings: Iterable[Finding], accepted: Collection[Finding] = ()) -> str:
    """Return the notice as plain text: every correction under its heading, with what to do.

    Empty when there is nothing to tell; see ``list_corrections`` for what stands in it.
    """
    corrections = list_corrections(findings, accepted)
    if not corrections:
        return ""
    lines = [f"您的申请经核对，有以下{len(corrections)}项需要补正或说明，请一次办齐后提交："]
    groups = groupby(corrections, lambda each: each.heading)
    for numeral, (title, group) in zip(NUMERALS, groups, strict=False):
        items = [each.text for each in group]
        lines += ["", f"{numeral}、{title}（{len(items)}项）"]
        lines += [f"{number}. {item}" for number, item in enumerate(items, start=1)]
    return "\n".join(lines)


def list_corrections(
    findings: Iterable[Finding], accepted: Collection[Finding] = ()
) -> tuple[Correction, ...]:
    """Return everything the applicant has to put right, each once, in the order of the headings.

    What has to be corrected and what an officer would have to decide are both told; advice is only
    when it is ``accepted``. Sentences meant for the officer are put for the applicant, and a
    special mark is told only in the words declared for them.
    """
    told = [each for each in findings if each.severity is not Severity.ADVICE or each in accepted]
    bases: dict[tuple[str, str], dict[str, None]] = {}
    for title in (MATERIALS, ENTRIES, ELIGIBILITY):
        for finding in told:
            text = _for_applicant(finding) if heading_of(finding) == title else ""
            if text:
                bases.setdefault((title, text), {})[_basis(finding)] = None
    return tuple(
        Correction(heading=title, text=text, basis="；".join(filter(None, cited)))
        for (title, text), cited in bases.items()
    )


def heading_of(finding: Finding) -> str:
    """Return under which heading of the notice a finding stands."""
    if finding.rule in ABOUT_MATERIALS:
        return MATERIALS
    return ENTRIES if finding.rule in ABOUT_ENTRIES else ELIGIBILITY


def _basis(finding: Finding) -> str:
    """Return the rule a finding rests on; a box's format is declared by us and is none."""
    return "" if finding.rule == boxes.WRONG else finding.cites


def _for_applicant(finding: Finding) -> str:
    """Return a finding's message without the sentences that only an officer can act on."""
    if finding.rule == marks.RULE:
        return marks.notice_of(finding)
    if finding.severity is not Severity.OFFICER:
        return finding.message
    sentences = [each for each in SENTENCE.findall(finding.message) if each]
    kept = [each for each in sentences if not FOR_OFFICERS.search(each)]
    left = "".join(kept).rstrip("，；")
    return (left or finding.message) + ("" if len(kept) == len(sentences) else BRING)
