"""Lines of pages become the paragraphs they were printed from."""

import pytest

from docgen.gongwen.document.opened import Look, Run
from docgen.gongwen.opening.file import open_file
from docgen.gongwen.opening.lines import SetLine, SetPage
from docgen.gongwen.opening.pages import paragraphs_of
from docgen.word.office import WordOffice
from eval.compare.drafts import Draft, Words, make_docx

EM = 40
LEFT, COLUMNS = 200, 28
FULL = "各单位要把群众满意作为检验成效的标准持续改进作风抓好落实"
Row = tuple[float, str]
"""Characters that a line is set in, and its words."""


def page(number: int, *rows: Row | tuple[Row, ...]) -> SetPage:
    lines = [
        line(place, set_in, text)
        for place, row in enumerate(rows)
        for set_in, text in (row if isinstance(row[0], tuple) else (row,))
    ]
    return SetPage(number=number, width=1600, height=2200, points=0.36, lines=tuple(lines))


def line(place: int, set_in: float, text: str, size: float = 16) -> SetLine:
    left, top = LEFT + set_in * EM, 300 + place * 70
    right = left + EM * sum(0.5 if each.isascii() else 1 for each in text)
    runs = (Run(text=text, look=Look(size=size)),)
    return SetLine(runs=runs, left=left, top=top, right=right, bottom=top + EM)


def texts(*pages: SetPage) -> list[str]:
    return [paragraph.text for paragraph in paragraphs_of(pages)]


OTHERS = ((2, FULL[:26]), (0, "抓好落实。"), (2, FULL[:26]), (0, "按时报送。"))
"""Paragraphs that show how first lines are set in."""


def test_a_first_line_that_seems_to_stand_in_the_middle_is_no_heading() -> None:
    told = texts(page(1, *OTHERS, (2, FULL[:24]), (0, "6,623万元。")))
    assert told[-1] == f"{FULL[:24]}6,623万元。"


def test_other_pages_show_how_far_first_lines_are_set_in() -> None:
    table = ((0, "工作内容"), (10, "承办单位")), ((0, "道路养护"), (10, "第一工区"))
    alone = page(2, *table, (2, FULL[:24]), (0, "6,623万元。"), (0, FULL[:20]))
    assert f"{FULL[:24]}6,623万元。" in texts(page(1, *OTHERS), alone)


def test_a_paragraph_goes_on_behind_a_full_stop_that_ends_the_page() -> None:
    first = page(1, *OTHERS, (2, f"{FULL[:25]}。"))
    told = texts(first, page(2, (0, "资金由市财政安排。"), *OTHERS))
    assert f"{FULL[:25]}。资金由市财政安排。" in told


def test_a_table_at_the_head_of_a_page_carries_nothing_on() -> None:
    first = page(1, *OTHERS, (2, f"{FULL[:25]}。"))
    told = texts(first, page(2, ((0, "工作内容"), (10, "承办单位"), (20, "数量")), *OTHERS))
    assert "工作内容" in told


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (20, "5÷17）×15，大约15年。"),
        (21, "梁”选“是”，系统一起递交。"),
        (26, "第三十一条、第六十九条。"),
        (26, "第三十二条第一款第四项。"),
        (26, "（二）项规定的情形除外。"),
        (19, "1.0、0.875、0.75、0.625，只供估算。"),
    ],
)
def test_what_must_not_be_parted_goes_to_the_next_line_whole(above: int, below: str) -> None:
    told = texts(page(1, *OTHERS, (2, FULL[:above]), (0, below)))
    assert told[-1] == f"{FULL[:above]}{below}"


def test_a_number_at_the_left_begins_a_paragraph_behind_one_that_has_ended() -> None:
    told = texts(page(1, *OTHERS, (2, f"{FULL[:25]}。"), (0, "二、工作要求"), (2, FULL[:20])))
    assert "二、工作要求" in told


def test_lines_of_another_type_are_not_joined_and_low_ones_of_the_same_are() -> None:
    low = line(5, 0, "口。").model_copy(update={"top": 660.0})
    body = page(1, *OTHERS, (2, FULL[:26]))
    other = line(6, 0, FULL, size=14)
    told = texts(body.model_copy(update={"lines": (*body.lines, low, other)}))
    assert told[-2:] == [f"{FULL[:26]}口。", FULL]


def test_a_dash_that_a_font_draws_as_one_is_read_as_two(office: WordOffice) -> None:
    pdf = office.convert(make_docx(Draft((Words("坚持预防为主——确保安全。"),))))
    assert "坚持预防为主——确保安全。" in open_file(pdf, "样张.pdf").text
