"""The closed word lists of papers and forms, by name; declared in ``vocabularies.toml``."""

from itertools import product
from pathlib import Path

from models.specs import Spec, read_spec


class Combination(Spec):
    """Words made of one first and one second part each, e.g. 重型 + 厢式货车."""

    first: tuple[str, ...]
    second: tuple[str, ...]


class Vocabulary(Spec):
    """One closed list of words, and where it comes from."""

    source: str
    words: tuple[str, ...] = ()
    combine: tuple[Combination, ...] = ()

    def all_words(self) -> tuple[str, ...]:
        """Return the declared words followed by the combined ones, each once."""
        combined = (
            "".join(parts) for pair in self.combine for parts in product(pair.first, pair.second)
        )
        return tuple(dict.fromkeys((*self.words, *combined)))


class VocabularyFile(Spec):
    """The whole declaration file."""

    vocabulary: dict[str, Vocabulary]


def read_vocabularies(path: Path) -> dict[str, tuple[str, ...]]:
    """Read every vocabulary of a file; raises ``SpecError`` when it does not fit the schema."""
    declared = read_spec(path, VocabularyFile).vocabulary
    return {name: vocabulary.all_words() for name, vocabulary in declared.items()}


VOCABULARIES: dict[str, tuple[str, ...]] = read_vocabularies(
    Path(__file__).with_name("vocabularies.toml")
)
"""By the name a declaration uses."""
