"""Drawing the objects of a page, so that a person sees the paper the file stands for."""

from collections.abc import Callable, Iterable

from PIL import Image, ImageChops, ImageDraw

from extractors.decoding.ofd.faces import face
from extractors.decoding.ofd.geometry import Matrix, Point
from extractors.decoding.ofd.objects import Colour, Drawn, Picture, Shape, Text
from extractors.decoding.ofd.strokes import polylines

LARGEST_TYPE = 1_000
"""Pixels; a larger character is no text."""
_ROOM = 3
"""A turned character is drawn on a square of so many times its size."""

Load = Callable[[str], Image.Image | None]
"""File of a picture → the picture, None when it cannot be decoded."""


def draw(canvas: Image.Image, objects: Iterable[Drawn], to_pixels: Matrix, load: Load) -> None:
    """Draw objects one over the other; ``to_pixels`` maps millimetres of the page to the canvas."""
    for each in objects:
        if isinstance(each, Text):
            _draw_text(canvas, each, to_pixels.after(each.matrix))
        elif isinstance(each, Shape):
            _draw_shape(canvas, each, to_pixels.after(each.matrix))
        else:
            _draw_picture(canvas, each, to_pixels.after(each.matrix), load)


def _draw_text(canvas: Image.Image, text: Text, matrix: Matrix) -> None:
    size = text.size * matrix.scale
    if not 1 <= size <= LARGEST_TYPE or text.colour[3] == 0:
        return
    plain = matrix.upright and abs(matrix.a - matrix.d) < 0.05 * matrix.d and text.stretch == 1
    stamp = _stand if plain else _turn
    for character, x, y in text.characters:
        at = matrix(x, y)
        if not character.isspace() and _near(canvas, at, size):
            stamp(canvas, character, at, text, matrix)


def _stand(canvas: Image.Image, character: str, at: Point, text: Text, matrix: Matrix) -> None:
    font = face(text.font, round(text.size * matrix.scale), character)
    pen = ImageDraw.Draw(canvas, "RGBA")
    pen.text(at, character, font=font, fill=text.colour, anchor="ls")


def _turn(canvas: Image.Image, character: str, at: Point, text: Text, matrix: Matrix) -> None:
    """Draw a character that is turned, mirrored or stretched: upright first, then mapped."""
    size = round(text.size * matrix.scale)
    font = face(text.font, size, character)
    side, middle = _ROOM * 2 * size, _ROOM * size
    mask = Image.new("L", (side, side))
    ImageDraw.Draw(mask).text((middle, middle), character, font=font, fill=255, anchor="ls")
    unit = text.size / size
    to_page = Matrix(
        matrix.a * unit * text.stretch,
        matrix.b * unit * text.stretch,
        matrix.c * unit,
        matrix.d * unit,
    )
    back = _inverse(to_page)
    if back is None:
        return
    x, y = middle - back(middle, middle)[0], middle - back(middle, middle)[1]
    mapped = (back.a, back.c, x, back.b, back.d, y)
    mask = mask.transform(mask.size, Image.Transform.AFFINE, mapped, Image.Resampling.BILINEAR)
    corner = round(at[0] - middle), round(at[1] - middle)
    _tint(canvas, mask, corner, text.colour)


def _draw_shape(canvas: Image.Image, shape: Shape, matrix: Matrix) -> None:
    lines = [[matrix(*point) for point in line] for line in polylines(shape.path)]
    if shape.fill[3]:
        _fill(canvas, lines, shape.fill)
    if shape.stroke[3]:
        pen = ImageDraw.Draw(canvas, "RGBA")
        width = max(1, round(shape.width * matrix.scale))
        for line in lines:
            if any(_near(canvas, point, width + canvas.width) for point in line):
                pen.line([_bounded(canvas, point) for point in line], shape.stroke, width, "curve")


