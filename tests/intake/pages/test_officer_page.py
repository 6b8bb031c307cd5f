"""The officer's whole way in a real browser, against the real service and real pictures."""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.intake.pages.browser import Watched, inside, needs_chromium, tab_to, watched
from tests.intake.pages.officer_steps import (
    OFFICER,
    SCREEN,
    filed,
    give_reason,
    marked,
    name_yourself,
    open_case,
    set_aside_all,
)
from tests.intake.pages.service import Running

pytestmark = needs_chromium


@pytest.fixture
def screen(desk: Watched) -> Watched:
    """Yield a visitor at the screen officers have."""
    desk.page.set_viewport_size(SCREEN)
    return desk


@pytest.fixture(scope="module")
def case(service: Running) -> str:
    """Return a confirmed filing with every paper read."""
    return filed(service.client, "S5B")


@pytest.fixture
def marked_case(service: Running) -> str:
    """Return a filing that registers mark; its applicant has not confirmed it."""
    return marked(service.client)


def test_an_officer_finds_a_case_and_sees_all_that_speaks_for_it(
    screen: Watched, service: Running, case: str
) -> None:
    page = screen.page
    number = service.client.get(f"/api/filings/{case}").json()["case_no"]
    page.goto("/desk")
    name_yourself(page)
    page.get_by_label("办件编号或申请人全称").fill(number)
    page.get_by_role("button", name="查找").click()
    expect(page.locator(".queued")).to_have_count(1)
    screen.shoot("officer-queue")
    page.get_by_role("link", name=number).click()
    expect(page.locator(".evidence-mark").first).to_be_visible()

    page.get_by_role("tab", name="表单").click()
    page.get_by_role("button", name="看原件：车辆识别代号").click()
    lit = page.locator(".evidence-mark.lit")
    expect(lit).to_be_visible()
    assert inside(lit, page.locator("#evidence-window"))
    screen.shoot("officer-form")
    page.get_by_role("tab", name="比对表").click()
    row = page.locator(".voices tbody tr", has_text="车辆识别代号")
    expect(row.get_by_text("LYZAGBBE0PA018276").first).to_be_visible()
    screen.shoot("officer-table")
    page.get_by_role("tab", name="规则").click()
    rule = page.locator(".rule", has_text="S5-W3")
    rule.locator("summary").click()
    expect(rule.get_by_text("机动车强制报废标准规定").first).to_be_visible()
    screen.shoot("officer-rules")
    assert screen.sideways() == 0
    assert screen.unexpected() == []


def test_a_case_passes_once_every_flag_is_handled_and_all_is_on_record(
    screen: Watched, service: Running
) -> None:
    page = screen.page
    open_case(page, filed(service.client, "S5B"))
    set_aside_all(page)
    page.locator("#verdict").get_by_role("button", name="通过", exact=True).click()
    give_reason(page, "材料齐全，符合条件", "确定")
    expect(page.locator("#verdict")).to_contain_text("结论：通过")
    page.get_by_role("tab", name="记录").click()
    newest = page.locator(".history li").first
    expect(newest).to_contain_text("材料齐全，符合条件")
    expect(newest).to_contain_text(OFFICER)
    assert screen.unexpected() == []


def test_special_marks_stand_at_the_top_and_the_case_goes_back_with_one_notice(
    screen: Watched, service: Running, marked_case: str
) -> None:
    page = screen.page
    open_case(page, marked_case)
    marks = page.locator("#marks .chip-mark")
    expect(marks).to_have_count(4)
    assert set(marks.all_inner_texts()) == {"失信", "锁停", "黄标", "监销"}
    expect(page.get_by_text("不建议自动审批")).to_be_visible()
    expect(page.get_by_role("button", name="通过", exact=True)).to_be_disabled()
    screen.shoot("officer-flags")

    page.get_by_role("tab", name="告知书").click()
    text = page.get_by_label("一次告知书", exact=False)
    expect(text).to_have_value(re.compile("一、填报.+二、资格", re.DOTALL))
    text.fill(text.input_value() + "\n\n如有疑问请到窗口咨询。")
    page.get_by_role("button", name="退回补正").click()
    expect(page.locator("#toast")).to_contain_text("请先保存")
    page.get_by_role("button", name="保存告知书").click()
    expect(page.locator("#notice-state")).to_contain_text(f"上次由 {OFFICER}")
    screen.shoot("officer-notice")
    page.get_by_role("button", name="退回补正").click()
    give_reason(page, "材料不齐，一次告知补正", "确定")
    expect(page.locator("#verdict")).to_contain_text("结论：退回补正")
    page.get_by_role("tab", name="记录").click()
    expect(page.locator(".history li").first).to_contain_text("如有疑问请到窗口咨询。")

    page.goto("/desk?stage=returned")
    number = service.client.get(f"/api/filings/{marked_case}").json()["case_no"]
    expect(page.get_by_role("link", name=number)).to_be_visible()
    assert screen.unexpected() == []


