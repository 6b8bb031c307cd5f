"""Every kind of text is drafted whole from facts; what is missing is asked for, never invented."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.gongwen.document.kinds import read_kinds
from docgen.gongwen.elements.recogniser import recognise
from docgen.gongwen.opening.typed import open_text
from docgen.gongwen.proofread.engine import proofread
from docgen.gongwen.writing.conditions import Conditions
from docgen.gongwen.writing.declared import Length, Type, examples, read_written
from docgen.gongwen.writing.drafting import draft
from docgen.gongwen.writing.numbers import is_right, rightly
from docgen.gongwen.writing.words import text_of
from models.errors import InvalidRequestError, NotFoundError
from tests.docgen.gongwen.writing.made import CASES, NAMES, TURNS, Facts, asked, turn_of


def test_all_fifteen_statutory_kinds_and_nine_others_are_declared() -> None:
    kinds = read_kinds()
    assert list(read_written()) == list(kinds)
    assert [sum(kind.statutory is each for kind in kinds.values()) for each in (True, False)] == [
        15,
        9,
    ]


@pytest.mark.parametrize(("kind", "facts"), CASES, ids=NAMES)
def test_a_whole_set_of_facts_makes_a_draft_that_our_own_proofreader_passes(
    kind: str, facts: Facts
) -> None:
    drafted = draft(kind, facts, Conditions(length=Length.LONG))
    text = text_of(drafted.official)
    assert drafted.complete, (drafted.missing, drafted.faults)
    assert drafted.left_out == ()
    assert "待补" not in text
    assert [(fault.wrong, fault.reason) for fault in proofread(text).faults] == []


def needed(kind: str, facts: Facts) -> set[str]:
    written = read_written()[kind]
    return {
        name
        for name, fact in written.facts.items()
        if fact.required and asked(written, name, facts)
    }


@pytest.mark.parametrize(("kind", "facts"), CASES, ids=NAMES)
def test_what_is_needed_alone_is_enough(kind: str, facts: Facts) -> None:
    told = {name: facts[name] for name in needed(kind, facts)}
    drafted = draft(kind, told)
    assert drafted.complete, (drafted.missing, drafted.faults)
    assert "待补" not in text_of(drafted.official)


@pytest.mark.parametrize(("kind", "facts"), CASES, ids=NAMES)
def test_a_missing_fact_is_asked_for_and_shown_where_it_belongs(kind: str, facts: Facts) -> None:
    declared = read_written()[kind].facts
    # a document that is passed on whole tells its own name
    untold = {key: value for key, value in facts.items() if declared[key].type is not Type.DOCUMENT}
    for name in needed(kind, facts) - {*TURNS}:
        drafted = draft(kind, {key: value for key, value in untold.items() if key != name})
        assert declared[name].question in drafted.missing
        assert not drafted.complete


def test_every_use_of_every_kind_has_two_different_sets_of_facts() -> None:
    uses = Counter((kind, turn_of(facts)) for kind, facts in CASES)
    assert min(uses.values()) >= 2, uses
    texts = {text_of(draft(kind, facts).official) for kind, facts in CASES}
    assert len(texts) == len(CASES)


@pytest.mark.parametrize(("kind", "facts"), CASES, ids=NAMES)
def test_the_text_of_a_draft_is_recognised_again(kind: str, facts: Facts) -> None:
    official = draft(kind, facts).official
    again = recognise(open_text(text_of(official))).official
    if read_kinds()[kind].statutory:
        assert again.title == official.title
        assert again.day == official.day
        assert again.addressees == official.addressees
    for part in official.body:
        assert part.text in text_of(again).replace("\n", "")


def test_one_document_asks_for_one_thing_of_one_body() -> None:
    facts = examples(read_written()["request"])
    drafted = draft(
        "request", facts | {"matter": "同意增加车辆\n同意提高票价", "addressee": "甲局、乙局"}
    )
    assert len(drafted.faults) == 2
    assert not drafted.complete


@pytest.mark.parametrize(
    ("use", "document", "title", "named"),
    [
        ("印发文件", "样张预案", "样张局关于印发《样张预案》的通知", "《样张预案》"),
        ("印发文件", "《样张预案》", "样张局关于印发《样张预案》的通知", "《样张预案》"),
        ("转发文件", "样张方案", "样张局转发《样张方案》的通知", "《样张方案》"),
        (
            "转发文件",
            "样张市局关于执行《样张办法》的通知",
            "样张局转发样张市局关于执行《样张办法》的通知",
            "《样张市局关于执行〈样张办法〉的通知》",
        ),
        (
            "批转文件",
            "样张中心关于加强巡查的意见",
            "样张局批转样张中心关于加强巡查的意见的通知",
            "《样张中心关于加强巡查的意见》",
        ),
    ],
)
def test_a_notice_that_passes_a_text_on_names_it_once_and_rightly(
    use: str, document: str, title: str, named: str
) -> None:
    drafted = draft("notice", {"use": use, "issuer": "样张局", "document": document})
    assert drafted.official.title == title
    assert named in text_of(drafted.official)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("样交发〔2026〕12号", ""),
        ("样交发[2026]012号", "应写作“样交发〔2026〕12号”"),
        ("样交发〔2026年〕第12号", "应写作“样交发〔2026〕12号”"),
        ("十二号文", "应如“样交发〔2026〕12号”"),
        ("样交发〔2025〕12号", "年份（2025）与成文日期（2026年）不一致"),
    ],
)
def test_a_document_number_is_checked_and_kept_as_it_was_told(number: str, told: str) -> None:
    facts = examples(read_written()["report"]) | {"number": number}
    drafted = draft("report", facts)
    assert drafted.official.number == number
    assert len(drafted.faults) == bool(told)
    assert all(told in fault for fault in drafted.faults)


@given(st.from_regex(r"[\u4e00-\u9fff]{1,4}[〔\[（(]20\d\d年?[〕\]）)]第?0{0,2}\d{1,4}号?"))
def test_how_a_number_would_be_written_is_right(number: str) -> None:
    right = rightly(number)
    assert not right or (is_right(right) and rightly(right) == right)


def test_a_title_of_ones_own_takes_the_place_of_the_declared_one_and_names_the_kind() -> None:
    facts = examples(read_written()["report"])
    own = draft("report", facts, Conditions(title="关于夜间公交的报告"))
    assert own.complete
    assert text_of(own.official).startswith("关于夜间公交的报告\n")
    assert draft("report", facts, Conditions(title="夜间公交")).faults == (
        "标题应以文种“报告”结尾。",
    )


@pytest.mark.parametrize("kind", ["speech", "open_letter"])
def test_a_greeting_stands_flush_left_as_addressees_do(kind: str) -> None:
    facts = examples(read_written()[kind])
    assert f"\n{facts['greeting']}：\n" in text_of(draft(kind, facts).official)


def test_keywords_that_do_not_stand_in_the_draft_are_told() -> None:
    conditions = Conditions(keywords=("夜间班次", "碳排放"))
    assert draft("report", examples(read_written()["report"]), conditions).unsaid == ("碳排放",)


def test_a_report_carries_no_request_and_a_letter_commands_nobody() -> None:
    report = examples(read_written()["report"]) | {"plans": "增加经费30万元，请批示"}
    letter = examples(read_written()["letter"]) | {"matters": "请遵照执行有关规定"}
    assert "请批示" in draft("report", report).faults[0]
    assert "请遵照执行" in draft("letter", letter).faults[0]


@pytest.mark.parametrize(
    "told",
    [
        {"nonsense": "一"},
        {"day": "明天"},
        {"urgency": "十万火急"},
        {"background": "字" * 5001},
        {"work": ["项"] * 51},
    ],
    ids=["unknown", "no-day", "no-choice", "too-long", "too-many"],
)
def test_impossible_facts_are_refused_by_name(told: dict[str, str]) -> None:
    with pytest.raises(InvalidRequestError):
        draft("report", told)


def test_an_unknown_kind_is_named() -> None:
    with pytest.raises(NotFoundError, match="檄文"):
        draft("檄文", {})


@settings(max_examples=40)
@given(
    st.sampled_from(sorted(read_written())),
    st.dictionaries(
        st.sampled_from(["subject", "background", "work", "points", "matter"]), st.text()
    ),
)
def test_whatever_is_told_a_draft_is_made_or_refused_and_no_mark_breaks_a_line(
    kind: str, told: dict[str, str]
) -> None:
    known = {name: value for name, value in told.items() if name in read_written()[kind].facts}
    official = draft(kind, known).official
    for part in official.body:
        assert "\n" not in part.text
        assert part.text.isprintable() or "　" in part.text
