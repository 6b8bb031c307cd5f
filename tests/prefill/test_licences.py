"""The licence library is asked in sessions, once a holder, and what no longer holds is said."""

import json
from collections.abc import Iterator
from datetime import date

import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eval.serving import serving
from intake.feeds.population import Population
from intake.feeds.population.scenes import SCENES
from intake.feeds.simulator import DEMO_APPID, DEMO_SECRET, create_simulator
from models.errors import SourceUnavailableError
from models.records import Filing, FormValue, SourceState, Subject
from models.specs import FormField, SourceSpec
from prefill.fill import Filled, fill
from prefill.services import read_services
from prefill.sources import Access, Connector, LibraryAccess, make_connectors
from prefill.sources.gateway import Purpose
from prefill.sources.licence_answers import (
    SessionEndedError,
    read_certificates,
    read_face,
    read_picture,
    read_session,
    read_verdict,
)
from prefill.sources.licence_library import LicenceLibrary
from tests.demo_filing import filing

FormFields = tuple[FormField, ...]
WHY = Purpose("测试", "YZ1", "S4B")
FORMS = {
    scenario.id: service.form(scenario.id)
    for service in read_services().values()
    for scenario in service.scenarios
}


@pytest.fixture(scope="module")
def population() -> Population:
    return Population("licences")


@pytest.fixture(scope="module")
def library(population: Population) -> Iterator[str]:
    with serving(create_simulator(population=population)) as url:
        yield url


@pytest.fixture
def access(library: str) -> LibraryAccess:
    return LibraryAccess(library, DEMO_APPID, DEMO_SECRET.decode(), timeout=3, attempts=1)


@pytest.fixture
def connectors(
    sources: dict[str, SourceSpec], library: str, access: LibraryAccess
) -> dict[str, Connector]:
    registers = Access(library, DEMO_APPID, DEMO_SECRET, timeout=3, attempts=1)
    return make_connectors(sources, registers, library=access)


@pytest.fixture(autouse=True)
def mended(library: str) -> Iterator[None]:
    yield
    instruct(library, "none")


def instruct(library: str, fault: str, **how: float) -> None:
    order = {"fault": fault, **how}
    httpx.put(f"{library}/control/licence", json=order).raise_for_status()


def filing_of(population: Population, scenario: str, **changes: str) -> tuple[Filing, FormFields]:
    applicant = population.subjects_for(scenario)[0]
    form = FORMS[scenario]
    typed = {key: text for key, text in applicant.typed.items() if key in {box.key for box in form}}
    boxes = [
        FormValue(key=key, value=text, source="applicant", confidence=1)
        for key, text in (typed | changes).items()
        if text
    ]
    opened = filing(scenario=scenario, subject=applicant.subject, form=tuple(boxes), papers=())
    return opened, form


def filled(
    opened: tuple[Filing, FormFields],
    sources: dict[str, SourceSpec],
    connectors: dict[str, Connector],
) -> Filled:
    return fill(*opened, sources, connectors)


def report_of(result: Filled, source: str) -> tuple[SourceState, str]:
    return next((each.state, each.message) for each in result.sources if each.source == source)


def values(result: Filled) -> dict[str, tuple[str, str]]:
    return {box.key: (box.value, box.source) for box in result.form}


def test_a_licence_fills_what_stands_on_its_face(
    population: Population, sources: dict[str, SourceSpec], connectors: dict[str, Connector]
) -> None:
    result = values(filled(filing_of(population, "S4B"), sources, connectors))
    truth = population.subjects_for("S4B")[0].truth
    assert result["permit_no"] == (truth["permit_no"], "cert.road_permit")
    assert result["legal_person"] == (truth["legal_person"], "cert.business_license")


def test_a_holder_is_asked_for_once_whatever_the_number_of_sources(
    population: Population,
    sources: dict[str, SourceSpec],
    connectors: dict[str, Connector],
    library: str,
) -> None:
    before = len(httpx.get(f"{library}/control/audit").json())
    filled(filing_of(population, "S4B"), sources, connectors)
    calls = httpx.get(f"{library}/control/audit").json()[before:]
    queries = [each for each in calls if each["apiname"] == "secQueryCertBaseData"]
    faces = [each for each in calls if each["apiname"] == "getCertFaceData"]
    assert len(queries) == 2  # the firm, and its agent
    assert len(faces) == 3  # the business licence, the permit and the agent's identity card
    assert all(each["reason"] and each["businesscode"] for each in calls)


def test_of_several_licences_the_one_a_box_names_is_taken(
    population: Population, sources: dict[str, SourceSpec], connectors: dict[str, Connector]
) -> None:
    result = values(filled(filing_of(population, "S5B"), sources, connectors))
    truth = population.subjects_for("S5B")[0].truth
    assert result["vin"] == (truth["vin"], "cert.vehicle_licence")


def test_of_several_licences_none_is_guessed_but_their_numbers_are_shown(
    population: Population, sources: dict[str, SourceSpec], connectors: dict[str, Connector]
) -> None:
    result = filled(filing_of(population, "S5B", plate_no=""), sources, connectors)
    plate = next(box for box in result.form if box.key == "plate_no")
    assert not plate.value
    assert len([offer for offer in plate.offers if offer.choice]) == 2
    state, message = report_of(result, "cert.vehicle_licence")
    assert state is SourceState.EMPTY
    assert "名下有 2 份" in message
    assert values(result)["vin"] == ("", "")


