"""Every kind's sample notice, composed once, and notices that differ from it."""

from collections.abc import Mapping

import pytest

from docgen.notices.compose import ComposedNotice, compose_notice
from docgen.notices.declared import read_declared
from docgen.notices.notice import Notice
from docgen.notices.samples import read_sample

KINDS = sorted(read_declared().kinds)


@pytest.fixture(scope="session")
def composed() -> dict[str, ComposedNotice]:
    return {kind: compose_notice(read_sample(kind)) for kind in KINDS}


def changed(sample: str, facts: Mapping[str, str] | None = None, **update: object) -> Notice:
    """Give the sample of a kind with other facts beside its own, or other parts."""
    notice = read_sample(sample)
    told = notice.model_dump() | {"facts": notice.facts | dict(facts or {})} | update
    return Notice.model_validate(told)
