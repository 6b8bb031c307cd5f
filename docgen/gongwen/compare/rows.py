"""Which paragraphs stand beside each other when two files are shown."""

from docgen.gongwen.compare.aligned import Aligned
from docgen.gongwen.compare.difference import Row


def rows_of(aligned: Aligned) -> tuple[Row, ...]:
    """Return rows in the order of the newer file; what is gone stands where it was.

    A moved paragraph has two rows: an empty right side where it was, both sides where it is.
    """
    rows = {
        pair.right[0]: Row(left=pair.left, right=pair.right, moved=pair.moved)
        for pair in aligned.pairs
    }
    for each in aligned.wholes:
        rows |= {added.paragraph: Row(right=(added.paragraph,)) for added in each.added}
    left_only = [Row(left=(i,)) for each in aligned.wholes for i in each.removed]
    left_only += [Row(left=pair.left, moved=True) for pair in aligned.pairs if pair.moved]
    return tuple(_woven([rows[j] for j in sorted(rows)], left_only))


def _woven(rows: list[Row], left_only: list[Row]) -> list[Row]:
    """Put what is only on the left before the first staying row that comes after it there."""
    waiting = sorted(left_only, key=lambda row: row.left[0])
    woven: list[Row] = []
    for row in rows:
        if row.left and not row.moved:
            while waiting and waiting[0].left[0] < row.left[0]:
                woven.append(waiting.pop(0))
        woven.append(row)
    return [*woven, *waiting]
