"""The default engine: rapidocr's bundled PP-OCRv6 small weights, run on OpenVINO."""

from collections.abc import Sequence

from models.engines import Image, Quad, Reading
from models.engines.weights import DETECTOR, RECOGNISER, find_weights
from models.errors import EngineUnavailableError


class RapidEngine:
    """Finds and reads lines; ``threads`` 0 means every core.

    Raises ``EngineUnavailableError`` when the weights or OpenVINO are not there.
    """

    name = "rapid"

    def __init__(self, threads: int = 0) -> None:
        try:
            from models.engines.detector import Detector  # noqa: PLC0415 - OpenVINO loads slowly
            from models.engines.recogniser import Recogniser  # noqa: PLC0415
        except ImportError as error:
            raise EngineUnavailableError("文字识别引擎 OpenVINO 未安装或无法加载。") from error
        self._detector = Detector(find_weights(DETECTOR), threads)
        self._recogniser = Recogniser(find_weights(RECOGNISER), threads)

    def detect(self, image: Image) -> list[Quad]:
        """Return the text lines of a picture, in reading order; empty when there is none."""
        return self._detector(image)

    def recognise(self, crops: Sequence[Image]) -> list[Reading]:
        """Read upright line crops of any height, one reading each, in order."""
        return self._recogniser(crops)
