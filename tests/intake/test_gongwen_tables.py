"""A table in the editor is a table on paper, and for who proofreads it."""

from hypothesis import given
from hypothesis import strategies as st

from docgen.gongwen.document.head import Head
from docgen.gongwen.document.official import Official, Part
from docgen.gongwen.opening.typed import open_text, text_lines
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.writing.declared import examples, read_written
from docgen.gongwen.writing.drafting import draft
from docgen.gongwen.writing.words import text_of
from intake.gongwen.laying import official_of


def tables(official: Official) -> list[Part]:
    return [part for part in official.body if part.rows]


def test_a_drafted_table_is_one_again_when_the_text_is_laid_out() -> None:
    drafted = draft("request", examples(read_written()["request"])).official
    laid = official_of(text_of(drafted), Head())
    assert tables(drafted)
    assert [part.rows for part in tables(laid)] == [part.rows for part in tables(drafted)]


def test_a_wrong_total_in_the_editor_is_told_at_its_place() -> None:
    text = "项目\t金额\n车辆\t320\n站点\t40\n合计\t350\n"
    fault = next(iter(proofread(open_text(text)).faults))
    assert text[fault.start : fault.end] == "350"


@given(st.text(alphabet="甲1\t\n 。"))
def test_every_character_keeps_its_place_and_the_text_comes_back(text: str) -> None:
    opened = open_text(text)
    assert len(opened.text) == len(text)
    assert "\n".join(text_lines(opened)) == text
