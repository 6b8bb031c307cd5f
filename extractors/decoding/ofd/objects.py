"""The objects of a page in the order they are drawn: text, shapes and pictures."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias
from xml.etree.ElementTree import Element

from extractors.decoding.ofd.geometry import Matrix, numbers, placing
from extractors.decoding.ofd.resources import Resources
from models.errors import UnsafePaperError

Colour: TypeAlias = tuple[int, int, int, int]
"""Red, green, blue and opacity, 0 to 255."""

BLACK: Colour = (0, 0, 0, 255)
CLEAR: Colour = (0, 0, 0, 0)
LINE_WIDTH = 0.353
"""Millimetres when nothing is said (GB/T 33190, 8.2)."""
MOST = 100_000
"""Objects of one page."""
_NESTED = 12
"""Blocks and composite objects within each other."""


@dataclass(frozen=True)
class Text:
    """Characters with the point each starts at on its baseline, in the object's own space."""

    number: str
    characters: tuple[tuple[str, float, float], ...]
    size: float
    font: str
    colour: Colour
    matrix: Matrix
    stretch: float = 1.0
    """How much wider than high a character of equal sides is drawn."""


@dataclass(frozen=True)
class Shape:
    """A path in the abbreviated notation of the standard."""

    path: str
    matrix: Matrix
    stroke: Colour
    fill: Colour
    width: float


@dataclass(frozen=True)
class Picture:
    """A picture file laid on the unit square that ``matrix`` maps to the page."""

    file: str
    matrix: Matrix
    alpha: int


Drawn: TypeAlias = Text | Shape | Picture


@dataclass(frozen=True)
class Scene:
    """What is known around the objects: resources, the layer's style, how deep they are nested."""

    resources: Resources
    matrix: Matrix = field(default_factory=Matrix)
    styles: tuple[Element, ...] = ()
    alpha: int = 255
    depth: int = 0


def objects_of(holder: Element, scene: Scene) -> Iterator[Drawn]:
    """Yield what a page, a layer, a block or an annotation draws; the invisible is left out."""
    if scene.depth > _NESTED:
        raise UnsafePaperError("OFD 页面的内容嵌套过深，已停止解析。")
    for count, each in enumerate(holder):
        if count > MOST:
            raise UnsafePaperError("OFD 页面的内容过多，已停止解析。")
        if each.get("Visible", "true").lower() != "false":
            yield from _drawn(each, scene)


def _drawn(each: Element, scene: Scene) -> Iterator[Drawn]:
    if each.tag in {"Content", "Layer", "PageBlock"}:
        within = replace(scene, depth=scene.depth + 1, styles=(each, *scene.styles))
        yield from objects_of(each, within)
    elif each.tag == "CompositeObject":
        yield from _composite(each, scene)
    elif each.tag == "TextObject":
        yield _text(each, scene)
    elif each.tag == "PathObject":
        yield _shape(each, scene)
    elif each.tag == "ImageObject" and each.get("ResourceID") in scene.resources.media:
        file = scene.resources.media[each.get("ResourceID", "")]
        yield Picture(file, _matrix(each, scene), _alpha(each, scene))


def _composite(each: Element, scene: Scene) -> Iterator[Drawn]:
    unit = scene.resources.composites.get(each.get("ResourceID", ""))
    if unit is not None:
        matrix, alpha = _matrix(each, scene), _alpha(each, scene)
        within = replace(scene, depth=scene.depth + 1, matrix=matrix, alpha=alpha)
        yield from objects_of(unit, within)


