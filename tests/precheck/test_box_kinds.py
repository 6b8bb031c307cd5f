"""Boxes that hold several words, or an upload, are judged word by word and by what was uploaded."""

from collections.abc import Sequence

import pytest

from models.records import Finding, FormValue, Page, Paper, Severity
from models.specs import FormField
from precheck.boxes import check_boxes
from precheck.case import Case
from tests.precheck.situations import in_order

CLASSES = FormField(
    key="x", label="准驾车型", type="enum", vocabulary="licence_class", multiple=True
)
SCOPES = FormField(key="x", label="经营范围", type="enum", options=("甲", "乙"), multiple=True)
PHOTO = FormField(key="x", label="一寸证件照", type="image", format="photo_1inch")
FILE = FormField(key="x", label="品牌授权", type="file")


def findings(field: FormField, text: str, papers: Sequence[Paper] = ()) -> list[Finding]:
    filing = in_order("S5B").model_copy(
        update={"form": (FormValue(key="x", value=text),), "papers": tuple(papers)}
    )
    return list(check_boxes(Case(filing, {"x": field}, {})))


@pytest.mark.parametrize(
    ("field", "text", "severity"),
    [
        (CLASSES, "A1、A2", None),
        (CLASSES, "A1、C9", Severity.OFFICER),
        (SCOPES, "甲、乙", None),
        (SCOPES, "甲、丙", Severity.CORRECT),
    ],
)
def test_every_word_of_a_row_is_judged(
    field: FormField, text: str, severity: Severity | None
) -> None:
    assert [found.severity for found in findings(field, text)] == [severity] * bool(severity)


def upload(width: int, height: int) -> Paper:
    page = Page(number=1, width=width, height=height)
    return Paper(id="p1", name="照片.jpg", sha256="0" * 64, size=1, pages=(page,))


@pytest.mark.parametrize(
    ("field", "paper", "fault"),
    [
        (PHOTO, upload(295, 413), ""),
        (PHOTO, upload(413, 295), "宽高比"),
        (FILE, upload(413, 295), ""),
        (PHOTO, None, "所选的图片已经不在"),
        (FILE, None, "所选的文件已经不在"),
    ],
)
def test_an_upload_must_be_there_and_have_the_shape_of_its_box(
    field: FormField, paper: Paper | None, fault: str
) -> None:
    found = findings(field, "p1", [paper] if paper else [])
    assert [fault in each.message for each in found] == [True] * bool(fault)
