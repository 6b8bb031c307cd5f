"""What facts say together: figures, tables and sums that must agree, words that may not stand."""

from collections.abc import Iterator

from docgen.gongwen.document.official import Official
from docgen.gongwen.writing.declared import Fact, Written
from docgen.gongwen.writing.figures import share_words, size_of
from docgen.gongwen.writing.given import Given, figure_words
from docgen.gongwen.writing.tables import share_of


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
