"""Making pictures smaller or larger, however thin they are."""

from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray


def scaled(picture: NDArray[Any], share: float, method: int = cv2.INTER_AREA) -> NDArray[Any]:
    """Return the picture at a share of its size, at least one pixel wide and high.

    A strip one pixel high is a picture too: OpenCV refuses to scale it to nothing.
    """
    height, width = (max(1, round(length * share)) for length in picture.shape[:2])
    return np.asarray(cv2.resize(picture, (width, height), interpolation=method), picture.dtype)
