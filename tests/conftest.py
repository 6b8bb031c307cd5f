"""Options every test may use."""

import pytest
from hypothesis import HealthCheck, settings

# Speed is measured in eval/bench, never by a test: a busy machine must not turn a promise red.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate-golden",
        nargs="?",
        const="",
        metavar="PREFIX",
        help="write the golden files whose names begin so anew from the specimens; review the diff",
    )
