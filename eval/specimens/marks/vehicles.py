"""Number plates, vehicles and frame numbers; none is a photograph of a real one."""

from random import Random

import numpy as np
from PIL import Image, ImageColor, ImageDraw

from eval.specimens.fonts import face

PLATES = {
    "蓝": ("#1d4fa8", "#1d4fa8", "#ffffff"),
    "黄": ("#e8b21c", "#e8b21c", "#111111"),
    "绿": ("#e4f3e6", "#4fb867", "#111111"),
    "黄绿": ("#59bd6c", "#59bd6c", "#111111"),
}
"""Upper and lower colour of the ground, and the colour of the characters (GA 36-2018)."""
YELLOW_END = 0.26
"""Share of a large new-energy plate that is yellow."""


def number_plate(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A plate; ``text`` is its colour and, after ``|``, its number."""
    del colour, rng
    kind, _, number = text.partition("|")
    upper, lower, ink = PLATES[kind]
    plate = _gradient(size, upper, lower)
    pen, (width, height) = ImageDraw.Draw(plate), size
    if kind == "黄绿":
        pen.rectangle((0, 0, round(width * YELLOW_END), height), fill=PLATES["黄"][0])
    rim = max(2, height // 40)
    pen.rounded_rectangle((rim, rim, width - rim, height - rim), height // 10, None, ink, rim)
    _write_number(plate, number, ink)
    return plate.convert("RGBA")


def _gradient(size: tuple[int, int], upper: str, lower: str) -> Image.Image:
    ends = [np.array(ImageColor.getrgb(each)[:3], np.float64) for each in (upper, lower)]
    down = np.linspace(0, 1, size[1])[:, None, None]
    levels = ends[0] * (1 - down) + ends[1] * down
    return Image.fromarray(np.broadcast_to(levels, (size[1], size[0], 3)).astype(np.uint8))


def _write_number(plate: Image.Image, number: str, ink: str) -> None:
    """Write the characters at equal distances, with a dot after the second."""
    pen, (width, height) = ImageDraw.Draw(plate), plate.size
    step = width * 0.94 / (len(number) + 0.4)
    font = face("hei_bold", round(min(height * 0.66, step * 1.05)), number)
    for place, character in enumerate(number):
        across = width * 0.03 + step * (place + 0.5 + (0.4 if place > 1 else 0))
        pen.text((across, height * 0.49), character, font=font, fill=ink, anchor="mm")
    dot, middle = height * 0.04, width * 0.03 + step * 2.2
    pen.ellipse((middle - dot, height / 2 - dot, middle + dot, height / 2 + dot), fill=ink)


def car_front(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A plain drawing of a car seen from the front, its place for a plate left grey."""
    del text
    picture = Image.new("RGBA", size)
    pen, (width, height) = ImageDraw.Draw(picture), size
    body = rng.choice(("#2b2f3a", "#7a2b2b", "#b9bec4", "#3c4f3f"))

    def scaled(*shares: float) -> tuple[float, ...]:
        return tuple(s * (width, height)[place % 2] for place, s in enumerate(shares))

    pen.ellipse(scaled(0.04, 0.9, 0.96, 1.0), fill="#00000060")
    pen.polygon(scaled(0.24, 0.34, 0.31, 0.06, 0.69, 0.06, 0.76, 0.34), fill=body)
    pen.polygon(scaled(0.28, 0.33, 0.34, 0.1, 0.66, 0.1, 0.72, 0.33), fill="#9fb4c2")
    pen.rounded_rectangle(scaled(0.08, 0.32, 0.92, 0.88), width // 14, fill=body)
    for left in (0.12, 0.72):
        pen.ellipse(scaled(left, 0.42, left + 0.16, 0.54), fill="#eef2f4", outline="#555555")
        pen.rounded_rectangle(scaled(left, 0.84, left + 0.16, 0.97), width // 40, fill="#161616")
    pen.rounded_rectangle(scaled(0.32, 0.44, 0.68, 0.56), width // 40, fill="#1b1b1d")
    pen.rectangle(scaled(0.3, 0.64, 0.7, 0.82), fill=colour)
    return picture


def struck_number(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A number struck into painted metal: dark strokes with a light lower edge."""
    del rng
    mask = _written(size, text)
    printed = Image.new("RGBA", size)
    deep = max(1, size[1] // 60)
    for shift, shade in ((deep, "#ffffff"), (0, colour)):
        layer = Image.new("RGBA", size, shade)
        moved = Image.new("L", size)
        moved.paste(mask, (shift, shift))
        layer.putalpha(moved.point(lambda level: round(level * 0.85)))
        printed.alpha_composite(layer)
    return printed


def rubbing(size: tuple[int, int], text: str, colour: str, rng: Random) -> Image.Image:
    """A number rubbed onto film with a pencil: uneven strokes in a grey cloud."""
    mask = np.asarray(_written(size, text), np.float64) / 255
    noise = np.random.default_rng(rng.getrandbits(32))
    grain = noise.uniform(0.55, 1.0, mask.shape)
    cloud = noise.uniform(0.0, 0.22, mask.shape)
    alpha = np.clip(mask * grain + (1 - mask) * cloud, 0, 1)
    printed = Image.new("RGBA", size, ImageColor.getrgb(colour))
    printed.putalpha(Image.fromarray((alpha * 255).astype(np.uint8)))
    return printed


def _written(size: tuple[int, int], text: str) -> Image.Image:
    """Return a mask with the text over the whole width, its characters apart."""
    mask = Image.new("L", size)
    pen, step = ImageDraw.Draw(mask), size[0] / (len(text) + 1)
    font = face("mono", round(min(size[1] * 0.8, step * 1.5)), text)
    for place, character in enumerate(text):
        pen.text((step * (place + 1), size[1] / 2), character, font=font, fill=255, anchor="mm")
    return mask
