"""Sets what stands under one heading: rows of boxes, tables between them, a portrait beside."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from docgen.forms.sheet import (
    HALF_BESIDE_PORTRAIT,
    PORTRAIT_ROWS,
    Entry,
    Grid,
    Portrait,
    Section,
    in_rows,
)

Item = Entry | Grid | Portrait


def set_sections(title: str, items: Sequence[Item]) -> Iterator[Section]:
    """Yield the sections of one heading, in order; only the first bears the title."""
    portrait = next((each for each in items if isinstance(each, Portrait)), None)
    for section in _sections([each for each in items if not isinstance(each, Portrait)], portrait):
        yield section.model_copy(update={"title": title})
        title = ""


def _sections(items: Sequence[Entry | Grid], portrait: Portrait | None) -> Iterator[Section]:
    for is_grid, group in groupby(items, lambda each: isinstance(each, Grid)):
        if is_grid:
            yield from (Section(title="", grid=each) for each in group if isinstance(each, Grid))
        else:
            entries = [each for each in group if isinstance(each, Entry)]
            yield (
                _beside(portrait, entries) if portrait else Section(rows=in_rows(entries), title="")
            )
            portrait = None
    if portrait:
        yield _beside(portrait, [])


def _beside(portrait: Portrait, entries: Sequence[Entry]) -> Section:
    """Return the entries with a portrait beside the first rows, where the boxes are narrower."""
    first = in_rows(entries, HALF_BESIDE_PORTRAIT)[:PORTRAIT_ROWS]
    placed = {id(entry) for row in first for entry in row}
    rest = in_rows(each for each in entries if id(each) not in placed)
    return Section(
        title="",
        rows=(*first, *rest),
        portrait=portrait.model_copy(update={"rows": len(first)}),
    )
