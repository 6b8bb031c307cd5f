"""One invented notice of every kind, for previews, pictures and tests."""

import tomllib
from pathlib import Path

from docgen.notices.declared import read_offices
from docgen.notices.notice import Notice

FOLDER = Path(__file__).parent


def read_sample(kind: str) -> Notice:
    """Return the sample notice of a kind; raises ``FileNotFoundError`` for a kind without one."""
    told = tomllib.loads((FOLDER / f"{kind}.toml").read_text(encoding="utf-8"))
    return Notice.model_validate(told | {"office": read_offices()[told["office"]]})
