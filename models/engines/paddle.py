"""A second engine: PaddleOCR on ONNX Runtime, with the same weights in PaddleOCR's own layout.

It runs offline. PaddleOCR looks for models on a hub unless a local folder is named, and PaddleX
asks whether that hub answers unless told not to: both are seen to here.
"""

import importlib
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from models.engines import Image, Quad, Reading
from models.engines.ctc import decode
from models.engines.paddle_layout import (
    DETECTOR_NAME,
    RECOGNISER_NAME,
    lay_out_detector,
    lay_out_recogniser,
)
from models.engines.textmap import sort_lines
from models.engines.weights import RECOGNISER, find_weights
from models.errors import EngineUnavailableError


class PaddleEngine:
    """Finds and reads lines with PaddleOCR's modules; ``threads`` 0 means every core.

    Raises ``EngineUnavailableError`` when the weights or PaddleOCR are not there.
    """

    name = "paddle"

    def __init__(self, threads: int = 0) -> None:
        from models.engines.network import read_characters  # noqa: PLC0415 - OpenVINO loads slowly

        options: dict[str, Any] = {"engine": "onnxruntime"}
        if threads:
            options["engine_config"] = {"intra_op_num_threads": threads}
        with TemporaryDirectory(prefix="zhiban-paddle-") as name:
            folder = Path(name)
            modules = _import_paddle(folder)
            self._detector = modules.TextDetection(
                model_name=DETECTOR_NAME,
                model_dir=str(lay_out_detector(folder / "detector")),
                **options,
            )
            self._recogniser = modules.TextRecognition(
                model_name=RECOGNISER_NAME,
                model_dir=str(lay_out_recogniser(folder / "recogniser")),
                **options,
            )
        characters = read_characters(find_weights(RECOGNISER))
        self._recogniser.paddlex_predictor.post_op = _Decoder(characters)

    def detect(self, image: Image) -> list[Quad]:
        """Return the text lines of a picture, in reading order; empty when there is none."""
        if not image.size:
            return []
        (found,) = self._detector.predict(_bgr(image), batch_size=1)
        return sort_lines([np.asarray(quad, np.float32) for quad in found["dt_polys"]])

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        """Read upright line crops of any height, one reading each, in order."""
        readings = [Reading(text="", confidence=0.0) for _ in crops]
        places = [place for place, crop in enumerate(crops) if crop.size]
        pictures = [_bgr(crops[place]) for place in places]
        found = self._recogniser.predict(pictures, batch_size=1) if pictures else []
        for place, answer in zip(places, found, strict=True):
            readings[place] = answer["rec_text"]
        return readings


class _Decoder:
    """Takes the place of PaddleOCR's decoder, which keeps no score of a single character."""

    def __init__(self, characters: Sequence[str]) -> None:
        self._characters = characters

    def __call__(
        self,
        predictions: Sequence[NDArray[np.float32]],
        wh_ratio_list: Sequence[float],
        max_wh_ratio: float,
        **_: object,
    ) -> tuple[list[Reading], list[float]]:
        """Return the readings and confidences of a batch; the crop is narrower than its batch."""
        classes, best = predictions[0].argmax(axis=-1), predictions[0].max(axis=-1)
        readings = [
            decode(line, scores, self._characters, len(line) * ratio / max_wh_ratio)
            for line, scores, ratio in zip(classes, best, wh_ratio_list, strict=True)
        ]
        return readings, [reading.confidence for reading in readings]


def _import_paddle(folder: Path) -> Any:  # noqa: ANN401 - PaddleOCR is untyped
    """Import PaddleOCR quietly and without a network; raises ``EngineUnavailableError``."""
    os.environ.setdefault("PADDLE_PDX_DISABLE_MODEL_SOURCE_CHECK", "True")
    try:
        with _opencv_vouched_for(folder):
            return importlib.import_module("paddleocr")
    except ImportError as error:
        raise EngineUnavailableError(
            'PaddleOCR 识别引擎未安装：请运行 uv pip install -e ".[paddle]"，或改用默认引擎 rapid。'
        ) from error


@contextmanager
def _opencv_vouched_for(folder: Path) -> Iterator[None]:
    """Let PaddleX find OpenCV, which it knows under the name of one of its packages alone.

    ``opencv-contrib-python`` and the headless package of the default install both provide ``cv2``
    and overwrite each other's files, so only one of them can be there.
    """
    record = folder / f"opencv_contrib_python-{cv2.__version__}.dist-info" / "METADATA"
    record.parent.mkdir()
    record.write_text(
        f"Metadata-Version: 2.1\nName: opencv-contrib-python\nVersion: {cv2.__version__}\n"
    )
    sys.path.append(str(folder))
    try:
        yield
    finally:
        sys.path.remove(str(folder))


def _bgr(image: Image) -> Image:
    return np.ascontiguousarray(image[:, :, ::-1])
