"""Wrong characters, by the spelling model, and by a language model where one may be asked."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from docgen.gongwen.proofread.fault import Fault, Kind, Severity, Unfinished, Unsettled
from docgen.gongwen.proofread.text import Text
from docgen.gongwen.spelling.asking import State
from docgen.gongwen.spelling.corrector import Misspelling, shipped
from docgen.gongwen.spelling.judging import Judge
from docgen.gongwen.spelling.settings import Level

REASON: Final = (
    "按公文用语，此处写作“{right}”的可能性远大于“{wrong}”，疑为音近或形近的错别字（语言模型推断）。"
)
SOURCE: Final = "错别字模型"
JUDGED: Final = "错别字模型，经大语言模型复核"
STATES: Final[Mapping[State, str]] = {
    State.PARTLY: "大语言模型只复核了一部分{what}，其余由错别字模型判断。",
    State.DOWN: "大语言模型暂时无法访问，{what}由错别字模型判断。",
    State.NONSENSE: "大语言模型没有给出可用的概率，{what}由错别字模型判断。",
}
WHAT: Final = "错别字"


def check_spelling(text: Text) -> Iterator[Fault | Unfinished]:
    """Yield the places that read far more probably otherwise."""
    told, _, reached = shipped().look(text.reading, Level.SUSPECTED)
    for each in told:
        yield _fault(each, SOURCE)
    if reached < len(text.text):
        yield Unfinished(reached=reached)


def judged_by(judge: Judge) -> Callable[[Text], Iterator[Fault | Unsettled | Unfinished]]:
    """Return ``check_spelling`` with a language model's word; says where it could not be had."""

    def check(text: Text) -> Iterator[Fault | Unsettled | Unfinished]:
        opinion = judge.look(text.reading)
        for each in opinion.found:
            yield _fault(each, JUDGED if each.start in opinion.judged else SOURCE)
        yield from left_open(opinion.state, opinion.reached, text, WHAT)

    return check


def left_open(
    state: State, reached: int, text: Text, what: str
) -> Iterator[Unsettled | Unfinished]:
    """Yield how a language model took part where it did not to the end, and what was not read."""
    if state in STATES:
        yield Unsettled(words=STATES[state].format(what=what))
    if reached < len(text.text):
        yield Unfinished(reached=reached)


def _fault(each: Misspelling, source: str) -> Fault:
    return Fault(
        start=each.start,
        end=each.end,
        wrong=each.wrong,
        suggestions=each.suggestions,
        kind=Kind.SPELLING,
        severity=Severity(each.level.value),
        reason=REASON.format(right=each.suggestions[0], wrong=each.wrong),
        confidence=each.confidence,
        source=source,
        rule="spelling",
    )
