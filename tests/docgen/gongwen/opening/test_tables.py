"""Tables of PDFs are read cell by cell: ruled ones by their lines, others by their columns."""

from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.gongwen.document.opened import Run
from docgen.gongwen.opening.columns import with_tables
from docgen.gongwen.opening.file import open_file
from docgen.gongwen.opening.lines import SetCell, SetLine, SetPage, SetTable
from docgen.gongwen.opening.pages import paragraphs_of
from docgen.gongwen.opening.ruled import Ruled, ruled_tables
from docgen.gongwen.opening.rules import Rule, read_rules
from docgen.word.office import WordOffice
from eval.compare.drafts import Draft, Table, Words, make_docx
from extractors.decoding.text_layer import Place

PAGE = (1600.0, 2200.0)
SCALE = 2.0


def places(start: float) -> st.SearchStrategy[list[float]]:
    steps = st.lists(st.integers(30, 90), min_size=1, max_size=5)
    return steps.map(lambda gaps: [start + sum(gaps[:at]) for at in range(len(gaps) + 1)])


def drawn(across: list[float], down: list[float]) -> list[Rule]:
    """Return the lines of a table, every side of a cell by itself."""
    lying = [Rule(True, y, a, b) for y in down for a, b in pairwise(across)]
    return lying + [Rule(False, x, a, b) for x in across for a, b in pairwise(down)]


def found(rules: list[Rule]) -> list[Ruled]:
    return ruled_tables(rules, PAGE, SCALE)


@given(places(100), places(300), st.randoms())
def test_the_cells_between_lines_are_found_however_these_are_drawn(
    across: list[float], down: list[float], chance: object
) -> None:
    rules = drawn(across, down)
    chance.shuffle(rules)  # type: ignore[attr-defined]
    cells = {
        (row, column): (left, top, right, bottom)
        for row, (top, bottom) in enumerate(pairwise(down))
        for column, (left, right) in enumerate(pairwise(across))
    }
    assert [table.cells for table in found(rules)] == ([cells] if len(cells) > 1 else [])


def test_cells_that_no_line_parts_are_one() -> None:
    rules = [
        each
        for each in drawn([100, 200, 300], [300, 350, 400, 450])
        if each not in {Rule(False, 200, 300, 350), Rule(True, 400, 100, 200)}
    ]
    (table,) = found(rules)
    assert table.cells.keys() == {(0, 0), (1, 0), (1, 1), (2, 1)}
    assert table.cell_of(280, 320) == (0, 0)
    assert table.cell_of(150, 440) == (1, 0)


def test_a_table_with_open_sides_has_the_columns_of_its_lying_lines() -> None:
    rules = [each for each in drawn([100, 200, 300], [300, 350]) if each.lying or each.at == 200]
    (table,) = found(rules)
    assert table.cells == {(0, 0): (100, 300, 200, 350), (0, 1): (200, 300, 300, 350)}


def test_a_frame_around_text_and_lines_below_words_are_no_tables() -> None:
    assert not found(drawn([100, 1500], [100, 2100]))
    assert not found([*drawn([100, 1500], [100, 2100]), Rule(True, 300, 100, 1500)])
    assert not found([Rule(True, y, 100, 900) for y in (300, 400, 500)])


def test_lines_are_read_that_are_drawn_or_are_thin_filled_shapes() -> None:
    document = pypdfium2.PdfDocument.new()
    page = document.new_page(500, 500)
    for x, y, width, height, fill in (
        (100, 100, 200, 1, 2),
        (50, 50, 80, 90, 0),
        (9, 9, 40, 40, 2),
    ):
        shape = pdfium.FPDFPageObj_CreateNewRect(x, y, width, height)
        pdfium.FPDFPath_SetDrawMode(shape, fill, not fill)
        pdfium.FPDFPage_InsertObject(page.raw, shape)
    page.gen_content()
    rules = read_rules(page, Place.of_page((0, 0, 500, 500), 0, (1000, 1000)), 2.0)
    assert Rule(True, 799.0, 200.0, 600.0) in rules
    assert sorted(
        (each.lying, each.at) for each in rules if each.start < 1000 and each.at != 799
    ) == [
        (False, 100.0),
        (False, 260.0),
        (True, 720.0),
        (True, 900.0),
    ]


def line(left: float, row: int, text: str) -> SetLine:
    top = 300 + 60 * row
    return SetLine(
        runs=(Run(text=text),),
        left=left,
        top=top,
        right=left + 40 * len(text),
        bottom=top + 40,
        row=row,
    )


def page(number: int, *rows: tuple[str, ...]) -> SetPage:
    lines = [
        line(200 + 400 * c, r, text) for r, row in enumerate(rows) for c, text in enumerate(row)
    ]
    return SetPage(number=number, width=1600, height=2200, points=0.36, lines=tuple(lines))


