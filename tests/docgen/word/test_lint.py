"""A template's lint names the paragraph and says in Chinese what to do; any bytes get a report."""

from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.forms.word import TEMPLATE
from docgen.word.lint import lint
from docgen.word.package import BOUNDS, MOST_BYTES
from docgen.word.report import Severity
from tests.docgen.word.papers import VOCABULARY, bent, docx, saved, split

DOCUMENT = "word/document.xml"
RELATIONS = "word/_rels/document.xml.rels"
GOOD = docx("{{ applicant }} 住 {{ address }}")


def said(data: bytes) -> list[str]:
    """Return every error as a person reads it: place and message."""
    return [f"{each.place}：{each.message}" for each in lint(data, VOCABULARY).errors]


def codes(data: bytes, severity: Severity = Severity.ERROR) -> set[str]:
    return {each.code for each in lint(data, VOCABULARY).remarks if each.severity is severity}


def test_a_good_template_is_fit_and_needs_no_error() -> None:
    report = lint(GOOD, VOCABULARY)
    assert report.fit
    assert not report.errors


def test_an_undeclared_field_is_named_with_its_paragraph_and_the_likely_name() -> None:
    (found,) = said(docx("标题", "", "甲方", "申请人：{{ applicnt }} 盖章"))
    place, told = "第 3 段“申请人：{{ applicnt }…”", "使用了没有声明的字段 {{ applicnt }}"
    assert found == f"{place}：{told}，是不是 {{{{ applicant }}}}？"


def test_a_field_in_a_table_is_named_by_row_and_cell() -> None:
    found = said(docx("车辆", rows=[["号牌", "车型"], ["{{ plate }}", ""]]))
    assert found[0].startswith("第 1 张表第 2 行第 1 格“{{ plate }}”：使用了没有声明的字段")


def test_a_part_that_a_record_lacks_is_undeclared() -> None:
    tags = "{%p for each in vehicles %}", "{{ each.plat }}", "{%p endfor %}"
    assert "“each”没有“plat”这一项，是不是 {{ plate }}？" in said(docx(*tags))[0]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("{{ applicant }", "unclosed"),
        ("{{ applicant", "unclosed"),
        ("applicant }}", "unopened"),
        ("{{ applicant {{ address }}", "unclosed"),
        ("｛｛ applicant ｝｝", "wide_braces"),
        ("{ { applicant } }", "wide_braces"),
        ("{{ }}", "empty"),
        ("{{ applicant. }}", "syntax"),
        ("{{ 'applicant }}", "syntax"),
        ("{% if urgent %}急", "no_end"),
        ("急{% endif %}", "no_start"),
        ("{% else %}", "no_start"),
        ("{% if urgent %}{% for x in lines %}{% endif %}{% endfor %}", "crossed"),
        ("{% fro x in lines %}{% endfor %}", "statement"),
        ("{% p if urgent %}", "statement"),
        ("{%p if urgent %} 急", "not_alone"),
        ("{%tr for x in lines %}", "no_table"),
        ("{{r applicant }}", "raw"),
        ("{{p applicant }}", "raw"),
        ("{{- applicant }}", "trimming"),
        ("{{ applicant() }}", "forbidden"),
        ("{{ applicant.__class__.__mro__ }}", "forbidden"),
        ("{{ ''.__class__ }}", "forbidden"),
        ("{{ applicant|attr('x') }}", "forbidden"),
        ("{{ 'a' * 999999999 }}", "forbidden"),
        ("{% import 'os' as os %}", "forbidden"),
        ("{% include 'other.docx' %}", "forbidden"),
        ("{% set x = 1 %}", "forbidden"),
        ("{% for a in lines %}{% for b in lines %}{{ b }}{% endfor %}{% endfor %}", "forbidden"),
        ("{{ range(9999999) }}", "forbidden"),
        ("{{ vehicles }}", "whole"),
        ("{{ urgent }}", "flag"),
        ("{% for x in applicant %}{{ x }}{% endfor %}", "no_list"),
    ],
)
def test_each_fault_has_its_own_remark(words: str, code: str) -> None:
    assert code in codes(docx(words))


def test_a_loop_may_not_leave_its_paragraph_without_saying_so() -> None:
    assert "跨段请用 {%p" in said(docx("{% for x in lines %}{{ x }}", "{% endfor %}"))[0]


def test_a_row_tag_shares_its_row_with_nothing() -> None:
    rows = [["{%tr for v in vehicles %}", "号牌"], ["{{ v.plate }}", ""], ["{%tr endfor %}", ""]]
    (found,) = said(docx(rows=rows))
    assert found.startswith("第 1 张表第 1 行第 1 格")
    assert "须独占一个表格行" in found


def test_a_growing_table_is_fit() -> None:
    rows = [["{%tr for v in vehicles %}", ""], ["{{ v.plate }}", ""], ["{%tr endfor %}", ""]]
    assert said(docx("{{ 申请人 }}{{ address }}", rows=rows)) == []


def test_a_tag_cut_by_word_into_runs_still_works_and_is_advised_on() -> None:
    data = split(docx("{{ applicant }}"), "{{ applicant }}", (1, 6))
    assert said(data) == []
    assert "split" in codes(data, Severity.ADVICE)


def test_what_a_template_leaves_out_is_advice() -> None:
    report = lint(docx("{{ applicant }}"), VOCABULARY)
    assert report.fit
    assert any("模板没有用到：地址" in each.message for each in report.remarks)


