"""The list of papers on a form: what the scenario asks for and how each was handed in."""

from collections.abc import Iterable

from docgen.forms.sheet import MaterialRow
from models.clean import clean, shorten
from models.records import Filing, Paper
from models.specs import Material
from precheck.materials import MaterialReport

STATES = {"provided": "已上传", "waived": "免交", "missing": "未提交"}
BY_HAND = "已上传，待核"
GENERATED = "系统生成"
LONGEST_NAME = 60
DIGITS = 8
"""Of an upload's SHA-256, in print; the check code covers all of it."""


def material_rows(
    reports: Iterable[MaterialReport], declared: Iterable[Material], filing: Filing
) -> tuple[MaterialRow, ...]:
    """Return one row for each material the filing needs, in the order of the reports."""
    generated = {each.key for each in declared if not each.required and not each.types}
    by_id = {paper.id: paper for paper in filing.papers}
    return tuple(
        MaterialRow(
            title=clean(report.title),
            state=GENERATED if report.key in generated else _state(report),
            papers=tuple(_named(by_id[each]) for each in _papers(report, filing) if each in by_id),
        )
        for report in reports
    )


def _papers(report: MaterialReport, filing: Filing) -> tuple[str, ...]:
    """Return the ids of a material's uploads; one that is a box of the form too is named there."""
    return report.papers or (filing.text(report.key),)


def _state(report: MaterialReport) -> str:
    return BY_HAND if report.by_hand else STATES[report.state]


def _named(paper: Paper) -> str:
    return f"{shorten(paper.name, LONGEST_NAME)}（{paper.sha256[:DIGITS]}）"
