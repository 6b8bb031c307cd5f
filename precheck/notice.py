"""The one-time notice (一次告知): everything the applicant has to put right, at once."""

import re
from collections.abc import Collection, Iterable

from models.records import Finding, Severity
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


def compose_notice(findings: Iterable[Finding], accepted: Collection[Finding] = ()) -> str:
    """Return the notice as plain text: every fault under its heading, once, with what to do.

    What has to be corrected and what an officer would have to decide both stand in it; advice does
    only when it is ``accepted``. Sentences meant for the officer are put for the applicant, and a
    special mark is told only in the words declared for them. Empty when there is nothing to tell.
    """
    told = [each for each in findings if each.severity is not Severity.ADVICE or each in accepted]
    groups = {title: _items(told, title) for title in (MATERIALS, ENTRIES, ELIGIBILITY)}
    standing = [(title, items) for title, items in groups.items() if items]
    if not standing:
        return ""
    count = sum(len(items) for _, items in standing)
    lines = [f"您的申请经核对，有以下{count}项需要补正或说明，请一次办齐后提交："]
    for numeral, (title, items) in zip(NUMERALS, standing, strict=False):
        lines += ["", f"{numeral}、{title}（{len(items)}项）"]
        lines += [f"{number}. {item}" for number, item in enumerate(items, start=1)]
    return "\n".join(lines)


def heading_of(finding: Finding) -> str:
    """Return under which heading of the notice a finding stands."""
    if finding.rule in ABOUT_MATERIALS:
        return MATERIALS
    return ENTRIES if finding.rule in ABOUT_ENTRIES else ELIGIBILITY


def _items(findings: Iterable[Finding], title: str) -> list[str]:
    mine = (_for_applicant(each) for each in findings if heading_of(each) == title)
    return list(dict.fromkeys(item for item in mine if item))


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
