"""What a check-up can know of a firm: the keys of its profile, and where each is registered."""

from functools import cache
from pathlib import Path
from typing import Final, Literal

from pydantic import Field

from models.errors import SpecError
from models.specs import Spec, read_spec

FILE: Final = Path(__file__).with_name("keys.toml")


class ProfileKey(Spec):
    """One fact about a firm."""

    id: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    label: str
    type: Literal["string", "bool", "int", "decimal", "date", "enum", "list"]
    unit: str = ""
    options: tuple[str, ...] = ()
    """The words an ``enum`` or a ``list`` may hold."""
    group: str
    """Heading under which a page asks for it."""
    sources: tuple[str, ...] = ()
    """Prefill sources that answer it, best first; empty for what only the firm can say."""
    catalogue: str = ""
    """Data resource in the catalogue (数据资源目录) it is matched to, with its field; DESIGN until
    the buyer names the real one."""
    note: str = ""


class _File(Spec):
    keys: tuple[ProfileKey, ...] = Field(alias="key")


@cache
def read_keys(path: Path = FILE) -> dict[str, ProfileKey]:
    """Return every key by id; raises ``SpecError`` when a declaration does not fit."""
    keys = read_spec(path, _File).keys
    by_id = {key.id: key for key in keys}
    if len(by_id) < len(keys):
        raise SpecError(f"{path.name}: a key is declared twice")
    for key in keys:
        if (key.type == "enum") and not key.options:
            raise SpecError(f"{path.name}: {key.id} offers no words to choose from")
    return by_id
