"""A template is filled with text; what could run, grow or reach out is refused."""

from io import BytesIO

import pytest
from docx import Document

from docgen.word.render import render_docx
from models.errors import UnfitTemplateError


def template(*paragraphs: str) -> bytes:
    document = Document()
    for words in paragraphs:
        document.add_paragraph(words)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def text(docx: bytes) -> list[str]:
    return [each.text for each in Document(BytesIO(docx)).paragraphs]


def test_a_value_is_text_whatever_it_looks_like() -> None:
    for hostile in ("{{ 7*7 }}", "{% for a in b %}", "</w:t><w:t>", "&lt;", "#read('/etc/passwd')"):
        made = render_docx(template("甲：{{ name }}。"), {"name": hostile}, {})
        assert text(made) == [f"甲：{hostile}。"]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ name() }}",
        "{{ name.__class__ }}",
        "{{ name['__class__'] }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 9 ** 9 }}",
        "{{ name|center(1000000000) }}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% set x = 1 %}",
        "{% macro m() %}{% endmacro %}",
        "{% for a in rows %}{% for b in rows %}{{ b }}{% endfor %}{% endfor %}",
        "{{ '{:>1000000000}'|format(1) }}",
        "{{ missing }}",
        "{{ name ",
        "{% if name %}",
    ],
)
def test_what_could_run_or_grow_or_is_not_there_is_refused(tag: str) -> None:
    with pytest.raises(UnfitTemplateError):
        render_docx(template(tag), {"name": "甲", "rows": ["1", "2"]}, {})


def test_a_loop_over_a_part_of_the_outer_one_is_filled() -> None:
    tag = "{% for row in rows %}{% for each in row %}{{ each }}，{% endfor %}{% endfor %}"
    assert text(render_docx(template(tag), {"rows": [["1", "2"], ["3"]]}, {})) == ["1，2，3，"]


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"no docx at all"])
def test_what_is_no_docx_is_refused(data: bytes) -> None:
    with pytest.raises(UnfitTemplateError):
        render_docx(data, {}, {})
