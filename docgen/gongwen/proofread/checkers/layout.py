"""Layout of Word files by GB/T 9704-2012, as the file alone shows it; ``measuring`` tells more."""

from collections.abc import Iterator, Sequence
from typing import Final

from docgen.gongwen.document.opened import Opened, Source
from docgen.gongwen.measuring.deviation import UNITS, Deviation
from docgen.gongwen.measuring.taken import Taken, measure_opened
from docgen.gongwen.proofread.fault import Fault, Kind, Severity
from docgen.gongwen.proofread.text import Text

SHOWN: Final = 12
"""Characters of the words by which a place is told."""
CONFIDENCE: Final = {Severity.SUSPECTED: 0.5, Severity.HINT: 0.3}
"""Below that of any rule about the words themselves: those stay where both meet."""
STANDARD: Final = "GB/T 9704—2012"


def check_layout(text: Text) -> Iterator[Fault]:
    """Yield what deviates, at one place each; nothing for what is no Word file."""
    opened = text.opened
    if opened is None or opened.source is not Source.WORD:
        return
    taken = Taken.of(opened)
    places: dict[tuple[int, int], list[Deviation]] = {}
    for each in measure_opened(taken):
        place = _place(each, opened)
        if place:
            places.setdefault(place, []).append(each)
    for (start, end), told in places.items():
        yield _fault(start, text.text[start:end], told, official=taken.is_official)


def _place(deviation: Deviation, opened: Opened) -> tuple[int, int] | None:
    """Return where a deviation is told: at its first words, or those the file begins with."""
    if deviation.places:
        first = deviation.places[0]
        start = opened.starts[first.paragraph] + first.start
        return start, start + min(SHOWN, first.end - first.start)
    bare = opened.text.lstrip()
    start = len(opened.text) - len(bare)
    line = bare.partition("\n")[0].rstrip()
    return (start, start + min(SHOWN, len(line))) if line else None


def _fault(start: int, wrong: str, told: Sequence[Deviation], *, official: bool) -> Fault:
    binding = official and any(each.is_fault for each in told)
    severity = Severity.SUSPECTED if binding else Severity.HINT
    return Fault(
        start=start,
        end=start + len(wrong),
        wrong=wrong,
        kind=Kind.LAYOUT,
        severity=severity,
        reason="".join(each.told for each in told),
        confidence=CONFIDENCE[severity],
        source=_source(told),
        rule="layout.measured",
    )


def _source(told: Sequence[Deviation]) -> str:
    """Return the clauses; custom is never called the standard."""
    clauses = dict.fromkeys(each.clause for each in told if each.strength not in UNITS)
    return f"{STANDARD} {'、'.join(clauses)}" if clauses else "实务"
