"""The applicant's whole way in a real browser, against the real service and real pictures."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.intake.web_browser import (
    Watched,
    chromium,
    inside,
    needs_chromium,
    tab_to,
    watched,
)
from tests.intake.web_service import PAPERS, SHARED, Running, running

pytestmark = needs_chromium

PHOTOS = sorted(PAPERS.glob("*.jpg"))
LICENCE = PAPERS / "vehicle_licence.jpg"
SAVED = re.compile("已自动保存")


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    with running(tmp_path_factory.mktemp("service")) as service:
        yield service


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with chromium() as browser:
        yield browser


@pytest.fixture
def desk(browser: Browser, service: Running, tmp_path: Path) -> Iterator[Watched]:
    with watched(browser, service.base, tmp_path) as seen:
        yield seen


@pytest.fixture
def phone(browser: Browser, service: Running, tmp_path: Path) -> Iterator[Watched]:
    with watched(browser, service.base, tmp_path, phone=True) as seen:
        yield seen


def open_filing(page: Page, scenario: str = "年度审验") -> str:
    """Choose a matter and return the new filing's id."""
    page.goto("/start")
    page.get_by_label(scenario).check()
    page.get_by_role("button", name="开始办理").click()
    expect(page.get_by_text(re.compile("办件编号 .+ 已生成"))).to_be_visible()
    return page.url.rpartition("/")[2].partition("#")[0]


def hand_in(page: Page, *papers: Path) -> None:
    """Hand in papers and wait until all are read."""
    page.set_input_files("#files", papers)
    expect(page.locator("#papers .found, #papers .notice-bad").first).to_be_visible()
    expect(page.locator("#progress .work")).to_have_count(0)


def complete(page: Page) -> None:
    """Say what only the applicant can say."""
    page.locator("#input-commitment").check()
    page.locator("#input-delivery_method").select_option("电子证照")
    expect(page.locator("#flags h3")).to_have_text(re.compile("检查通过|没有需要更正的"))


def sign(page: Page) -> None:
    page.get_by_role("button", name="下一步：确认并签章").click()
    page.get_by_role("button", name="确认表单").click()
    page.get_by_label("签章人姓名").fill("林样张")
    page.get_by_role("button", name="签章并生成文件").click()
    expect(page.get_by_text("已签章，可以下载")).to_be_visible()


def test_papers_become_a_signed_form_that_verifies(desk: Watched, tmp_path: Path) -> None:
    page = desk.page
    page.goto("/")
    page.get_by_role("link", name="开始办理").click()
    expect(page.get_by_role("heading", name="请选择要办的事项")).to_be_visible()
    open_filing(page)
    page.set_input_files("#files", PHOTOS)
    expect(page.locator(".stages li")).to_have_count(9)
    for title in ("营业执照", "道路运输经营许可证", "车辆检验报告", "机动车行驶证"):
        expect(page.locator(".found-title", has_text=title).first).to_be_visible()
    expect(page.get_by_text("依据：").first).to_be_visible()

    page.get_by_role("button", name="下一步：核对表单").click()
    expect(page.get_by_role("textbox", name="车辆识别代号")).to_have_value("LYZAGBBE0PA018276")
    complete(page)
    sign(page)

    with page.expect_download() as coming:
        page.get_by_role("link", name="下载 PDF").click()
    signed = tmp_path / "signed.pdf"
    coming.value.save_as(signed)
    page.goto("/verify")
    page.set_input_files("#file", signed)
    expect(page.locator(".verdict")).to_have_attribute("data-outcome", "trusted")
    expect(page.get_by_role("heading", name="内容未被改动")).to_be_visible()
    assert desk.unexpected() == []


