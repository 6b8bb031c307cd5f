"""Pictures as the file store keeps them: PNG, which loses nothing."""

import cv2
import numpy as np

from models.engines import Image
from models.errors import DamagedPaperError

QUICK = [
    *(cv2.IMWRITE_PNG_COMPRESSION, 1),
    *(cv2.IMWRITE_PNG_FILTER, cv2.IMWRITE_PNG_FILTER_UP),
]
"""A slower compression, or a choice among filters row by row, saves hardly any space for its time:
a page is written and read several times."""


def to_png(image: Image) -> bytes:
    """Return the picture as PNG."""
    _, data = cv2.imencode(".png", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), QUICK)
    return bytes(data)


def from_png(data: bytes) -> Image:
    """Return a picture that ``to_png`` made."""
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR_RGB)
    if image is None:
        raise DamagedPaperError("页面图片无法读取。")
    return np.asarray(image, np.uint8)
