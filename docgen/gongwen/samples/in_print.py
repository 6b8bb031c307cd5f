"""What the print of a sample shows of the values of a style: heights, gaps, rules, page numbers.

Gaps are reckoned from the line the characters stand on, the way the layout sets them: what is
learnt is the number of empty lines with which the layout comes to stand where the sample stands.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from docgen.gongwen.document.official import Form
from docgen.gongwen.elements.found import Element
from docgen.gongwen.layout.heading import BASELINE, mark_pitch
from docgen.gongwen.layout.setting import Setter
from docgen.gongwen.layout.style import TWIPS, Style
from docgen.gongwen.measuring.footing import gap_above, is_centred, number_on
from docgen.gongwen.measuring.located import Row
from docgen.gongwen.measuring.rules import HEADS, MARKS, SINGLE, mark_ink, record_bars
from docgen.gongwen.measuring.sheets import Bar, Sheet
from docgen.gongwen.measuring.signing import TEXT, signed_on
from docgen.gongwen.measuring.words import NAMES, PASSED_TITLE, ROLE
from docgen.gongwen.samples.gauge import Gauge
from docgen.gongwen.samples.sample import Sample

SEALED: Final = (3.5, 4.5)
"""Characters right of a day that leaves room for a seal."""
AT_BOTTOM: Final = 10
"""A record that ends further above the edge of the text area (mm) is not set at its foot."""
BEFORE: Final = (*TEXT, Element.DAY, Element.SIGNED, Element.NOTE)
"""What those who attended are listed below."""


def _first(sample: Sample) -> Sheet | None:
    """Return the first page, where it is upright: a template has no other pages."""
    first = sample.printed.sheets[0] if sample.printed else None
    return first if first and first.width <= first.height else None


def _bars(sample: Sample) -> list[Bar]:
    first = _first(sample)
    return first.bars(red=True) if first else []


def _mark_top(form: Form) -> Gauge:
    def read(sample: Sample, style: Style) -> float | None:
        first = _first(sample)
        if first is None or sample.form is not form:
            return None
        top, bottom = mark_ink(first, _bars(sample))
        start = 0.0 if form is Form.LETTER else style["top"]
        return top - start if bottom else None

    return Gauge(read, step=0.5, fine=1.0)


def _rule(of: Callable[[Bar], float], step: float, fine: float) -> Gauge:
    """Measure the red rule of a document."""

    def read(sample: Sample, _: Style) -> float | None:
        bars = _bars(sample)
        return of(bars[0]) if bars and sample.form in SINGLE else None

    return Gauge(read, step, fine)


def _rule_gap(sample: Sample, _: Style) -> float | None:
    bars, numbers = _bars(sample), sample.rows(Element.NUMBER, page=1)
    if not bars or not numbers or sample.form not in SINGLE:
        return None
    gap = bars[0].top - max(row.bottom for row in numbers)
    return gap if gap > 0 else None


def _letter(of: Callable[[Sheet, Sequence[Bar]], float]) -> Gauge:
    """Measure the double rules of a letter."""

    def read(sample: Sample, _: Style) -> float | None:
        first, bars = _first(sample), _bars(sample)
        if first is None or sample.form is not Form.LETTER or len(bars) != 2:
            return None
        return of(first, bars)

    return Gauge(read, step=0.5, fine=0.75)


def _number_gap(sample: Sample, style: Style) -> float | None:
    marks = sample.rows(Element.MARK, page=1)
    numbers = sample.rows(Element.NUMBER, Element.SIGNATORY, NAMES, page=1)
    if not marks or not numbers or sample.form is Form.LETTER:
        return None
    setter = Setter(style)
    size = next((run.look.size for x in sample.words(Element.MARK) for run in x.runs), None)
    joint = len({round(row.base) for row in marks}) > 1
    line = 26 * (size or 0) if joint else mark_pitch(sample.official, setter, size or 0)
    away = (min(row.base for row in numbers) - max(row.base for row in marks)) * TWIPS
    return (away - (1 - BASELINE) * line) / setter.pitch - BASELINE


def _title_gap(sample: Sample, style: Style) -> float | None:
    titles, bars = sample.rows(Element.TITLE, page=1), _bars(sample)
    if not titles or sample.form is Form.PLAIN:
        return None
    base = titles[0].base * TWIPS - BASELINE * style["title_pitch"]
    if sample.form in SINGLE:
        return (base - bars[0].bottom * TWIPS) / style["pitch"] if bars else None
    heads = [row.base for row in sample.rows(*HEADS, page=1) if row.base < titles[0].base]
    if not heads:
        return None
    return (base - max(heads) * TWIPS) / style["pitch"] - (1 - BASELINE)


def _passed_gap(sample: Sample, style: Style) -> float | None:
    titles = sample.rows(PASSED_TITLE)
    if not titles or sample.printed is None:
        return None
    away = titles[0].base - sample.printed.area(titles[0].page).top
    return (away * TWIPS - BASELINE * style["title_pitch"]) / style["pitch"]


def _seal_gap(sample: Sample, style: Style) -> float | None:
    signed = signed_on(sample.printed) if sample.printed else None
    if signed is None or not signed.names or signed.stamped or sample.form is Form.PLAIN:
        return None
    if not SEALED[0] <= signed.free(signed.day, 4) <= SEALED[1]:
        return None
    return _lines_above(signed.names[0], sample.rows(*TEXT, page=signed.day.page), style)


def _present_gap(sample: Sample, style: Style) -> float | None:
    roles = sample.rows(ROLE)
    return (
        _lines_above(roles[0], sample.rows(*BEFORE, page=roles[0].page), style) if roles else None
    )


def _lines_above(row: Row, others: Sequence[Row], style: Style) -> float | None:
    """Return how many lines are empty between a line and the nearest of some above it."""
    above = [each.base for each in others if each.base < row.base]
    return (row.base - max(above)) * TWIPS / style["pitch"] - 1 if above else None


def _record(of: Callable[[Sequence[Bar]], float | None], step: float, fine: float) -> Gauge:
    """Measure the rules of the record."""

    def read(sample: Sample, _: Style) -> float | None:
        bars = record_bars(sample.printed) if sample.printed else []
        return of(bars) if len(bars) > 1 and sample.form is not Form.LETTER else None

    return Gauge(read, step, fine)


def _record_bottom(sample: Sample, style: Style) -> float | None:
    """Return where the last rule is; nothing where the record follows the text as it comes."""
    bars = record_bars(sample.printed) if sample.printed else []
    if len(bars) < 2 or sample.form is Form.LETTER:
        return None
    free = style["top"] + style["area_height"] - bars[-1].bottom
    return bars[-1].bottom if free < AT_BOTTOM else None


def _thickness(bar: Bar) -> float:
    return bar.bottom - bar.top


def _numbers(sample: Sample) -> list[tuple[Sheet, Row]]:
    """Return the printed page numbers of upright pages."""
    printed = sample.printed
    found = [(each, number_on(each, printed)) for each in printed.sheets] if printed else []
    return [(each, row) for each, row in found if row and each.width < each.height]


def _page_gap(sample: Sample, style: Style) -> float | None:
    numbers = _numbers(sample)
    return gap_above(numbers[0][1], style["top"] + style["area_height"]) if numbers else None


def _page_centred(sample: Sample, _: Style) -> float | None:
    if sample.printed is None:
        return None
    told = [is_centred(row, sample.printed.area(each.number)) for each, row in _numbers(sample)]
    return float(all(told)) if told else None


LINES: Final = {"step": 1.0, "fine": 0.5}
IN_PRINT: Final[Mapping[str, Gauge]] = {
    **{name: _mark_top(form) for form, name in MARKS.items()},
    "number_gap": Gauge(_number_gap, **LINES),
    "rule_gap": Gauge(_rule_gap, step=0.5, fine=0.75),
    "rule_width": _rule(lambda bar: bar.width, step=0.5, fine=1.0),
    "rule_thickness": _rule(_thickness, step=0.05, fine=0.1),
    "letter_rule_width": _letter(lambda _, bars: bars[0].width),
    "letter_rule_gap": _letter(lambda first, bars: bars[0].top - mark_ink(first, bars)[1]),
    "letter_rule_bottom": _letter(
        lambda first, bars: first.height - (bars[1].top + bars[1].bottom) / 2
    ),
    "title_gap": Gauge(_title_gap, **LINES),
    "passed_gap": Gauge(_passed_gap, **LINES),
    "seal_gap": Gauge(_seal_gap, **LINES),
    "present_gap": Gauge(_present_gap, **LINES),
    "record_thick": _record(lambda bars: _thickness(bars[-1]), step=0.05, fine=0.06),
    "record_thin": _record(
        lambda bars: _thickness(bars[1]) if len(bars) > 2 else None, step=0.05, fine=0.06
    ),
    "record_width": _record(lambda bars: bars[-1].width, step=0.5, fine=1.0),
    "record_bottom": Gauge(_record_bottom, step=0.5, fine=0.75),
    "page_centred": Gauge(_page_centred, **LINES),
    "page_gap": Gauge(_page_gap, step=0.5, fine=0.75),
}
"""By the names of the style, in the order they are measured: later ones need earlier ones."""
