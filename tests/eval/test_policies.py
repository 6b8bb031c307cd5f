"""A population of firms is checked without contradiction, the same on every run."""

from datetime import date

from eval.policies import measure_policies
from knowledge.policies import Verdict, read_library

ON = date(2026, 11, 28)


def test_a_population_is_checked_without_contradiction() -> None:
    library = read_library()
    report = measure_policies(library, 5, ON)
    assert report.contradictions == ()
    assert report.checkups == 5 * len(library.policies)
    assert sum(report.verdicts.values()) == report.checkups
    assert report.verdicts[Verdict.RULED_OUT.value]
    assert measure_policies(library, 5, ON) == report
