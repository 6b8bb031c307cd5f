"""Each deviation that the file itself shows is named with its clause and its strength."""

import pytest

from docgen.gongwen.document.official import Form
from docgen.gongwen.layout.composing import lay_out
from docgen.gongwen.layout.style import Strength
from docgen.gongwen.measuring import indents, looks, places
from docgen.gongwen.measuring.judging import THERE
from docgen.gongwen.measuring.measure import measure
from docgen.gongwen.measuring.requirement import read_requirements
from docgen.gongwen.measuring.words import ALL
from tests.docgen.gongwen.layout.samples import SAMPLES
from tests.docgen.gongwen.measuring.seeding import Change, after, drop, set_looks, write

ADVISED, BINDING, CUSTOM, USUAL = (
    Strength.ADVISED,
    Strength.BINDING,
    Strength.CUSTOM,
    Strength.USUAL,
)
SEEDS: list[tuple[str, Change, str, Strength, str]] = [
    ("document", set_looks("000001", size=14), "7.2.1", USUAL, "份号字号"),
    ("document", write("000001", "0001"), "7.2.1", USUAL, "份号"),
    ("document", set_looks("机密", font="仿宋"), "7.2.2", USUAL, "字体"),
    ("document", set_looks("机密", size=18), "7.2.2", USUAL, "字号"),
    ("document", write("机密★1年", "机密★一年"), "7.2.2", BINDING, "密级和保密期限写法"),
    ("document", set_looks("特急", font="宋体"), "7.2.3", USUAL, "字体"),
    ("document", set_looks("会文件", font="黑体"), "7.2.4", ADVISED, "发文机关标志字体"),
    ("document", set_looks("会文件", colour="000000"), "7.2.4", ADVISED, "发文机关标志颜色"),
    ("document", set_looks("12号", font="宋体"), "5.2.2", USUAL, "字体"),
    ("document", write("〔2026〕12", "[2026]012"), "7.2.5", BINDING, "发文字号写法"),
    ("up", set_looks("签发人", font="仿宋"), "7.2.6", BINDING, "签发人姓名字体"),
    ("document", set_looks("关于印发", font="黑体"), "7.3.1", USUAL, "标题字体"),
    ("document", set_looks("关于印发", size=18), "7.3.1", USUAL, "标题字号"),
    ("document", set_looks("关于印发", bold=True), "7.3.1", CUSTOM, "标题字形"),
    ("document", set_looks("关于印发", colour="FF0000"), "5.2.4", BINDING, "文字颜色"),
    ("document", write("执法总队：", "执法总队"), "7.3.2", BINDING, "最后一个主送机关名称之后"),
    ("plain", set_looks("为加强", font="宋体"), "5.2.2", USUAL, "字体"),
    ("plain", set_looks("为加强", size=12), "5.2.2", USUAL, "字号"),
    ("plain", set_looks("为加强", bold=True), "5.2.2", CUSTOM, "正文字形"),
    ("plain", set_looks("一、总体", font="宋体"), "7.3.3", USUAL, "第一层标题字体"),
    ("plain", set_looks("（一）", font="宋体"), "7.3.3", USUAL, "第二层标题字体"),
    ("plain", set_looks("一、总体", size=15), "5.2.2", USUAL, "字号"),
    ("document", write("分工表", "分工表。"), "7.3.4", BINDING, "附件名称之后"),
    ("document", write("附件：1", "附件:1"), "7.3.4", BINDING, "附件说明写法"),
    ("document", write("1.工作方案", "1.实施方案"), "7.3.7", BINDING, "附件顺序号和标题"),
    ("document", write("附件1", "附件2"), "7.3.7", BINDING, "附件顺序号和标题"),
    ("document", after(drop("附件：1"), drop("2.分工表")), "7.3.4", BINDING, "正文之下"),
    ("document", drop("2026〕12号"), "7.2.5", USUAL, "发文字号"),
    ("document", drop("关于印发"), "7.3.1", USUAL, "标题"),
    ("document", drop("11月29日"), "7.3.5.4", USUAL, "成文日期"),
    ("document", after(drop("抄送："), drop("日印发")), "7.4.3", USUAL, "版记"),
    ("document", set_looks("附件1", font="仿宋"), "7.3.7", BINDING, "“附件”二字及顺序号字体"),
    ("document", write("2026年11月29日", "2026年11月09日"), "7.3.5.4", BINDING, "成文日期写法"),
    ("document", set_looks("11月29日", font="宋体"), "5.2.2", USUAL, "字体"),
    ("document", set_looks("抄送：", font="宋体"), "7.4.2", USUAL, "版记字体"),
    ("document", set_looks("抄送：", size=16), "7.4.2", USUAL, "版记字号"),
    ("document", write("样张应急局。", "样张应急局"), "7.4.2", BINDING, "最后一个抄送机关名称之后"),
    ("document", write("抄送：", "抄送:"), "7.4.2", BINDING, "“抄送”二字之后"),
    ("document", set_looks("日印发", size=16), "7.4.3", USUAL, "版记字号"),
    ("document", write("11月30日印发", "11月09日印发"), "7.4.3", BINDING, "印发日期写法"),
    ("minutes", set_looks("出席：", font="仿宋"), "10.3", USUAL, "“出席”“请假”“列席”字体"),
    ("document", set_looks("— ", size=10.5), "7.5", USUAL, "页码字号"),
    ("document", set_looks("— ", font="仿宋"), "7.5", USUAL, "页码字体"),
    ("document", write("— ", "第 "), "7.5", BINDING, "页码写法"),
]


@pytest.mark.parametrize(
    ("name", "change", "clause", "strength", "what"),
    SEEDS,
    ids=[f"{seed[0]}-{seed[4]}-{number}" for number, seed in enumerate(SEEDS)],
)
def test_a_seeded_deviation_is_named_with_clause_and_strength(
    name: str, change: Change, clause: str, strength: Strength, what: str
) -> None:
    found = measure(change(lay_out(SAMPLES[name]))).deviations
    told = {(each.clause, each.strength, each.what) for each in found}
    assert (clause, strength, what) in told, [each.told for each in found]
    assert all(each.is_fault == (each.strength is BINDING) for each in found)


def test_every_requirement_names_words_and_a_test_that_exist() -> None:
    known = {THERE, *looks.TESTS, *indents.TESTS, *places.NAMES}
    assert indents.TESTS.keys() <= set(places.NAMES)
    for name, asked in read_requirements().items():
        assert bool(asked.of) == bool(asked.test), name
        assert set(asked.of) <= set(ALL), name
        assert not asked.test or asked.test in known, name


def test_what_is_alike_is_told_once_with_every_place() -> None:
    docx = set_looks("为加强", font="宋体")(lay_out(SAMPLES["plain"]))
    told = [each for each in measure(docx, form=Form.PLAIN).deviations if each.what == "字体"]
    assert len(told) == 1
    assert len(told[0].places) == 5
    assert "等5处" in told[0].told


def test_a_text_that_is_to_be_an_official_document_is_told_what_it_lacks() -> None:
    found = measure(lay_out(SAMPLES["plain"]), form=Form.DOCUMENT).deviations
    lacking = {each.what for each in found if each.found == "没有认出"}
    assert lacking == {"发文机关标志"}
    assert not any(
        each.found == "没有认出" for each in measure(lay_out(SAMPLES["plain"])).deviations
    )
