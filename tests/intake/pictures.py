"""Small pictures to upload."""

import cv2
import numpy as np


def png(seed: int, width: int = 64, height: int = 48) -> bytes:
    """Return a little grey picture; another seed gives another one."""
    noise = np.random.default_rng(seed).integers(180, 255, (height, width, 3), dtype=np.uint8)
    return bytes(cv2.imencode(".png", noise)[1])
