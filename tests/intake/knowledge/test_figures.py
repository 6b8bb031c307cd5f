"""Figures that entries tell are held against the numbers the product declares."""

from datetime import date
from typing import Any

import pytest

from intake.knowledge.figures import prove_figures, stale_figures
from intake.settings import Limits
from knowledge.corpus.read import Draft, read_corpus
from models.errors import SpecError
from precheck.pictures import PICTURES

TODAY = date(2026, 11, 28)
"""The day the starter knowledge was written for: yearly rounds end, and their entries with them."""


def drafted(text: str, parameter: str, **more: Any) -> Draft:
    return Draft.model_validate({
        "id": "test", "kind": "faq", "title": "测试", "body": f"数字是{text}。",
        "department": "市交通委", "source": {"title": "测试"}, "basis": "KNOWN",
        "facts": [{"text": text, "parameter": parameter, **more}],
    })  # fmt: skip


def test_the_starter_knowledge_tells_the_declared_figures() -> None:
    drafts = read_corpus().values()
    assert [line for draft in drafts for line in stale_figures(draft, TODAY)] == []
    assert sum(len(draft.facts) for draft in drafts) >= 20


@pytest.mark.parametrize(
    ("text", "parameter", "more", "right"),
    [
        ("63周岁", "rules.passenger_driver_age", {}, True),
        ("60周岁", "rules.passenger_driver_age", {}, False),
        ("60周岁", "rules.passenger_driver_age", {"day": date(2026, 3, 19)}, True),
        ("2026年3月20日", "rules.passenger_driver_age", {"part": "since"}, True),
        ("2026年3月2日", "rules.passenger_driver_age", {"part": "since"}, False),
        ("30%", "rules.price_deviation", {}, True),
        ("3%", "rules.price_deviation", {}, False),
        ("2万元", "cars.most", {"cell": ["报废更新", "新能源乘用车"]}, True),
        ("20,000元", "cars.most", {"cell": ["报废更新", "新能源乘用车"]}, True),
        ("12%", "cars.percent", {"cell": ["报废更新", "新能源乘用车"]}, True),
        ("2013年6月30日", "cars.registered_by", {"cell": ["报废更新", "汽油"]}, True),
        ("A1、A2、A3、B1", "rules.passenger_licence_classes", {}, True),
        ("A1、A2、B1", "rules.passenger_licence_classes", {}, False),
        ("不限", "service_life.years", {"cell": ["大型非营运轿车"]}, True),
        ("500元", "ebikes.rebate", {}, False),
        ("500元", "ebikes.rebate", {"day": date(2025, 6, 30)}, True),
        ("60日", "limits.review_days", {}, True),
    ],
)
def test_a_figure_is_the_declared_one_or_named(
    text: str, parameter: str, more: dict[str, Any], right: bool
) -> None:
    found = stale_figures(drafted(text, parameter, **more), TODAY)
    assert (found == ()) is right
    assert all(text in sentence for sentence in found)


@pytest.mark.parametrize(
    ("parameter", "near"),
    [("rule.adult_age", "did you mean 'rules'"), ("cars.mosst", "did you mean 'most'")],
)
def test_a_figure_must_name_a_declared_value(parameter: str, near: str) -> None:
    with pytest.raises(SpecError) as raised:
        prove_figures([drafted("1元", parameter)])
    assert near in str(raised.value)


def test_the_starter_knowledge_tells_the_limits_of_uploads_and_photographs() -> None:
    """These are settings and a picture's declaration, which have no dates to look up."""
    drafts, limits, photo = read_corpus(), Limits(), PICTURES["photo_1inch"]
    uploads, picture = drafts["how-file-kinds"].body, drafts["coach-driver-photo"].body
    assert f"{limits.file_bytes // 1_000_000}兆字节" in uploads
    assert f"一次最多{limits.files_per_request}个文件" in uploads
    assert f"最多{limits.papers_per_filing}份材料" in uploads
    assert f"宽{photo.width}毫米、高{photo.height}毫米" in picture
    assert f"宽度至少{photo.least}像素" in picture
