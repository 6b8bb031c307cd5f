"""Values come from strangers and may be long or many: they are shown, never run, never lost."""

import unicodedata

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from docgen.notices.compose import ComposedNotice, Draft, compose_notice, draft_notice
from docgen.notices.declared import read_declared
from docgen.notices.notice import Item, Notice, Recipient
from docgen.notices.samples import read_sample
from models.errors import UnfitNoticeError
from tests.docgen.notices.conftest import KINDS, changed
from tests.docgen.reading import docx_text, pdf_pages, pdf_text

CODE = [
    "{{ 7*7 }}",
    "{office.name} {0} {}",
    "{until.correct}",
    '#read("/etc/passwd") #eval("1+1")',
    "$x^2$ *粗* _斜_ `码` @标 <标>",
    "</w:t></w:r><w:p>&lt;",
]
FEW = settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)


def squeezed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("text", CODE)
def test_code_in_a_value_is_shown_and_not_run(text: str) -> None:
    named = changed(
        "correction", recipient=Recipient(name=text, kind="个人"), items=[Item(text=text)]
    )
    composed = compose_notice(named)
    for paper in (pdf_text(composed.pdf), docx_text(composed.docx)):
        assert paper.count(squeezed(text)) >= 2


@FEW
@given(name=st.text(min_size=1, max_size=40), said=st.text(min_size=1, max_size=80))
def test_any_text_gives_a_whole_paper(name: str, said: str) -> None:
    notice = changed(
        "correction",
        recipient=Recipient(name=f"甲{name}", kind="个人"),
        facts={"matter": f"乙{said}"},
        items=[Item(text=f"丙{said}", todo=name, basis=said, group=name)],
    )
    composed = compose_notice(notice)
    text = pdf_text(composed.pdf)
    assert composed.check_code in text
    assert not {each for each in text if unicodedata.category(each) == "Cf"}


WORDS = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["是", "0", "-1", "20", "2026-11-27", "9999-12-31", "沪A12345", "1e400", "NaN"]
    ),
)


@pytest.mark.parametrize("kind", KINDS)
@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_whatever_is_told_is_worded_or_refused(kind: str, data: st.DataObject) -> None:
    declared = read_declared().kind(kind)
    keys = st.sampled_from([each.key for each in declared.facts])
    facts = data.draw(st.dictionaries(keys, WORDS, max_size=3))
    columns = [each.key for each in declared.table.columns] if declared.table else ["a"]
    cells = data.draw(st.dictionaries(st.sampled_from(columns), WORDS, max_size=2))
    rows = [row | cells for row in read_sample(kind).rows]
    outcome = drafted(changed(kind, facts=facts, rows=rows))
    assert outcome.errors if isinstance(outcome, UnfitNoticeError) else outcome.sheet.blocks


def drafted(notice: Notice) -> Draft | UnfitNoticeError:
    try:
        return draft_notice(notice)
    except UnfitNoticeError as error:
        return error


def test_a_very_long_name_runs_over_pages_and_is_shown_whole() -> None:
    name = "上海样张喆镕堃祎货物运输" * 417
    composed = compose_notice(changed("acceptance", recipient=Recipient(name=name)))
    assert len(pypdfium2.PdfDocument(composed.pdf)) > 2
    shown = pdf_text(composed.pdf)
    assert sum(shown.count(each) for each in "堃祎") >= 2 * 417


@pytest.mark.parametrize("kind", KINDS)
def test_very_long_words_stay_inside_the_page(kind: str) -> None:
    notice = read_sample(kind)
    texts = {key: "A" * 600 for key, text in notice.facts.items() if key in FREE}
    rows = [{**row, **{key: "B" * 300 for key in row if key in FREE}} for row in notice.rows]
    recipient = notice.recipient.model_copy(update={"name": "C" * 600})
    composed = compose_notice(changed(kind, facts=texts, rows=rows, recipient=recipient))
    _assert_inside(composed)


FREE = {
    *("matter", "reason", "content", "site", "target", "plan", "history", "reminder", "policy"),
    *("payee", "bank", "place", "conditions", "rule"),
    *("lot", "title", "subject", "standard", "found", "item", "working"),
}
"""Facts and columns that hold any text."""


@pytest.mark.parametrize("times", [5, 12, 30])
def test_a_receipt_of_several_pages_begins_on_the_first_and_ends_with_text(times: int) -> None:
    name = "样张货物运输有限公司（测试）" * times
    facts = {"place": "样张市测试路" * times * 5}
    composed = compose_notice(
        changed("service_receipt", facts=facts, recipient=Recipient(name=name))
    )
    pages = pdf_pages(composed.pdf)
    assert "受送达人" in pages[0]
    assert len(pages[-1].partition("样张市交通运输管理局")[0]) > 10


def test_three_hundred_defects_are_all_named_in_order_over_several_pages() -> None:
    items = [Item(text=f"第{place}处错误甲乙丙。", group="材料") for place in range(1, 301)]
    composed = compose_notice(changed("correction", items=items))
    pages = pdf_pages(composed.pdf)
    text = "".join(pages)
    assert len(pages) > 8
    assert "（共300项）" in text
    places = [text.index(f"{place}.第{place}处错误甲乙丙。") for place in range(1, 301)]
    assert places == sorted(places)
    assert composed.number in pages[-1]


@FEW
@given(st.lists(st.text(alphabet="甲乙丙丁戊。，ab1", min_size=1, max_size=200), max_size=40))
def test_no_defect_is_lost(texts: list[str]) -> None:
    items = [Item(text=f"始{text}终") for text in [*texts, "末"]]
    text = pdf_text(compose_notice(changed("correction", items=items)).pdf)
    for item in items:
        assert sum(part in text for part in (item.text[:8], item.text[-3:])) == 2


def test_two_hundred_rows_keep_their_head_on_every_page_and_add_up() -> None:
    row = read_sample("parking_arrears").rows[0]
    rows = [row | {"lot": f"样张路{place}号段", "amount": "10.05"} for place in range(1, 201)]
    composed = compose_notice(changed("parking_arrears", rows=rows))
    pages = pdf_pages(composed.pdf)
    having = [page for page in pages if "号段" in page]
    assert len(having) > 4
    assert all("序号停车路段驶入时间驶离时间金额（元）" in page for page in having)
    text = "".join(pages)
    assert all(f"样张路{place}号段" in text for place in range(1, 201))
    assert "有200笔停车费没有缴纳，合计人民币2,010.00元（大写：贰仟零壹拾圆整）" in text


@pytest.mark.parametrize("text", ["喆镕堃祎", "王\u202e乙\u200b丙", "李😀", "赵𬭊㛃"])
def test_no_character_is_printed_as_an_empty_box(text: str) -> None:
    """Under PDF/A the typesetter refuses a character without a glyph: printing is the proof."""
    composed = compose_notice(changed("acceptance", recipient=Recipient(name=text, kind="个人")))
    assert composed.check_code in pdf_text(composed.pdf)


def _assert_inside(composed: ComposedNotice) -> None:
    for page in pypdfium2.PdfDocument(composed.pdf):
        width, height = page.get_size()
        text = page.get_textpage()
        boxes = [text.get_charbox(place) for place in range(text.count_chars())]
        assert min(left for left, _, _, _ in boxes) > 50
        assert max(right for _, _, right, _ in boxes) < width - 50
        assert min(bottom for _, bottom, _, _ in boxes) > 20
        assert max(top for _, _, _, top in boxes) < height - 30
