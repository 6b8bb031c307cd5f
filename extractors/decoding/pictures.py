"""Picture files to RGB: orientation, palette, transparency, CMYK and deep grey are all resolved."""

import contextlib
import io
from collections.abc import Iterator

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from extractors.decoding.frames import Decoded
from extractors.decoding.limits import Limits
from models.errors import DamagedPaperError, TooLargePaperError

_FORMATS = {
    "image/jpeg": ("JPEG", "MPO"),
    "image/png": ("PNG",),
    "image/webp": ("WEBP",),
    "image/bmp": ("BMP",),
    "image/tiff": ("TIFF",),
    "image/gif": ("GIF",),
}
_DRAFT_SIDE = 3_000
"""A JPEG that must shrink is halved while decoding as long as this many pixels remain."""


def decode_picture(data: bytes, media_type: str, limits: Limits) -> Iterator[Decoded]:
    """Yield the pages of a picture file in RGB, upright as its EXIF says.

    A TIFF gives all its pages, every other kind only its first frame. A picture longer than
    ``limits.max_side`` is scaled down to it: no paper needs more, and every later step would
    cost more.
    """
    picture = _opened(data, media_type)
    many = media_type == "image/tiff"
    for number in range(limits.max_pages + 1):
        with contextlib.suppress(EOFError):
            picture.seek(number)
            if number == limits.max_pages:
                raise TooLargePaperError(f"文件超过 {limits.max_pages} 页的上限，请拆分后上传。")
            yield _page(picture, limits)
            if many:
                continue
        return


def _opened(data: bytes, media_type: str) -> ImageFile.ImageFile:
    try:
        return Image.open(io.BytesIO(data), formats=_FORMATS[media_type])
    except UnidentifiedImageError as error:
        raise DamagedPaperError("图片的文件头已损坏，无法打开。") from error


def _page(picture: ImageFile.ImageFile, limits: Limits) -> Decoded:
    _refuse_huge(picture.size, limits)
    if max(picture.size) > limits.max_side:
        share = _DRAFT_SIDE / max(picture.size)
        picture.draft("RGB", (int(picture.width * share), int(picture.height * share)))
    try:
        picture.load()
    except OSError as error:
        truncated = "truncated" in str(error)
        told = "图片没有传完整，后面一部分缺失。" if truncated else "图片数据已损坏，无法解码。"
        raise DamagedPaperError(told) from error
    page = _rgb(_shrunk(_upright(picture), limits.max_side))
    return Decoded(page.width, page.height, page.tobytes())


def _refuse_huge(size: tuple[int, int], limits: Limits) -> None:
    width, height = size
    if width * height > limits.max_pixels:
        raise TooLargePaperError(
            f"图片尺寸为 {width}×{height} 像素，超过 {limits.max_pixels // 10_000} 万像素的上限。"
        )


def _upright(picture: Image.Image) -> Image.Image:
    # A broken EXIF block is no reason to refuse a good picture: it is shown as it is stored.
    with contextlib.suppress(SyntaxError, ValueError, TypeError, KeyError, OSError):
        return ImageOps.exif_transpose(picture)
    return picture


def _shrunk(picture: Image.Image, side: int) -> Image.Image:
    longest = max(picture.size)
    if longest <= side:
        return picture
    width, height = (max(1, round(length * side / longest)) for length in picture.size)
    plain = _rgb(picture)
    return plain.resize((width, height), Image.Resampling.LANCZOS, reducing_gap=2.0)


def _rgb(picture: Image.Image) -> Image.Image:
    if picture.mode == "RGB":
        return picture
    if picture.mode.startswith(("I", "F")):
        return _eight_bits(picture).convert("RGB")
    if picture.has_transparency_data:
        return _over_white(picture.convert("RGBA"))
    return picture.convert("RGB")


def _over_white(picture: Image.Image) -> Image.Image:
    page = Image.new("RGB", picture.size, "white")
    page.paste(picture, mask=picture.getchannel("A"))
    return page


def _eight_bits(picture: Image.Image) -> Image.Image:
    grey = picture.convert("F")
    _, brightest = grey.getextrema()
    if not isinstance(brightest, float) or brightest <= 255:
        return grey.convert("L")
    full = max(65_535.0, brightest)
    return grey.point(lambda value: value * (255 / full)).convert("L")
