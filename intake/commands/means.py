"""What commands that open files of any kind can make use of on this machine."""

# ruff: noqa: PLC0415 - imported when called, so that the command line starts quickly

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docgen.gongwen.opening.file import Means
    from intake.knowledge.importing import Convert
    from intake.knowledge.lined import Recognise
    from models.records import Page


@contextmanager
def opening_means() -> "Iterator[Means]":
    """Yield what the opening of official documents can make use of."""
    from docgen.gongwen.opening.file import Means

    with machine() as (convert, recognise):
        yield Means(convert, recognise)


@contextmanager
def machine() -> "Iterator[tuple[Convert, Recognise]]":
    """Yield what can convert and recognise, each started when it is first needed."""
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
        yield word.renew, recognise
    finally:
        word.close()
