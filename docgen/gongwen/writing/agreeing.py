"""What facts say together: figures, tables and sums that must agree, words that may not stand."""

from collections.abc import Iterator
from typing import Final

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.document.official import Official
from docgen.gongwen.writing.declared import Fact, Type, Written
from docgen.gongwen.writing.figures import share_words, size_of
from docgen.gongwen.writing.given import Given, figure_words
from docgen.gongwen.writing.numbers import is_right, rightly, year_of
from docgen.gongwen.writing.sources import SOURCES
from docgen.gongwen.writing.tables import share_of

MARKS: Final = str.maketrans("", "", "《》〈〉、，")
"""Of a title: those another title has around and in it may be others."""


def faults_of(written: Written, given: Given, official: Official) -> Iterator[str]:
    """Yield what breaks the rules of the kind, or does not agree, in Chinese."""
    for name in written.single:
        if len(given.values.get(name, ())) > 1:
            yield f"“{given.facts[name].question}”只能有一个；多个事项请分别行文。"
    text = "\n".join(part.text for part in official.body)
    for words in written.forbidden:
        if words in text:
            yield f"这个文种中不应出现“{words}”。"
    for name, fact in given.facts.items():
        yield from _figures(given, name, fact)
        yield from _tables(given, name, fact)
        yield from _numbers(given, name, fact)
        yield from _passed(given, name, fact)


def faults_of_title(official: Official) -> Iterator[str]:
    """Yield what a title lacks: that of an official document ends with its kind."""
    kind = read_kinds()[official.kind]
    if official.title and kind.statutory and not official.title.endswith(kind.words):
        yield f"标题应以文种“{kind.title}”结尾。"


def _numbers(given: Given, name: str, fact: Fact) -> Iterator[str]:
    """Yield document numbers that are not written as they must be, or name another year."""
    if fact.type is not Type.DOCUMENT_NUMBER or not given.has(name):
        return
    number = given.one(name)
    if not is_right(number):
        right = rightly(number)
        how = f"应写作“{right}”" if right else f"应如“{fact.example}”"
        yield f"“{fact.question}”{how}，填的是“{number}”。"
    day, year = given.day("day"), year_of(number)
    if name == "number" and day and year and year != day.year:
        yield f"“{fact.question}”的年份（{year}）与成文日期（{day.year}年）不一致。"


def _passed(given: Given, name: str, fact: Fact) -> Iterator[str]:
    """Yield what is said of the document that is passed on and stands otherwise in it."""
    for document in given.documents.values() if fact.passed and given.has(name) else ():
        stands = "、".join(SOURCES[fact.passed].words(document.official))
        told = given.one(name)
        if stands and not _end_alike(_bare(stands), _bare(told)):
            yield f"“{fact.question}”填的是“{told}”，全文里是“{stands}”。"


def _end_alike(one: str, other: str) -> bool:
    """Return whether two titles are one, with or without the bodies before it."""
    return one.endswith(other) or other.endswith(one)


def _bare(title: str) -> str:
    return "".join(title.split()).translate(MARKS)


def _figures(given: Given, name: str, fact: Fact) -> Iterator[str]:
    number, most = given.numbers.get(name), given.numbers.get(fact.not_above)
    if number is not None and most is not None and number > most:
        limit = f"“{given.facts[fact.not_above].question}”（{given.one(fact.not_above)}）"
        yield f"“{fact.question}”（{given.one(name)}）不能大于{limit}。"
    of = [given.numbers[each] for each in fact.share if each in given.numbers]
    if number is not None and len(of) == 2 and of[1]:
        right = share_of(of[0], of[1], number)
        if right != number:
            told = "、".join(given.one(each) for each in fact.share)
            yield (
                f"“{fact.question}”按{told}计算应为 {share_words(right)}，"
                f"填的是 {given.one(name)}。"
            )


def _tables(given: Given, name: str, fact: Fact) -> Iterator[str]:
    table = given.tables.get(name)
    if not table:
        return
    yield from table.faults
    for column in fact.columns:
        number = given.numbers.get(column.equals)
        added = table.sums.get(column.name)
        total = None if added is None else added * size_of(column.unit)
        if number is not None and total is not None and total != number:
            other = given.facts[column.equals]
            yield (
                f"“{fact.question}”“{column.name}”一栏合计 {figure_words(other, total)}，"
                f"与“{other.question}”（{given.one(column.equals)}）不一致。"
            )
