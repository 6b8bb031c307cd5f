"""The picture of a paper as the model sees it: cut out, made small, without what a camera adds."""

import cv2
import numpy as np

from models.engines import Image
from models.errors import DamagedPaperError
from models.records import Box

LONGEST_SIDE = 1600
"""Pixels; small print of a card that fills the picture can still be read."""
MARGIN = 0.03
"""Of the longer side, left around the paper."""
QUALITY = 80


def to_jpeg(picture: Image, box: Box | None) -> bytes:
    """Return the paper at ``box`` (the whole page when None) as a JPEG of bounded size."""
    cut = _cut(picture, box) if box else picture
    height, width = cut.shape[:2]
    scale = min(1.0, LONGEST_SIDE / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(cut, size, interpolation=cv2.INTER_AREA)
    bgr = cv2.cvtColor(small, cv2.COLOR_RGB2BGR)
    done, data = cv2.imencode(".jpg", bgr, [cv2.IMWRITE_JPEG_QUALITY, QUALITY])
    if not done:
        raise DamagedPaperError("页面图片无法转换。")
    return bytes(data)


def _cut(picture: Image, box: Box) -> Image:
    height, width = picture.shape[:2]
    margin = round(MARGIN * max(box[2] - box[0], box[3] - box[1]))
    left, top = max(box[0] - margin, 0), max(box[1] - margin, 0)
    right, bottom = min(box[2] + margin, width), min(box[3] + margin, height)
    return np.ascontiguousarray(picture[top : max(bottom, top + 1), left : max(right, left + 1)])
