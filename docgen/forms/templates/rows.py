"""What stands in the Word layout of the application form, row by row, and how it looks."""

from dataclasses import dataclass

from docx.enum.text import WD_ALIGN_PARAGRAPH

from docgen.word.making import CENTRE, LEFT, Face

SHADE = "ECECEC"


TITLES = {
    Face(size=21, bold=True): "title|length <= 15",
    Face(size=16, bold=True): "15 < title|length <= 21",
    Face(size=14, bold=True): "title|length > 21",
}
"""The title is the smaller the longer it is, so that it stands on one line."""
HEADING = Face(bold=True)
LABEL = Face(font="黑体", size=9)
BODY = Face()
SMALL = Face(size=8.5)
FAINT = Face(size=8, colour="505050")
ALARM = Face(font="黑体", size=9, colour="A61B1B")
ORIGIN = Face(size=9, colour="505050", raised=True)
WARNING = Face(font="黑体", size=9, colour="A61B1B", raised=True)


@dataclass(frozen=True)
class Cell:
    """One cell: its runs of text, and how many columns it takes."""

    runs: tuple[tuple[str, Face], ...]
    span: int = 1
    align: WD_ALIGN_PARAGRAPH = LEFT
    shade: str = ""


@dataclass(frozen=True)
class Row:
    """One row; a head is printed again on every page that its table runs over."""

    cells: tuple[Cell, ...]
    head: bool = False
    kept: bool = False
    """True for what must not be parted from the next row."""


def label(text: str, span: int = 2) -> Cell:
    """Return the cell of a label."""
    return Cell(((text, LABEL),), span, CENTRE)


def heading(text: str) -> Row:
    """Return the row of a heading across the table."""
    return Row((Cell(((text, HEADING),), span=12, shade=SHADE),), kept=True)


def tag(text: str) -> Row:
    """Return a row that docxtpl reads and drops."""
    return Row((Cell(((f"{{%tr {text} %}}", BODY),), span=12),))


def answer(entry: str, span: int) -> Cell:
    """Return the cell of a value with its marks."""
    return Cell(((f"{{{{ {entry}.answer }}}}", BODY), *marks(entry)), span)


def marks(entry: str) -> tuple[tuple[str, Face], ...]:
    """Return the runs of the marks behind a value."""
    return (f"{{{{ {entry}.origin }}}}", ORIGIN), (f"{{{{ {entry}.warnings }}}}", WARNING)


def text(words: str, span: int = 1, face: Face = BODY, align: WD_ALIGN_PARAGRAPH = LEFT) -> Cell:
    """Return a cell of plain text."""
    return Cell(((words, face),), span, align)


def single(span: int, *beside: Cell) -> Row:
    """Return a row of one entry across what the cell beside it leaves."""
    return Row((label("{{ row[0].label }}"), answer("row[0]", span), *beside))


def pair(span: int, *beside: Cell) -> Row:
    """Return a row of two entries."""
    entries = (
        (label(f"{{{{ {each}.label }}}}"), answer(each, span)) for each in ("row[0]", "row[1]")
    )
    return Row((*(cell for cells in entries for cell in cells), *beside))


PORTRAIT = Cell((("{% vm %}{{ section.portrait }}", FAINT),), 2, CENTRE)

ENTRIES: tuple[Row, ...] = (
    tag("if section.title"),
    heading("{{ section.title }}"),
    tag("endif"),
    tag("for row in section.rows"),
    tag("if loop.index <= section.beside and row|length == 1"),
    single(8, PORTRAIT),
    tag("elif loop.index <= section.beside"),
    pair(3, PORTRAIT),
    tag("elif row|length == 1"),
    single(10),
    tag("else"),
    pair(4),
    tag("endif"),
    tag("endfor"),
)
"""The rows of a section of boxes."""

GRID: tuple[Row, ...] = (
    tag("if section.title"),
    Row(heading("{{ section.title }}").cells, head=True),
    tag("endif"),
    Row(
        (Cell((("{{ section.grid.label }}", LABEL), *marks("section.grid")), 12, CENTRE),),
        head=True,
    ),
    Row(
        (
            text("{%tc for column in section.grid.columns %}"),
            Cell((("{% colspan column.span %}{{ column.label }}", LABEL),), align=CENTRE),
            text("{%tc endfor %}"),
        ),
        head=True,
    ),
    tag("for line in section.grid.lines"),
    Row(
        (
            text("{%tc for cell in line %}"),
            Cell((("{% colspan cell.span %}{{ cell.text }}", BODY),), align=CENTRE),
            text("{%tc endfor %}"),
        )
    ),
    tag("endfor"),
)
"""The rows of a table that grows."""

NOTES: tuple[Row, ...] = (
    heading("{{ notes_title }}"),
    tag("for note in notes"),
    Row((label("{{ note.label }}"), text("{{ note.text }}", 10))),
    tag("endfor"),
)

MATERIALS: tuple[Row, ...] = (
    Row(heading("{{ materials_title }}").cells, head=True),
    Row(
        (
            label("序号", 1),
            label("材料名称", 4),
            label("提交情况"),
            label("文件（校验值）", 5),
        ),
        head=True,
    ),
    tag("for each in materials"),
    Row(
        (
            text("{{ loop.index }}", align=CENTRE),
            text("{{ each.title }}", 4),
            text("{{ each.state }}", 2, align=CENTRE),
            text("{{ each.papers|join('；') or '—' }}", 5, face=SMALL),
        )
    ),
    tag("endfor"),
)
