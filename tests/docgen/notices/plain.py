"""A notice as plain text, as the golden files keep it.

python -m tests.docgen.notices.plain    writes every golden file anew, to be read in the diff
"""

from collections.abc import Iterator
from pathlib import Path

from docgen.notices.compose import compose_notice
from docgen.notices.declared import read_declared
from docgen.notices.samples import read_sample
from docgen.notices.sheet import Block, Grid, NoticeSheet, Point, Rows

GOLDEN = Path(__file__).parent / "golden"


def plain(sheet: NoticeSheet) -> str:
    lines = [sheet.office, sheet.title, sheet.number, sheet.salutation]
    for block in sheet.blocks:
        lines += _lines(block)
    lines += [sheet.office, sheet.issued_on_words] if sheet.signed_by_office else []
    lines += [sheet.copies]
    if sheet.slip:
        lines += [sheet.slip.text, *sheet.slip.lines]
    return "\n".join(line for line in lines if line) + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Point):
        yield f"{block.number} {block.text}"
        yield from (f"   {each}" for each in block.details)
    elif isinstance(block, Grid):
        for row in block.rows:
            yield " | ".join(f"{each.label}：{each.text or each.field or '—'}" for each in row)
    elif isinstance(block, Rows):
        heads = [head.label for head in block.heads]
        yield from (" | ".join(row) for row in (heads, *block.rows, block.total) if row)
        yield block.total_words
    else:
        yield block.text


def main() -> None:
    GOLDEN.mkdir(exist_ok=True)
    for kind in read_declared().kinds:
        text = plain(compose_notice(read_sample(kind)).sheet)
        (GOLDEN / f"{kind}.txt").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
