"""Boxes to tick, ticked by hand or not."""

from random import Random

from PIL import Image, ImageDraw

LARGER = 3
"""Drawn so much larger, then reduced, for smooth strokes."""
TICKS = (
    ((0.12, 0.5), (0.4, 0.85), (1.0, 0.0)),
    ((0.3, 0.45), (0.5, 1.05), (0.95, -0.1)),
    ((0.0, 0.35), (0.35, 0.8), (0.8, 0.1)),
)
"""Ways of ticking, in shares of the box."""
CROSS = (((0.1, 0.1), (0.9, 0.9)), ((0.9, 0.1), (0.1, 0.9)))


def tick_box(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A box in the middle of its place; ``text`` is ``value/answer``: equal ones are ticked.

    Around the box there is room for a tick that reaches beyond it.
    """
    value, _, answer = text.partition("/")
    edge = min(size) * LARGER
    box = Image.new("RGBA", (size[0] * LARGER, size[1] * LARGER))
    pen, side = ImageDraw.Draw(box), edge * 0.56
    left, top = (box.width - side) / 2, (box.height - side) / 2
    thin = max(round(side / 16), LARGER)
    pen.rectangle((left, top, left + side, top + side), outline="#202020", width=thin)
    if value == answer:
        for stroke in (rng.choice(TICKS),) if rng.random() < 0.75 else CROSS:
            shift = rng.uniform(-0.05, 0.05)
            points = [(left + side * (x + shift), top + side * (y + shift)) for x, y in stroke]
            pen.line(points, colour, round(thin * rng.uniform(1.4, 2.4)), joint="curve")
    return box.resize(size, Image.Resampling.LANCZOS)
