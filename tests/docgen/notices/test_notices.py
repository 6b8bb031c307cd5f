"""What is printed on every kind of notice."""

import pytest

from docgen.notices.compose import ComposedNotice, compose_notice
from docgen.notices.notice import Item, Notice
from docgen.notices.samples import read_sample
from models.errors import NotFoundError, UnfitNoticeError
from tests.docgen.notices.conftest import KINDS
from tests.docgen.reading import pdf_pages, pdf_text, qr_text


@pytest.mark.parametrize("kind", KINDS)
def test_every_page_is_numbered_and_carries_number_and_check_code(
    kind: str, composed: dict[str, ComposedNotice]
) -> None:
    notice = composed[kind]
    pages = pdf_pages(notice.pdf)
    for number, text in enumerate(pages, start=1):
        assert f"第{number}页共{len(pages)}页" in text
        assert notice.check_code in text
        assert notice.number in text
    assert notice.check_code in qr_text(notice.pdf)


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_notice_gives_the_same_file_and_code(
    kind: str, composed: dict[str, ComposedNotice]
) -> None:
    again = compose_notice(read_sample(kind))
    assert again.check_code == composed[kind].check_code
    assert again.sheet == composed[kind].sheet
    assert pdf_text(again.pdf) == pdf_text(composed[kind].pdf)


def changed(sample: str, **update: object) -> Notice:
    return Notice.model_validate(read_sample(sample).model_dump() | update)


def test_an_unknown_kind_is_told() -> None:
    with pytest.raises(NotFoundError, match="praise"):
        compose_notice(changed("acceptance", kind="praise"))


def test_everything_missing_or_wrong_is_named_at_once() -> None:
    facts = {"matter": "", "applied_on": "2026-13-01", "accepted_on": "2026-11-27", "mater": "甲"}
    with pytest.raises(UnfitNoticeError) as stopped:
        compose_notice(changed("acceptance", number="", facts=facts))
    told = {fault["pointer"]: fault["code"] for fault in stopped.value.errors}
    assert told == {
        "/number": "missing",
        "/facts/matter": "missing",
        "/facts/case_no": "missing",
        "/facts/applied_on": "wrong",
        "/facts/mater": "unknown",
    }
    for words in ("文号", "事项名称", "办件编号", "申请日期", "mater"):
        assert words in str(stopped.value)


@pytest.mark.parametrize(
    ("days", "fits"), [("20", True), ("21", False), ("1", True), ("0", False), ("", True)]
)
def test_the_office_may_promise_less_than_the_law_allows_and_not_more(
    days: str, fits: bool
) -> None:
    facts = read_sample("acceptance").facts | {"promised_workdays": days}
    notice = changed("acceptance", facts=facts)
    if fits:
        assert f"自受理之日起{days or 20}个工作日内" in pdf_text(compose_notice(notice).pdf)
    else:
        with pytest.raises(UnfitNoticeError, match="1至20个工作日"):
            compose_notice(notice)


def test_one_defect_is_worded_as_one() -> None:
    items = (Item(text="没有上传驾驶证副页。"),)
    text = pdf_text(compose_notice(changed("correction", items=items)).pdf)
    assert "共1项" not in text
    assert "一次告知如下" not in text
    assert "没有上传驾驶证副页。" in text


def test_arrears_are_added_up_in_figures_and_in_words(composed: dict[str, ComposedNotice]) -> None:
    text = pdf_text(composed["parking_arrears"].pdf)
    assert "合计人民币105.50元（大写：壹佰零伍圆伍角）" in text
    assert "李测试：您" not in text
    assert "李测试：" in text
    assert "李测试先生" not in text
