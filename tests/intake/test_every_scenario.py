"""Every scenario can be opened, filled, edited, checked and printed over the API."""

from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from docgen.forms.compose import compose
from docgen.forms.declared import read_declared
from eval.serving import serving
from intake.app import create_app
from intake.feeds.population import Population
from intake.feeds.simulator import create_simulator
from intake.settings import Settings
from intake.store.filings import open_filing, read_filing
from models.records import Subject
from models.specs import FormField, Service
from precheck.formats import FORMATS
from precheck.hints import HINTS
from prefill.services import read_services
from tests.docgen.reading import docx_text, pdf_text
from tests.intake.conftest import Service as Running

SERVICES = read_services()
SERVICE_OF: dict[str, Service] = {
    scenario.id: service for service in SERVICES.values() for scenario in service.scenarios
}
TYPED = {
    "string": "样张文字",
    "text": "第一行\n第二行",
    "uscc": "91310000MA1FL00037",
    "idcard": "310120199003072316",
    "plate": "沪A12345",
    "vin": "LYZAGBBE0PA018276",
    "phone": "13800000000",
    "email": "name@example.com",
    "date": "2027-03-31",
    "datetime": "2026-11-28 15:05",
    "daterange": "2026-12-01 至 2027-02-28",
    "int": "12",
    "decimal": "128.5",
    "bool": "是",
    "address": "上海市黄浦区样张路100号",
    "region": "上海市黄浦区",
    "list": "第一项；第二项",
    "image": "0123456789abcdef0123456789abcdef",
    "file": "0123456789abcdef0123456789abcdef",
}
"""By type of box, in the spelling of the form; the text that was typed must stand there."""
NEVER_TYPED = {"table", "seal", "enum", "month"}


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    data = tmp_path_factory.mktemp("every")
    with serving(create_simulator()) as registers:
        app = create_app(Settings(data=data, engine="null", gateway_url=registers))
        with serving(app) as url, httpx.Client(base_url=url, timeout=60) as client:
            yield Running(client, app.state.office, data)


@pytest.fixture(scope="module")
def population() -> Population:
    return Population()


def opened(running: Running, scenario: str, subject: dict[str, Any] | None = None) -> str:
    if SERVICE_OF[scenario].by_office:  # nobody applies for it, yet filings of old can be worked on
        with running.office.store.write() as session:
            return open_filing(session, scenario, Subject(**subject or {})).id
    new = {"scenario": scenario, "subject": subject or {}}
    answer = running.client.post("/api/filings", json=new).raise_for_status()
    return str(answer.json()["id"])


def typed(running: Running, filing: str, values: dict[str, str]) -> dict[str, Any]:
    path = f"/api/filings/{filing}/form"
    headers = {"If-Match": running.client.get(path).headers["ETag"]}
    answer = running.client.patch(path, json={"values": values}, headers=headers)
    body: dict[str, Any] = answer.raise_for_status().json()
    return body


@pytest.mark.parametrize("scenario", SERVICE_OF)
def test_a_scenario_is_filled_edited_checked_and_printed(
    running: Running, population: Population, scenario: str
) -> None:
    applicant = population.subjects_for(scenario)[0]
    filing = opened(running, scenario, applicant.subject.model_dump())
    keys = {field.key for field in SERVICE_OF[scenario].form(scenario)}
    answer = typed(
        running, filing, {key: text for key, text in applicant.typed.items() if key in keys}
    )
    assert answer["decision"]
    job = running.client.post(f"/api/filings/{filing}/fill", json={}).raise_for_status().json()
    assert running.follow(job["job"]["id"])[-1]["state"] == "done"
    form = running.client.get(f"/api/filings/{filing}/form").raise_for_status().json()
    sources = {field["value"]["source"] for field in form["fields"]}
    assert sources - {"", "applicant"}, "nothing was filled in"

    with running.office.store.read() as session:
        kept = read_filing(session, filing)
    made = compose(kept, SERVICE_OF[scenario], scenario)
    assert made.title == read_declared().kind_of(SERVICE_OF[scenario]).titles[scenario]
    assert made.title in docx_text(made.docx)
    assert kept.case_no in pdf_text(made.pdf)


def test_nobody_applies_for_what_an_authority_makes_of_its_own_accord(running: Running) -> None:
    answer = running.client.post("/api/filings", json={"scenario": "P02"})
    assert (answer.status_code, answer.json()["code"]) == (409, "conflict")
    assert "行政机关" in answer.json()["detail"]
    listed = running.client.get("/api/services").raise_for_status().json()
    assert [each["id"] for each in listed if each["by_office"]] == ["P02"]


def first_box(kind: str) -> tuple[str, FormField]:
    """Return a box of a type that is always on the form, and takes what is typed for its type."""
    boxes = (
        (scenario, field)
        for scenario, service in SERVICE_OF.items()
        for field in service.form(scenario)
        if field.type == kind and not field.shown_when and not field.options
    )
    return next(each for each in boxes if not each[1].vocabulary or kind == "text")


@pytest.mark.parametrize("kind", TYPED)
def test_what_is_typed_into_a_box_of_each_type_comes_back(running: Running, kind: str) -> None:
    scenario, field = first_box(kind)
    form = typed(running, opened(running, scenario), {field.key: TYPED[kind]})["form"]
    [box] = [each for each in form["fields"] if each["key"] == field.key]
    assert box["value"]["value"] == TYPED[kind]
    assert box["value"]["source"] == "applicant"


def test_every_type_of_box_that_is_used_is_typed_here() -> None:
    used = {field.type for id_, service in SERVICE_OF.items() for field in service.form(id_)}
    assert used <= {*TYPED, *NEVER_TYPED}


def test_several_words_come_back_in_the_lists_order(running: Running) -> None:
    filing = opened(running, "S4A")
    asked = {"apply_scope": "货物专用运输(集装箱)、道路普通货物运输"}
    form = typed(running, filing, asked)["form"]
    [box] = [each for each in form["fields"] if each["key"] == "apply_scope"]
    assert box["multiple"]
    assert box["value"]["value"] == "道路普通货物运输、货物专用运输(集装箱)"


def test_a_question_may_be_answered_no_and_a_promise_may_not(running: Running) -> None:
    filing = opened(running, "B01")
    answer = typed(running, filing, {"by_agent": "否"})
    assert "correct" not in severities(answer, "by_agent")
    answer = typed(running, opened(running, "S4A"), {"commitment": "否"})
    assert "correct" in severities(answer, "commitment")


def severities(answer: dict[str, Any], key: str) -> set[str]:
    return {each["severity"] for each in answer["findings"] if each["keys"] == [key]}


def test_the_list_of_matters_says_what_a_page_needs(running: Running) -> None:
    listed = running.client.get("/api/services").raise_for_status().json()
    assert {each["id"] for each in listed} == set(SERVICES)
    assert all(each["words"] for each in listed), "everyday words help to find every matter"
    titles = [scenario["form_title"] for each in listed for scenario in each["scenarios"]]
    assert len(titles) == len(set(titles)) == len(SERVICE_OF)


def test_every_format_has_a_hint_whose_example_it_accepts() -> None:
    assert set(HINTS) == set(FORMATS)
    assert all(hint.words for hint in HINTS.values())
    for name, hint in HINTS.items():
        if hint.example:
            FORMATS[name](hint.example)
