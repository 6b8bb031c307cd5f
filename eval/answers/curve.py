"""The curve of refusal: share answered across, share declined upward, a line for each kind."""

from typing import Final
from xml.sax.saxutils import escape

from eval.answers.judging import Report

SIZE: Final = 420
MARGIN: Final = 60
FROM: Final = 0.7
"""Share answered at the left edge."""
COLOURS: Final = ("#d9480f", "#1f6feb", "#2b8a3e", "#862e9c")
TICKS: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
ACROSS: Final = (0.7, 0.8, 0.9, 0.95, 1.0)


def draw_curve(report: Report) -> str:
    """Return an SVG of the report's curve; a dot marks where the declared lines stand."""
    parts = [_frame(), *map(_tick_up, TICKS), *map(_tick_across, ACROSS)]
    for number, kind in enumerate(report.here.declined):
        colour = COLOURS[number % len(COLOURS)]
        points = " ".join(
            "{},{}".format(*_place(each.answered, each.declined[kind]))
            for each in report.curve
            if each.answered >= FROM
        )
        x, y = _place(report.here.answered, report.here.declined[kind])
        parts.append(f'<polyline points="{points}" fill="none" stroke="{colour}" />')
        parts.append(f'<circle cx="{x}" cy="{y}" r="5" fill="{colour}"/>')
        parts.append(_text(MARGIN + 12, MARGIN + 180 + 20 * number, kind, colour))
    size = SIZE + 2 * MARGIN
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-size="13" '
    return head + 'font-family="sans-serif" stroke-width="2">' + "".join(parts) + "</svg>\n"


def _place(answered: float, declined: float) -> tuple[float, float]:
    across = (answered - FROM) / (1 - FROM)
    return round(MARGIN + across * SIZE, 1), round(MARGIN + (1 - declined) * SIZE, 1)


def _frame() -> str:
    names = _text(MARGIN + SIZE / 2 - 80, SIZE + MARGIN + 42, "answerable questions answered")
    names += _text(MARGIN - 45, MARGIN - 15, "others declined")
    box = f'<rect x="{MARGIN}" y="{MARGIN}" width="{SIZE}" height="{SIZE}" '
    ground = '<rect width="100%" height="100%" fill="white"/>'
    return f'{ground}{box}fill="none" stroke="#888" stroke-width="1"/>{names}'


def _tick_across(at: float) -> str:
    x, y = _place(at, 0)
    return _text(x - 12, y + 20, f"{at:g}")


def _tick_up(at: float) -> str:
    x, y = _place(FROM, at)
    return _text(x - 38, y + 4, f"{at:g}")


def _text(x: float, y: float, text: str, colour: str = "#333") -> str:
    return f'<text x="{x}" y="{y}" fill="{colour}">{escape(text)}</text>'
