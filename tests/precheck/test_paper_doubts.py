"""What a paper's warnings mean for a filing."""

import pytest

from models.records import Severity, Warning
from precheck.parameters import Parameters
from precheck.run import run
from tests.demo_filing import filing, licence_main
from tests.precheck.situations import S5


@pytest.mark.parametrize(
    ("code", "severity"),
    [
        ("signature_altered", Severity.OFFICER),
        ("signature_unknown", Severity.ADVICE),
        ("unsigned", Severity.ADVICE),
    ],
)
def test_a_broken_seal_is_for_the_officer_and_an_unknown_one_is_worth_knowing(
    code: str, severity: Severity
) -> None:
    told = Warning(code=code, message="签章待查。")
    paper = licence_main()
    (document,) = paper.documents
    doubted = document.model_copy(update={"warnings": (told,)})
    opened = filing(paper.model_copy(update={"documents": (doubted,)}))

    found = [each for each in run(opened, S5, "S5B", Parameters.read()) if "签章" in each.message]

    assert [each.severity for each in found] == [severity]
