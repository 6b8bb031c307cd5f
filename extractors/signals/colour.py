"""A form that is printed in colour, seen without any: a photocopy."""

import cv2
import numpy as np

from extractors.scaling import scaled
from extractors.signals.declared import SignalSpec
from extractors.signals.sight import Sight
from models.engines import Image

SIDE = 300
"""Colour is judged at about this many pixels, where noise has averaged out."""
SMOOTH = 1.5
FADED = 25
"""Print less dark than this against its paper has lost its colours with its ink."""
ENDS = (2, 98)
"""Percentiles between which colours spread."""
PAPER = 85
"""Percentile of each channel that stands for the paper: a warm light tints a copy too."""


def colourless(sight: Sight, signal: SignalSpec) -> str | None:
    """Tell a form declared ``coloured`` whose colours hardly differ from each other."""
    if not (sight.kind and sight.kind.coloured and sight.photographed) or _is_faded(sight):
        return None
    return "" if chroma(sight.crop) < signal.limits["chroma"] else None


def _is_faded(sight: Sight) -> bool:
    """Tell whether so little print is left that colours cannot be expected either."""
    quality = sight.document.quality
    return bool(quality and 0 < quality.ink < FADED)


def chroma(picture: Image) -> float:
    """Return how far the colours of a picture spread, in units of CIELAB, its paper made white."""
    share = 1 / max(1, max(picture.shape[:2]) // SIDE)
    smooth = cv2.GaussianBlur(scaled(picture, share), (0, 0), SMOOTH).astype(np.float32)
    paper = np.maximum(np.percentile(smooth, PAPER, axis=(0, 1)), 1.0)
    white = np.clip(smooth * (255 / paper), 0, 255).astype(np.uint8)
    lab = cv2.cvtColor(white, cv2.COLOR_RGB2LAB)
    low, high = np.percentile(lab[:, :, 1:].reshape(-1, 2).astype(np.float32), ENDS, axis=0)
    return float(np.hypot(*(high - low)))
