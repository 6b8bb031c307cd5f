"""Rows of characters: what stands beside what."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from extractors.placing.layout import lay_out
from tests.printed import printed

FRAME = (0, 0, 1000, 800)


def rows(*lines, frame=FRAME):
    return [row.text for row in lay_out(lines, frame).rows]


def test_lines_beside_each_other_are_one_row_from_left_to_right() -> None:
    assert rows(printed("李四", 200, 12), printed("姓名", 50, 10)) == ["姓名李四"]


def test_lines_below_each_other_are_rows_from_top_to_bottom() -> None:
    assert rows(printed("性别", 50, 50), printed("姓名", 50, 10)) == ["姓名", "性别"]


def test_a_slanted_paper_reads_as_if_it_lay_level() -> None:
    slope = 0.08
    lines = [
        printed("机动车所有人", 50, 100, slope=slope),
        printed("样张货运公司", 550, 140, slope=slope),
        printed("使用性质类别", 50, 130, slope=slope),
        printed("道路货物运输", 550, 170, slope=slope),
    ]
    assert rows(*lines) == ["机动车所有人样张货运公司", "使用性质类别道路货物运输"]


def test_a_paper_on_its_head_reads_as_if_it_stood_upright() -> None:
    upside = [
        printed("李四", 700, 700, upside_down=True),
        printed("姓名", 850, 700, upside_down=True),
        printed("男", 700, 650, upside_down=True),
    ]
    assert rows(*upside) == ["姓名李四", "男"]


def test_boxes_lead_back_to_the_page_also_on_the_head() -> None:
    line = printed("姓名", 850, 700, upside_down=True)
    layout = lay_out([line], FRAME)
    assert layout.box(layout.rows[0].glyphs) == line.box


def test_two_characters_above_each_other_are_two_cells() -> None:
    stacked = printed("件盒", 100, 100).model_copy(update={"box": (100, 100, 120, 140)})
    assert rows(stacked) == ["件", "盒"]


def test_a_column_of_cells_read_as_one_line_falls_into_its_rows() -> None:
    column = printed("箱台条", 300, 100).model_copy(update={"box": (300, 100, 320, 190)})
    names = [printed(text, 100, y) for text, y in (("纸张", 105), ("叉车", 135), ("轮胎", 165))]
    assert rows(*names, column) == ["纸张箱", "叉车台", "轮胎条"]


def test_a_heading_that_runs_down_the_margin_is_in_no_row() -> None:
    margin = printed("购买方记账凭证", 10, 100).model_copy(update={"box": (10, 100, 30, 240)})
    assert rows(margin, printed("名称", 100, 150)) == ["名称"]


@given(
    st.lists(
        st.builds(
            printed,
            st.text(min_size=1, max_size=12),
            st.integers(0, 900),
            st.integers(0, 700),
            size=st.integers(1, 80),
            slope=st.floats(-0.3, 0.3),
            upside_down=st.booleans(),
        ),
        max_size=12,
    )
)
def test_no_character_is_invented_and_rows_run_from_left_to_right(lines) -> None:
    layout = lay_out(lines, FRAME)
    kept = Counter(glyph.char for row in layout.rows for glyph in row.glyphs)
    assert kept <= Counter("".join(line.text for line in lines))
    for row in layout.rows:
        assert [glyph.left for glyph in row.glyphs] == sorted(glyph.left for glyph in row.glyphs)


def test_a_character_that_two_overlapping_lines_share_is_kept_once() -> None:
    assert rows(printed("机动车销售", 100, 100), printed("售发票", 185, 100)) == ["机动车销售发票"]


def test_a_watermark_is_no_text_of_the_paper() -> None:
    assert rows(printed("仅供办理年审使用", 100, 100), printed("姓名", 100, 200)) == ["姓名"]