def _fill(canvas: Image.Image, lines: list[list[Point]], colour: Colour) -> None:
    """Fill what lies within an odd number of lines: the holes of a character stay open."""
    points = [_bounded(canvas, point) for line in lines for point in line]
    if not points:
        return
    left, top = (int(min(point[i] for point in points)) for i in (0, 1))
    right, bottom = (int(max(point[i] for point in points)) + 2 for i in (0, 1))
    left, top = max(left, 0), max(top, 0)
    right, bottom = min(right, canvas.width), min(bottom, canvas.height)
    if right <= left or bottom <= top:
        return
    whole = Image.new("1", (right - left, bottom - top))
    for line in lines:
        part = Image.new("1", whole.size)
        moved = [(x - left, y - top) for x, y in (_bounded(canvas, point) for point in line)]
        ImageDraw.Draw(part).polygon(moved, fill=1)
        whole = ImageChops.logical_xor(whole, part)
    _tint(canvas, whole.convert("L"), (left, top), colour)


def _draw_picture(canvas: Image.Image, picture: Picture, matrix: Matrix, load: Load) -> None:
    stored = load(picture.file)
    if stored is None:
        return
    across, down = abs(matrix.a) + abs(matrix.c), abs(matrix.b) + abs(matrix.d)
    left, top = min(matrix.a, 0) + min(matrix.c, 0), min(matrix.b, 0) + min(matrix.d, 0)
    corner = round(matrix.e + left), round(matrix.f + top)
    size = min(round(across), 2 * canvas.width), min(round(down), 2 * canvas.height)
    if min(size) < 1 or not _near(canvas, corner, max(size)):
        return
    laid = _laid(stored.convert("RGBA"), matrix, size)
    opacity = laid.getchannel("A").point(lambda alpha: alpha * picture.alpha // 255)
    canvas.paste(laid.convert("RGB"), corner, opacity)


def _laid(stored: Image.Image, matrix: Matrix, size: tuple[int, int]) -> Image.Image:
    """Return a picture as it lies on the page: scaled, or turned and mirrored as well."""
    if matrix.upright:
        return stored.resize(size, Image.Resampling.LANCZOS)
    left, top = min(matrix.a, 0) + min(matrix.c, 0), min(matrix.b, 0) + min(matrix.d, 0)
    stretch = Matrix(a=1 / stored.width, d=1 / stored.height)
    back = _inverse(Matrix(matrix.a, matrix.b, matrix.c, matrix.d, -left, -top).after(stretch))
    if back is None:
        return Image.new("RGBA", size)
    mapped = (back.a, back.c, back.e, back.b, back.d, back.f)
    return stored.transform(size, Image.Transform.AFFINE, mapped, Image.Resampling.BICUBIC)


def _tint(canvas: Image.Image, mask: Image.Image, corner: tuple[int, int], colour: Colour) -> None:
    opacity = mask.point(lambda ink: ink * colour[3] // 255)
    canvas.paste(colour[:3], (*corner, corner[0] + mask.width, corner[1] + mask.height), opacity)


def _inverse(matrix: Matrix) -> Matrix | None:
    area = matrix.a * matrix.d - matrix.b * matrix.c
    if abs(area) < 1e-12:
        return None
    a, b, c, d = (each / area for each in (matrix.d, -matrix.b, -matrix.c, matrix.a))
    x, y = a * matrix.e + c * matrix.f, b * matrix.e + d * matrix.f
    return Matrix(a, b, c, d, -x, -y)


def _near(canvas: Image.Image, at: Point, reach: float) -> bool:
    x, y = at
    return -reach < x < canvas.width + reach and -reach < y < canvas.height + reach


def _bounded(canvas: Image.Image, at: Point) -> Point:
    """Keep a point within twice the canvas: Pillow draws every pixel it is told, seen or not."""
    x, y = at
    return (
        min(max(x, -canvas.width), 2.0 * canvas.width),
        min(max(y, -canvas.height), 2.0 * canvas.height),
    )
