"""What is declared about issuing fits together, and the points of a text all reach the notice."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.notices.declared import OFFICES, read_declared
from intake.notices.issuers import SHIPPED, read_issuers
from intake.notices.known import items_of
from intake.notices.offers import OFFERS, read_offers
from intake.security.sealing import Sealer, read_key
from intake.settings import Settings
from intake.store.database import Store
from intake.store.notices import NewNotice, number_notice
from intake.store.queue import Verdict
from models.errors import SpecError
from models.records import Finding, Severity
from precheck.materials import MISSING
from precheck.notice import compose_notice
from prefill.services import read_services
from tests.intake.test_cli import zhiban

SERVICES = read_services()


def test_every_service_has_an_office_and_every_shipped_one_says_that_it_is_a_test() -> None:
    issuers = read_issuers(SERVICES)
    assert all(issuers.of(service).name for service in SERVICES.values())
    for office in issuers.offices.values():
        assert "测试" in office.name
        assert "测试" in office.review_body
        assert "测试" in office.court


def installation(folder: Path) -> Path:
    """Return a folder like one an installation declares its offices in."""
    (folder / "offices").mkdir()
    for path in (*OFFICES.glob("*.toml"), SHIPPED):
        target = folder if path == SHIPPED else folder / "offices"
        (target / path.name).write_text(path.read_text(encoding="utf-8"), encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("file", "known", "wrong", "said"),
    [
        ("departments.toml", '"sample_commerce"', '"sample_comerce"', "did you mean 'sample_comm"),
        ("departments.toml", '"市商务委" ', '"市商务局" ', "no department called '市商务委'"),
        ("offices/sample_commerce.toml", '"样商"', '"样交"', "written like those of"),
        ("offices/sample_commerce.toml", "court ", "cuort ", "cuort"),
    ],
)
def test_a_wrong_office_stops_the_start(
    tmp_path: Path, file: str, known: str, wrong: str, said: str
) -> None:
    folder = installation(tmp_path)
    assert read_issuers(SERVICES, folder).offices
    text = (folder / file).read_text(encoding="utf-8")
    assert known in text
    (folder / file).write_text(text.replace(known, wrong), encoding="utf-8")
    with pytest.raises(SpecError, match=said):
        read_issuers(SERVICES, folder)


def test_an_installation_without_departments_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(SpecError, match="departments of the issuing offices"):
        read_issuers(SERVICES, tmp_path)


@pytest.mark.parametrize(
    ("known", "wrong", "said"),
    [
        ('"acceptance"', '"acceptence"', "did you mean 'acceptance'"),
        ('"decided_on"', '"decided_no"', "did you mean 'decided_on'"),
        ("accepted_on =", "acepted_on =", "did you mean 'accepted_on'"),
        ('"points"', '"point"', "did you mean 'points'"),
    ],
)
def test_a_wrong_offer_stops_the_start(tmp_path: Path, known: str, wrong: str, said: str) -> None:
    text = OFFERS.read_text(encoding="utf-8")
    assert known in text
    path = tmp_path / "offers.toml"
    path.write_text(text.replace(known, wrong), encoding="utf-8")
    with pytest.raises(SpecError, match=said):
        read_offers(path)


def test_every_verdict_has_a_notice_to_tell_it_by() -> None:
    assert {each for offer in read_offers().values() for each in offer.verdicts} == set(Verdict)
    assert set(read_offers()) < set(read_declared().kinds)


SENTENCES = st.text(st.sampled_from("请补交行驶证副页，。0123456789."), min_size=1, max_size=20)


@given(st.lists(SENTENCES.map(lambda text: f"请{text}。"), max_size=12, unique=True))
def test_every_fault_of_the_one_time_notice_becomes_a_point(sentences: list[str]) -> None:
    findings = [
        Finding(rule=MISSING, severity=Severity.CORRECT, message=sentence) for sentence in sentences
    ]
    items = items_of(compose_notice(findings))
    assert [item.text for item in items] == sentences
    assert {item.group for item in items} <= {"材料"}


@given(st.text(st.sampled_from("一二、1. .材料（项）\n\t 请补交。"), max_size=80))
def test_whatever_an_officer_writes_no_line_with_words_is_lost(text: str) -> None:
    said = "".join(f"{item.group}{item.text}" for item in items_of(f"{text}\n1. 请补交行驶证。"))
    assert "请补交行驶证。" in said


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("", []),
        ("请补交行驶证。\n\n请更正车牌。", [("", "请补交行驶证。"), ("", "请更正车牌。")]),
        ("您好：\n1. 甲。\n续行。\n2、乙。", [("", "甲。续行。"), ("", "乙。")]),
        (
            "一、材料\n1．甲。\n二、其他事项（1项）\n1. 乙。",
            [("材料", "甲。"), ("其他事项", "乙。")],
        ),
    ],
)
def test_points_are_read_under_their_headings(text: str, items: list[tuple[str, str]]) -> None:
    assert [(item.group, item.text) for item in items_of(text)] == items


def test_the_command_proves_the_numbers_of_a_year(tmp_path: Path) -> None:
    empty = zhiban(tmp_path, "notices", "--year", "2026", "--json")
    assert json.loads(empty.stdout) == {"year": 2026, "whole": True, "series": []}
    settings = Settings(data=tmp_path / "var")
    store = Store(settings.store_url, Sealer(read_key(settings.key_path)))
    with store.write() as session:
        for _ in range(3):
            new = NewNotice(
                office="sample_transport",
                kind="acceptance",
                day="2026-11-28",
                recipient="样张公司",
                content="{}",
                officer="陈样张",
            )
            number_notice(session, new, lambda serial: f"样交许受字〔2026〕{serial}号")
    whole = zhiban(tmp_path, "notices", "--year", "2026")
    assert whole.returncode == 0
    assert "3 个编号，没有跳号和重号" in whole.stdout
    with store.write() as session:
        session.connection.exec_driver_sql("UPDATE notice_numbers SET last = 5")
    broken = zhiban(tmp_path, "notices", "--year", "2026", "--json")
    assert broken.returncode == 1
    assert json.loads(broken.stdout)["series"][0]["missing"] == [4, 5]
    assert zhiban(tmp_path, "notices", "--year", "2026").returncode == 1
    store.close()