def test_a_changed_file_is_found_out(desk: Watched, service: Running, tmp_path: Path) -> None:
    page = desk.page
    filing = open_filing(page)
    hand_in(page, *PHOTOS)
    page.goto(f"/filings/{filing}#form")
    complete(page)
    sign(page)
    listed = service.client.get(f"/api/filings/{filing}/documents").json()["documents"]
    address = next(each["url"] for each in listed if each["media_type"] == "application/pdf")
    data = bytearray(service.client.get(address).content)
    data[len(data) // 3] ^= 1
    changed = tmp_path / "changed.pdf"
    changed.write_bytes(data)
    page.goto("/verify")
    page.set_input_files("#file", changed)
    expect(page.locator(".verdict-bad")).to_be_visible()


def test_a_value_is_shown_at_its_place_on_the_picture(desk: Watched) -> None:
    page = desk.page
    open_filing(page)
    hand_in(page, LICENCE)
    page.get_by_role("button", name="下一步：核对表单").click()
    page.get_by_role("button", name="看原件：车辆识别代号").first.click()
    panel, box = page.locator("#viewer"), page.locator(".viewer-box")
    expect(panel.get_by_text("LYZAGBBE0PA018276")).to_be_visible()
    expect(page.locator(".viewer-page img")).to_be_visible()
    expect(box).to_be_visible()
    assert inside(box, page.locator(".viewer-window"))
    width = box.bounding_box()
    assert width
    assert width["width"] > 100, "the place is too small to read"
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(page.get_by_role("button", name="看原件：车辆识别代号").first).to_be_focused()


def test_an_edit_is_saved_and_judged_at_once(desk: Watched) -> None:
    page = desk.page
    open_filing(page)
    hand_in(page, *PHOTOS)
    page.get_by_role("button", name="下一步：核对表单").click()
    box = page.locator("#box-total_mass")
    box.get_by_role("textbox").fill("一万八")
    page.keyboard.press("Tab")
    expect(box.locator(".flag-correct").first).to_be_visible()
    expect(box.get_by_text("本人填写").first).to_be_visible()
    expect(page.locator("#flags h3")).to_have_text(re.compile(r"需要更正 \d 项"))
    expect(page.locator("#saved")).to_have_text(SAVED)

    said = box.locator(".flag-correct").first.inner_text()
    page.get_by_role("button", name="签章下载").click()
    expect(page.get_by_role("heading", name=re.compile(r"请先更正 \d 项"))).to_be_visible()
    page.locator("#sign .flag-text", has_text=said).click()
    expect(box.get_by_role("textbox")).to_be_focused()
    box.get_by_role("textbox").fill("18000")
    page.keyboard.press("Tab")
    expect(box.locator(".flag-correct")).to_have_count(0)
    assert desk.unexpected() == []


def test_what_was_put_aside_is_there_when_coming_back(desk: Watched) -> None:
    page = desk.page
    open_filing(page)
    hand_in(page, LICENCE)
    page.get_by_role("button", name="下一步：核对表单").click()
    page.locator("#input-delivery_method").select_option("快递送达")
    expect(page.locator("#saved")).to_have_text(SAVED)
    page.get_by_role("button", name="暂存，稍后再办").click()
    address = page.get_by_label("本办件的网址").input_value()
    page.get_by_role("link", name="离开").click()
    expect(page.get_by_role("heading", name="本机最近的办件")).to_be_visible()
    page.goto(address)
    expect(page.locator("#input-delivery_method")).to_have_value("快递送达")
    expect(page.locator("#papers .paper")).to_have_count(1)


def test_somebody_elses_newer_value_is_never_overwritten(desk: Watched, service: Running) -> None:
    page = desk.page
    filing = open_filing(page)
    hand_in(page, LICENCE)
    page.get_by_role("button", name="下一步：核对表单").click()
    expect(page.get_by_role("textbox", name="品牌型号")).to_be_visible()
    service.change_elsewhere(filing, "brand_model", "样张牌YZ1")
    page.get_by_role("textbox", name="品牌型号").fill("样张牌YZ2")
    page.keyboard.press("Tab")
    expect(page.get_by_text("这个办件刚在别处更新过，已载入最新内容。")).to_be_visible()
    expect(page.get_by_role("textbox", name="品牌型号")).to_have_value("样张牌YZ1")
    page.get_by_role("button", name="用我填的").click()
    expect(page.locator("#saved")).to_have_text(SAVED)
    expect(page.get_by_role("textbox", name="品牌型号")).to_have_value("样张牌YZ2")
    assert desk.unexpected("412") == []


def test_a_register_that_is_down_is_named_and_can_be_asked_again(
    desk: Watched, service: Running
) -> None:
    page = desk.page
    with service.register_down("corp"):
        open_filing(page)
        hand_in(page, PAPERS / "business_licence.jpg")
        page.get_by_role("button", name="下一步：核对表单").click()
        banner = page.locator("#sources-banner .notice")
        expect(banner).to_contain_text("暂时连不上")
        expect(page.get_by_role("textbox", name="企业名称")).to_have_value(re.compile("样张"))
    banner.get_by_role("button", name="重试").click()
    expect(page.locator("#progress .work")).to_have_count(0)
    expect(banner).to_have_count(0)


def test_a_broken_upload_says_what_to_do_and_harms_nothing_else(
    desk: Watched, tmp_path: Path
) -> None:
    page = desk.page
    broken = tmp_path / "坏照片.jpg"
    broken.write_bytes(LICENCE.read_bytes()[:4000])
    empty = tmp_path / "空文件.png"
    empty.write_bytes(b"")
    open_filing(page)
    hand_in(page, broken, LICENCE, empty)
    for name in (broken.name, empty.name):
        card = page.locator(".paper", has_text=name)
        expect(card.locator(".notice-bad")).to_be_visible()
        expect(card.locator(".notice-bad p")).to_have_count(2)
    expect(page.locator(".found-title", has_text="机动车行驶证").first).to_be_visible()
    page.get_by_role("button", name=f"移除：{broken.name}").click()
    expect(page.locator(".paper")).to_have_count(2)
    assert desk.unexpected() == []


def test_the_form_can_be_started_without_any_paper(desk: Watched) -> None:
    page = desk.page
    open_filing(page, "配发(新增车辆)")
    page.get_by_role("button", name="下一步：核对表单").click()
    expect(page.locator("#flags .flag-correct").first).to_be_visible()
    page.get_by_role("textbox", name="号牌号码").fill("沪A")
    page.keyboard.press("Tab")
    expect(page.locator("#box-plate_no .flag-correct")).to_be_visible()


def test_edits_made_offline_are_kept_and_saved_when_the_network_returns(desk: Watched) -> None:
    page = desk.page
    open_filing(page)
    hand_in(page, LICENCE)
    page.get_by_role("button", name="下一步：核对表单").click()
    expect(page.locator("#input-delivery_method")).to_be_visible()
    page.context.set_offline(True)
    expect(page.get_by_text("网络已断开")).to_be_visible()
    page.locator("#input-delivery_method").select_option("窗口自取")
    expect(page.locator("#saved")).to_contain_text("改动留在本页")
    page.context.set_offline(False)
    expect(page.locator("#saved")).to_have_text(SAVED)
    expect(page.locator("#input-delivery_method")).to_have_value("窗口自取")


def test_progress_is_followed_by_asking_where_events_do_not_come_through(desk: Watched) -> None:
    page = desk.page
    page.route("**/api/jobs/*/events", lambda route: route.abort())
    open_filing(page)
    hand_in(page, LICENCE)
    expect(page.locator(".found-title", has_text="机动车行驶证").first).to_be_visible()


def test_an_address_without_a_filing_says_so(desk: Watched) -> None:
    page = desk.page
    page.goto("/filings/0123456789abcdef0123456789abcdef")
    expect(page.get_by_role("heading", name="没有找到这个办件")).to_be_visible()
    expect(page.get_by_role("link", name="办理新的事项")).to_be_visible()


def hand_in_by_keyboard(page: Page) -> None:
    """Open a filing and hand in the photos without a mouse."""
    keys = page.keyboard
    page.goto("/start")
    tab_to(page, page.get_by_label("配发(新增车辆)"))
    keys.press("ArrowDown")
    expect(page.get_by_label("年度审验")).to_be_checked()
    tab_to(page, page.get_by_role("button", name="开始办理"))
    keys.press("Enter")
    expect(page.locator("#case-no")).not_to_be_empty()
    tab_to(page, page.locator("#pick"))
    with page.expect_file_chooser() as choosing:
        keys.press("Enter")
    choosing.value.set_files(PHOTOS)
    expect(page.locator("#papers .found").first).to_be_visible()
    expect(page.locator("#progress .work")).to_have_count(0)


def test_the_main_way_can_be_gone_with_the_keyboard_alone(desk: Watched) -> None:
    page, keys = desk.page, desk.page.keyboard
    hand_in_by_keyboard(page)
    tab_to(page, page.get_by_role("button", name="下一步：核对表单"))
    keys.press("Enter")
    expect(page.get_by_role("heading", name="核对表单")).to_be_focused()

    tab_to(page, page.get_by_role("button", name="看原件：号牌号码").first)
    keys.press("Enter")
    expect(page.locator(".viewer-box")).to_be_visible()
    keys.press("Escape")
    tab_to(page, page.locator("#input-commitment"))
    keys.press("Space")
    tab_to(page, page.locator("#input-delivery_method"))
    keys.press("ArrowDown")
    tab_to(page, page.get_by_role("button", name="下一步：确认并签章"))
    keys.press("Enter")
    tab_to(page, page.get_by_role("button", name="确认表单"))
    keys.press("Enter")
    expect(page.get_by_label("签章人姓名")).to_be_focused()
    keys.type("林样张")
    keys.press("Enter")
    expect(page.get_by_text("已签章，可以下载")).to_be_visible()
    tab_to(page, page.get_by_role("link", name="下载 PDF"))
    assert desk.unexpected() == []


def test_a_phone_shows_every_step_without_moving_sideways(phone: Watched, tmp_path: Path) -> None:
    page = phone.page
    page.goto("/")
    assert phone.sideways() == 0
    open_filing(page)
    assert phone.sideways() == 0
    long = tmp_path / ("很长的文件名" * 8 + "ABCDEFGHIJKLMNOPQRSTUVWXYZ" * 3 + ".jpg")
    long.write_bytes(LICENCE.read_bytes())
    hand_in(page, long)
    expect(page.get_by_role("button", name="拍照上传")).to_be_visible()
    page.locator(".found summary").first.click()
    assert phone.sideways() == 0
    page.get_by_role("button", name="下一步：核对表单").click()
    expect(page.locator("#box-vin")).to_be_visible()
    assert phone.sideways() == 0
    page.get_by_role("button", name="看原件：车辆识别代号").first.click()
    expect(page.locator(".viewer-box")).to_be_visible()
    assert inside(page.locator(".viewer-box"), page.locator(".viewer-window"))
    assert phone.sideways() == 0
    page.get_by_role("button", name="关闭原件").click()
    page.get_by_role("button", name="签章下载").click()
    expect(page.get_by_role("heading", name=re.compile("请先更正"))).to_be_visible()
    assert phone.sideways() == 0
    page.goto("/verify")
    assert phone.sideways() == 0
    assert phone.unexpected() == []


@pytest.mark.skipif(not (SHARED / "data" / "papers").is_dir(), reason="no shared/data/papers")
def test_a_photo_from_elsewhere_is_recognised_and_shown(desk: Watched) -> None:
    page = desk.page
    open_filing(page)
    hand_in(page, SHARED / "data" / "papers" / "business_licence_1.png")
    expect(page.locator(".found-title", has_text="营业执照").first).to_be_visible()
    page.locator(".found summary").first.click()
    page.get_by_role("button", name=re.compile("看原件：统一社会信用代码")).first.click()
    expect(page.locator(".viewer-box")).to_be_visible()
    assert inside(page.locator(".viewer-box"), page.locator(".viewer-window"))
