"""What commands print: JSON alone or a table on stdout, progress on stderr."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, TypeVar

from models.errors import InvalidRequestError

T = TypeVar("T")


def print_json(value: Any) -> None:  # noqa: ANN401 - anything JSON can say
    """Print one JSON value and nothing else."""
    import json

    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def print_table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> None:
    """Print a table; what comes from papers is text, never markup."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title)
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    Console().print(table)


def print_line(text: str) -> None:
    """Print one line for a person."""
    sys.stdout.write(text + "\n")


def print_beside(lines: Iterable[str]) -> None:
    """Print lines for a person on stderr: beside what a program reads."""
    sys.stderr.writelines(f"{line}\n" for line in lines)


def save_file(target: Path, data: bytes) -> None:
    """Write a file and the folders above it; raises ``InvalidRequestError`` where it cannot be."""
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)
    except OSError as error:
        raise InvalidRequestError(f"写不了文件 {target}，文件夹不存在或无权写入。") from error


def with_progress(things: list[T], title: str) -> Iterator[T]:
    """Yield each thing while a progress bar on stderr counts them."""
    from rich.console import Console
    from rich.progress import track

    yield from track(things, description=title, console=Console(stderr=True), transient=True)
