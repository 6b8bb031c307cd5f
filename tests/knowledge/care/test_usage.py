"""Usage is counted exactly: the parts add up to the whole, and nothing is counted twice."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from knowledge.care.events import Outcome, Verdict
from knowledge.care.usage import GROUPED_BY, add_up
from tests.knowledge.care.made import asked, cited, said

WORDS = st.sampled_from(["", "甲", "乙", "丙"])
EVENT = st.fixed_dictionaries(
    {
        "outcome": st.sampled_from(Outcome),
        "question": st.sampled_from(["问一", "问 一", "问二", "问三"]),
        **dict.fromkeys(GROUPED_BY, WORDS),
    }
)
SAID = st.tuples(st.integers(0, 25), st.sampled_from(Verdict), st.integers(1, 5))


@given(events=st.lists(EVENT, max_size=20), verdicts=st.lists(SAID, max_size=30))
def test_every_way_of_grouping_adds_up_to_what_happened(events, verdicts) -> None:
    questions = [asked(number, **each) for number, each in enumerate(events)]
    feedback = [
        said(number, verdict, id=f"f{place}", position=position)
        for place, (number, verdict, position) in enumerate(verdicts)
    ]
    usage = add_up(questions, feedback, ())
    outcomes = Counter(each["outcome"] for each in events)
    counted = Counter(verdict for number, verdict, _ in verdicts if number < len(events))
    total = usage.total
    assert total.questions == len(events)
    assert (total.answered, total.asked_back, total.declined) == tuple(
        outcomes[each] for each in Outcome
    )
    assert (total.up, total.down, total.corrections, total.clicks) == tuple(
        counted[each] for each in Verdict
    )
    for groups in usage.groups.values():
        for name in ("questions", "answered", "asked_back", "declined", "up", "down", "clicks"):
            assert sum(getattr(each, name) for each in groups) == getattr(total, name)
    assert sum(each.times for each in usage.top) == len(events)
    assert sum(usage.click_positions.values()) == counted[Verdict.CLICK]


def test_an_entry_is_found_when_an_answer_cites_it_or_somebody_opens_it() -> None:
    questions = [asked(1, cited=cited("cited"), nearest=("near",))]
    clicks = [said(1, Verdict.CLICK, entry="opened", position=2)]
    usage = add_up(questions, clicks, ["cited", "opened", "near", "lost"])
    assert usage.never_found == ("lost", "near")
    assert usage.click_positions == {2: 1}


def test_wordings_are_one_question_whatever_their_blanks_and_case() -> None:
    wordings = ("A证怎么办", "a证 怎么办", "A 证怎么办")
    usage = add_up([asked(n, question=words) for n, words in enumerate(wordings)], (), ())
    assert [(each.question, each.times) for each in usage.top] == [("A证怎么办", 3)]