def test_a_template_without_a_place_for_the_seal_is_not_fit() -> None:
    (found,) = said(docx("{{ applicant }}", seal=""))
    assert "没有签章位置" in found
    assert said(docx("{{ applicant }}", seal="申 请 人 (签章)")) == []


def test_a_missing_font_is_advice_that_names_what_is_printed_instead() -> None:
    document = Document(BytesIO(GOOD))
    document.paragraphs[0].runs[0].font.name = "无此字体"
    assert "font" in codes(saved(document), Severity.ADVICE)


def test_macros_embedded_files_and_outside_links_are_refused() -> None:
    macro = bent(
        GOOD,
        "[Content_Types].xml",
        lambda xml: xml.replace("wordprocessingml.document.main+xml", "x").replace(
            "application/vnd.openxmlformats-officedocument.x",
            "application/vnd.ms-word.document.macroEnabled.main+xml",
        ),
    )
    assert "macro" in codes(macro)
    assert "macro" in codes(bent(GOOD, "word/vbaProject.bin", lambda _: "x"))
    assert "embedded" in codes(bent(GOOD, "word/embeddings/oleObject1.bin", lambda _: "x"))
    for kind in ("attachedTemplate", "oleObject", "image", "frame"):
        assert "outside" in codes(bent(GOOD, RELATIONS, lambda xml, kind=kind: outside(xml, kind)))
    linked = bent(GOOD, RELATIONS, lambda xml: outside(xml, "hyperlink"))
    assert codes(linked) == set()
    assert "link" in codes(linked, Severity.ADVICE)


def test_fields_that_fetch_and_tags_nobody_sees_are_refused() -> None:
    def field(xml: str) -> str:
        code = '<w:p><w:fldSimple w:instr="INCLUDETEXT &quot;C:\\x&quot;"/></w:p>'
        return xml.replace("<w:sectPr", f"{code}<w:sectPr", 1)

    def hidden(xml: str) -> str:
        mark = '<w:bookmarkStart w:id="1" w:name="{{ applicant.__class__ }}"/>'
        return xml.replace("<w:sectPr", f"{mark}<w:sectPr", 1)

    assert "field" in codes(bent(GOOD, DOCUMENT, field))
    assert "hidden" in codes(bent(GOOD, DOCUMENT, hidden))
    core = bent(GOOD, "docProps/core.xml", lambda xml: xml.replace("python-docx", "{{ x }}"))
    assert "hidden" in codes(core)


def test_headers_footers_and_text_boxes_are_read() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "{{ aplicant }}"
    document.add_paragraph("申请人（签章）：")
    (found,) = said(saved(document))
    assert found.startswith("页眉“{{ aplicant }}”：")


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"\xd0\xcf\x11\xe0" + bytes(100), b"%PDF-1.7", GOOD[: len(GOOD) // 2]],
)
def test_what_is_no_docx_gets_a_report(data: bytes) -> None:
    assert not lint(data, VOCABULARY).fit


def test_size_and_bombs_are_refused_before_they_are_unpacked() -> None:
    assert said(bytes(MOST_BYTES + 1))
    bomb = bent(GOOD, "word/media/zero.bin", lambda _: "0" * (BOUNDS.max_unpacked + 1))
    assert codes(bomb) == {"too_large_paper"}
    entity = '<!DOCTYPE x [<!ENTITY a "aaaa">]>'
    assert codes(bent(GOOD, DOCUMENT, lambda xml: entity + xml.partition("?>")[2]))


@settings(max_examples=40)
@given(words=st.text(st.sampled_from("{}%#|.()[]'\"applicnt forendif_-\n\t甲“”｛｝"), max_size=60))
def test_any_words_get_a_report_and_fit_ones_are_filled(words: str) -> None:
    shown = escape(words, {'"': "&quot;"})
    lint(bent(GOOD, DOCUMENT, lambda xml: xml.replace("{{ address }}", shown)), VOCABULARY)


@given(data=st.binary(max_size=400))
def test_any_bytes_get_a_report(data: bytes) -> None:
    assert not lint(data, VOCABULARY).fit


@given(data=st.data())
def test_any_mutation_of_a_docx_gets_a_report(data: st.DataObject) -> None:
    bytes_ = bytearray(GOOD)
    for _ in range(data.draw(st.integers(1, 8))):
        bytes_[data.draw(st.integers(0, len(bytes_) - 1))] = data.draw(st.integers(0, 255))
    lint(bytes(bytes_), VOCABULARY)


@given(data=st.data())
def test_any_mutation_of_the_text_inside_gets_a_report(data: st.DataObject) -> None:
    with ZipFile(TEMPLATE) as package:
        xml = package.read(DOCUMENT).decode()
    at = data.draw(st.integers(0, len(xml) - 1))
    cut = data.draw(st.integers(0, 30))
    new = data.draw(st.text(st.sampled_from('{}%<>/=" &;wpt:x甲'), max_size=12))
    changed = xml[:at] + new + xml[at + cut :]
    lint(bent(TEMPLATE.read_bytes(), DOCUMENT, lambda _: changed), VOCABULARY)


def outside(xml: str, kind: str) -> str:
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    link = (
        f'<Relationship Id="rIdX" Type="{base}/{kind}" Target="http://evil.example/x" '
        'TargetMode="External"/>'
    )
    return xml.replace("</Relationships>", f"{link}</Relationships>")
