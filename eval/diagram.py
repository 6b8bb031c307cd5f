"""The reliability diagram: confidence across, share right upward; honesty is the diagonal."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

from eval.metrics.reliability import Bin

SIZE = 420
MARGIN = 60
COLOURS = ("#1f6feb", "#d9480f", "#2b8a3e", "#862e9c")
TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


def draw_reliability(sets: Mapping[str, Sequence[Bin]]) -> str:
    """Return an SVG with one line for each set of bins; a dot is as large as its bin is full."""
    parts = [_frame(), *(_tick(at) for at in TICKS)]
    for number, (name, bins) in enumerate(sets.items()):
        colour = COLOURS[number % len(COLOURS)]
        parts += [_line(bins, colour), *(_dot(each, colour) for each in bins)]
        parts.append(_legend(name, number, colour))
    size = SIZE + 2 * MARGIN
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" font-size="13" '
    return head + 'font-family="sans-serif">' + "".join(parts) + "</svg>\n"


def _place(across: float, up: float) -> tuple[float, float]:
    return round(MARGIN + across * SIZE, 1), round(MARGIN + (1 - up) * SIZE, 1)


def _frame() -> str:
    (left, bottom), (right, top) = _place(0, 0), _place(1, 1)
    ground = f'<rect width="100%" height="100%" fill="white"/><rect x="{left}" y="{top}" '
    ground += f'width="{SIZE}" height="{SIZE}" fill="none" stroke="#888"/>'
    diagonal = f'<line x1="{left}" y1="{bottom}" x2="{right}" y2="{top}" stroke="#bbb" '
    names = f'<text x="{left + SIZE / 2}" y="{bottom + 42}" text-anchor="middle">confidence</text>'
    names += f'<text x="16" y="{top + SIZE / 2}" transform="rotate(-90 16 {top + SIZE / 2})" '
    return (
        ground + diagonal + 'stroke-dasharray="4"/>' + names + 'text-anchor="middle">right</text>'
    )


def _tick(at: float) -> str:
    (across, bottom), (left, up) = _place(at, 0), _place(0, at)
    below = f'<text x="{across}" y="{bottom + 20}" text-anchor="middle">{at:g}</text>'
    return below + f'<text x="{left - 8}" y="{up + 4}" text-anchor="end">{at:g}</text>'


def _line(bins: Sequence[Bin], colour: str) -> str:
    points = " ".join("{},{}".format(*_place(each.confidence, each.right)) for each in bins)
    return f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"/>'


def _dot(held: Bin, colour: str) -> str:
    x, y = _place(held.confidence, held.right)
    told = f"{held.values}: {held.confidence:.3f} / {held.right:.3f}"
    dot = f'<circle cx="{x}" cy="{y}" r="{2 + held.values**0.25:.1f}" fill="{colour}">'
    return f"{dot}<title>{told}</title></circle>"


def _legend(name: str, number: int, colour: str) -> str:
    x, y = _place(0.04, 0.95 - 0.06 * number)
    return f'<text x="{x}" y="{y}" fill="{colour}">{escape(name)}</text>'
