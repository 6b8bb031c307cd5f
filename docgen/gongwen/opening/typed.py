"""A document as it stands in an editor: a paragraph a line, the cells of a table between tabs."""

from collections.abc import Iterable, Iterator
from itertools import groupby

from docgen.gongwen.document.opened import Cell, Opened, Paragraph, Run, Source, Where


def text_lines(opened: Opened) -> list[str]:
    """Return what a file says as the editor shows it: a paragraph a line, a row of a table a line.

    The cells of a row have tabs between them; paragraphs of one cell come together.
    """
    lines: list[str] = []
    for row, members in groupby(opened.paragraphs, key=_row_of):
        if row is None:
            lines += [f"{each.label}{each.text}" for each in members]
        else:
            cells: dict[int, str] = {}
            for each in members:
                column = each.cell.column if each.cell else 0
                cells[column] = cells.get(column, "") + f"{each.label}{each.text}".replace(
                    "\t", " "
                )
            lines.append("\t".join(cells.get(at, "") for at in range(max(cells) + 1)))
    return lines


def _row_of(paragraph: Paragraph) -> tuple[int, int] | None:
    return (paragraph.cell.table, paragraph.cell.row) if paragraph.cell else None


def open_text(text: str, name: str = "文稿") -> Opened:
    """Return the paragraphs of what stands in the editor, a line each.

    Lines next to each other with the same number of tabs are a table; each cell is a paragraph,
    and every character keeps its place in the text.
    """
    paragraphs: list[Paragraph] = []
    table = 0
    for tabs, group in groupby(text.split("\n"), key=lambda line: line.count("\t")):
        lines = list(group)
        if tabs and len(lines) > 1 and not lines[0].startswith("\t"):
            paragraphs += _cells(lines, table)
            table += 1
        else:
            paragraphs += [_paragraph(line) for line in lines]
    return Opened(name=name, source=Source.TEXT, paragraphs=tuple(paragraphs))


def _cells(lines: Iterable[str], table: int) -> Iterator[Paragraph]:
    for row, line in enumerate(lines):
        for column, words in enumerate(line.split("\t")):
            cell = Cell(table=table, row=row, column=column)
            yield _paragraph(words).model_copy(update={"where": Where.TABLE, "cell": cell})


def _paragraph(line: str) -> Paragraph:
    return Paragraph(runs=(Run(text=line),) if line else ())
