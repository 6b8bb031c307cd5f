"""Papers of two vehicles or firms, filled from real registers: told once, whichever came first."""

from collections.abc import Iterator

import pytest

from eval.serving import serving
from intake.feeds.simulator import DEMO_APPID, DEMO_SECRET, create_simulator
from models.records import Finding, Paper, Severity, State
from precheck.mixtures import RULE
from precheck.parameters import Parameters
from precheck.run import run
from prefill.fill import fill
from prefill.sources import Access, Connector, make_connectors, read_sources
from tests.demo_filing import CASE, filing, inspection_report, licence_main, licence_sub, paper
from tests.precheck.situations import S5

VIN = "LSVNV2182E2100001"
PLATE = "沪A12345"
FIRM = CASE["firm"]["name"]
OURS = (licence_main(), licence_sub(), inspection_report(conclusion="合格"))
THEIRS = tuple(
    each.model_copy(update={"id": f"other{number}", "name": f"另一辆{number}.jpg"})
    for number, each in enumerate(
        (
            licence_main(plate_no=PLATE, vin=VIN, engine_no="E1", register_date="2020-01-02"),
            licence_sub(plate_no=PLATE, gross_mass="4495kg", curb_mass="2500kg"),
            inspection_report(plate_no=PLATE, vin=VIN, engine_no="E1", conclusion="合格"),
        )
    )
)


@pytest.fixture(scope="module")
def connectors() -> Iterator[dict[str, Connector]]:
    with serving(create_simulator()) as url:
        yield make_connectors(read_sources(), Access(url, DEMO_APPID, DEMO_SECRET, timeout=5))


def findings(
    connectors: dict[str, Connector], *papers: Paper, scenario: str = "S5B"
) -> tuple[Finding, ...]:
    opened = filing(*papers, scenario=scenario)
    result = fill(opened, S5.form(scenario), read_sources(), connectors)
    filled = opened.model_copy(update={"form": result.form, "sources": result.sources})
    return run(filled, S5, scenario, Parameters.read())


def about_agreement(found: tuple[Finding, ...]) -> list[Finding]:
    return [each for each in found if each.rule in {RULE, "一致性"}]


@pytest.mark.parametrize("scenario", ["S5A", "S5B"])
@pytest.mark.parametrize(
    ("papers", "odd"),
    [
        ((*OURS, THEIRS[0]), "另一辆0.jpg"),
        ((THEIRS[0], *OURS), "另一辆0.jpg"),
        ((*OURS, *THEIRS[:2]), "另一辆1.jpg"),
        ((OURS[0], *THEIRS), "vehicle_licence_main_1.jpg"),
        ((*THEIRS, OURS[0]), "vehicle_licence_main_1.jpg"),
        ((OURS[0], THEIRS[1], OURS[2]), "另一辆1.jpg"),
    ],
)
def test_another_vehicle_is_one_thing_to_correct(
    connectors: dict[str, Connector], papers: tuple[Paper, ...], odd: str, scenario: str
) -> None:
    [finding] = about_agreement(findings(connectors, *papers, scenario=scenario))

    assert finding.severity is Severity.CORRECT
    assert f"《{odd}》是“" in finding.message
    assert PLATE in finding.message or VIN in finding.message
    assert {place.paper for place in finding.evidence} == {each.id for each in papers}
    assert {PLATE, CASE["vehicle"]["plate_no"]} <= set(finding.facts.values())


def test_every_paper_of_another_vehicle_and_of_another_firm_makes_two_findings(
    connectors: dict[str, Connector],
) -> None:
    permit = paper("road_transport_operation_licence", {"owner_name": "上海样张另名贸易有限公司"})
    licence = paper("business_licence", {"name": FIRM, "uscc": CASE["firm"]["uscc"]})
    invoice = paper("motor_vehicle_sale_invoice", {"vin": "LFV2A21K8G4000002", "engine_no": "E2"})
    papers = (OURS[0], THEIRS[1], THEIRS[2], invoice, licence, permit)

    vehicle, firm = about_agreement(findings(connectors, *papers))

    assert vehicle.message.count("《") == 4
    assert "不是同一辆车" in vehicle.message
    assert firm.message.startswith("《road_transport_operation_licence_1.jpg》是“")
    assert "不是同一家企业" in firm.message


def test_two_sides_on_one_doubtful_reading_are_not_accused(
    connectors: dict[str, Connector],
) -> None:
    blurred = paper("vehicle_licence_sub", {"plate_no": PLATE}, number=2, state=State.CONFIRM)

    found = about_agreement(findings(connectors, OURS[0], blurred))

    assert {(each.rule, each.severity) for each in found} == {("一致性", Severity.OFFICER)}
    assert all("请核对" in each.message for each in found)


def test_many_odd_papers_are_counted_after_the_first_few(connectors: dict[str, Connector]) -> None:
    odd = [
        paper("vehicle_licence_sub", {"plate_no": f"沪B1234{number}"}, number=number + 2)
        for number in range(9)
    ]

    [finding] = about_agreement(findings(connectors, *OURS, *odd))

    assert "等9处，与《vehicle_licence_main_1.jpg》" in finding.message


def test_a_paper_and_the_box_read_on_it_speak_with_one_voice(
    connectors: dict[str, Connector],
) -> None:
    papers = (licence_main(engine_no="E9"), inspection_report(engine_no="E8", conclusion="合格"))

    told = [
        each
        for each in about_agreement(findings(connectors, *papers))
        if "发动机号" in each.message
    ]

    [finding] = told
    assert "上传的" not in finding.message
    assert finding.message.count("机动车行驶证（正页）") == 1
