"""What commands that open files of any kind can make use of on this machine."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.gongwen.opening.file import Means
    from models.records import Page


@contextmanager
def opening_means() -> "Iterator[Means]":
    """Yield what can convert and recognise, each started when it is first needed."""
    from docgen.gongwen.opening.file import Means
    from intake.knowledge.lined import by_engine
    from intake.office import open_word
    from intake.settings import Settings
    from models.engines.registry import make_engine

    settings = Settings()
    word = open_word(settings)
    engine = cache(make_engine)

    def recognise(data: bytes, name: str) -> "tuple[Page, ...]":
        return by_engine(engine(settings.engine))(data, name)

    try:
        yield Means(word.renew, recognise)
    finally:
        word.close()
