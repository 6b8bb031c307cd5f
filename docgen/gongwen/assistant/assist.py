"""One task done: by a tool on the text's own sentences, or by a language model and then proved."""

import json
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Final

from pydantic import BaseModel, Field

from docgen.gongwen.assistant.doubts import doubts_of, is_nonsense
from docgen.gongwen.assistant.tasks import Task, Tasks, read_tasks
from docgen.gongwen.library.reading import outline
from docgen.gongwen.library.summary import summarise
from docgen.gongwen.writing.keywords import keywords
from docgen.gongwen.writing.titles import titles
from models.errors import InvalidRequestError, ModelNonsenseError, NotFoundError
from models.llm import ChatMessage, LanguageModel
from models.records import Record

LONGEST: Final = 30_000
"""Characters of a source that is sent to a model; more does not fit one."""
TURNS: Final = 6
EXTRACT: Final = "extract"
MODEL: Final = "model"


class Turn(Record):
    """An earlier wish and what was answered."""

    wish: str
    text: str


class Assisted(Record):
    """What came of a task."""

    task: str
    text: str
    engine: str
    """``extract``: sentences of the source alone; ``model``: a language model."""
    doubts: tuple[str, ...] = ()
    quotes: tuple[str, ...] = ()
    """Sentences of the source, word for word, that an answer rests on."""


class _Written(BaseModel):
    """What the model is asked for."""

    text: str = Field(max_length=40_000)
    quotes: list[str] = Field(default_factory=list, max_length=20)


def assist(
    name: str,
    text: str,
    wish: str = "",
    turns: Sequence[Turn] = (),
    model: LanguageModel | None = None,
) -> Assisted:
    """Do a task on a text.

    Raises ``NotFoundError`` for an unknown task, ``InvalidRequestError`` where a text or a model is
    missing, ``ModelUnavailableError`` and ``ModelNonsenseError`` where the model fails: the text
    itself is never touched.
    """
    told = read_tasks()
    task = told.tasks.get(name)
    if task is None:
        raise NotFoundError("没有这种操作。")
    if not text.strip() and not (task.free and wish.strip()):
        raise InvalidRequestError("还没有可以处理的文字。")
    if task.tool:
        return Assisted(task=name, text=TOOLS[task.tool](text), engine=EXTRACT)
    if model is None:
        raise InvalidRequestError(
            "没有配置大模型，这项操作不能用；提炼要点和提取提纲不需要大模型。"
        )
    if len(text) > LONGEST:
        raise InvalidRequestError(f"文字超过 {LONGEST} 字，请选中一部分再操作。")
    written = model.chat(_messages(told, task, text, wish, turns), _Written)
    return _proved(name, told, written, f"{text}\n{wish}")


def _messages(
    told: Tasks, task: Task, text: str, wish: str, turns: Sequence[Turn]
) -> list[ChatMessage]:
    """Return the question; the source is fenced as data, in which quotes are escaped."""
    earlier = [
        message
        for turn in turns[-TURNS:]
        for message in (ChatMessage("user", turn.wish), ChatMessage("assistant", turn.text))
    ]
    data = json.dumps({"原文": text, "要求": wish}, ensure_ascii=False)
    return [
        ChatMessage("system", told.rules),
        *earlier,
        ChatMessage("user", f"{task.prompt}\n资料：{data}"),
    ]


def _proved(name: str, told: Tasks, written: _Written, source: str) -> Assisted:
    text = "".join(each for each in written.text if each.isprintable() or each in "\n　").strip()
    if is_nonsense(text):
        raise ModelNonsenseError("语言模型的回答不成文，没有采用。")
    task = told.tasks[name]
    doubts = list(doubts_of(text, source, told.rules))
    quotes = [each for each in written.quotes if each.strip() and each in source]
    if task.quotes and len(quotes) < max(1, len(written.quotes)):
        doubts.append("回答没有可以在原文中逐字找到的依据，请对照原文核实。")
    if task.free:
        doubts.append("这是模型的一般性回答，未经核实，不能作为行文依据。")
    return Assisted(task=name, text=text, engine=MODEL, doubts=tuple(doubts), quotes=tuple(quotes))


def _summary(text: str) -> str:
    title, _, body = text.partition("\n")
    return "\n".join(each.text for each in summarise(title, body or text)) or "没有可以提炼的句子。"


def _outline(text: str) -> str:
    return (
        "\n".join("　" * (line.level - 1) + line.text for line in outline(text)) or "没有标题层次。"
    )


def _keywords(text: str) -> str:
    return "；".join(keywords(text)) or "没有反复出现的词语。"


def _headline(text: str) -> str:
    return "\n".join(titles(text)) or "文中没有可以用作标题的事由。"


TOOLS: Final[Mapping[str, Callable[[str], str]]] = MappingProxyType(
    {"summary": _summary, "outline": _outline, "keywords": _keywords, "headline": _headline}
)
"""What works without a language model, by the name a task gives it."""
