"""Every requirement put to the words it is of, by the tests of the file or of the print."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from docgen.gongwen.document.official import Form
from docgen.gongwen.layout.style import Style
from docgen.gongwen.measuring.deviation import Deviation, deviate
from docgen.gongwen.measuring.requirement import Requirement, read_requirements
from docgen.gongwen.measuring.words import Words

Test = Callable[[Words, Requirement, Style], str]
"""What is found where words are not as it is wanted, in Chinese; empty where they are."""
PICKED = {"all": slice(None), "heads": slice(None), "first": slice(1), "last": slice(-1, None)}
THERE = "there"
SHOWN = 12
"""Characters by which a place is told."""


def judge(
    words: Sequence[Words], form: Form, style: Style, tests: Mapping[str, Test]
) -> list[Deviation]:
    """Return what deviates from the requirements with one of the tests, alike ones as one."""
    return [
        _told(asked, found, where, style)
        for asked in read_requirements().values()
        if asked.test in tests and form in asked.forms
        for found, where in _grouped(asked, words, style, tests[asked.test])
    ]


def judge_presence(words: Sequence[Words], form: Form) -> list[Deviation]:
    """Return which elements a document of a form usually has and this one has not."""
    names = {each.of for each in words}
    return [
        deviate(asked, asked.expected, "没有认出", "全文")
        for asked in read_requirements().values()
        if asked.test == THERE
        and form in asked.forms
        and _supposes(asked, names)
        and not names.intersection(asked.of)
    ]


def _grouped(
    asked: Requirement, words: Sequence[Words], style: Style, test: Test
) -> Iterable[tuple[str, list[Words]]]:
    groups: dict[str, list[Words]] = {}
    for each in _asked(asked, words):
        found = test(each, asked, style)
        if found:
            groups.setdefault(found, []).append(each)
    return groups.items()


def _asked(asked: Requirement, words: Sequence[Words]) -> Iterator[Words]:
    """Yield the words a requirement is tested on; none where the document is not as it supposes."""
    names = {each.of for each in words}
    if not _supposes(asked, names):
        return
    named = [each for each in words if each.of in asked.of]
    if asked.which == "heads":
        named = [next(row) for of, row in groupby(words, lambda each: each.of) if of in asked.of]
    yield from named[PICKED[asked.which]]


def _supposes(asked: Requirement, names: set[str]) -> bool:
    """Tell whether a document has what a requirement supposes."""
    given = not asked.given or bool(names.intersection(asked.given))
    return given and not names.intersection(asked.unless)


def _told(asked: Requirement, found: str, where: list[Words], style: Style) -> Deviation:
    named = style.values.get(str(asked.wants))
    first = where[0]
    place = f"{first.of}“{first.text[:SHOWN]}”" + (f"等{len(where)}处" if len(where) > 1 else "")
    places = tuple(each.place for each in where)
    return deviate(asked, asked.expected.format(value=named and named.value), found, place, places)
