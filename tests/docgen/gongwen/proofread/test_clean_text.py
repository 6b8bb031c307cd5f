"""Right sentences are left alone, and what is only a doubt is not told as certain."""

import pytest

from docgen.gongwen.document.opened import Opened, Paragraph, Run, Source
from docgen.gongwen.proofread.checkers import RULES
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.fault import Fault, Severity

RIGHT = [
    "居民可以以家庭为单位申请，志愿者参与与本岗位相关的培训。",
    "依照本规定规定的程序，由区人民政府政府采购管理部门办理。",
    "因特殊需要必须夜间施工的，应当提前公告。",
    "按照计税依据按月申报，根据法定依据调整。",
    "委托一至二名代理人到场。",
    "遵循自愿、等价、公平的原则，不得招呼停车、等车，做好备案、等保测评。",
    "报名截止到2026年5月31日。",
    "维修人员不得同时在两个以上检修、检测单位任职。",
    "暂停营业、扣留证件的期限不得超过三个月。",
    "服务重点是农民、农业、农村。",
    "二、三级站点由镇里管理。",
    "（一）排查隐患；（二）登记\n造册；\n（三）限期整改。",
    "（一）提前报送材料；\n（三）、（四）项材料可以后补。",
    "（一）做好登记。\n（\n二）做好回访。\n（三）做好归档。",
    "20.十件实事：改善步道。\n21.3+2行动：三类人群两项服务。\n22.一张图：全区统一底图。",
    "如何落实？一是宣传，二是培训，三是督查。还有哪些安排？一是检查，二是通报。",
    "应当符合：1）面积不少于50平方米；2）设有出入口； 3）配备专人。",
    "》》点击查看专题《《",
    "凭《居民身份证》领取。",
    "《测试区停车管理暂行规定》同时废止。",
    "报区交通委员会审批，再经区交通委员会公布，也可以向区交通委员会咨询。",
    "分别出具《动物检疫合格证明》和《植物检疫合格证明》。",
    "把生态文明建设融入经济建设、政治建设、文化建设、社会建设。",
]
DOUBTS = [
    ("请各镇报名,并于周五前反馈；逾期不候，不再补报。", "，"),
    ("名称(以下简称本站)应当公示。", "（以下简称本站）"),
    ("本办法自2026年3月1日施行。", "日起"),
    ("安排二名联络员。", "两"),
    ("本次整治涉及到六个村。", "涉及"),
    ("开立银行帐户。", "账户"),
]


def told(text: str, level: Severity = Severity.SUSPECTED) -> list[Fault]:
    return list(proofread(text, (), level, checkers=RULES).faults)


@pytest.mark.parametrize("text", RIGHT)
def test_nothing_is_told_of_a_right_sentence(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "right"), DOUBTS)
def test_a_doubt_is_told_with_what_is_meant(text: str, right: str) -> None:
    (fault,) = told(text)
    assert (fault.severity, fault.suggestions) == (Severity.SUSPECTED, (right,))


def test_a_half_width_pair_of_brackets_is_mended_at_once() -> None:
    text = "向居民(含租户)发放，（每户一份）。"
    (fault,) = told(text)
    assert text.replace(fault.wrong, fault.suggestions[0]) == "向居民（含租户）发放，（每户一份）。"


def test_a_text_mostly_half_width_gets_one_doubt_and_the_rest_as_hints() -> None:
    text = "先登记,再核对,后发放,有误的，当场更正。"
    assert [fault.start for fault in told(text)] == [text.index(",")]
    commas = [fault for fault in told(text, Severity.HINT) if fault.wrong == ","]
    assert len(commas) == text.count(",")


def test_a_text_half_width_throughout_gets_hints_alone() -> None:
    text = "先登记,再核对,后发放,有误的,当场更正。"
    assert told(text) == []
    assert len(told(text, Severity.HINT)) == text.count(",")


def test_a_book_mark_without_partner_is_still_told() -> None:
    assert [fault.rule for fault in told("《《测试区停车管理办法》印发。")] == ["pairs.not_closed"]


def test_a_number_left_out_is_still_told() -> None:
    assert [fault.rule for fault in told("（一）登记。\n（三）归档。")] == ["levels.skipped"]


def opened(*rows: tuple[str, str]) -> Opened:
    paragraphs = tuple(Paragraph(runs=(Run(text=text),), label=label) for label, text in rows)
    return Opened(name="样张.docx", source=Source.WORD, paragraphs=paragraphs)


def test_automatic_numbers_in_their_order_are_no_fault() -> None:
    given = opened(
        ("一、", "提高认识"), ("（一）", "宣传"), ("（二）", "培训"), ("二、", "压实责任")
    )
    assert proofread(given, checkers=RULES).faults == ()


def test_an_automatic_number_out_of_order_is_told_at_the_words_behind_it() -> None:
    given = opened(("一、", "提高认识"), ("", "二、明确任务"), ("二、", "压实责任"))
    (fault,) = proofread(given, checkers=RULES).faults
    assert (fault.rule, fault.wrong, fault.suggestions) == ("levels.repeated", "压实责任", ())
    assert given.text[fault.start : fault.end] == fault.wrong
    assert "自动编号“二、”" in fault.reason


def test_the_mark_of_automatic_numbers_is_told_once() -> None:
    given = opened(("1、", "宣传"), ("2、", "培训"), ("3、", "督查"))
    (fault,) = proofread(given, checkers=RULES).faults
    assert (fault.rule, fault.wrong) == ("levels.mark_digit", "宣传")


def test_points_with_automatic_numbers_are_counted() -> None:
    given = opened(("", "现就以下三项要求通知如下："), ("1.", "早部署"), ("2.", "早落实"))
    assert [fault.rule for fault in proofread(given, checkers=RULES).faults] == ["counts.announced"]


@pytest.mark.parametrize(
    "text",
    [
        "改造工程拟于2027年6月开工。",
        "本项目拟由区建设管理委牵头实施，拟同意试点方案。",
        "来函收悉，现函复如下。",
    ],
)
def test_usual_words_of_official_writing_are_told_by_no_checker(text: str) -> None:
    assert list(proofread(text).faults) == []
