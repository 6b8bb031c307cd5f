"""The words entries are sorted by: ``knowledge/vocabularies.toml``."""

from functools import cache
from pathlib import Path

from knowledge.entries.entry import Tags
from models.specs import Spec, need, read_spec

FILE = Path(__file__).with_name("vocabularies.toml")


class Vocabularies(Spec):
    """Every closed list of words; matters are no list of ours but the ids of services."""

    departments: tuple[str, ...]
    audience: tuple[str, ...]
    districts: tuple[str, ...]
    industries: tuple[str, ...]
    channels: tuple[str, ...]


@cache
def read_vocabularies() -> Vocabularies:
    """Read the lists once; raises ``SpecError`` when the file is wrong."""
    return read_spec(FILE, Vocabularies)


def prove_words(owner: str, department: str, tags: Tags) -> None:
    """Raise ``SpecError`` with a near word unless an entry's department and tags are declared."""
    known = read_vocabularies()
    need(owner, "department", [department], known.departments)
    need(owner, "audience", tags.audience, known.audience)
    need(owner, "district", tags.districts, known.districts)
    need(owner, "industry", tags.industries, known.industries)
    need(owner, "channel", tags.channels, known.channels)
