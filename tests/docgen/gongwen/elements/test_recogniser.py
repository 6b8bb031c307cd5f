"""Elements are recognised by words and order; nothing is lost and nothing invented."""

from datetime import date
from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.gongwen.document.official import Form, Part, Present
from docgen.gongwen.elements.found import Element, Recognised
from docgen.gongwen.elements.recogniser import recognise
from tests.docgen.gongwen.elements.made import LETTER, MINUTES, ORDER, REPORT, opened

LINES = [line for text in (REPORT, ORDER, MINUTES, LETTER) for line in text.split("\n")]


@pytest.fixture(scope="module")
def report() -> Recognised:
    return recognise(opened(REPORT))


def test_the_head_is_told_apart(report: Recognised) -> None:
    official = report.official
    assert official.copy_number == "000007"
    assert (official.secrecy, official.secrecy_term, official.urgency) == ("机密", "1年", "特急")
    assert official.mark == "上海市崇明区测试委员会文件"
    assert official.issuers == ("上海市崇明区测试委员会",)
    assert official.number == "沪崇测〔2026〕12号"
    assert official.signatories == ("张三", "李思明")
    assert official.title == "上海市崇明区测试委员会关于2026年防汛样张准备情况的请示"
    assert (official.form, official.kind) == (Form.DOCUMENT, "request")


def test_the_body_keeps_its_levels(report: Recognised) -> None:
    assert report.official.addressees == "区政府"
    assert report.official.body[1:4] == (
        Part(text="一、基本情况", level=1),
        Part(text="（一）样张数量。", level=2, run_in="共有样张三十份，分布在十八个乡镇。"),
        Part(text="1.已经完成的", level=3),
    )


def test_what_stands_below_the_body_is_told_apart(report: Recognised) -> None:
    official = report.official
    assert official.signed == ("上海市崇明区测试委员会",)
    assert official.day == date(2026, 3, 2)
    assert official.note == "联系人：王五；联系电话：59610000"
    assert [each.title for each in official.attachments] == ["防汛样张清单", "样张经费测算表"]
    assert official.attachments[1].parts == (Part(text="经费按照实际份数测算。"),)
    assert official.copies_to == "区水务局，区应急局，区财政局"
    assert official.printer == "上海市崇明区测试委员会办公室"
    assert official.printed == date(2026, 3, 3)
    assert [each.text for each in report.of(Element.PAGE_NUMBER)] == ["— 1 —"]


def test_elements_on_one_line_have_places_of_their_own(report: Recognised) -> None:
    number, signatory = report.of(Element.NUMBER)[0], report.of(Element.SIGNATORY)[0]
    line = REPORT.split("\n")[4]
    for found in (number, signatory):
        (place,) = found.places
        assert place.paragraph == 4
        assert line[place.start : place.end] == found.text


def test_an_order_is_signed_by_a_person_and_issues_what_follows_whole() -> None:
    official = recognise(opened(ORDER)).official
    assert (official.form, official.kind, official.number) == (Form.ORDER, "order", "第12号")
    assert (official.office, official.signer) == ("市长", "赵六")
    assert official.day == date(2026, 3, 9)
    assert official.passed
    assert (official.passed.title, official.attachments) == ("上海市样张管理办法", ())
    assert len(official.passed.body) == 2


def test_minutes_tell_who_was_there() -> None:
    official = recognise(opened(MINUTES)).official
    assert (official.form, official.kind) == (Form.MINUTES, "minutes")
    assert official.mark == "崇明区测试工作联席会议纪要"
    assert official.number == "第3期"
    assert official.present == (
        Present(role="出席", names="赵六（区政府）、王五（区水务局）"),
        Present(role="列席", names="钱七（区融媒体中心）"),
    )


def test_a_letter_with_its_date_above_the_name_is_read_all_the_same() -> None:
    official = recognise(opened(LETTER)).official
    assert (official.form, official.kind) == (Form.LETTER, "letter")
    assert official.mark == "上海市崇明区测试局"
    assert official.day == date(2026, 4, 1)
    assert official.signed == ("上海市崇明区测试局",)


def test_what_is_not_there_stays_empty_and_is_said() -> None:
    seen = recognise(opened("今天下雨。\n我们没有去公园，在家里看书。"))
    assert seen.official.title == seen.official.number == ""
    assert [part.text for part in seen.official.body] == [
        "今天下雨。",
        "我们没有去公园，在家里看书。",
    ]
    assert "没有认出标题。" in seen.doubts
    assert "没有认出成文日期。" in seen.doubts


@pytest.mark.parametrize(
    ("line", "wanted"),
    [
        ("机密 特急", {Element.SECRECY: "机密", Element.URGENCY: "特急"}),
        ("000012  秘密★1年", {Element.COPY_NUMBER: "000012", Element.SECRECY: "秘密★1年"}),
        (
            "第3期　样张测试局　2026年4月1日",
            {Element.NUMBER: "第3期", Element.SIGNED: "样张测试局", Element.DAY: "2026年4月1日"},
        ),
    ],
)
def test_elements_beside_each_other_are_cut(line: str, wanted: dict[Element, str]) -> None:
    seen = recognise(
        opened(f"样张测试局会议纪要\n{line}\n关于研究样张的纪要\n会议研究了样张工作。")
    )
    assert {each.element: each.text for each in seen.found if each.element in wanted} == wanted


@pytest.mark.parametrize(
    "line", [" " * 9000 + "签发人", "张三 " * 3000, "抄送：" + "水务局。" * 3000, "〔" * 9000]
)
def test_endless_lines_cost_no_time(line: str) -> None:
    before = process_time()
    recognise(opened("\n".join([line] * 5)))
    assert process_time() - before < 2


def test_an_unfilled_date_is_said_and_not_guessed() -> None:
    seen = recognise(opened(LETTER.replace("二〇二六年四月一日", "2026年  月  日")))
    assert seen.official.day is None
    assert "成文日期没有填全，或日历上不存在。" in seen.doubts


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=60), max_size=40))
def test_every_paragraph_ends_up_in_an_element(lines: list[str]) -> None:
    file = opened("\n".join(lines))
    seen = recognise(file)
    told = {place.paragraph for found in seen.found for place in found.places}
    wanted = {at for at, each in enumerate(file.paragraphs) if each.text.split()}
    assert told == wanted


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(LINES) | st.text(max_size=60), max_size=30))
def test_places_point_at_the_words_they_name(lines: list[str]) -> None:
    file = opened("\n".join(lines))
    for found in recognise(file).found:
        words = [
            file.paragraphs[each.paragraph].text[each.start : each.end] for each in found.places
        ]
        assert "\n".join(words) == found.text


@settings(deadline=None, max_examples=60)
@given(st.permutations(LINES))
def test_no_words_of_a_shuffled_document_are_lost(lines: list[str]) -> None:
    seen = recognise(opened("\n".join(lines)))
    kept = sorted("".join(found.text for found in seen.found if found.element is not Element.SEAL))
    assert [each for each in kept if not each.isspace()] == sorted(
        character for line in lines for character in line if not character.isspace()
    )
