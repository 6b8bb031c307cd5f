"""Where the weights are: rapidocr's wheel carries them, so that nothing is ever fetched."""

from importlib.util import find_spec
from pathlib import Path

from models.errors import EngineUnavailableError

DETECTOR = "PP-OCRv6_det_small.onnx"
RECOGNISER = "PP-OCRv6_rec_small.onnx"


def find_weights(name: str) -> Path:
    """Return the path of one of the bundled weights; raises ``EngineUnavailableError``."""
    package = find_spec("rapidocr")
    folders = package.submodule_search_locations if package else None
    path = Path(folders[0], "models", name) if folders else Path(name)
    if not path.is_file():
        raise EngineUnavailableError(f"文字识别引擎缺少模型文件 {name}，请重新安装 rapidocr。")
    return path
