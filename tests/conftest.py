"""Options every test may use."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--regenerate-golden",
        nargs="?",
        const="",
        metavar="PREFIX",
        help="write the golden files whose names begin so anew from the specimens; review the diff",
    )
