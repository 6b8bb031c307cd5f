"""The bundled weights laid out as PaddleOCR wants local models: a network and its description."""

import json
from pathlib import Path

from pydantic import JsonValue

from models.engines.crops import HEIGHT
from models.engines.textmap import INK, MOST, SURE, SWELL
from models.engines.weights import DETECTOR, RECOGNISER, find_weights

DETECTOR_NAME = "PP-OCRv6_small_det"
RECOGNISER_NAME = "PP-OCRv6_small_rec"
LONGEST = 960
"""Pictures are scaled down to this long side: what the detector was trained for."""
NARROWEST = 320
"""Line crops are padded to at least this width."""


DETECTOR_STEPS: JsonValue = [
    {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
    {"DetResizeForTest": {"resize_long": LONGEST}},
    {
        "NormalizeImage": {
            "scale": "1./255.",
            "mean": [0.485, 0.456, 0.406],
            "std": [0.229, 0.224, 0.225],
            "order": "hwc",
        }
    },
    {"ToCHWImage": None},
]
DETECTOR_ANSWER: JsonValue = {
    "name": "DBPostProcess",
    "thresh": INK,
    "box_thresh": SURE,
    "max_candidates": MOST,
    "unclip_ratio": SWELL,
}
RECOGNISER_STEPS: JsonValue = [
    {"DecodeImage": {"channel_first": False, "img_mode": "BGR"}},
    {"RecResizeImg": {"image_shape": [3, HEIGHT, NARROWEST]}},
]
RECOGNISER_ANSWER: JsonValue = {"name": "CTCLabelDecode"}


def lay_out_detector(folder: Path) -> Path:
    """Make the detector's folder; raises ``EngineUnavailableError`` without the weights."""
    return _lay_out(folder, DETECTOR, DETECTOR_NAME, DETECTOR_STEPS, DETECTOR_ANSWER)


def lay_out_recogniser(folder: Path) -> Path:
    """Make the recogniser's folder; raises ``EngineUnavailableError`` as for the detector."""
    return _lay_out(folder, RECOGNISER, RECOGNISER_NAME, RECOGNISER_STEPS, RECOGNISER_ANSWER)


def _lay_out(folder: Path, weights: str, name: str, steps: JsonValue, answer: JsonValue) -> Path:
    """Link the network into a new folder and describe it in YAML, of which JSON is a part."""
    folder.mkdir()
    (folder / "inference.onnx").symlink_to(find_weights(weights))
    description = {
        "Global": {"model_name": name},
        "PreProcess": {"transform_ops": steps},
        "PostProcess": answer,
    }
    (folder / "inference.yml").write_text(json.dumps(description), encoding="utf-8")
    return folder
