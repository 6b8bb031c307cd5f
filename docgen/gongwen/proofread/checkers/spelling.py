"""Wrong characters, by the spelling model."""

from collections.abc import Iterator
from typing import Final

from docgen.gongwen.proofread.fault import Fault, Kind, Severity
from docgen.gongwen.proofread.text import Text
from docgen.gongwen.spelling.corrector import shipped

REASON: Final = (
    "按公文用语，此处写作“{right}”的可能性远大于“{wrong}”，疑为音近或形近的错别字（语言模型推断）。"
)


def check_spelling(text: Text) -> Iterator[Fault]:
    """Yield the places that read far more probably otherwise."""
    for each in shipped().correct(text.text):
        yield Fault(
            start=each.start,
            end=each.end,
            wrong=each.wrong,
            suggestions=each.suggestions,
            kind=Kind.SPELLING,
            severity=Severity(each.level.value),
            reason=REASON.format(right=each.suggestions[0], wrong=each.wrong),
            confidence=each.confidence,
            source="错别字模型",
            rule="spelling",
        )
