"""A regression passes when its entry is cited, and says since when it does or does not."""

from datetime import timedelta

from knowledge.care.regressions import Regression, RegressionState, note_run
from tests.knowledge.care.made import BEGIN

NEW = Regression(id="r", question="狗证怎么办", entry="dogs", by="样张甲", created_at=BEGIN)


def test_a_run_passes_with_the_entry_among_those_cited_and_fails_without() -> None:
    assert NEW.state is RegressionState.UNTRIED
    assert note_run(NEW, ("cats", "dogs"), BEGIN).state is RegressionState.PASSED
    assert note_run(NEW, ("cats",), BEGIN).state is RegressionState.FAILED
    assert note_run(NEW, (), BEGIN).state is RegressionState.FAILED


def test_it_says_since_when_it_stands_so() -> None:
    later, latest = BEGIN + timedelta(days=1), BEGIN + timedelta(days=2)
    first = note_run(NEW, ("dogs",), BEGIN)
    assert note_run(first, ("dogs",), later).since == BEGIN
    failed = note_run(first, (), later)
    assert (failed.since, note_run(failed, (), latest).since) == (later, later)