def _text(each: Element, scene: Scene) -> Text:
    size = float(each.get("Size", "0"))
    stretch = float(each.get("HScale", "1")) or 1.0
    characters: list[tuple[str, float, float]] = []
    start = (0.0, 0.0)
    for code in each.iter("TextCode"):
        start = float(code.get("X", start[0])), float(code.get("Y", start[1]))
        characters += _placed(code, start, size * stretch)
    filled = each.get("Fill", "true").lower() != "false"
    return Text(
        number=each.get("ID", ""),
        characters=tuple(characters),
        size=size,
        font=scene.resources.fonts.get(each.get("Font", ""), ""),
        colour=_colour(each, scene, "FillColor" if filled else "StrokeColor"),
        matrix=_matrix(each, scene),
        stretch=stretch,
    )


def _placed(
    code: Element, start: tuple[float, float], size: float
) -> Iterator[tuple[str, float, float]]:
    """Yield each character with its point: every next one is moved by its deltas (11.3).

    Where the deltas end early the last one goes on, as readers draw it; without any, a character
    takes the room of its kind.
    """
    text = code.text or ""
    across, down = (_deltas(code.get(name, ""), len(text)) for name in ("DeltaX", "DeltaY"))
    if not across and not down:
        across = [size / (1 + char.isascii()) for char in text]
    x, y = start
    for at, char in enumerate(text):
        yield char, x, y
        x += _delta(across, at)
        y += _delta(down, at)


def _delta(deltas: list[float], at: int) -> float:
    if at < len(deltas):
        return deltas[at]
    return max(0.0, deltas[-1]) if deltas else 0.0


def _deltas(text: str, most: int) -> list[float]:
    """Return the moves between characters; ``g 3 2.5`` stands for three times 2.5."""
    words = iter(text.split())
    found: list[float] = []
    for word in words:
        if len(found) >= most:
            break
        times = min(int(next(words, "0")), most) if word == "g" else 1
        found += numbers(next(words, "0") if word == "g" else word) * times
    return found[:most]


def _shape(each: Element, scene: Scene) -> Shape:
    stroked = each.get("Stroke", "true").lower() != "false"
    filled = each.get("Fill", "false").lower() == "true"
    return Shape(
        path=each.findtext("AbbreviatedData") or "",
        matrix=_matrix(each, scene),
        stroke=_colour(each, scene, "StrokeColor") if stroked else CLEAR,
        fill=_colour(each, scene, "FillColor", CLEAR) if filled else CLEAR,
        width=_width(each, scene),
    )


def _matrix(each: Element, scene: Scene) -> Matrix:
    return scene.matrix.after(placing(each.get("Boundary", ""), each.get("CTM", "")))


def _alpha(each: Element, scene: Scene) -> int:
    return scene.alpha * min(255, max(0, round(float(each.get("Alpha", "255"))))) // 255


def _width(each: Element, scene: Scene) -> float:
    styles = scene.resources.styles(each, *scene.styles)
    told = (style.get("LineWidth") for style in styles)
    return float(next((width for width in told if width), LINE_WIDTH))


def _colour(each: Element, scene: Scene, kind: str, default: Colour = BLACK) -> Colour:
    """Return the colour of an object, from itself or the style it leans on."""
    alpha = _alpha(each, scene)
    for style in scene.resources.styles(each, *scene.styles):
        found = style.find(kind)
        if found is not None:
            opacity = alpha * min(255, max(0, round(float(found.get("Alpha", "255"))))) // 255
            return (*_rgb(found), opacity)
    return (*default[:3], alpha * default[3] // 255)


def _rgb(colour: Element) -> tuple[int, int, int]:
    """Return a colour given as grey, RGB or CMYK; a gradient counts as its first colour."""
    value = next((each.get("Value", "") for each in colour.iter() if each.get("Value")), "")
    parts = [int(word[1:], 16) if word[0] == "#" else float(word) for word in value.split()]
    parts = [min(255.0, max(0.0, part)) for part in parts]
    if len(parts) == 1:
        parts *= 3
    if len(parts) == 4:
        black = 255 - parts[3]
        parts = [(255 - part) * black / 255 for part in parts[:3]]
    red, green, blue = (round(part) for part in parts) if len(parts) == 3 else (0, 0, 0)
    return red, green, blue
