"""The text that a notice passes on (印发, 转发, 批转), read whole.

It is no attachment of the notice, so that neither 附件 nor a line in the note names it; it stands
behind the day, before the record (usage; GB/T 9704-2012 is silent on it).
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from docgen.gongwen.document.official import Official
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.opening.typed import open_text
from docgen.gongwen.writing.words import text_of
from models.errors import InvalidRequestError

LONGEST: Final = 100_000
AROUND: Final = re.compile(r"^附件：?|^\d{1,2}[.．、]|[（）()：:。；]")
"""What the layout sets anew around words."""


class PassedOn(NamedTuple):
    """A document that is passed on."""

    official: Official
    unset: tuple[str, ...]
    """Its lines that are not printed again: those of its red head and record, page numbers."""


def read_document(told: object, question: str) -> PassedOn | None:
    """Return a document by its elements; ``None`` where nothing was told.

    Raises ``InvalidRequestError`` for what is no text, too long, or without a title.
    """
    if not isinstance(told, str):
        raise InvalidRequestError(f"“{question}”应为一段文字，请粘贴全文或者选取文件。")
    if not told.strip():
        return None
    if len(told) > LONGEST:
        raise InvalidRequestError(f"“{question}”超过 {LONGEST} 字，请拆分后分别行文。")
    official = recognise(open_text(told), titled=True).official
    if not official.heading:
        raise InvalidRequestError(
            f"“{question}”里没有认出标题，请把标题单独放在第一行；"
            "命令没有标题，请连同“……令”和“第×号”两行一起放在最前面。"
        )
    return PassedOn(official, tuple(_unset(told, official)))


def _unset(told: str, official: Official) -> Iterator[str]:
    printed = _bare(text_of(Official(title="全文", passed=official)))
    for line in told.splitlines():
        if _bare(line) not in printed:
            yield line.strip()


def _bare(text: str) -> str:
    return "".join(AROUND.sub("", line.strip()) for line in "".join(text.split(" ")).splitlines())
