"""Opened files made of a few words, for tests of what compares them."""

from collections.abc import Iterable

from docgen.gongwen.document.opened import Cell, Opened, Paragraph, Run, Source, Where


def paragraph(text: str) -> Paragraph:
    """Return a paragraph of one run."""
    return Paragraph(runs=(Run(text=text),) if text else ())


def opened(*texts: str, source: Source = Source.WORD) -> Opened:
    """Return a file of paragraphs."""
    return Opened(name="样张.docx", source=source, paragraphs=tuple(map(paragraph, texts)))


def table(rows: Iterable[Iterable[str]], number: int = 0) -> list[Paragraph]:
    """Return the paragraphs of a table."""
    return [
        paragraph(text).model_copy(
            update={"where": Where.TABLE, "cell": Cell(table=number, row=row, column=column)}
        )
        for row, cells in enumerate(rows)
        for column, text in enumerate(cells)
    ]


def with_table(*parts: str | list[Paragraph]) -> Opened:
    """Return a file of paragraphs and tables."""
    found: list[Paragraph] = []
    for part in parts:
        found += [paragraph(part)] if isinstance(part, str) else part
    return Opened(name="样张.docx", source=Source.WORD, paragraphs=tuple(found))
