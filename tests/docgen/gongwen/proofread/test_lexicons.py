"""Lexicons: found at once, kept as tables, changed version by version."""

from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.gongwen.proofread.checkers import CHECKERS
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.proofread.fault import Severity
from docgen.gongwen.proofread.lexicon.automaton import Automaton
from docgen.gongwen.proofread.lexicon.entry import Scope, Sort, TypedEntry, why
from docgen.gongwen.proofread.lexicon.lexicon import Lexicon
from docgen.gongwen.proofread.lexicon.starter import read_starter
from docgen.gongwen.proofread.lexicon.table import WRITERS, read_lexicon
from docgen.gongwen.proofread.text import Setting
from models.errors import UnreadableTableError

NOW = datetime(2026, 11, 1, 9, tzinfo=UTC)
WORDS = st.text("甲乙丙丁=|", min_size=1, max_size=4)
ENTRIES = st.builds(
    TypedEntry,
    word=WORDS,
    sort=st.sampled_from([Sort.CERTAIN, Sort.SUSPECTED, Sort.HINT]),
    reason=st.text('由=+“”\\"', max_size=5),
    after=st.lists(st.text("甲乙", min_size=1, max_size=2), max_size=2).map(tuple),
    scope=st.sampled_from(Scope),
    valid_to=st.none() | st.dates(date(2026, 1, 1), date(2030, 1, 1)),
)


def distinct(entries: list[TypedEntry]) -> tuple[TypedEntry, ...]:
    return tuple({entry.key: entry for entry in entries}.values())


@given(
    st.lists(st.text("甲乙丙", min_size=1, max_size=4), unique=True),
    st.text("甲乙丙丁", max_size=40),
)
def test_the_automaton_finds_every_occurrence_of_every_word(words: list[str], text: str) -> None:
    found = sorted(Automaton(words).find(text))
    expected = sorted(
        (at, number)
        for number, word in enumerate(words)
        for at in range(len(text))
        if text.startswith(word, at)
    )
    assert found == expected


def tell(entry: TypedEntry, text: str, today: date | None = None) -> list[int]:
    lexicon = Lexicon(name="本局", entries=(entry,))
    report = proofread(text, [lexicon], Severity.HINT, setting=Setting(today=today), checkers={})
    return [fault.start for fault in report.faults]


def test_conditions_say_where_a_word_is_wrong() -> None:
    entry = TypedEntry(word="做出", sort=Sort.SUSPECTED, after=("决定",), not_before=("不",))
    assert tell(entry, "做出决定，做出样子，不做出决定") == [0]
    within = TypedEntry(word="反应", sort=Sort.HINT, within="群众.*问题")
    assert tell(within, "群众反应问题。化学反应。") == [2]
    either = TypedEntry(word="反应", sort=Sort.HINT, within="群众.*问题|上级")
    assert tell(either, "向上级反应。问题由群众反应。") == [3]


@pytest.mark.parametrize("hostile", ["(甲+)+乙", "甲{9,}", "[甲", "甲?乙", "\\d", "甲*"])
def test_a_condition_that_may_take_for_ever_is_refused(hostile: str) -> None:
    with pytest.raises(ValueError, match="只写文字"):
        TypedEntry.new({"word": "甲", "sort": "提示", "within": hostile})
    kept = TypedEntry(word="甲", sort=Sort.HINT, within=hostile)
    assert tell(kept, "甲甲乙") == []
    with pytest.raises(UnreadableTableError, match="只写文字"):
        read_lexicon(WRITERS["csv"](Lexicon(name="本局", entries=(kept,))), "本局.csv")


def test_a_condition_of_many_parts_ends_on_a_text_without_sentences() -> None:
    entry = TypedEntry(word="甲", sort=Sort.HINT, within="甲.*" * 60 + "乙")
    assert tell(entry, "甲" * 20_000) == []


def test_an_entry_counts_only_between_its_days() -> None:
    entry = TypedEntry(
        word="旧称",
        sort=Sort.CERTAIN,
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
    )
    days = [date(2025, 12, 31), date(2026, 1, 1), date(2026, 12, 31), date(2027, 1, 1)]
    assert [bool(tell(entry, "旧称", day)) for day in days] == [False, True, True, False]


def test_contradictions_in_an_entry_are_refused_in_chinese() -> None:
    wrong: list[dict[str, object]] = [
        {"word": "甲", "sort": "必错", "within": "("},
        {"word": "甲", "sort": "放行", "suggestions": ["乙"]},
        {"word": "甲", "sort": "必错", "suggestions": ["甲"]},
        {"word": "甲", "sort": "必错", "valid_from": "2026-02-01", "valid_to": "2026-01-01"},
    ]
    for each in wrong:
        with pytest.raises(ValueError, match="“甲”") as raised:
            TypedEntry.new(each)
        assert why(raised.value).startswith("“甲”的") or why(raised.value).startswith("“甲”是")


@settings(max_examples=40, deadline=None)
@given(st.lists(ENTRIES, max_size=6), st.sampled_from(sorted(WRITERS)))
def test_a_lexicon_comes_back_from_every_table_as_it_was(
    drawn: list[TypedEntry], ending: str
) -> None:
    lexicon = Lexicon(name="本局", entries=tuple(drawn))
    written = WRITERS[ending](lexicon)
    assert read_lexicon(written, f"本局.{ending}").entries == lexicon.entries


def test_a_faulty_row_is_named_and_nothing_is_taken() -> None:
    table = "词条,类型,建议\n布署,必错,部署\n交待,也许,交代\n".encode("gb18030")
    with pytest.raises(UnreadableTableError, match="第 3 行") as raised:
        read_lexicon(table, "词库.csv")
    assert raised.value.errors[0]["pointer"] == "/3"
    assert "“类型”不符合要求" in str(raised.value)
    for rubbish in (b"", b"\xff\xfe\x00", "甲,乙\n1,2\n".encode(), b"PK\x03\x04"):
        for ending in WRITERS:
            with pytest.raises(UnreadableTableError):
                read_lexicon(rubbish, f"词库.{ending}")


def test_an_allowed_word_beats_every_checker_at_each_place() -> None:
    allowed = Lexicon(name="人名", entries=(TypedEntry(word="张布署", sort=Sort.ALLOWED),))
    told = proofread("张布署同志布署工作，张布署到会。", [allowed], checkers=CHECKERS).faults
    assert [(fault.start, fault.wrong) for fault in told] == [(5, "布署")]


def test_no_two_shipped_lists_contradict_each_other() -> None:
    entries = [entry for lexicon in read_starter() for entry in lexicon.entries]
    assert len(entries) > 300
    for right in {each for entry in entries for each in entry.suggestions}:
        assert not proofread(right, checkers={"words": CHECKERS["words"]}).faults, right
    assert all(entry.reason and entry.source for entry in entries)


def test_sorts_of_entries_are_severities() -> None:
    for sort, severity in product(Sort, Severity):
        assert (sort.value == severity.value) == (sort.name == severity.name)
