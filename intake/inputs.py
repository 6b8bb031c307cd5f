"""What the command line is given to read."""

from pathlib import Path

from models.errors import InvalidRequestError


def read_bytes(file: Path) -> bytes:
    """Return the content of a file; raises ``InvalidRequestError`` when it cannot be had."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise InvalidRequestError(f"读不到文件 {file}，它不存在或无权读取。") from error
