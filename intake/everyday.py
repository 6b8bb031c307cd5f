"""The words people use for a matter, beside its official name."""

import tomllib
from pathlib import Path
from typing import Final

from pydantic import TypeAdapter

EVERYDAY: Final[dict[str, tuple[str, ...]]] = TypeAdapter(
    dict[str, tuple[str, ...]]
).validate_python(
    tomllib.loads(Path(__file__).with_name("everyday.toml").read_text(encoding="utf-8"))
)
"""By the id of the service."""
