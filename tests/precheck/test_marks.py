"""Every special mark a register carries is told to the officer; nothing ordinary is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import SpecError
from models.records import Filing, Severity, SourceReport, SourceState
from precheck.marks import (
    TABLE,
    Carrier,
    MarkTable,
    check_marks,
    prove_marks,
    title_of,
)
from precheck.parameters import Parameters
from precheck.run import run
from prefill.sources import read_sources
from tests.precheck.situations import S5, in_order

WORDS = sorted(TABLE.by_word)


def marked(source: str, key: str, text: str) -> Filing:
    report = SourceReport(
        source=source, title="登记库", state=SourceState.ANSWERED, marks={key: text}
    )
    filing = in_order("S5B")
    others = tuple(each for each in filing.sources if each.source != source)
    return filing.model_copy(update={"sources": (*others, report)})


@pytest.mark.parametrize("word", WORDS)
def test_a_declared_mark_is_told_with_its_sentence_and_stops_a_pass(word: str) -> None:
    filing = marked("db.police_vehicle", "specialMarks", word)

    [finding] = run(filing, S5, "S5B", Parameters.read())

    assert finding.severity is Severity.OFFICER
    assert finding.message.startswith(f"登记库标记为“{word}”：")
    assert title_of(finding) == TABLE.by_word[word].title


@pytest.mark.parametrize("parting", ["、", "，", ",", "；", " ", "、、"])
def test_several_marks_under_one_key_are_told_one_by_one(parting: str) -> None:
    filing = marked("db.police_vehicle", "specialMarks", f"黄标{parting}监销{parting}黄标")

    assert [title_of(each) for each in check_marks(filing)] == ["黄标", "监销"]


def test_an_ordinary_state_is_no_mark_and_the_same_word_elsewhere_is() -> None:
    assert list(check_marks(marked("db.corp", "regState", "存续"))) == []
    [finding] = check_marks(marked("db.corp", "specialMarks", "存续"))
    assert "没有登记含义" in finding.message


@given(
    word=st.text(alphabet=st.characters(categories=["Lo"]), min_size=1, max_size=12).filter(
        lambda word: word not in TABLE.by_word
    )
)
def test_a_mark_nobody_foresaw_is_never_lost(word: str) -> None:
    [finding] = check_marks(marked("db.transport_vehicle", "specialMarks", word))

    assert finding.severity is Severity.OFFICER
    assert finding.facts["标记"] == word


def test_sources_and_declared_marks_fit_together() -> None:
    prove_marks(read_sources())


@pytest.mark.parametrize(
    ("carrier", "said"),
    [
        (Carrier(source="db.copr", key="x"), "no source called 'db.copr'"),
        (Carrier(source="db.corp", key="regStat"), "did you mean 'db.corp.regState'"),
    ],
)
def test_a_misspelt_carrier_stops_the_service(carrier: Carrier, said: str) -> None:
    table = MarkTable(carrier=(*TABLE.carriers, carrier), mark=TABLE.marks)

    with pytest.raises(SpecError, match=said):
        prove_marks(read_sources(), table)


def test_a_word_of_two_marks_stops_the_service() -> None:
    table = MarkTable(carrier=TABLE.carriers, mark=(*TABLE.marks, TABLE.marks[0]))

    with pytest.raises(SpecError, match="two marks"):
        prove_marks(read_sources(), table)
