"""The engine: every checker over one text, the allowed places taken out, the surer fault kept."""

from collections.abc import Iterator, Mapping, Sequence
from time import monotonic

from docgen.gongwen.document.opened import Opened
from docgen.gongwen.proofread.checkers import CHECKERS, LEARNT, Checker, Told
from docgen.gongwen.proofread.fault import Fault, Report, Severity, Unfinished, Unsettled
from docgen.gongwen.proofread.lexicon.lexicon import Lexicon
from docgen.gongwen.proofread.lexicon.starter import read_starter
from docgen.gongwen.proofread.settling import outside, settle
from docgen.gongwen.proofread.text import Setting, Text
from docgen.gongwen.proofread.unfinished import OWN, tell_unfinished
from docgen.gongwen.spelling.looking import Late, never


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
    gives those lexicons that the reader may see. When the time of the setting is up, what was found
    until then is told, and what was left is named in the doubts.
    """
    setting = setting or Setting()
    text = Text.of(given, setting, _until(setting.seconds))
    told = list(_told(text, lexicons, checkers))
    left = [each for each in told if isinstance(each, Unfinished)]
    unsettled = [each.words for each in told if isinstance(each, Unsettled)]
    if left:
        unsettled.append(tell_unfinished(left, setting.seconds or 0))
    found = [each for each in told if isinstance(each, Fault)]
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
        unfinished=tuple(left),
    )


def _told(
    text: Text, lexicons: Sequence[Lexicon], checkers: Mapping[str, Checker]
) -> Iterator[Told]:
    """Yield what all tell of a text: the models last, for they alone take long."""

    def own(text: Text) -> Iterator[Fault]:
        return (fault for lexicon in lexicons for fault in lexicon.faults(text))

    rules = {name: check for name, check in checkers.items() if name not in LEARNT}
    works = {**rules, **({OWN: own} if lexicons else {}), **checkers}
    for name, check in works.items():
        if text.late():
            yield Unfinished(checker=name)
            continue
        for each in check(text):
            if isinstance(each, Unfinished):
                yield each.model_copy(update={"checker": name})
            else:
                yield each


def _until(seconds: float | None) -> Late:
    if seconds is None:
        return never
    ends = monotonic() + seconds
    return lambda: monotonic() >= ends
