"""A text is written after another: its facts are offered with their places, none is invented."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.gongwen.document.opened import Opened
from docgen.gongwen.opening.file import open_file
from docgen.gongwen.opening.typed import open_text
from docgen.gongwen.writing.declared import read_written
from docgen.gongwen.writing.drafting import draft
from docgen.gongwen.writing.given import Value
from docgen.gongwen.writing.referring.offer import Offer, Reference
from docgen.gongwen.writing.referring.refer import refer
from docgen.gongwen.writing.words import text_of
from models.errors import NotFoundError
from tests.docgen.gongwen.writing.made import CASES, NAMES, Facts
from tests.docgen.word.papers import docx

NOTICE = """样张区人民政府办公室文件
样府办发〔2025〕31号
样张区人民政府办公室关于做好2025年防汛防台工作的通知
各镇人民政府，区政府各委、办、局：
今年汛期即将来临，据预测，我区降水量较常年偏多。为切实保障人民群众生命财产安全，根据《样张市防汛条例》，经区政府同意，现就有关工作安排如下：
一、总体要求
立足防大汛、抗大灾。
二、重点任务
（一）开展隐患排查。各镇要在5月31日前完成排查，建立清单。
（二）备足物资。储备移动泵车12台，安排经费260万元。
三、工作要求
1.压实责任。
2.严格值班，实行24小时值守。
附件：1.防汛物资储备表
2.值班安排表
样张区人民政府办公室
2025年5月6日
抄送：区委办公室，区人大常委会办公室。
样张区人民政府办公室　2025年5月7日印发"""

TOLD = {"background", "work", "results", "problems", "plans"}


def first(reference: Reference) -> dict[str, Value]:
    """Return the likeliest offer of each fact, as somebody who takes all of them over would."""
    return {each.fact: each.value for each in reversed(reference.offers)}


def words_of(offer: Offer) -> list[str]:
    if isinstance(offer.value, str):
        return [offer.value]
    return [
        word
        for each in offer.value
        for word in (each.values() if isinstance(each, dict) else [each])
    ]


def stands_there(offer: Offer, text: Opened) -> bool:
    lines = [text.paragraphs[place.paragraph].text for place in offer.places]
    told = "".join("".join(lines).split())
    return all("".join(word.split()) in told for word in words_of(offer))


@pytest.mark.parametrize(("kind", "facts"), CASES, ids=NAMES)
def test_every_offered_word_stands_at_its_place(kind: str, facts: Facts) -> None:
    text = open_text(text_of(draft(kind, facts).official))
    for target in {kind, "reply", "notice", "briefing"}:
        for offer in refer(target, text).offers:
            if not read_written()[target].facts[offer.fact].choices:
                assert stands_there(offer, text), offer


@pytest.mark.parametrize(
    "kind",
    [
        *("resolution", "order", "announcement", "public_notice", "opinions", "report", "request"),
        *("bill", "letter", "minutes", "proposal", "work_summary", "response", "survey"),
        "duty_report",
    ],
)
def test_a_text_in_our_own_words_is_written_again_from_what_it_offers(kind: str) -> None:
    facts = next(facts for name, facts in CASES if name == kind)
    text = text_of(draft(kind, facts).official)
    assert text_of(draft(kind, first(refer(kind, open_text(text)))).official) == text


def test_a_text_in_other_words_offers_what_it_tells() -> None:
    told = first(refer("notice", open_text(NOTICE)))
    assert told["subject"] == "做好2025年防汛防台工作"
    assert told["basis"] == "《样张市防汛条例》"
    assert told["purpose"] == "切实保障人民群众生命财产安全"
    assert told["background"] == ("今年汛期即将来临，据预测，我区降水量较常年偏多。",)
    assert told["attachments"] == ("防汛物资储备表", "值班安排表")
    assert told["tasks"] == (
        "开展隐患排查。各镇要在5月31日前完成排查，建立清单。",
        "备足物资。储备移动泵车12台，安排经费260万元。",
    )
    assert told["demands"] == ("压实责任。", "严格值班，实行24小时值守。")


def test_number_and_day_of_the_reference_are_not_taken_for_those_of_the_new_text() -> None:
    sure = {each.fact for each in refer("notice", open_text(NOTICE)).offers if each.sure}
    assert {"issuer", "addressee", "subject"} <= sure
    assert not {"number", "day", "printed"} & sure


def test_an_answer_goes_to_who_asked_and_names_what_it_answers() -> None:
    facts = next(facts for name, facts in CASES if name == "request")
    request = text_of(draft("request", facts).official)
    told = first(refer("reply", open_text(request)))
    assert told["issuer"] == (facts["addressee"],)
    assert told["addressee"] == (facts["issuer"],)
    assert told["incoming_title"] == request.split("\n")[0]
    assert told["matter"] == "新增冬季夜间公交线路3条，配置车辆24辆"


def test_all_sections_are_at_hand_also_those_no_fact_takes() -> None:
    sections = refer("briefing", open_text(NOTICE)).sections
    headings = dict.fromkeys(each.heading for each in sections)
    assert list(headings) == ["", "总体要求", "重点任务", "工作要求"]
    assert sections[-1].items == ("压实责任。", "严格值班，实行24小时值守。")


def test_a_word_file_with_a_table_is_a_reference_too() -> None:
    data = docx(
        "样张区交通委员会关于年度工作的报告",
        "样张市运输管理局：",
        "现将有关情况报告如下。",
        "一、主要工作情况",
        "开行夜间班次1200个。",
        rows=[["指标", "单位", "年度计划", "实际完成"], ["夜间班次", "班", "1000", "1200"]],
        seal="",
    )
    told = first(refer("report", open_file(data, "报告.docx")))
    assert told["work"] == ("开行夜间班次1200个。",)
    assert told["indicators"] == (
        {"指标": "夜间班次", "单位": "班", "年度计划": "1000", "实际完成": "1200"},
    )


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(read_written())),
    st.lists(st.text() | st.sampled_from(NOTICE.split("\n")), max_size=12).map("\n".join),
)
def test_whatever_the_reference_is_its_offers_can_be_drafted(kind: str, text: str) -> None:
    opened = open_text(text)
    reference = refer(kind, opened)
    assert draft(kind, first(reference)).official
    for offer in reference.offers:
        assert all(place.paragraph < len(opened.paragraphs) for place in offer.places)


@pytest.mark.timeout(60)
def test_a_text_made_to_be_slow_is_read_in_time() -> None:
    text = "\n".join(
        ["关于的样张，在主持召开研究。" * 25, "根据，经研究，同意《" * 30, "时间：" * 9000]
    )
    for kind in read_written():
        assert refer(kind, open_text(text)).sections


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(NotFoundError, match="檄文"):
        refer("檄文", open_text(NOTICE))


def test_what_is_told_more_than_once_or_of_another_use_is_not_taken_for_sure() -> None:
    lines = [
        "样张局关于共享数据的函",
        "样张中心：",
        "一期资金5万元，二期资金8万元。按照先易后难，推进工作。",
    ]
    offers = refer("letter", open_text("\n".join(lines))).offers
    assert [(each.value, each.sure) for each in offers if each.fact == "funds"] == [
        ("5万元", False),
        ("8万元", False),
    ]
    assert not any(each.sure for each in offers if each.fact == "incoming_title")
    assert not any(each.fact == "basis" for each in offers)


def test_a_heading_belongs_to_the_fact_with_the_longest_word_of_it() -> None:
    text = "样张局关于样张的意见\n各镇：\n一、主要措施\n修路。\n二、保障措施\n专人负责。"
    told = first(refer("opinions", open_text(text)))
    assert told["measures"] == ("修路。",)
    assert told["safeguards"] == ("专人负责。",)


def test_paragraphs_without_headings_are_told_apart_by_what_they_say_and_by_their_order() -> None:
    lines = (
        "样张镇关于河道整治工作的报告",
        "样张区水务局：",
        "今年以来，我镇持续推进河道整治。",
        "现将有关情况报告如下：",
        "组织清理漂浮物三百余吨。",
        "水质达标率由八成提高到九成五。",
        "支河管护力量薄弱，存在反弹现象。",
        "下一步，将建立常态机制。",
        "特此报告。",
    )
    told = refer("report", open_text("\n".join(lines)))
    assert {each.fact: each.value for each in told.offers if each.fact in TOLD} == {
        "background": (lines[2],),
        "work": (lines[4],),
        "results": (lines[5],),
        "problems": (lines[6],),
        "plans": (lines[7],),
    }
    placed = {line: each for each in told.sections for line in each.items}
    assert placed[lines[6]].fact == "problems"
    assert 0.5 < placed[lines[6]].confidence <= 1
    assert all(each.sure == (each.confidence >= 0.9) for each in told.offers if each.fact in TOLD)


def test_what_is_told_as_first_and_second_loses_its_numbers_only_on_lines_of_its_own() -> None:
    lines = ("关于样张的报告", "三、存在的问题", "一是人手不足。", "二是经费不足；三是设备老化。")
    offers = {each.fact: each for each in refer("report", open_text("\n".join(lines))).offers}
    assert offers["problems"].value == ("人手不足。", "二是经费不足；三是设备老化。")
