"""Matters other than the demonstration's, on the pages: found, guided to, filled and signed."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from intake.feeds.population import Population
from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.service import Running
from tests.intake.pages.steps import SAVED, complete, sign
from tests.intake.pictures import png

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def population() -> Population:
    return Population()


def begin(page: Page, service: Running, scenario: str, population: Population) -> str:
    """Open a filing of somebody the registers know, on its form."""
    subject = population.subjects_for(scenario)[0].subject.model_dump()
    new = {"scenario": scenario, "subject": subject}
    filing = service.client.post("/api/filings", json=new).raise_for_status().json()["id"]
    page.goto(f"/filings/{filing}#form")
    expect(page.locator("#flags .flag-correct").first).to_be_visible()
    return str(filing)


def test_a_person_goes_the_whole_way_to_the_signed_form(
    desk: Watched, population: Population, tmp_path: Path
) -> None:
    page = desk.page
    applicant = population.subjects_for("S1A", clean=True)[0]
    page.goto("/start")
    page.get_by_label("按词查找事项").fill("大巴")
    expect(page.locator(".scenario:visible")).to_have_count(2)
    page.get_by_label("首次认定发证").check()
    page.locator("#subject summary").click()
    page.get_by_label("姓名", exact=True).fill(applicant.subject.name)
    page.get_by_label("身份证号码").fill(applicant.subject.id_no)
    page.get_by_label("手机号码").fill(applicant.subject.phone)
    page.get_by_role("button", name="开始办理").click()
    page.get_by_role("button", name="下一步：核对表单").click()
    expect(page.locator("#input-licence_first_date")).not_to_have_value("")
    expect(page.locator("#input-applicant_name")).to_have_value(applicant.subject.name)
    photo = tmp_path / "一寸照.png"
    photo.write_bytes(png(7, 300, 420))
    page.locator("#box-photo input[type=file]").set_input_files(photo)
    expect(page.locator("#input-photo")).not_to_have_value("")
    complete(page)
    sign(page)
    expect(page.get_by_text("经营性道路客运驾驶员从业资格认定申请表").first).to_be_visible()
    assert desk.unexpected() == []


def test_boxes_come_and_go_as_an_answer_says(
    desk: Watched, service: Running, population: Population
) -> None:
    page = desk.page
    begin(page, service, "S2A", population)
    page.locator("#input-hukou_place").fill("江苏省南京市")
    page.keyboard.press("Tab")
    expect(page.locator("#box-residence_permit_no")).to_be_visible()
    page.locator("#input-residence_permit_no").fill("310120202401010001")
    page.locator("#input-hukou_place").fill("上海市黄浦区")
    page.keyboard.press("Tab")
    expect(page.locator("#box-residence_permit_no")).to_have_count(0)
    assert desk.unexpected() == []


def test_several_words_are_ticked_and_kept(
    desk: Watched, service: Running, population: Population
) -> None:
    page = desk.page
    filing = begin(page, service, "S4A", population)
    for word in ("货物专用运输(集装箱)", "道路普通货物运输"):
        page.get_by_label(word, exact=True).check()
    expect(page.locator("#saved")).to_have_text(SAVED)
    page.goto("/")
    page.goto(f"/filings/{filing}#form")
    expect(page.get_by_label("货物专用运输(集装箱)", exact=True)).to_be_checked()
    expect(page.get_by_label("道路大型物件运输", exact=True)).not_to_be_checked()
    expect(page.locator("#form-only")).to_contain_text("先改好下面要更正的")
    expect(page.locator("#box-org_name")).to_be_hidden()
    page.get_by_role("button", name="显示整张表").click()
    assert desk.unexpected() == []


def test_a_long_list_is_searched_with_the_keyboard(
    desk: Watched, service: Running, population: Population
) -> None:
    page = desk.page
    begin(page, service, "S2A", population)
    box = page.locator("#input-nation")
    box.fill("回")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(box).to_have_value("回")
    expect(page.locator("#list-nation")).to_be_hidden()
    expect(page.locator("#saved")).to_have_text(SAVED)


def test_questions_lead_to_a_matter_or_to_a_stop(desk: Watched) -> None:
    page = desk.page
    page.goto("/start")
    guide = page.locator("#guide")
    guide.get_by_role("button", name="驾驶员从业资格").click()
    guide.get_by_role("button", name="经营性道路客运驾驶员").click()
    guide.get_by_role("button", name="第一次申领").click()
    guide.get_by_role("button", name="超过", exact=True).click()
    expect(guide.get_by_text("暂时不能申请")).to_be_visible()
    desk.shoot("guide")
    assert desk.unexpected() == []
