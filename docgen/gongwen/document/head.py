"""What a document has outside its text, as whoever drafts it fills it in."""

from datetime import date
from typing import Annotated, Self

from pydantic import Field

from docgen.gongwen.document.official import Form, Official
from docgen.gongwen.elements.values import read_day
from models.days import day_words
from models.errors import InvalidRequestError
from models.records import Record

LONGEST = 5000
"""Characters of one element: as many as a fact may have that it is made from."""
MOST = 50
"""Bodies or persons of one element."""
Words = Annotated[str, Field(max_length=LONGEST)]
Lines = Annotated[tuple[Words, ...], Field(max_length=MOST)]


class Head(Record):
    """Elements of the red head and the 版记; what is empty is taken from the text.

    It is kept as it was typed, half a day included; only a document asks for a whole one. There is
    no 密级: a text with one may not be written here.
    """

    form: Form | None = None
    issuers: Lines = ()
    number: Words = ""
    signatories: Lines = ()
    copy_number: Words = ""
    urgency: Words = ""
    copies_to: Words = ""
    printer: Words = ""
    printed: Words = ""
    """The day, in any usual way of writing it."""
    note: Words = ""
    sealed: bool = False
    sample: Annotated[str, Field(max_length=60)] = ""
    """The id of the sample whose layout it is given; no element."""

    @classmethod
    def of(cls, official: Official) -> Self:
        """Return the head of a document, its day as it is spoken."""
        told = official.model_dump(include=set(cls.model_fields))
        return cls.model_validate(told | {"printed": day_words(official.printed)})

    @property
    def elements(self) -> dict[str, object]:
        """What was told, as elements of a document.

        Raises ``InvalidRequestError`` when the day of printing is none.
        """
        told = self.model_dump(exclude_defaults=True, exclude={"printed", "sample"})
        return told | {"printed": _day(self.printed)} if self.printed.strip() else told


def _day(text: str) -> date:
    day = read_day(text)
    if day:
        return day
    words = "印发日期应写明年、月、日，并且是日历上有的日子，如 2026年11月29日。"
    fault = {"pointer": "/body/head/printed", "code": "bad_day", "message": words}
    raise InvalidRequestError(words, [fault])
