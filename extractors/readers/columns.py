"""Read the rows of a table whose columns are known by their headings."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from itertools import pairwise

from extractors.placing.form import Form, Found
from extractors.placing.labels import Hit
from extractors.placing.layout import Glyph
from models.specs import FieldSpec

APART = 0.9
"""Runs of characters in a row are separated by gaps of this many character heights."""
BELOW = 0.4
"""Rows of the table lie lower than the middle of its headings by this many character heights."""
OWN = frozenset({"until", "starts", "continues"})
"""Options that are no column."""
PRICES = ("unit_price", "standard")
"""What a price is called: on invoices, and on payment slips."""
LEADING = 2.2
"""The next line of a cell stands less than this many character heights below the last."""
HEADED = 1.5
"""Headings of one table lie less than this many character heights above or below each other."""
RATE = re.compile(r"[%％免税*]")
"""What a rate of tax has and an amount has not."""
CURRENCY = "￥¥"
"""Signs that only the sums below the table carry."""
QUANTITY = re.compile(r"[1-9]\d*(\.\d+)?|0\.\d+")
"""How a quantity is printed."""
FIGURE = re.compile(r"-?\d+(\.\d+)?")
"""A figure at the start of a cell; what follows came from the margin."""
CLASS = re.compile(r"^\*([^*“”\"]{2,12})[“”\"](?=[^*]+$)")
"""The tax bureau's class of what is sold, its second asterisk misread."""
MONEY = re.compile(r"\d\.\d{2}")
"""An amount of money has two decimals."""
GLUED = re.compile(r"(\d[\d,]*\.\d{2})\d{1,2}%")
"""An amount and the rate beside it, read as one; the group is the amount."""
CENT = Decimal("0.011")
"""How far a product of printed figures may be off its printed amount."""

Cells = dict[str, list[Glyph]]


@dataclass(frozen=True)
class Column:
    """One column: its key and how far it reaches."""

    key: str
    left: float
    right: float


def read_columns(form: Form, field: FieldSpec) -> Found | None:
    """Return the table's rows as text by column; None when its headings are not there.

    Every option of the field is a column with its headings, but for ``until``: what stands below
    the table; ``starts``: the column that has something in the first line of each row (``amount``
    unless said otherwise); ``continues``: the columns whose text may go on below (``name``).
    """
    columns, headings = _columns(form, field)
    if not columns:
        return None
    rows = list(_rows(form, field, columns, headings))
    glyphs = [glyph for row in rows for cell in row.values() for glyph in cell]
    if not glyphs:
        return None
    placed = form.found(glyphs)
    completed = [_completed(_record(row, columns)) for row in rows]
    records = tuple(record for record, _ in completed)
    whole = all(proven for _, proven in completed) and _even(records)
    return Found(placed.text, placed.scores, placed.box, sound=whole, rows=records)


def _columns(form: Form, field: FieldSpec) -> tuple[list[Column], list[Hit]]:
    """Return the columns from left to right; each ends half way to the next heading."""
    found = _headings(form, field)
    if len(found) < 3:
        return [], []
    found.sort(key=lambda pair: pair[1].left)
    borders = [(a.right + b.left) / 2 for (_, a), (_, b) in pairwise(found)]
    edges = [float("-inf"), *borders, float("inf")]
    columns = [Column(key, edges[i], edges[i + 1]) for i, (key, _) in enumerate(found)]
    return columns, [hit for _, hit in found]


def _headings(form: Form, field: FieldSpec) -> list[tuple[str, Hit]]:
    """Return each column's heading: of a word that stands elsewhere too, the one beside others."""
    hits = [
        (key, hit)
        for key in sorted(field.options.keys() - OWN)
        for hit in form.labels(*field.words(key))
    ]
    near = HEADED * form.layout.height
    rows = [
        {key: hit for key, hit in hits if abs(hit.middle - other.middle) < near}
        for _, other in hits
    ]
    return list(max(rows, key=len, default={}).items())


def _rows(
    form: Form, field: FieldSpec, columns: list[Column], headings: list[Hit]
) -> Iterator[Cells]:
    """Yield the cells of each table row, top to bottom."""
    top = max(hit.middle for hit in headings) + BELOW * form.layout.height
    bottom = min(
        (h.top for h in form.labels(*field.words("until")) if h.top > top), default=float("inf")
    )
    starts = (field.words("starts") or ["amount"])[0]
    continues = field.words("continues") or ["name"]
    current: Cells | None = None
    last = top
    for index, row in enumerate(form.layout.rows):
        if not top < row.middle < bottom:
            continue
        taken = form.taken(index)
        free = [glyph for i, glyph in enumerate(row.glyphs) if i not in taken]
        cells = _cells(free, columns, form.layout.height)
        if "amount" in cells and cells["amount"][0].char in CURRENCY:
            break
        if starts in cells:
            if current:
                yield current
            current, last = cells, row.middle
        elif current and row.middle - last < LEADING * form.layout.height:
            last = row.middle
            cells |= _beneath(free, current, form.layout.height)
            current |= {key: current.get(key, []) + cells[key] for key in continues if key in cells}
    if current:
        yield current


