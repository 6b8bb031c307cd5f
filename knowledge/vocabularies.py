"""The words entries are sorted by: ``knowledge/vocabularies.toml``."""

from difflib import get_close_matches
from functools import cache
from pathlib import Path

from knowledge.entries.entry import Tags
from models.errors import InvalidRequestError
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


TITLES = {
    "departments": "部门",
    "audience": "对象",
    "districts": "区",
    "industries": "行业",
    "channels": "渠道",
}
"""What staff call each list."""


def check_words(department: str, tags: Tags) -> None:
    """Raise ``InvalidRequestError`` with a near word for a word of staff that is not declared."""
    told = {"departments": (department,) if department else (), **tags.model_dump()}
    for name, known in read_vocabularies().model_dump().items():
        for word in set(told[name]) - set(known):
            near = get_close_matches(word, known, n=1, cutoff=0.3)
            hint = f"是不是“{near[0]}”？" if near else "请从词表中选择。"
            raise InvalidRequestError(f"{TITLES[name]}词表中没有“{word}”，{hint}")


def prove_words(owner: str, department: str, tags: Tags) -> None:
    """Raise ``SpecError`` with a near word unless an entry's department and tags are declared."""
    known = read_vocabularies()
    need(owner, "department", [department], known.departments)
    need(owner, "audience", tags.audience, known.audience)
    need(owner, "district", tags.districts, known.districts)
    need(owner, "industry", tags.industries, known.industries)
    need(owner, "channel", tags.channels, known.channels)
