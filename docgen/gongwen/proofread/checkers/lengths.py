"""Missing and extra characters, by the spelling model."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from docgen.gongwen.proofread.checkers.spelling import JUDGED, SOURCE, left_open
from docgen.gongwen.proofread.fault import Fault, Kind, Severity, Unfinished, Unsettled
from docgen.gongwen.proofread.text import Text
from docgen.gongwen.spelling.asking import Asker
from docgen.gongwen.spelling.lengths.counter import Miscount, Sort, shipped
from docgen.gongwen.spelling.lengths.judging import count_with
from docgen.gongwen.spelling.settings import Level

REASONS: Final[Mapping[Sort, str]] = {
    Sort.MISSING: "按公文用语，此处疑似少字“{character}”，建议写作“{right}”（语言模型推断）。",
    Sort.EXTRA: "按公文用语，此处疑似多字“{character}”，建议删去（语言模型推断）。",
    Sort.TWICE: "按公文用语，此处“{character}”疑似多写了一遍，建议只留一个（语言模型推断）。",
}
RULES: Final[Mapping[Sort, str]] = {
    Sort.MISSING: "lengths.missing",
    Sort.EXTRA: "lengths.extra",
    Sort.TWICE: "lengths.twice",
}
WHAT: Final = "多字少字"


def check_lengths(text: Text) -> Iterator[Fault | Unfinished]:
    """Yield the places that read far more probably with a character more or fewer."""
    told, _, reached = shipped().look(text.reading, Level.SUSPECTED)
    for each in told:
        yield _fault(each, SOURCE)
    if reached < len(text.text):
        yield Unfinished(reached=reached)


def counted_with(asker: Asker) -> Callable[[Text], Iterator[Fault | Unsettled | Unfinished]]:
    """Return ``check_lengths`` with a language model's word; says where it could not be had."""

    def check(text: Text) -> Iterator[Fault | Unsettled | Unfinished]:
        opinion = count_with(asker, text.reading)
        for each in opinion.found:
            yield _fault(each, JUDGED if each.start in opinion.judged else SOURCE)
        yield from left_open(opinion.state, opinion.reached, text, WHAT)

    return check


def _fault(told: Miscount, source: str) -> Fault:
    reason = REASONS[told.sort].format(right=told.suggestions[0], character=told.character)
    return Fault(
        start=told.start,
        end=told.end,
        wrong=told.wrong,
        suggestions=told.suggestions,
        kind=Kind.REPEATED,
        severity=Severity(told.level.value),
        reason=reason,
        confidence=told.confidence,
        source=source,
        rule=RULES[told.sort],
    )
