"""Bank cards, registers, certificates: what tells their fields, and what must not pass for them."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.checks import CHECKS
from extractors.checks.personal import BANKS, issuer_of, issuers
from extractors.placing.classify import classify
from extractors.placing.form import prepare
from extractors.placing.layout import lay_out
from extractors.read import read_page
from extractors.readers import READERS
from extractors.types import document_types
from models.engines.null import NullEngine
from models.records import Document, Page, State
from models.specs import Classify, DocumentType, FieldSpec
from tests.printed import page_of, printed

TODAY = date(2026, 11, 20)
CARD = (printed("银联", 700, 300), printed("UnionPay", 690, 270), printed("VALID", 300, 240))
NUMBER = printed("6228 4801 2345 6789 010", 100, 190, size=30)
"""A number whose first digits are those of the agricultural bank; its last digit is not right."""


def papers(*lines) -> tuple[Document, ...]:
    page = page_of(*lines)
    blank = np.full((page.height, page.width, 3), 255, np.uint8)
    return tuple(read_page(page, blank, NullEngine(), document_types(), TODAY))


def card(*lines) -> Document:
    (found,) = papers(*CARD, *lines)
    assert found.type == "bank_card"
    return found


def text(document: Document, key: str) -> str:
    field = document.field(key)
    assert field is not None
    return field.text


# --- the bank of a card ---------------------------------------------------------------------------


def test_no_first_digits_belong_to_two_banks_or_kinds() -> None:
    declared = [
        digits
        for bank in BANKS
        for each in (*bank.debit, *bank.credit)
        for digits in range(int(each.split("-")[0]), int(each.split("-")[-1]) + 1)
    ]
    assert len(declared) == len(set(declared)) == len(issuers())


@given(st.sampled_from(sorted(issuers())), st.text("0123456789", min_size=10, max_size=13))
def test_the_first_digits_tell_the_bank_whatever_follows(digits: str, rest: str) -> None:
    assert issuer_of(digits + rest) == issuers()[digits]


@given(st.text(max_size=20))
def test_no_text_but_a_card_number_tells_a_bank(printed_text: str) -> None:
    issuer = issuer_of(printed_text)
    assert issuer is None or printed_text[:5].isdigit()


def test_the_bank_is_told_by_the_number_where_its_name_is_not_readable() -> None:
    found = card(NUMBER)
    bank = found.field("bank_name")
    assert bank
    assert (bank.value, bank.raw, bank.state) == ("中国农业银行", "622848", State.CONFIRM)
    assert "卡号" in bank.repair
    assert text(found, "card_type") == "借记卡"


def test_the_printed_name_counts_and_is_compared_with_the_number() -> None:
    agrees = card(NUMBER, printed("中国农业银行", 60, 150))
    assert text(agrees, "bank_name") == "中国农业银行"
    assert not agrees.warnings
    differs = card(NUMBER, printed("招商银行", 60, 150))
    assert text(differs, "bank_name") == "招商银行"
    assert [warning.code for warning in differs.warnings] == ["issuer_differs_from_number"]


@pytest.mark.parametrize(
    ("print_", "name"),
    [("中國銀行", "中国银行"), ("BANK OF CHINA", "中国银行"), ("ICBC", "中国工商银行")],
)
def test_a_bank_that_prints_another_script_is_known(print_: str, name: str) -> None:
    assert (
        text(card(printed("6299 0000 0000 0000", 100, 190), printed(print_, 60, 150)), "bank_name")
        == name
    )


# --- the other fields of a card -------------------------------------------------------------------


def test_a_card_is_expired_only_after_the_last_day_of_its_month() -> None:
    codes = {
        month: [warning.code for warning in card(NUMBER, printed(month, 400, 240)).warnings]
        for month in ("10/26", "11/26", "12/30")
    }
    assert codes == {"10/26": ["expired"], "11/26": [], "12/30": []}


def test_of_two_months_the_later_printed_is_the_end() -> None:
    assert text(card(NUMBER, printed("04/18-04/28", 400, 240)), "valid_thru") == "04/28"


def test_the_holder_is_a_line_of_pinyin_with_its_spaces() -> None:
    holder = card(NUMBER, printed("ZHANG XIAO YANG", 60, 300))
    assert text(holder, "holder_name") == "ZHANG XIAO YANG"


@pytest.mark.parametrize("words", ["VALID THRU", "MONTH/YEAR", "PLATINUM", "CHINA", "CREDIT CARD"])
def test_the_printed_words_of_a_card_are_no_name(words: str) -> None:
    with pytest.raises(ValueError, match="拼音"):
        CHECKS["holder_name"](words)


def test_two_cards_side_by_side_are_two_papers() -> None:
    left = [
        printed("MONTH/YEAR", 100, 180),
        printed("03/27", 100, 210),
        printed("样张银行", 40, 120),
    ]
    right = [
        printed("MONTH/YEAR", 700, 180),
        printed("04/28", 700, 210),
        printed("样张银行", 640, 120),
    ]
    gold = [printed("GOLD", 40, 150), printed("GOLD", 640, 150)]
    found = papers(*left, *right, *gold)
    assert [text(each, "valid_thru") for each in found] == ["03/27", "04/28"]


def test_cards_that_print_different_words_are_told_apart_by_their_numbers() -> None:
    upper = (*CARD, NUMBER, printed("招商银行", 60, 150))
    lower = (
        printed("样张银行", 60, 390),
        printed("6299 0000 0000 0000", 100, 440, size=30),
        printed("有效期限", 300, 500),
        printed("闪付", 700, 520),
    )
    found = papers(*upper, *lower)
    assert [text(each, "bank_name") for each in found] == ["招商银行", "样张银行"]
    assert [text(each, "card_number")[:4] for each in found] == ["6228", "6299"]


def test_a_bank_card_beside_an_identity_card_takes_none_of_its_lines() -> None:
    identity = [
        printed("姓名李四", 40, 40),
        printed("性别男民族汉", 40, 80),
        printed("出生1990年3月7日", 40, 120),
        printed("住址样张市样张区一号", 40, 160),
        printed("公民身份号码31015119900307201X", 40, 260),
    ]
    beside = [
        printed("样张银行", 620, 60),
        printed("6299 0000 0000 0000", 640, 150),
        printed("银联", 900, 220),
        printed("UnionPay", 880, 200),
    ]
    found = {each.type: each for each in papers(*identity, *beside)}
    assert set(found) == {"id_card_front", "bank_card"}
    assert text(found["id_card_front"], "name") == "李四"
    assert text(found["bank_card"], "bank_name") == "样张银行"


def test_account_numbers_on_other_papers_make_no_bank_card() -> None:
    lines = (
        printed("开户银行：样张银行", 60, 60),
        printed("账号：6228480123456789010", 60, 100),
        printed("银联 UnionPay", 60, 140),
    )
    assert [found.type for found in classify(page_of(*lines), document_types())] == ["unknown"]


# --- registers and certificates -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("printed_text", "fits"),
    [
        ("久居", True),
        ("2016年9月28日由样张省样张市样张区迁来", True),
        ("2016年9月28日由样张省样张市样张区听涛街53", False),
    ],
)
def test_a_move_that_breaks_off_is_doubted(printed_text: str, *, fits: bool) -> None:
    try:
        CHECKS["moved_from"](printed_text)
    except ValueError:
        assert not fits
    else:
        assert fits


@pytest.mark.parametrize("broken", ["样张市交通运局", "样张市道路运管理局"])
def test_an_authority_that_lost_a_character_is_doubted(broken: str) -> None:
    with pytest.raises(ValueError, match="不完整"):
        CHECKS["transport_authority"](broken)


def test_a_line_beside_the_next_label_is_no_second_line_of_this_value() -> None:
    field = FieldSpec(key="k", title="k", labels=("何时迁来本市",), lines=2)
    kind = DocumentType(
        id="t", title="t", classify=Classify(), furniture=("何时迁来本址",), field=[field]
    )
    lines = [
        printed("2008年8月28日由样张市样张区", 200, 89),
        printed("何时迁来本市", 50, 100),
        printed("听涛街迁来", 200, 111),
        printed("2016年5月6日由样张市样张区", 200, 137),
        printed("何时迁来本址", 50, 148),
        printed("一号迁来", 200, 159),
    ]
    found = READERS["labelled"](prepare(kind, lay_out(lines, (0, 0, 1000, 800))), field)
    assert found
    assert found.text == "2008年8月28日由样张市样张区听涛街迁来"


def test_a_label_in_two_lines_stands_beside_a_value_in_two_lines() -> None:
    field = FieldSpec(key="k", title="k", labels=("何时何地", "迁来本址"), lines=2)
    kind = DocumentType(id="t", title="t", classify=Classify(), field=[field])
    lines = [
        printed("何时何地", 50, 100),
        printed("2008年8月28日由样张市样张区", 200, 100),
        printed("迁来本址", 50, 126),
        printed("听涛街迁来", 200, 126),
    ]
    found = READERS["labelled"](prepare(kind, lay_out(lines, (0, 0, 1000, 800))), field)
    assert found
    assert found.text == "2008年8月28日由样张市样张区听涛街迁来"


def blocks(*lines):
    field = FieldSpec.model_validate(
        {
            "key": "k",
            "title": "k",
            "reader": "blocks",
            "options": {
                "kind": ["类别"],
                "since": ["初领日期"],
                "until": ["有效期至"],
                "dates": ["since", "until"],
            },
        }
    )
    furniture = ("类别", "初领日期", "有效期至")
    kind = DocumentType(id="t", title="t", classify=Classify(), furniture=furniture, field=[field])
    found = READERS["blocks"](prepare(kind, lay_out(lines, (0, 0, 1000, 800))), field)
    return found and list(found.rows)


def test_blocks_of_labels_become_rows() -> None:
    lines = [
        printed(words, 50, 100 + 40 * place)
        for place, words in enumerate(
            [
                "类别：货运",
                "初领日期：2012年6月1日",
                "有效期至：2030-05-31",
                "类别：客运",
                "初领日期：2017-10-10",
            ]
        )
    ]
    assert blocks(*lines) == [
        {"kind": "货运", "since": "2012-06-01", "until": "2030-05-31"},
        {"kind": "客运", "since": "2017-10-10", "until": None},
    ]


def test_rows_under_headings_become_rows_too() -> None:
    heads = (printed("类别", 50, 100), printed("初领日期", 400, 100), printed("有效期至", 700, 100))
    row = (
        printed("道路危险货物运输押运人员", 50, 140),
        printed("2012-06-01", 400, 140),
        printed("2030-05-31", 700, 140),
    )
    assert blocks(*heads, *row) == [
        {"kind": "道路危险货物运输押运人员", "since": "2012-06-01", "until": "2030-05-31"}
    ]
    assert blocks(printed("无", 50, 100)) is None


def test_a_line_reader_takes_no_part_of_a_line() -> None:
    page: Page = page_of(*CARD, NUMBER, printed("ZHANG SAN VALID", 60, 300))
    (found,) = papers(*page.lines)
    assert text(found, "holder_name") == ""
