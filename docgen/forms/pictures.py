"""Pictures on a form: any upload brought to a size fit for print, or left out."""

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import structlog
from PIL import Image, UnidentifiedImageError

log = structlog.get_logger(__name__)

KINDS: Final = ("PNG", "JPEG")
MOST_PIXELS: Final = 60_000_000
LONGEST_SIDE: Final = 800
"""Pixels: 45 mm in print at more than 400 to the inch."""
QUALITY: Final = 85
UNFIT: Final = (
    UnidentifiedImageError,
    Image.DecompressionBombError,
    OSError,
    ValueError,
    SyntaxError,
)
"""What Pillow raises for a picture it cannot, or will not, open."""


@dataclass(frozen=True)
class Picture:
    """A picture fit for print."""

    jpeg: bytes
    width: int
    height: int
    """In pixels."""

    @property
    def svg(self) -> str:
        """The picture as a drawing, the one way in which a layout takes it."""
        coded = b64encode(self.jpeg).decode()
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{self.height}">'
            f'<image width="{self.width}" height="{self.height}"'
            f' href="data:image/jpeg;base64,{coded}"/></svg>'
        )


def fit_pictures(pictures: Mapping[str, bytes]) -> dict[str, Picture]:
    """Return each picture fit for print; what is none, or is far too large, is left out."""
    fitted = {key: _fit(key, data) for key, data in pictures.items()}
    return {key: picture for key, picture in fitted.items() if picture}


def _fit(key: str, data: bytes) -> Picture | None:
    try:
        with Image.open(BytesIO(data), formats=KINDS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                log.warning("picture too large for print", box=key)
                return None
            picture.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            return _printed(picture)
    except UNFIT as error:
        log.warning("picture cannot be printed", box=key, error=type(error).__name__)
        return None


def _printed(picture: Image.Image) -> Picture:
    """Return the picture small enough, on white where it was transparent."""
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    shown = picture.convert("RGBA")
    paper = Image.new("RGB", shown.size, "white")
    paper.paste(shown, mask=shown)
    out = BytesIO()
    paper.save(out, "JPEG", quality=QUALITY)
    return Picture(out.getvalue(), *paper.size)
