"""Each deviation of a place that the print shows is named with its clause and its strength."""

import pytest

from docgen.gongwen.document.official import Form
from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.style import Strength
from docgen.gongwen.measuring.measure import measure
from docgen.word.office import WordOffice
from tests.docgen.gongwen.layout.samples import SAMPLES
from tests.docgen.gongwen.measuring.seeding import (
    Change,
    after,
    drop_blank,
    drop_tabs,
    put_blank,
    set_inside,
    set_place,
    set_title,
    title_page,
    write,
)

BINDING, USUAL = Strength.BINDING, Strength.USUAL
LONG = "、样张市发展和改革委员会、样张市财政局、样张市生态环境局、样张市卫生健康委员会"
SEEDS: list[tuple[str, Change, str, Strength, str]] = [
    ("document", set_place("000001", first=640), "7.2.1", USUAL, "份号位置"),
    ("document", put_blank("000001"), "7.2.1", USUAL, "份号位置"),
    ("document", set_place("机密", first=640), "7.2.2", USUAL, "密级位置"),
    ("document", put_blank("机密"), "7.2.2", USUAL, "密级位置"),
    ("document", set_place("特急", align="right"), "7.2.3", USUAL, "紧急程度位置"),
    ("document", set_place("会文件", align="left"), "7.2.4", BINDING, "发文机关标志位置"),
    ("document", set_place("12号", align="left"), "7.2.5", BINDING, "发文字号位置"),
    ("document", drop_blank("12号"), "7.2.5", BINDING, "发文字号在发文机关标志下"),
    ("up", set_place("12号", first=960), "7.2.5", BINDING, "上行文发文字号位置"),
    ("order", drop_blank("第12号"), "10.2", BINDING, "令号在标志下"),
    ("order", drop_blank("为加强"), "10.2", BINDING, "正文在令号下"),
    ("letter", drop_tabs("5号"), "10.1", BINDING, "信函发文字号位置"),
    ("letter", put_blank("关于印发"), "10.1", BINDING, "信函标题与其上最后一个要素"),
    ("up", drop_blank("签发人："), "7.2.6", BINDING, "签发人在发文机关标志下"),
    ("up", write("李某某", "李某"), "7.2.6", BINDING, "签发人位置"),
    ("document", set_place("关于印发", align="left"), "7.3.1", BINDING, "标题位置"),
    (
        "document",
        set_title(
            "关于印发", "上海市样张交通委员会关于印发", "《道路旅客》", "运输安全专项整治的通知"
        ),
        "7.3.1",
        BINDING,
        "标题排列",
    ),
    (
        "document",
        set_title("关于印发", "上海市样张交通委员会关于印发专", "项整治方案的通知"),
        "7.3.1",
        BINDING,
        "标题回行",
    ),
    ("joint", set_inside("文件", "w:vAlign", val="top"), "7.2.4", BINDING, "联合行文的“文件”二字"),
    ("letter", put_blank("5号"), "10.1", BINDING, "首个要素与上红色双线的距离"),
    ("letter", set_inside("抄送：", "w:framePr", y="13000"), "10.1", BINDING, "信函版记"),
    ("document", set_place("执法总队：", first=630), "7.3.2", BINDING, "主送机关位置"),
    ("document", drop_blank("执法总队："), "7.3.2", BINDING, "主送机关在标题下"),
    (
        "document",
        after(
            write("执法总队：", f"执法总队{LONG}："), set_place("执法总队", left=630, first=-630)
        ),
        "7.3.2",
        BINDING,
        "主送机关回行",
    ),
    ("letter", put_blank("为加强"), "7.3.3", BINDING, "正文在主送机关下"),
    ("document", write("各区", "各区样张机关" * 90), "7.3.3", BINDING, "正文"),
    ("plain", set_place("为加强", first=0), "7.3.3", BINDING, "自然段"),
    ("plain", set_place("一、总体", first=0), "7.3.3", BINDING, "标题位置"),
    ("plain", set_place("为加强", left=630, first=0), "7.3.3", BINDING, "正文回行"),
    ("document", set_place("附件：1", left=315), "7.3.4", BINDING, "附件说明位置"),
    ("document", drop_blank("附件：1"), "7.3.4", BINDING, "附件说明在正文下"),
    (
        "document",
        after(write("分工表", "分工表" * 12), set_place("分工表", left=630, first=630)),
        "7.3.4",
        BINDING,
        "附件名称回行",
    ),
    ("document", set_place("（此件", first=0), "7.3.6", BINDING, "附注位置"),
    ("document", put_blank("（此件"), "7.3.6", BINDING, "附注在成文日期下"),
    ("document", set_place("附件1", align="right"), "7.3.7", BINDING, "“附件”二字位置"),
    ("document", drop_blank("工作方案"), "7.3.7", BINDING, "附件标题位置"),
    ("document", set_place("抄送：", left=0, first=0), "7.4.2", USUAL, "抄送机关位置"),
    (
        "document",
        after(write("抄送：", f"抄送：样张局{LONG}"), set_place("抄送：", left=280, first=0)),
        "7.4.2",
        BINDING,
        "抄送机关回行",
    ),
    (
        "document",
        after(write("抄送：", f"抄送：样张局{LONG}"), set_place("抄送：", right=0)),
        "7.4.2",
        USUAL,
        "抄送机关位置",
    ),
    ("document", set_place("日印发", left=0), "7.4.3", BINDING, "印发机关位置"),
    ("document", set_place("— ", align="center"), "7.5", BINDING, "页码位置"),
    ("document", set_place("— ", align="left"), "7.5", BINDING, "页码位置"),
    ("document", set_place("— ", left=840), "7.5", BINDING, "页码位置"),
    ("minutes", set_place("出席：", left=0, first=0), "10.3", USUAL, "“出席”“请假”“列席”位置"),
    ("minutes", set_place("出席：", left=0, first=630), "10.3", USUAL, "出席人员回行"),
]


