"""What the command line is given to read."""

from pathlib import Path
from typing import BinaryIO

from models.errors import InvalidRequestError


def read_bytes(file: Path) -> bytes:
    """Return the content of a file; raises ``InvalidRequestError`` when it cannot be had."""
    with open_bytes(file) as content:
        return content.read()


def open_bytes(file: Path) -> BinaryIO:
    """Open a file to be read in parts; raises ``InvalidRequestError`` when it cannot be."""
    try:
        return file.open("rb")
    except OSError as error:
        raise InvalidRequestError(f"读不到文件 {file}，它不存在或无权读取。") from error
