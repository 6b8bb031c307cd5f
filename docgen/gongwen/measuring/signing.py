"""Measures of who signs and when: with a seal, without one, with a stamp; clause 7.3.5."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from docgen.gongwen.document.official import Form
from docgen.gongwen.elements.found import Element
from docgen.gongwen.layout.setting import width_of
from docgen.gongwen.measuring.deviation import Deviation, miss
from docgen.gongwen.measuring.located import Print, Row
from docgen.gongwen.measuring.places import blank_lines
from docgen.gongwen.measuring.requirement import read_requirements
from docgen.gongwen.measuring.seals import measure_seals, seals_of
from docgen.gongwen.measuring.words import BODY, HEADINGS, TABLE

TEXT: Final = (BODY, TABLE, Element.ATTACHMENT_NOTE, *HEADINGS[1:])
"""What stands above a signature."""
HALF: Final = 0.5
"""A line or a character is off by more."""
SAME_BASE: Final = 2.0
"""Names on one line do not differ by more in height (mm)."""


@dataclass(frozen=True)
class Signed:
    """The printed lines of a signature on the page of its day."""

    names: tuple[Row, ...]
    stamped: tuple[Row, ...]
    """Office and name of who signs in person."""
    day: Row
    above: float | None
    """Where the text above ends (mm); ``None`` where there is none on the page."""
    right: float
    """Of the text area."""
    character: float

    @property
    def beside(self) -> bool:
        """Whether several organs stand side by side, as those that seal together do."""
        return any(abs(one.base - other.base) < SAME_BASE for one, other in pairwise(self.names))

    def free(self, row: Row, wanted: float) -> float:
        """Return how many characters are free right of a line, told as near to what is wanted.

        Figures are half a character wide in the fonts that are asked for, and wider in those that
        may stand in: a line that holds some ends where it is printed to end, or where it would.
        """
        ends = (row.right, row.left + width_of(row.text) * self.character)
        return self._nearest(((self.right - end) / self.character for end in ends), wanted)

    def step(self, wanted: float) -> float:
        """Return how many characters right of the last name's first character the day begins."""
        day, name = self.day, self.names[-1]
        begins = (day.left, day.right - width_of(day.text) * self.character)
        return self._nearest(((left - name.left) / self.character for left in begins), wanted)

    @staticmethod
    def _nearest(found: Iterable[float], wanted: float) -> float:
        return min(found, key=lambda each: abs(each - wanted))


def measure_signing(printed: Print, form: Form) -> Iterator[Deviation]:
    """Yield how signature, day and seal deviate; nothing where no day stands below the text."""
    signed = signed_on(printed)
    if signed is None or form is Form.PLAIN:
        return
    seals = seals_of(printed, signed.day.page)
    if signed.above is None:
        yield miss("signed_with_text", "没有正文", f"第{signed.day.page}页")
    if signed.stamped:
        yield from _stamped(signed, printed)
    elif signed.names and not signed.beside:
        sealed = bool(seals) or abs(signed.free(signed.day, 4) - 4) <= HALF
        yield from _sealed(signed) if sealed else _unsealed(signed, printed)
    if signed.names and not signed.stamped:
        yield from _gap("day_gap", signed.day, signed.names[-1].bottom, printed)
    yield from measure_seals(seals, _pressed(signed), signed.above, printed)


def signed_on(printed: Print) -> Signed | None:
    """Return the last signature with a day, where the print shows one."""
    days = printed.of(Element.DAY)
    if not days:
        return None
    day = printed.rows(days[-1])[-1]
    area = printed.area(day.page)
    names, stamped, text = (
        tuple(row for each in printed.of(*of) for row in printed.rows(each) if _is_above(row, day))
        for of in ((Element.SIGNED,), (Element.SIGNER,), TEXT)
    )
    size = max(each.end - each.begin for each in day.glyphs)
    above = max((row.bottom for row in text), default=None)
    return Signed(names, stamped, day, above, area.right, size)


def _is_above(row: Row, day: Row) -> bool:
    return row.page == day.page and row.bottom < day.bottom


def _pressed(signed: Signed) -> Sequence[Row]:
    return (*signed.names, *signed.stamped, signed.day)


def _sealed(signed: Signed) -> Iterator[Deviation]:
    """The day four characters from the right, the name in its middle."""
    day, name = signed.day, signed.names[-1]
    yield from _free("sealed_day", signed, day, 4, "成文日期")
    off = (name.left + name.right - day.left - day.right) / 2 / signed.character
    if abs(off) > 2 * HALF:
        yield miss("sealed_name", f"偏{'右' if off > 0 else '左'}{abs(off):.1f}字", "发文机关署名")


def _unsealed(signed: Signed, printed: Print) -> Iterator[Deviation]:
    """One blank line, the name two from the right, the day two right of its first character."""
    if signed.above is not None:
        yield from _gap("unsealed_gap", signed.names[0], signed.above, printed)
    if width_of(signed.day.text) > width_of(signed.names[-1].text):
        yield from _free("unsealed_long_day", signed, signed.day, 2, "成文日期")
    else:
        yield from _free("unsealed_name", signed, signed.names[-1], 2, "发文机关署名")
    step = signed.step(2)
    if abs(step - 2) > HALF:
        side = "右移" if step > 0 else "左移"
        yield miss("unsealed_day", f"{side}{abs(step):.1f}字", "成文日期")


def _stamped(signed: Signed, printed: Print) -> Iterator[Deviation]:
    """Two blank lines, office and stamp four from the right; a blank line, the day likewise."""
    stamp = signed.stamped[-1]
    top = signed.names[0] if signed.names else signed.stamped[0]
    if signed.above is not None:
        yield from _gap("stamped_gap", top, signed.above, printed)
    yield from _gap("stamped_day_gap", signed.day, stamp.bottom, printed)
    yield from _free("stamp", signed, stamp, 4, "签名章")
    yield from _free("stamped_day", signed, signed.day, 4, "成文日期")


def _free(name: str, signed: Signed, row: Row, wanted: float, where: str) -> Iterator[Deviation]:
    found = signed.free(row, wanted)
    if abs(found - wanted) > HALF:
        yield miss(name, f"右空{max(found, 0):.1f}字", where)


def _gap(name: str, row: Row, above: float, printed: Print) -> Iterator[Deviation]:
    asked = read_requirements()[name]
    lines = blank_lines(row.top - above, printed.style)
    if abs(lines - asked.number(printed.style)) > asked.tolerance:
        yield miss(name, f"空{max(lines, 0):.1f}行", f"“{row.text[:12]}”")
