"""The standard words of a form's boxes, and how sources write them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import Field

from extractors.judging.vocabularies import VOCABULARIES
from models.specs import FormField, Spec, need, read_spec


class Vocabulary(Spec):
    """One closed list of words, its own or one that papers use, and what stands for a word."""

    words_of: str = ""
    """Name in ``extractors.judging.vocabularies.VOCABULARIES``."""
    words: tuple[str, ...] = ()
    synonyms: dict[str, str] = Field(default_factory=dict)

    def standard(self, word: str) -> str:
        """Return the standard word for ``word``; empty when the list has none."""
        found = self.synonyms.get(word, word)
        return found if found in self.words else ""


class _File(Spec):
    vocabulary: dict[str, Vocabulary]


def read_form_vocabularies(path: Path) -> dict[str, Vocabulary]:
    """Read the vocabularies of forms; raises ``SpecError`` when a name or word does not exist."""
    declared = read_spec(path, _File).vocabulary
    return {name: _complete(name, vocabulary) for name, vocabulary in declared.items()}


def _complete(name: str, vocabulary: Vocabulary) -> Vocabulary:
    borrowed = [vocabulary.words_of] if vocabulary.words_of else []
    need(name, "vocabulary", borrowed, VOCABULARIES)
    words = vocabulary.words + VOCABULARIES.get(vocabulary.words_of, ())
    need(name, "word", vocabulary.synonyms.values(), words)
    return vocabulary.model_copy(update={"words": words})


FORM_VOCABULARIES: Final[Mapping[str, Vocabulary]] = read_form_vocabularies(
    Path(__file__).with_name("synonyms.toml")
)
"""By the name a form field uses."""


def choices(box: FormField) -> tuple[str, ...]:
    """Return the words a box may be chosen from; empty when it takes free text."""
    known = FORM_VOCABULARIES.get(box.vocabulary)
    return box.options or (known.words if known else ())
