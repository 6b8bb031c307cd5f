"""The engine: every checker over one text, the allowed places taken out, the surer fault kept."""

from collections.abc import Mapping, Sequence

from docgen.gongwen.document.opened import Opened
from docgen.gongwen.proofread.checkers import CHECKERS, Checker
from docgen.gongwen.proofread.fault import Fault, Report, Severity, Unsettled
from docgen.gongwen.proofread.lexicon.lexicon import Lexicon
from docgen.gongwen.proofread.lexicon.starter import read_starter
from docgen.gongwen.proofread.settling import outside, settle
from docgen.gongwen.proofread.text import Setting, Text


def proofread(
    given: str | Opened,
    lexicons: Sequence[Lexicon] = (),
    level: Severity = Severity.SUSPECTED,
    *,
    setting: Setting | None = None,
    checkers: Mapping[str, Checker] = CHECKERS,
) -> Report:
    """Return every fault of a text down to a level.

    Each occurrence is told. What an entry of the lexicons allows is told by no checker; the caller
    gives those lexicons that the reader may see.
    """
    text = Text.of(given, setting or Setting())
    told = [each for check in checkers.values() for each in check(text)]
    found = [each for each in told if isinstance(each, Fault)]
    unsettled = [each.words for each in told if isinstance(each, Unsettled)]
    for lexicon in lexicons:
        found += lexicon.faults(text)
    known = (*read_starter(), *lexicons)
    allowed = [span for lexicon in known for span in lexicon.allowed(text)]
    asked = [fault for fault in found if fault.severity.rank <= level.rank]
    return Report(
        name=given.name if isinstance(given, Opened) else "",
        characters=sum(not each.isspace() for each in text.text),
        level=level,
        faults=settle(outside(asked, allowed)),
        checkers=tuple(checkers),
        lexicons=tuple(f"{each.name} {each.version}" for each in lexicons),
        doubts=(*(given.doubts if isinstance(given, Opened) else ()), *unsettled),
    )
