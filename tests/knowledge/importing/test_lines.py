"""Lines with their places to paragraphs: heads and feet dropped, nothing of the text lost."""

from hypothesis import given
from hypothesis import strategies as st

from knowledge.importing.lines import LinedPage, PlacedLine, PlacedTable, read_lines
from knowledge.importing.understand import draft_of


def line(text: str, top: float, left: float = 0.1, right: float = 0.9, **more: float) -> PlacedLine:
    height = more.get("height", 0.02)
    return PlacedLine(
        text=text,
        left=left,
        top=top,
        right=right,
        bottom=top + height,
        confidence=more.get("confidence", 1.0),
    )


def pages() -> list[LinedPage]:
    one = LinedPage(
        number=1,
        lines=(
            line("样张市政策汇编", 0.03, 0.4, 0.6),
            line("样张市停车管理办法", 0.12, 0.3, 0.7, height=0.04),
            line("一、停车收费", 0.2, 0.14, 0.4),
            line("本市道路停车泊位按照区域和时段收取停车费用，收费标准由市价格部门", 0.24, 0.14),
            line("会同市交通部门制定并公布。", 0.27, 0.1, 0.5),
            line("停车人应当按照规定交纳停车费，逾期未交的由管理单位书面催缴，催缴", 0.31, 0.14),
            line("- 1 -", 0.95, 0.48, 0.52),
        ),
    )
    two = LinedPage(
        number=2,
        lines=(
            line("样张市政策汇编", 0.03, 0.4, 0.6),
            line("后仍不交纳的依法处理。", 0.12, 0.1, 0.5),
            line("二、监督", 0.2, 0.14, 0.3),
            line("投诉电话见公示牌。", 0.24, 0.14, 0.5, confidence=0.5),
            line("第 2 页", 0.95, 0.48, 0.52),
        ),
        tables=(PlacedTable(rows=(("时段", "元"), ("日间", "10")), top=0.3, bottom=0.4),),
        recognised=True,
    )
    return [one, two]


def test_paragraphs_are_joined_also_across_pages_and_running_lines_are_dropped() -> None:
    (reading,) = read_lines(pages()).readings
    draft = draft_of(reading, "样张.pdf", "0" * 64)
    assert draft.title == "样张市停车管理办法"
    assert "由市价格部门会同市交通部门制定并公布。" in draft.body
    assert "书面催缴，催缴后仍不交纳的依法处理。" in draft.body
    assert "## 一、停车收费" in draft.body
    assert "政策汇编" not in draft.body
    assert "第 2 页" not in draft.body
    assert "| 日间 | 10 |" in draft.body


def test_recognised_pages_and_unsure_lines_are_told() -> None:
    found = read_lines(pages())
    told = " ".join(found.readings[0].remarks)
    assert "1 页是图片" in told
    assert "第 2 页“投诉电话" in told
    assert any("页眉页脚" in each.what for each in found.left_out)


def test_a_page_without_words_is_told() -> None:
    found = read_lines([*pages(), LinedPage(number=3)])
    assert any(each.what == "第 3 页" for each in found.left_out)


PLACES = st.floats(min_value=0, max_value=0.9)
LINES = st.lists(
    st.builds(
        lambda text, top, left: line(text, top, left, min(1.0, left + 0.3)),
        st.text(alphabet="样张一二、（）1.。abc 页第", min_size=1, max_size=12),
        PLACES,
        PLACES,
    ),
    max_size=12,
)


@given(st.lists(LINES, max_size=3))
def test_every_character_is_in_the_text_or_told_to_be_left_out(
    given_: list[list[PlacedLine]],
) -> None:
    made = [LinedPage(number=n, lines=tuple(lines)) for n, lines in enumerate(given_, start=1)]
    found = read_lines(made)
    text = "".join(block.words for reading in found.readings for block in reading.blocks)
    left = sum(each.count for each in found.left_out if each.what.startswith("页眉"))
    words = [each for page in made for each in page.lines]
    kept = sum(len("".join(each.text.split())) for each in words)
    assert len("".join(text.split())) == kept or left
