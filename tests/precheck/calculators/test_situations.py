"""Every golden situation of the calculators, to the yuan and the day."""

from decimal import Decimal

import pytest

from models.errors import UndecidedError
from precheck.calculators import CALCULATORS, calculate
from tests.precheck.calculators.situations import TODAY, Situation, Table, read_tables

ROWS = read_tables()
IDS = [f"{table.calculator}: {situation.name}" for table, situation in ROWS]


@pytest.mark.parametrize(("table", "situation"), ROWS, ids=IDS)
def test_a_situation_comes_to_what_the_rules_say(table: Table, situation: Situation) -> None:
    facts = table.facts(situation)

    if situation.undecided:
        with pytest.raises(UndecidedError) as declined:
            calculate(table.calculator, facts, TODAY)
        assert situation.undecided in str(declined.value)
        return
    calculation = calculate(table.calculator, facts, TODAY)

    working = "\n".join((*calculation.steps, *calculation.reasons))
    assert str(calculation.result) == situation.expects, working
    assert len(calculation.reasons) == bool(situation.reason), working
    assert situation.reason in "".join(calculation.reasons)
    assert situation.says in "\n".join(calculation.steps)
    assert calculation.unverified is situation.unverified, working


@pytest.mark.parametrize(("table", "situation"), ROWS, ids=IDS)
def test_an_answer_shows_its_working_and_nothing_is_nothing_without_a_reason(
    table: Table, situation: Situation
) -> None:
    if situation.undecided:
        return
    calculation = calculate(table.calculator, table.facts(situation), TODAY)

    assert calculation.steps
    assert calculation.references
    assert all(each.text and each.basis for each in calculation.references)
    assert all(sentence.endswith("。") for sentence in (*calculation.steps, *calculation.reasons))
    if isinstance(calculation.result, Decimal):
        assert calculation.result > 0 or calculation.reasons


def test_every_calculator_has_its_table() -> None:
    assert {table.calculator for table, _ in ROWS} == set(CALCULATORS)