ROWS = (("项目", "单位", "金额"), ("道路养护", "第一工区", "120"), ("桥梁检测", "二工区", "88"))
BEFORE, BEHIND = "以下是今年的安排，各单位按此执行，不得擅自变更。", "特此通知。"


def rows_of(read: SetPage) -> list[list[str]]:
    (table,) = read.tables
    return [table.row(number) for number in range(max(cell.row for cell in table.cells) + 1)]


def test_rows_in_columns_without_lines_are_a_table_and_what_stands_around_is_not() -> None:
    (read,) = with_tables([page(1, (BEFORE,), *ROWS, (BEHIND,))], ())
    assert [each.text for each in read.lines] == [BEFORE, BEHIND]
    assert rows_of(read) == [list(row) for row in ROWS]


@pytest.mark.parametrize("cut", [1, 2])
def test_such_a_table_is_one_wherever_the_page_ends(cut: int) -> None:
    pages = [page(1, (BEFORE,), *ROWS[:cut]), page(2, *ROWS[cut:], (BEHIND,))]
    told = [(each.cell and each.cell.row, each.text) for each in paragraphs_of(pages)]
    cells = [(number, text) for number, row in enumerate(ROWS) for text in row]
    assert told == [(None, BEFORE), *cells, (None, BEHIND)]


def test_a_cell_that_is_empty_leaves_its_place() -> None:
    (read,) = with_tables([page(1, *ROWS, ("绿化保洁",), *ROWS[1:])], ())
    assert rows_of(read)[3] == ["绿化保洁", "", ""]


@pytest.mark.parametrize(
    "rows",
    [
        [("甲方（盖章）：", "乙方（盖章）："), ("签订日期：", "签订日期：")],
        [("各单位要加强值班值守落实责任确保安", "次日起按本方案执行不得擅自变更推延")] * 5,
        [("签发人：张样张",), ("联系人：李样张",), ("电话",)],
    ],
)
def test_two_rows_two_columns_of_text_and_single_parts_are_no_table(
    rows: list[tuple[str, ...]],
) -> None:
    single = page(1, *rows)
    wide = [
        each.model_copy(update={"left": 2 * each.left, "right": 2 * each.right})
        for each in single.lines
    ]
    whole = single.model_copy(update={"lines": tuple(wide)})
    assert with_tables([whole], ()) == [whole]


def test_lines_of_which_no_rows_are_known_stay_lines() -> None:
    lines = [each.model_copy(update={"row": -1}) for each in page(1, *ROWS).lines]
    seen = page(1).model_copy(update={"recognised": True, "lines": tuple(lines)})
    assert with_tables([seen], ()) == [seen]


def part(number: int, *rows: tuple[str, ...], before: str = "") -> SetPage:
    cells = [
        SetCell(
            row=r,
            column=c,
            left=200 + 300 * c,
            top=400 + 60 * r,
            right=500 + 300 * c,
            bottom=460 + 60 * r,
            lines=(line(210 + 300 * c, r, text),) if text else (),
        )
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    lines = (line(200, 0, before),) if before else ()
    table = SetTable(cells=tuple(cells))
    return SetPage(
        number=number, width=1600, height=2200, points=0.36, lines=lines, tables=(table,)
    )


def cells_of(*pages: SetPage) -> list[tuple[int, int, str]]:
    read = paragraphs_of(pages)
    return [(each.cell.table, each.cell.row, each.text) for each in read if each.cell]


HEAD, FIRST, SECOND = ("项目", "金额"), ("道路养护", "120"), ("桥梁检测", "")


def test_a_table_that_goes_on_on_the_next_page_is_one_and_its_repeated_head_stands_once() -> None:
    whole = [(0, r, text) for r, row in enumerate((HEAD, FIRST, SECOND)) for text in row]
    first = part(1, HEAD, FIRST, before="安排如下。")
    assert cells_of(first, part(2, SECOND)) == whole
    assert cells_of(first, part(2, HEAD, SECOND)) == whole


def test_a_table_behind_words_is_another_one() -> None:
    told = cells_of(part(1, HEAD, FIRST), part(2, HEAD, SECOND, before="明年的安排如下。"))
    assert {table for table, _, _ in told} == {0, 1}


def test_a_table_of_a_pdf_is_read_cell_by_cell(office: WordOffice) -> None:
    rows = (("工作内容", "承办单位", "数量"), ("道路养护", "第一工区", "120"))
    draft = Draft((Words("安排如下。"), Table(rows), Words("特此通知。")))
    read = open_file(office.convert(make_docx(draft)), "样张.pdf").paragraphs
    told = {(each.cell.row, each.cell.column): each.text for each in read if each.cell}
    assert told == {(r, c): text for r, row in enumerate(rows) for c, text in enumerate(row)}
    assert [each.text for each in read if not each.cell] == ["安排如下。", "特此通知。"]
