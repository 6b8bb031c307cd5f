"""Text, Markdown and laws; what a file is, whatever its name says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.entries.entry import Kind
from knowledge.importing.content import MOST_BYTES, form_of
from knowledge.importing.draft import Form
from knowledge.importing.given import Given
from knowledge.importing.read import read_file
from tests.knowledge.importing.words import notice

LAW = """样张市车辆停放条例
（2020年5月1日样张市第十届人民代表大会常务委员会第三次会议通过 根据2023年6月1日的决定修正）
第一章 总则
第一条 为了规范停车，制定本条例。
第二条 本条例适用于本市。
第二章 收费
第三条 收费应当公示：
（一）时段；
（二）金额。
第四条 逾期不交的，加收滞纳金。
第三章 附则
第六条 本条例自2020年10月1日起施行。
"""


def test_a_law_keeps_chapters_and_articles_and_tells_what_is_missing() -> None:
    (draft,) = read_file(Given("样张.txt", LAW.encode())).drafts
    assert draft.kind is Kind.LAW
    assert draft.title == "样张市车辆停放条例"
    assert draft.articles == 5
    assert "## 第二章 收费\n\n第三条 收费应当公示：\n\n（一）时段；" in draft.body
    assert draft.source.issuer == "样张市第十届人民代表大会常务委员会"
    assert str(draft.source.issued_on) == "2020-05-01"
    assert str(draft.effective_from) == "2020-10-01"
    told = " ".join(draft.remarks)
    assert "缺第 5 条" in told
    assert "修改" in told


def test_text_in_gb18030_or_with_a_mark_reads_the_same() -> None:
    texts = [LAW.encode("gb18030"), b"\xef\xbb\xbf" + LAW.encode(), LAW.encode("utf-16")]
    bodies = {read_file(Given("a.txt", data)).drafts[0].body for data in texts}
    assert len(bodies) == 1


def test_markdown_keeps_headings_lists_and_tables_and_drops_tags() -> None:
    text = "# 样张\n\n## 材料\n\n- **身份证**\n  - 复印件\n\n"
    text += "|甲|乙|\n|:-|-:|\n|1|<b>2</b>|\n\n![图](a.png)\n"
    (draft,) = read_file(Given("a.md", text.encode())).drafts
    assert draft.title == "样张"
    assert "## 材料\n\n- 身份证\n  - 复印件\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |" in draft.body


def test_front_matter_is_read_as_the_starter_knowledge_is() -> None:
    text = (
        '+++\ntitle = "怎么换证"\nkind = "faq"\ndepartment = "样张局"\nbasis = "KNOWN"\n'
        'questions = ["换证"]\n[source]\ntitle = "样张办法"\nnumber = "样规〔2026〕1号"\n+++\n\n'
        "到窗口换。\n"
    )
    (draft,) = read_file(Given("a.md", text.encode())).drafts
    assert (draft.title, draft.kind, draft.department) == ("怎么换证", Kind.FAQ, "样张局")
    assert (draft.source.title, draft.source.number) == ("样张办法", "样规〔2026〕1号")
    wrong = read_file(Given("a.md", text.replace("kind", "kindd").encode()))
    assert "格式" in wrong.problem


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空的"),
        (b"  \n", "空的"),
        (b"MZ\x90\x00" + bytes(60), "可执行程序"),
        (b"PK\x03\x04" + bytes(60), "压缩包"),
        (b"Rar!\x1a\x07" + bytes(60), "解压"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "另存为 XLSX"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
            "去除密码",
        ),
        (b"\x00\x01\x02\xff\xfe\xfd" * 20, "不是文字"),
        (b"a" * (MOST_BYTES + 1), "上限"),
        (b"{\\rtf1 x}", "RTF"),
    ],
)
def test_what_cannot_be_imported_says_what_to_do(data: bytes, words: str) -> None:
    assert words in read_file(Given("样张.docx", data)).problem


def test_the_content_decides_and_not_the_ending() -> None:
    assert form_of(notice(), "样张.pdf") is Form.DOCX
    assert form_of(b"%PDF-1.7 x", "a.txt") is Form.PDF
    assert form_of(b"<html><body>x</body></html>", "a.txt") is Form.HTML
    assert form_of("只是文字".encode(), "a.json") is Form.TEXT
    assert form_of("只是文字".encode(), "a.docx") is Form.TEXT


def test_unseen_characters_are_dropped_and_told() -> None:
    (draft,) = read_file(Given("a.txt", "样张标题\n金额\u202e001元\u200b整\n".encode())).drafts
    assert "金额001元整" in draft.body
    assert "2 个看不见" in " ".join(draft.remarks)


@given(
    st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.json", "a.csv", "a.html", "a"])
)
def test_any_bytes_give_a_report(data: bytes, name: str) -> None:
    found = read_file(Given(name, data))
    assert found.drafts or found.problem


@given(st.text(max_size=300))
def test_any_text_keeps_its_letters(text: str) -> None:
    found = read_file(Given("a.txt", text.encode("utf-8", "ignore")))
    for draft in found.drafts:
        assert "\u202e" not in draft.body
        assert draft.title
