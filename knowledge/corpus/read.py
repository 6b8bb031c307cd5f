"""Reads entries from Markdown files: a TOML front matter between ``+++`` lines, then the body.

The name of a file is the entry's id. A misspelt key, a word no vocabulary has, or a figure that the
body does not tell is a ``SpecError`` that names the file and, where there is one, a near name.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Final, Literal, Self

from pydantic import BaseModel, Field, ValidationError, model_validator

from knowledge.entries.entry import EVERYBODY, Kind, Source, Tags
from knowledge.vocabularies import prove_words
from models.errors import SpecError
from models.specs import Spec

FOLDER: Final = Path(__file__).parent
FENCE: Final = "+++"
ID: Final = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
BASES: Final = r"(SOURCED|SEED|KNOWN|DERIVED|UNVERIFIED).*"


class Figure(Spec):
    """A number, date or list of the body that is declared elsewhere too and must stay the same."""

    text: str = Field(min_length=1)
    """As the body says it, e.g. ``2万元``."""
    parameter: str = Field(pattern=r"^[a-z_]+\.[a-z_0-9]+$")
    """File and name of the declared value, e.g. ``cars.most``."""
    cell: tuple[str, ...] = ()
    """Under which names it stands in a table."""
    part: Literal["value", "since", "until"] = "value"
    day: date | None = None
    """The day it speaks of; None is any day on which the entry holds."""


class Draft(Spec):
    """An entry as its file says it: what publishing adds are version, state, people and times."""

    id: str
    kind: Kind
    title: str = Field(min_length=1, max_length=200)
    body: str = Field(min_length=1)
    questions: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    department: str
    tags: Tags = Tags()
    source: Source
    readers: tuple[str, ...] = (EVERYBODY,)
    effective_from: date | None = None
    expires: date | None = None
    basis: str = Field(pattern=BASES)
    """How sure its facts are: SOURCED, SEED, KNOWN, DERIVED or UNVERIFIED, with a reason."""
    facts: tuple[Figure, ...] = ()

    @model_validator(mode="after")
    def _holds_together(self) -> Self:
        if self.effective_from and self.expires and self.expires <= self.effective_from:
            raise ValueError(f"expires {self.expires} is not after {self.effective_from}")
        missing = [fact.text for fact in self.facts if fact.text not in self.body]
        if missing:
            raise ValueError(f"the body does not say {missing[0]!r}")
        return self


OWNERS: Final[Mapping[str, type[BaseModel]]] = {"tags": Tags, "source": Source, "facts": Figure}
"""What stands under a key of the front matter."""


def read_corpus(folder: Path = FOLDER) -> dict[str, Draft]:
    """Read every entry of a folder by id, in the order of the ids.

    Raises ``SpecError`` for the first file that is wrong, or an id that two files have.
    """
    drafts: dict[str, Draft] = {}
    for path in sorted(folder.rglob("*.md"), key=lambda path: path.stem):
        if path.stem in drafts:
            raise SpecError(f"{path.relative_to(folder)}: another file has this id already")
        drafts[path.stem] = read_draft(path.read_text(encoding="utf-8"), path.stem)
        prove_words(path.name, drafts[path.stem].department, drafts[path.stem].tags)
    return drafts


def read_draft(text: str, name: str) -> Draft:
    """Read one entry from the text of its file; raises ``SpecError`` naming what is wrong.

    The words of vocabularies are not looked at: see ``knowledge.vocabularies.prove_words``.
    """
    if not ID.fullmatch(name):
        raise SpecError(f"{name}.md: an id is small letters and digits, joined by dashes")
    front, body = _parted(text, name)
    try:
        told = tomllib.loads(front)
        return Draft.model_validate({**told, "id": name, "body": body})
    except tomllib.TOMLDecodeError as error:
        raise SpecError(f"{name}.md: {error}") from error
    except ValidationError as error:
        raise SpecError(f"{name}.md: {'; '.join(_faults(error))}") from error


def has_front_matter(text: str) -> bool:
    """Tell whether a Markdown text begins as entries do."""
    return text.lstrip("\ufeff").startswith(f"{FENCE}\n")


def _parted(text: str, name: str) -> tuple[str, str]:
    lines = text.lstrip("\ufeff").splitlines()
    fences = [place for place, line in enumerate(lines) if line.strip() == FENCE][:2]
    if len(fences) < 2 or fences[0] != 0:
        raise SpecError(f"{name}.md: the front matter must stand first, between two {FENCE} lines")
    first, last = fences
    return "\n".join(lines[first + 1 : last]), "\n".join(lines[last + 1 :]).strip() + "\n"


def _faults(error: ValidationError) -> Iterator[str]:
    """Yield what pydantic found wrong, a near name for each key it does not know."""
    for fault in error.errors():
        place = ".".join(str(step) for step in fault["loc"])
        if fault["type"] != "extra_forbidden":
            yield f"{place}: {fault['msg']}".removeprefix(": ")
            continue
        owner = OWNERS.get(str(fault["loc"][0]), Draft)
        near = get_close_matches(str(fault["loc"][-1]), list(owner.model_fields), n=1)
        yield f"no key called {place!r}" + (f"; did you mean {near[0]!r}?" if near else "")
