"""The default engine: rapidocr's bundled PP-OCRv6 weights, run on OpenVINO."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from models.engines import Image, Quad, Reading
from models.engines.crops import HEIGHT, fit
from models.engines.ctc import decode
from models.engines.textmap import find_lines
from models.errors import EngineUnavailableError

DETECTOR = "PP-OCRv6_det_small.onnx"
RECOGNISER = "PP-OCRv6_rec_small.onnx"
SHORT_SIDE, LONG_SIDE = 736, 2000
"""Pictures are scaled so that lines are as large as the detector knows them."""
GRID = 32
"""The detector takes sides that are multiples of this."""
STRIDE = 8
"""Pixels of a line crop per timestep of the recogniser."""
BATCH = 8
"""Line crops read in one go."""
STEP = 64
"""Widths of batches are rounded up to multiples of this: each new width costs a preparation."""
GREY = 128
"""Padding on the right of a crop: the middle of the recogniser's range."""


class RapidEngine:
    """Finds and reads lines with PP-OCRv6 small; ``threads`` 0 means every core.

    Raises ``EngineUnavailableError`` when the weights or OpenVINO cannot be loaded.
    """

    name = "rapid"

    def __init__(self, threads: int = 0) -> None:
        self._detector = _compile(weights(DETECTOR), threads)
        self._recogniser = _compile(weights(RECOGNISER), threads)
        self._characters = read_characters(weights(RECOGNISER))

    def detect(self, image: Image) -> list[Quad]:
        """Return the text lines of a picture, in reading order; empty when there is none."""
        height, width = image.shape[:2]
        if min(height, width) < 1:
            return []
        scaled = cv2.resize(image, _detector_size(width, height), interpolation=cv2.INTER_AREA)
        probabilities = self._detector(scaled[None])[0]
        return find_lines(probabilities[0, 0], width, height)

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        """Read upright line crops of any height, one reading each, in order."""
        fitted = {place: fit(crop) for place, crop in enumerate(crops) if crop.size}
        readings = [Reading(text="", confidence=0.0) for _ in crops]
        for batch in _batches(fitted):
            for place, reading in zip(batch, self._read([fitted[n] for n in batch]), strict=True):
                readings[place] = reading
        return readings

    def _read(self, crops: Sequence[Image]) -> Iterator[Reading]:
        """Read a few crops of about the same width at once."""
        widest = -(-max(crop.shape[1] for crop in crops) // STEP) * STEP
        stacked = np.full((len(crops), HEIGHT, widest, 3), GREY, np.uint8)
        for row, crop in zip(stacked, crops, strict=True):
            row[:, : crop.shape[1]] = crop
        probabilities = self._recogniser(stacked)[0]
        classes, best = probabilities.argmax(axis=2), probabilities.max(axis=2)
        for crop, line, scores in zip(crops, classes, best, strict=True):
            yield decode(line, scores, self._characters, crop.shape[1] / STRIDE)


def weights(name: str) -> Path:
    """Return the path of one of rapidocr's bundled weights; raises ``EngineUnavailableError``."""
    package = find_spec("rapidocr")
    folders = package.submodule_search_locations if package else None
    path = Path(folders[0], "models", name) if folders else Path(name)
    if not path.is_file():
        raise EngineUnavailableError(f"文字识别引擎缺少模型文件 {name}，请重新安装 rapidocr。")
    return path


def _compile(path: Path, threads: int) -> Any:  # noqa: ANN401 - OpenVINO is untyped
    """Load weights that take RGB pictures of 0 to 255, N x H x W x 3, as BGR of -1 to 1."""
    try:
        import openvino as ov  # noqa: PLC0415 - heavy, only this engine needs it
        from openvino.preprocess import ColorFormat, PrePostProcessor  # noqa: PLC0415
    except ImportError as error:
        raise EngineUnavailableError("文字识别引擎 OpenVINO 未安装或无法加载。") from error
    core = ov.Core()
    steps = PrePostProcessor(core.read_model(path))
    tensor = steps.input().tensor().set_element_type(ov.Type.u8)
    tensor.set_layout(ov.Layout("NHWC")).set_color_format(ColorFormat.RGB)
    steps.input().model().set_layout(ov.Layout("NCHW"))
    pixels = steps.input().preprocess().convert_element_type(ov.Type.f32)
    pixels.convert_color(ColorFormat.BGR).mean(127.5).scale(127.5)
    settings = {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"}
    if threads:
        settings["INFERENCE_NUM_THREADS"] = str(threads)
    return core.compile_model(steps.build(), "CPU", settings)


def read_characters(path: Path) -> tuple[str, ...]:
    """Return the recogniser's classes, which its weights carry: blank first, space last."""
    import openvino as ov  # noqa: PLC0415 - heavy, only this engine needs it

    listed = ov.Core().read_model(path).get_rt_info(["framework", "character"]).astype(str)
    return ("", *listed.split("\n"), " ")


def _detector_size(width: int, height: int) -> tuple[int, int]:
    """Return the width and height a picture is scaled to for the detector."""
    scale = max(SHORT_SIDE / min(width, height), 1.0)
    scale = min(scale, LONG_SIDE / max(width, height))
    across, down = (max(round(side * scale / GRID), 1) * GRID for side in (width, height))
    return across, down


def _batches(crops: Mapping[int, Image]) -> Iterator[list[int]]:
    """Yield the places of the crops in groups of like width."""
    order = sorted(crops, key=lambda place: crops[place].shape[1])
    for start in range(0, len(order), BATCH):
        yield order[start : start + BATCH]
