"""The lexicons that come with the product: ``shipped/*.toml``."""

from functools import cache
from pathlib import Path
from typing import Any, Final

from pydantic import Field

from docgen.gongwen.proofread.lexicon.entry import Sort, TypedEntry
from docgen.gongwen.proofread.lexicon.lexicon import Lexicon
from models.specs import Spec, read_spec

FOLDER: Final = Path(__file__).with_name("shipped")


class WordList(Spec):
    """A list of words that are wrong in the same way."""

    name: str
    group: str
    """A kind of fault."""
    sort: Sort
    reason: str
    """A template over ``{wrong}`` and ``{right}``."""
    source: str
    pairs: dict[str, str] = Field(default_factory=dict)
    """What is written, and what is meant."""
    entries: tuple[dict[str, Any], ...] = ()
    """Fields of ``TypedEntry`` for those with conditions; what is left out is the list's."""

    def lexicon(self) -> Lexicon:
        """Return the list as a lexicon."""
        plain = [{"word": wrong, "suggestions": [right]} for wrong, right in self.pairs.items()]
        return Lexicon(name=self.name, entries=tuple(map(self._entry, (*plain, *self.entries))))

    def _entry(self, given: dict[str, Any]) -> TypedEntry:
        right = next(iter(given.get("suggestions", ())), "")
        usual = {
            "sort": self.sort,
            "group": self.group,
            "source": self.source,
            "reason": self.reason.format(wrong=given["word"], right=right),
        }
        return TypedEntry.model_validate(usual | given)


@cache
def read_starter(folder: Path = FOLDER) -> tuple[Lexicon, ...]:
    """Return the lexicons of the product; they are read once."""
    return tuple(read_spec(path, WordList).lexicon() for path in sorted(folder.glob("*.toml")))
