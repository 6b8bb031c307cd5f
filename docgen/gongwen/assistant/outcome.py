"""What the assistant is asked, and what it answers."""

from enum import StrEnum

from pydantic import Field

from docgen.gongwen.proofread.fault import Fault
from models.records import Record


class Turn(Record):
    """An earlier question and its answer."""

    wish: str = Field(max_length=2_000)
    text: str = Field(max_length=20_000)


class Wish(Record):
    """What is to be done with which text."""

    task: str
    text: str = Field(default="", max_length=200_000)
    """The text worked on; the only source of facts."""
    wish: str = Field(default="", max_length=2_000)
    """What the drafter adds, or asks."""
    turns: tuple[Turn, ...] = Field(default=(), max_length=20)
    length: int = Field(default=200, ge=20, le=20_000)
    """Characters wanted."""


class State(StrEnum):
    """How it went."""

    DONE = "done"
    OFF = "off"
    DOWN = "down"
    NONSENSE = "nonsense"
    REFUSED = "refused"
    HALF = "half"


STATES = {
    State.OFF: "没有设置大模型，这项功能未开启。",
    State.DOWN: "大模型暂时无法访问，请稍后再试；原文没有改动。",
    State.NONSENSE: "大模型的回答不能用，没有采用；原文没有改动。",
    State.REFUSED: "大模型拒绝回答这个要求。",
    State.HALF: "大模型的回答没有说完，以下只是已经收到的部分。",
}


class Assisted(Record):
    """What was written, by whom, and what of it is to be checked."""

    task: str
    state: State
    engine: str
    """``rules`` or ``llm``."""
    text: str = ""
    """Checked; a sentence that says what the source does not is followed by 〔待核：…〕."""
    doubts: tuple[str, ...] = ()
    """Sentences for the drafter, in Chinese."""
    faults: tuple[Fault, ...] = ()
    """Of our proofreader, over ``text``."""
    quotes: tuple[str, ...] = ()
    """Passages of the source that bear an answer out, to the letter."""

    @property
    def engine_title(self) -> str:
        """The engine as its reader calls it."""
        return "大模型" if self.engine == "llm" else "规则引擎"