def test_people_are_hidden_until_a_reason_is_given(screen: Watched, marked_case: str) -> None:
    page = screen.page
    open_case(page, marked_case)
    expect(page.locator("#case-line")).to_contain_text("经办人 林**")
    page.get_by_role("button", name="显示个人信息").click()
    page.locator("#sheet").get_by_role("button", name="显示", exact=True).click()
    expect(page.locator("#sheet .flag")).to_be_visible()
    give_reason(page, "核对来人身份", "显示")
    expect(page.locator("#case-line")).to_contain_text("经办人 林书祎")
    page.get_by_role("button", name="隐藏个人信息").click()
    expect(page.locator("#case-line")).to_contain_text("经办人 林**")
    page.get_by_role("tab", name="记录").click()
    expect(page.locator(".history")).to_contain_text("核对来人身份")


@pytest.fixture
def colleague(browser: Browser, service: Running, screen: Watched) -> Iterator[Watched]:
    """Yield another officer at another screen."""
    with watched(browser, service.base, screen._shots) as seen:
        seen.page.set_viewport_size(SCREEN)
        yield seen


def test_two_officers_never_undo_each_other_unseen(
    screen: Watched, colleague: Watched, marked_case: str
) -> None:
    mine, theirs = screen.page, colleague.page
    open_case(mine, marked_case)
    open_case(theirs, marked_case)
    flag = ".desk-flag >> nth=0"
    theirs.locator(flag).get_by_role("button", name="不采纳").click()
    give_reason(theirs, "<b>已电话核实</b>", "不采纳")
    expect(theirs.locator(flag)).to_contain_text("<b>已电话核实</b>")

    mine.locator(flag).get_by_role("button", name="采纳", exact=True).click()
    give_reason(mine, "与原件核对，确属不符", "采纳")

    expect(mine.locator("#trouble")).to_contain_text("已载入最新内容")
    expect(mine.locator(flag)).to_contain_text("<b>已电话核实</b>")
    assert screen.unexpected("412") == []


def test_the_desk_can_be_worked_with_the_keyboard_alone(screen: Watched, marked_case: str) -> None:
    page, keys = screen.page, screen.page.keyboard
    page.goto(f"/desk/cases/{marked_case}")
    expect(page.get_by_label("工作人员姓名")).to_be_focused()
    keys.type(OFFICER)
    keys.press("Enter")
    expect(page.locator(".desk-flag").first).to_be_visible()
    tab_to(page, page.get_by_role("tab", name="提示"))
    keys.press("ArrowRight")
    expect(page.get_by_role("tab", name="表单")).to_be_focused()
    expect(page.locator("#panel-form")).to_be_visible()
    keys.press("ArrowLeft")
    tab_to(page, page.locator(".desk-flag").first.get_by_role("button", name="不采纳"))
    keys.press("Enter")
    expect(page.locator("#asked")).to_be_focused()
    keys.type("已核对原件")
    tab_to(page, page.locator("#sheet").get_by_role("button", name="不采纳", exact=True))
    keys.press("Enter")
    expect(page.locator(".desk-flag.settled").first).to_contain_text("已核对原件")
    assert screen.unexpected() == []


def test_a_phone_shows_the_desk_without_moving_sideways(phone: Watched, case: str) -> None:
    page = phone.page
    page.goto("/desk")
    name_yourself(page)
    expect(page.locator(".queued").first).to_be_visible()
    assert phone.sideways() == 0
    page.goto(f"/desk/cases/{case}")
    expect(page.locator(".evidence-mark").first).to_be_visible()
    for name in ("提示", "表单", "比对表", "规则", "告知书", "记录"):
        page.get_by_role("tab", name=name).click()
        assert phone.sideways() == 0, name
    phone.shoot("officer-phone")
    assert phone.unexpected() == []


def test_an_address_without_a_case_says_so(screen: Watched) -> None:
    page = screen.page
    page.goto(f"/desk/cases/{'0' * 32}")
    name_yourself(page)
    expect(page.get_by_role("heading", name="没有找到这个办件")).to_be_visible()
    expect(page.get_by_role("link", name="回到办件列表")).to_be_visible()