@pytest.mark.parametrize(
    ("name", "change", "clause", "strength", "what"),
    SEEDS,
    ids=[f"{seed[0]}-{seed[4]}-{number}" for number, seed in enumerate(SEEDS)],
)
def test_a_seeded_place_is_named_with_clause_and_strength(
    name: str, change: Change, clause: str, strength: Strength, what: str, office: WordOffice
) -> None:
    found = measure(change(lay_out(SAMPLES[name])), office.convert).deviations
    told = {(each.clause, each.strength, each.what) for each in found}
    assert (clause, strength, what) in told, [each.told for each in found]


def test_a_page_without_a_number_is_named(office: WordOffice) -> None:
    official = SAMPLES["document"].model_copy(update={"form": Form.PLAIN})
    found = measure(title_page(lay_out(official)), office.convert).deviations
    assert ("页码", "没有", "第1页") in {(each.what, each.found, each.where) for each in found}


def test_a_letter_with_a_page_number_and_a_printer_is_told(office: WordOffice) -> None:
    as_document = lay_out(SAMPLES["document"])
    found = measure(as_document, office.convert, Form.LETTER).deviations
    assert {"信函首页页码", "信函版记"} <= {each.what for each in found}


@pytest.mark.parametrize(
    ("name", "change", "what"),
    [
        ("plain", set_place("为加强", first=0), "自然段"),
        ("plain", set_place("为加强", left=630, first=0), "正文回行"),
        ("plain", set_place("一、总体", first=0), "标题位置"),
        ("document", set_place("关于印发", align="left"), "标题位置"),
        ("document", set_place("执法总队：", first=630), "主送机关位置"),
    ],
)
def test_indents_are_told_from_the_file_where_there_is_no_print(
    name: str, change: Change, what: str
) -> None:
    found = measure(change(lay_out(SAMPLES[name]))).deviations
    assert what in {each.what for each in found}
