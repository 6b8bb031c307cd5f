"""Every kind's sample notice, composed once."""

import pytest

from docgen.notices.compose import ComposedNotice, compose_notice
from docgen.notices.declared import read_declared
from docgen.notices.samples import read_sample

KINDS = sorted(read_declared().kinds)


@pytest.fixture(scope="session")
def composed() -> dict[str, ComposedNotice]:
    return {kind: compose_notice(read_sample(kind)) for kind in KINDS}