def _cells(glyphs: list[Glyph], columns: list[Column], height: float) -> Cells:
    """Give each run of characters to the column it lies on most."""
    cells: Cells = {}
    for run in _runs(glyphs, height):
        # A long name runs into the columns beside it, but only a name begins at the left.
        leads = not cells and run[0].left < columns[0].right - height
        fitting = [column for column in columns if _may_stand(run, column)]
        best = columns[0] if leads else max(fitting, key=lambda column: _shared(run, column))
        if _shared(run, best) > 0:
            cells[best.key] = cells.get(best.key, []) + run
    return cells


def _beneath(glyphs: list[Glyph], above: Cells, height: float) -> Cells:
    """Give each run to the cell of the row above that it begins under.

    The short end of a long name may lie nearer to the heading beside its own.
    """
    return {
        key: run
        for run in _runs(glyphs, height)
        for key, cell in above.items()
        if cell[0].left - height / 2 < run[0].left < cell[-1].right
    }


def _may_stand(run: list[Glyph], column: Column) -> bool:
    """Tell whether a run can be of a column: amounts reach into the narrow one of rates."""
    text = "".join(glyph.char for glyph in run)
    return column.key != "tax_rate" or bool(RATE.search(text)) or not MONEY.search(text)


def _runs(glyphs: list[Glyph], height: float) -> Iterator[list[Glyph]]:
    run: list[Glyph] = []
    for glyph in glyphs:
        apart = run and glyph.left - run[-1].right > APART * height
        if run and (apart or glyph.line != run[-1].line):
            yield from _unglued(run)
            run = []
        run.append(glyph)
    if run:
        yield from _unglued(run)


def _unglued(run: list[Glyph]) -> list[list[Glyph]]:
    """Return a run, or the amount and the rate it is made of."""
    together = GLUED.fullmatch("".join(glyph.char[:1] for glyph in run))
    at = together.end(1) if together else 0
    return [run[:at], run[at:]] if at else [run]


def _shared(run: list[Glyph], column: Column) -> float:
    return min(run[-1].right, column.right) - max(run[0].left, column.left)


def _record(cells: Cells, columns: list[Column]) -> dict[str, str | None]:
    """Return one row as printed text, cells cleaned of what is not theirs."""
    texts = {
        column.key: "".join(glyph.char for glyph in cells.get(column.key, [])) or None
        for column in columns
    }
    for key in ("amount", "tax", "quantity", *PRICES):
        figure = FIGURE.match((texts.get(key) or "").replace(",", ""))
        if figure:
            texts[key] = figure[0]
    name = texts.get("name")
    if name and "*" in name and not name.startswith("*"):
        # The tax bureau's short class name stands between two asterisks; the first is often lost.
        texts["name"] = name = f"*{name}"
    if name:
        texts["name"] = CLASS.sub(r"*\1*", name)
    return texts


def _completed(texts: dict[str, str | None]) -> tuple[dict[str, str | None], bool]:
    """Return a row with quantity and price as the amount proves them, and whether it was whole.

    Two figures that were read as one are split, and a lost quantity is worked out, only where the
    product is the amount to the cent.
    """
    named = next((key for key in PRICES if key in texts), PRICES[0])
    quantity, price, amount = (texts.get(key) for key in ("quantity", named, "amount"))
    if not amount or not (quantity or price):
        return texts, bool(amount)
    if quantity and price:
        return texts, _product(quantity, price, amount)
    glued = price or quantity or ""
    for at in range(1, len(glued)):
        if _product(glued[:at], glued[at:], amount):
            return texts | {"quantity": glued[:at], named: glued[at:]}, True
    count = _count(price, amount) if price else None
    return texts | {"quantity": count, named: glued} if count else texts, False


def _even(records: tuple[dict[str, str | None], ...]) -> bool:
    """Tell whether each column is filled in every row or in none but ``spec``, which may vary."""
    return all(
        len({record.get(key) is None for record in records}) == 1
        for key in ("unit", "tax_rate", "tax", "name")
    )


def _count(price: str, amount: str) -> str | None:
    """Return how many whole units an amount pays for, or None when it is no whole number."""
    try:
        count = str(round(Decimal(amount) / Decimal(price)))
    except (InvalidOperation, ZeroDivisionError):
        return None
    return count if _product(count, price, amount) else None


def _product(quantity: str, price: str, amount: str) -> bool:
    if not QUANTITY.fullmatch(quantity):
        return False
    try:
        return abs(Decimal(quantity) * Decimal(price) - Decimal(amount)) < CENT
    except InvalidOperation:
        return False
