"""A question read by what was said before in its conversation, by rules the asker can see."""

import re
from collections.abc import Sequence
from typing import Final

from knowledge.answers.sections import wanted_sections, without_asking
from knowledge.vocabularies import read_vocabularies
from models.records import Record

OPENING: Final = re.compile(
    r"^(?:那么|那|还有|另外|然后|再问一下|请问|如果是|要是|换成|换作|在)+[，, ]*"
)
CLOSING: Final = re.compile(r"(?:的话|呢|怎么办|办|啊|吗)*[？?。！! ]*$")
POINTING: Final = re.compile(r"这个证|这个|这事|这种|该证|它|上面说的|刚才说的|刚才那个")
AUDIENCES: Final = {
    **dict.fromkeys(("企业", "公司", "单位", "法人"), "企业"),
    **dict.fromkeys(("个人", "自己", "本人"), "个人"),
}
SHORT: Final = 3
"""Characters: a follow-up has hardly any words of its own beside what it asks for."""


class Earlier(Record):
    """A question before, as it was understood."""

    question: str
    topic: str = ""
    """Title of the entry that answered it; empty where none did."""
    choices: tuple[tuple[str, str, str], ...] = ()
    """Slot, label and value of what was asked back."""


class Reread(Record):
    """A question as it is understood in its conversation."""

    text: str
    changed: bool = False
    audience: str = ""
    """Said in the conversation; empty where it was not."""
    district: str = ""


def reread(question: str, earlier: Sequence[Earlier]) -> Reread:
    """Return a question with what it carries over from the last one.

    A chosen button fills what was left open; a bare audience or district takes the place of the one
    before; a question without a matter of its own gets the matter that was spoken of.
    """
    if not earlier:
        return Reread(text=question)
    last = earlier[-1]
    bare = CLOSING.sub("", OPENING.sub("", question.strip())).strip()
    for slot, label, value in last.choices:
        if bare in {label, value}:
            return _chosen(slot, label, value, last)
    if bare in AUDIENCES:
        text = _swapped(last.question, AUDIENCES, bare)
        return Reread(text=text, changed=True, audience=AUDIENCES[bare])
    districts = read_vocabularies().districts
    if bare in districts:
        text = _swapped(last.question, dict.fromkeys(districts, ""), bare)
        return Reread(text=text, changed=True, district=bare)
    return _carried(question, last)


def _chosen(slot: str, label: str, value: str, last: Earlier) -> Reread:
    if slot in {"audience", "district"}:
        return Reread(text=last.question, changed=True, **{slot: value})
    return Reread(text=f"{label}，{last.question}", changed=True)


def _swapped(question: str, words: dict[str, str], new: str) -> str:
    """Put a word in the place of one of its kind, or before the question."""
    for word in words:
        if word in question:
            return question.replace(word, new)
    return f"{new}{question}"


def _carried(question: str, last: Earlier) -> Reread:
    topic = last.topic or without_asking(last.question)
    rest = OPENING.sub("", question.strip())
    if not topic or topic in question:
        return Reread(text=question)
    if POINTING.search(rest):
        return Reread(text=POINTING.sub(topic, rest, count=1), changed=True)
    own = CLOSING.sub("", without_asking(rest))
    if wanted_sections(rest) and len(own) < SHORT:
        return Reread(text=f"{topic}{rest}", changed=True)
    return Reread(text=question)