def test_a_number_nobody_has_is_named(
    population: Population, sources: dict[str, SourceSpec], connectors: dict[str, Connector]
) -> None:
    result = filled(filing_of(population, "S5B", plate_no="沪A00001"), sources, connectors)
    state, message = report_of(result, "cert.vehicle_licence")
    assert (state, message) == (SourceState.EMPTY, "名下没有与“沪A00001”相符的证照")


def test_what_no_longer_holds_is_offered_with_a_warning(
    population: Population, sources: dict[str, SourceSpec], connectors: dict[str, Connector]
) -> None:
    late = next(each for each in population.applicants if each.fault == "business_licence_revoked")
    opened = filing(scenario=late.scenario, subject=late.subject, papers=())
    result = filled((opened, FORMS[late.scenario]), sources, connectors)
    state, message = report_of(result, "cert.business_license")
    assert state is SourceState.ANSWERED
    assert "营业执照已注销" in message
    box = next(box for box in result.form if box.key == "legal_person")
    offer = next(each for each in box.offers if each.source == "cert.business_license")
    assert offer.to_confirm
    assert "已注销" in offer.warning


@pytest.mark.parametrize(
    ("fault", "how", "said"),
    [
        ("down", {}, "暂时无法访问"),
        ("slow", {"seconds": 30}, "暂时无法访问"),
        ("garbage", {}, "无法识别"),
        ("wrong_subject", {}, "答非所问"),
    ],
)
def test_a_failing_library_is_named_and_the_filing_goes_on(
    population: Population,
    sources: dict[str, SourceSpec],
    connectors: dict[str, Connector],
    library: str,
    *,
    fault: str,
    how: dict[str, float],
    said: str,
) -> None:
    instruct(library, fault, **how)
    result = filled(filing_of(population, "S4B"), sources, connectors)
    for source in ("cert.business_license", "cert.road_permit"):
        state, message = report_of(result, source)
        assert state is SourceState.DOWN
        assert said in message
    assert values(result)["legal_person"][1] == "db.corp"
    assert values(result)["permit_no"][1] == "db.transport_owner"


def test_an_old_answer_has_to_be_confirmed(
    population: Population,
    sources: dict[str, SourceSpec],
    connectors: dict[str, Connector],
    library: str,
) -> None:
    instruct(library, "stale")
    result = filled(filing_of(population, "S4B"), sources, connectors)
    box = next(box for box in result.form if box.key == "permit_no")
    assert box.to_confirm
    assert "数据截至" in report_of(result, "cert.road_permit")[1]


def test_a_lying_library_shows_beside_what_the_register_says(
    population: Population,
    sources: dict[str, SourceSpec],
    connectors: dict[str, Connector],
    library: str,
) -> None:
    instruct(library, "contradicting")
    result = filled(filing_of(population, "S4B"), sources, connectors)
    box = next(box for box in result.form if box.key == "legal_person")
    assert len({offer.value for offer in box.offers}) == 2


def test_an_ended_session_is_renewed(
    access: LibraryAccess, population: Population, library: str
) -> None:
    holder = population.subjects_for("S4B")[0].subject.id_no
    client = LicenceLibrary(access)
    first = client.query(holder, WHY)
    httpx.delete(f"{library}/control/sessions").raise_for_status()
    assert client.query(holder, WHY) == first


def test_a_wrong_password_is_a_library_that_refuses(library: str) -> None:
    client = LicenceLibrary(LibraryAccess(library, DEMO_APPID, "wrong"))
    with pytest.raises(SourceUnavailableError, match="授权未通过"):
        client.query("310120199204263289", WHY)


def test_the_password_is_not_shown(access: LibraryAccess) -> None:
    assert DEMO_SECRET.decode() not in repr(access)


def test_a_licence_has_a_state_and_a_picture(access: LibraryAccess, population: Population) -> None:
    client = LicenceLibrary(access)
    certificates = client.query(population.subjects_for("S4B")[0].subject.id_no, WHY)
    assert client.verify(certificates[0].uuid, WHY).valid
    assert client.thumbnail(certificates[0].uuid, WHY).startswith(b"\x89PNG")


@settings(deadline=None)
@given(st.binary())
def test_any_bytes_are_an_answer_or_a_library_that_is_down(content: bytes) -> None:
    for read in (read_session, read_certificates, read_face, read_verdict, read_picture):
        try:
            read(content)
        except (SourceUnavailableError, SessionEndedError):
            continue


@settings(deadline=None)
@given(st.dictionaries(st.text(), st.none() | st.booleans() | st.integers() | st.text()))
def test_a_face_is_harmless_whatever_the_library_writes(words: dict[str, object]) -> None:
    face = {"holderCode": "x", "data": words, "asOf": "2026-11-20"}
    content = json.dumps({"code": "200", "isSuccess": True, "data": face}).encode()
    read = read_face(content)
    assert read.as_of == date(2026, 11, 20)
    assert set(read.words) == set(words)
    assert not any(set(text) & {"\x00", "\n", "\u202e"} for text in read.words.values())


def test_every_scenario_declared_has_somebody_who_could_file_it() -> None:
    assert set(SCENES) == set(FORMS)


def test_a_person_who_holds_nothing_is_told_so(
    sources: dict[str, SourceSpec], connectors: dict[str, Connector]
) -> None:
    nobody = Subject(kind="个人", name="样无人", id_type="居民身份证", id_no="310120199204263289")
    opened = filing(scenario="S1A", subject=nobody, papers=())
    result = filled((opened, FORMS["S1A"]), sources, connectors)
    assert report_of(result, "cert.driving_licence") == (SourceState.EMPTY, "未查到证照")
