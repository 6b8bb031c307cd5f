"""Lines of a page, as a PDF carries them or recognition finds them."""

from collections.abc import Iterable, Sequence

from docgen.gongwen.document.opened import Look, Run
from models.records import Record


class SetLine(Record):
    """One line, or a part that stands apart in it; places in pixels of the page."""

    runs: tuple[Run, ...]
    left: float
    top: float
    right: float
    bottom: float
    row: int = -1
    """Equal for parts on one line, where it is known."""
    confidence: float = 1.0
    off: float = 1.1
    """Times by which its type may seem larger than it is: more where it was measured."""

    @property
    def type(self) -> float:
        """Size of its largest type in points; 0 where it is not told."""
        return max((run.look.size or 0 for run in self.runs), default=0)

    @property
    def text(self) -> str:
        """The words."""
        return "".join(run.text for run in self.runs)

    @property
    def height(self) -> float:
        """In pixels."""
        return self.bottom - self.top


class SetCell(Record):
    """A cell of a table; rows and columns count from 0 within the table of its page."""

    row: int
    column: int
    left: float
    top: float
    right: float
    bottom: float
    lines: tuple[SetLine, ...] = ()


class SetTable(Record):
    """A table of one page; what stands in its cells is no line of the page."""

    cells: tuple[SetCell, ...]

    @property
    def top(self) -> float:
        """Where it begins."""
        return min(cell.top for cell in self.cells)

    @property
    def columns(self) -> dict[int, tuple[float, float]]:
        """Where each column stands."""
        return {
            column: (
                max(cell.left for cell in self.cells if cell.column == column),
                min(cell.right for cell in self.cells if cell.column == column),
            )
            for column in sorted({cell.column for cell in self.cells})
        }

    def row(self, row: int) -> list[str]:
        """Return what stands in a row."""
        return [cell_text(cell) for cell in self.cells if cell.row == row]


class SetPage(Record):
    """What stands on one page, from the top."""

    number: int
    """From 1."""
    width: int
    height: int
    points: float
    """Points of one pixel."""
    lines: tuple[SetLine, ...] = ()
    tables: tuple[SetTable, ...] = ()
    picture: bool = False
    """Nothing but a picture: its words must be recognised."""
    recognised: bool = False


def cell_text(cell: SetCell) -> str:
    """Return the words of a cell."""
    return "".join(line.text for line in cell.lines)


def runs_of(lines: Sequence[SetLine], points: float) -> list[Run]:
    """Join the runs of lines; a space stands where a Latin word ends a line and another begins.

    ``points`` are those of one pixel.
    """
    joined: list[Run] = []
    for line in lines:
        for place, run in enumerate(line.runs):
            look = run.look if run.look.size else Look(size=round(line.height * points, 1))
            text = run.text
            before = joined[-1].text[-1:] if joined else ""
            if not place and before and before.isascii() and before.isalpha() and _latin(text):
                text = f" {text}"
            if joined and joined[-1].look == look:
                joined[-1] = Run(text=joined[-1].text + text, look=look)
            else:
                joined.append(Run(text=text, look=look))
    return joined


def _latin(text: str) -> bool:
    return text[:1].isascii() and text[:1].isalpha()


def in_rows(lines: Iterable[SetLine]) -> list[list[SetLine]]:
    """Return lines in rows from the top, those of one row from the left."""
    rows: list[list[SetLine]] = []
    for line in sorted(lines, key=lambda each: (each.top + each.bottom) / 2):
        middle = (line.top + line.bottom) / 2
        if rows and middle < rows[-1][0].bottom and rows[-1][0].top < middle and _fits(rows, line):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda each: each.left) for row in rows]


def _fits(rows: list[list[SetLine]], line: SetLine) -> bool:
    return all(line.left >= each.right or line.right <= each.left for each in rows[-1])
