"""What a request says about a notice: bounded, and without characters nobody can see."""

from datetime import date
from typing import Annotated, Literal
from uuid import NAMESPACE_URL, uuid4, uuid5

from fastapi import Path
from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from docgen.notices.notice import Item, Recipient, RecipientKind
from intake.api.once import Once
from intake.notices.case import Told
from intake.notices.draft import Draft

NoticeId = Annotated[str, Path(pattern=r"^[0-9a-f]{32}$")]
FileKind = Literal["pdf", "docx", "ofd"]
MOST_FACTS, MOST_ITEMS, MOST_ROWS, MOST_COLUMNS = 60, 200, 2000, 30


def _printable(text: str) -> str:
    """Return a text without blanks around it; refuse what a reader of the notice could not see."""
    text = text.strip()
    if text and not text.replace("\n", "").isprintable():
        raise PydanticCustomError("unprintable", "cannot be printed")
    return text


Key = Annotated[str, Field(max_length=40, pattern=r"^[a-z0-9_]+$")]
Line = Annotated[str, Field(max_length=200), AfterValidator(_printable)]
Text = Annotated[str, Field(max_length=4000), AfterValidator(_printable)]


class Spoken(BaseModel):
    """Base: unknown keys are refused."""

    model_config = ConfigDict(extra="forbid")


class SpokenItem(Spoken):
    """One point of a list."""

    text: Text
    todo: Text = ""
    basis: Line = ""
    group: Line = ""
    until: date | None = None


class SpokenNotice(Spoken):
    """What every notice is told."""

    kind: Key
    facts: Annotated[dict[Key, Text], Field(max_length=MOST_FACTS)] = Field(default_factory=dict)
    items: Annotated[list[SpokenItem], Field(max_length=MOST_ITEMS)] = Field(default_factory=list)
    rows: Annotated[
        list[Annotated[dict[Key, Line], Field(max_length=MOST_COLUMNS)]],
        Field(max_length=MOST_ROWS),
    ] = Field(default_factory=list)

    @property
    def points(self) -> tuple[Item, ...]:
        """The points of its list."""
        return tuple(Item(**item.model_dump()) for item in self.items)


class CaseNotice(SpokenNotice):
    """A notice of a case: the rest is known from it."""

    recipient: Line = ""

    @property
    def told(self) -> Told:
        """What the officer says beside what the case knows."""
        return Told(
            kind=self.kind,
            recipient=self.recipient,
            facts=self.facts,
            items=self.points,
            rows=tuple(self.rows),
        )


class SpokenRecipient(Spoken):
    """To whom a notice is addressed."""

    name: Line
    kind: RecipientKind = "企业"
    sex: Literal["男", "女", ""] = ""
    id_type: Line = ""
    id_no: Line = ""
    phone: Line = ""
    address: Line = ""


class FreeNotice(SpokenNotice):
    """A notice that belongs to no case."""

    office: Key
    recipient: SpokenRecipient

    @property
    def draft(self) -> Draft:
        """The draft it makes."""
        return Draft(
            kind=self.kind,
            office=self.office,
            recipient=Recipient(**self.recipient.model_dump()),
            facts=self.facts,
            items=self.points,
            rows=tuple(self.rows),
        )


class Reason(Spoken):
    """Why a notice is void."""

    reason: Annotated[Text, Field(min_length=2)]


def notice_id(once: Once) -> str:
    """Return the id of the notice a request makes: the same when it is sent again."""
    return uuid5(NAMESPACE_URL, f"{once.route} {once.key}").hex if once.key else uuid4().hex
