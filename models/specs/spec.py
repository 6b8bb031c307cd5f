"""What every declaration has in common, and the only loader that reads them."""

import tomllib
from collections.abc import Collection
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from models.errors import SpecError


class Spec(BaseModel):
    """A declaration: frozen, and a misspelt key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


S = TypeVar("S", bound=BaseModel)


def read_spec(path: Path, schema: type[S]) -> S:
    """Read one TOML file; raises ``SpecError`` naming the file and the key when it does not fit."""
    try:
        return schema.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (tomllib.TOMLDecodeError, ValidationError) as error:
        raise SpecError(f"{path.name}: {error}") from error


def read_specs(folder: Path, schema: type[S]) -> dict[str, S]:
    """Read every ``*.toml`` of a folder by id; the id must equal the file name."""
    specs = {path.stem: read_spec(path, schema) for path in sorted(folder.glob("*.toml"))}
    for name, spec in specs.items():
        if getattr(spec, "id", name) != name:
            raise SpecError(f"{name}.toml: its id is {getattr(spec, 'id', '')!r}, not {name!r}")
    return specs


def need(owner: str, what: str, names: Collection[str], known: Collection[str]) -> None:
    """Raise ``SpecError`` with a near name unless every name is known."""
    for name in sorted(set(names) - set(known)):
        near = get_close_matches(name, list(known), n=1)
        hint = f"; did you mean {near[0]!r}?" if near else ""
        raise SpecError(f"{owner}: no {what} called {name!r}{hint}")
