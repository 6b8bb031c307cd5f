"""Word files: headings by style and number, tables, notes, and what is no text."""

from docx import Document

from knowledge.importing.draft import Draft, Understood
from knowledge.importing.given import Given
from knowledge.importing.read import read_file
from tests.knowledge.importing.words import notice, saved, with_part

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def understood(data: bytes, name: str = "样张.docx") -> Understood:
    return read_file(Given(name, data))


def only(data: bytes) -> Draft:
    (draft,) = understood(data).drafts
    return draft


def body_of(inner: str) -> bytes:
    return with_part(
        saved(Document()),
        "word/document.xml",
        f"<w:document {WORD}><w:body>{inner}</w:body></w:document>",
    )


def test_a_notice_is_understood_with_its_title_number_terms_and_sections() -> None:
    draft = only(notice())
    assert draft.title == "样张市交通委员会关于印发《样张货车补贴办法》的通知"
    assert draft.source.number == "样交规〔2026〕7号"
    assert draft.source.issuer == "样张市交通委员会"
    assert str(draft.source.issued_on) == "2026-02-10"
    assert str(draft.effective_from) == "2026-03-01"
    assert str(draft.expires) == "2031-03-01"
    assert [line for line in draft.body.splitlines() if line.startswith("#")] == [
        "## 一、补贴对象",
        "## 二、补贴标准",
        "## 三、有效期",
    ]
    assert draft.title not in draft.body


def test_a_table_is_kept_and_a_merged_cell_is_said_in_each_of_its_rows() -> None:
    draft = only(notice())
    assert "| 车型 | 排放 | 金额 |\n| --- | --- | --- |\n| 重型 | 国三 | 3万元 |" in draft.body
    assert "| 重型 | 国四 | 2万元 |" in draft.body
    assert draft.tables == 1


def test_headings_of_styles_keep_their_levels() -> None:
    document = Document()
    document.add_heading("办事指南样张", 0)
    document.add_heading("申请材料", 1)
    document.add_paragraph("身份证件。")
    document.add_heading("原件", 2)
    document.add_paragraph("看过即还。")
    document.add_paragraph("带上照片", style="List Bullet")
    draft = only(saved(document))
    assert draft.title == "办事指南样张"
    assert "## 申请材料" in draft.body
    assert "### 原件" in draft.body


def test_what_is_deleted_hidden_or_a_code_is_no_text_and_is_told() -> None:
    found = understood(
        body_of(
            "<w:p><w:r><w:t>留下的话在这里。</w:t></w:r>"
            "<w:del><w:r><w:delText>删掉的话</w:delText></w:r></w:del>"
            "<w:r><w:rPr><w:vanish/></w:rPr><w:t>藏起来的话</w:t></w:r>"
            "<w:r><w:instrText>HYPERLINK evil</w:instrText></w:r></w:p>"
        )
    )
    body = found.drafts[0].body + found.drafts[0].title
    assert "留下的话" in body
    assert not any(word in body for word in ("删掉", "藏起来", "HYPERLINK"))
    assert {each.what for each in found.left_out} >= {"修订中删除的文字", "隐藏文字"}


def test_a_footnote_stands_below_and_is_pointed_to() -> None:
    data = body_of(
        "<w:p><w:r><w:t>补贴每车三万元</w:t></w:r>"
        '<w:r><w:footnoteReference w:id="2"/></w:r>'
        "<w:r><w:t>，一次发放，不再另行通知。</w:t></w:r></w:p>"
    )
    note = (
        f'<w:footnotes {WORD}><w:footnote w:id="2"><w:p><w:r><w:t>含税。</w:t></w:r></w:p>'
        "</w:footnote></w:footnotes>"
    )
    body = only(with_part(data, "word/footnotes.xml", note)).body
    assert "补贴每车三万元［注 1］" in body
    assert body.rstrip().endswith("注 1：含税。")


def test_an_entity_bomb_and_a_broken_part_end_in_a_sentence_that_says_so() -> None:
    bomb = with_part(notice(), "word/document.xml", '<!DOCTYPE x [<!ENTITY a "aa">]><x>&a;</x>')
    assert "实体声明" in understood(bomb).problem
    assert "已损坏" in understood(with_part(notice(), "word/document.xml", "<w:document")).problem
    assert "已损坏" in understood(notice()[:-300]).problem


def test_a_script_and_marks_of_markdown_stay_words() -> None:
    document = Document()
    document.add_paragraph("样张说明")
    document.add_paragraph("# 井号开头的一行并不是标题")
    document.add_paragraph("<script>alert(1)</script> 也只是文字")
    body = only(saved(document)).body
    assert "\\# 井号" in body
    assert "<script" not in body
