"""Pictures as the file store keeps them: PNG, which loses nothing."""

import cv2
import numpy as np

from models.engines import Image
from models.errors import DamagedPaperError

QUICK = [cv2.IMWRITE_PNG_COMPRESSION, 1]
"""A slower compression saves little space and costs more than reading the page."""


def to_png(image: Image) -> bytes:
    """Return the picture as PNG."""
    _, data = cv2.imencode(".png", cv2.cvtColor(image, cv2.COLOR_RGB2BGR), QUICK)
    return bytes(data)


def from_png(data: bytes) -> Image:
    """Return a picture that ``to_png`` made."""
    image = cv2.imdecode(np.frombuffer(data, np.uint8), cv2.IMREAD_COLOR)
    if image is None:
        raise DamagedPaperError("页面图片无法读取。")
    return np.asarray(cv2.cvtColor(image, cv2.COLOR_BGR2RGB), np.uint8)
