"""The policy check-up in the browser: filled by registers, completed by the firm, told anew."""

import re

from playwright.sync_api import expect

from intake.feeds.population import Population
from tests.intake.pages.browser import Watched, needs_chromium

pytestmark = needs_chromium
AT_ONCE = 8
"""Cards that are shown before more are asked for."""
FIRM = Population().things["firm"][0]


def test_a_firm_is_checked_by_its_registers_and_again_by_what_it_adds(desk: Watched) -> None:
    page = desk.page
    page.goto("/policies")
    page.get_by_label("统一社会信用代码").fill(FIRM["uscc"])
    page.get_by_role("button", name="开始体检").click()
    cards = page.locator(".policy")
    expect(cards.first).to_be_visible()
    assert cards.count() == AT_ONCE
    page.get_by_role("button", name=re.compile("再显示")).click()
    expect(cards).to_have_count(2 * AT_ONCE)
    expect(cards.nth(AT_ONCE).locator(".policy-title")).to_be_focused()
    while page.get_by_role("button", name=re.compile("再显示")).count():
        page.get_by_role("button", name=re.compile("再显示")).click()
    assert cards.count() >= 30
    expect(page.locator("#told .notice")).to_have_count(0)
    page.get_by_text("已掌握的企业信息").click()
    expect(page.locator("#facts")).to_contain_text(FIRM["name"])
    desk.shoot("policies")

    cards.first.locator(".policy-title").click()
    sheet = page.locator("#sheet")
    expect(sheet).to_contain_text("申报条件")
    expect(sheet.locator(".condition").first).to_be_visible()
    desk.shoot("policies-one")
    sheet.get_by_role("button", name="关闭").click()

    page.locator("#asked input[inputmode=decimal]").first.fill("3")
    page.get_by_role("button", name="补充并重新体检").click()
    page.get_by_text("已掌握的企业信息").click()
    expect(page.locator("#facts")).to_contain_text("企业自报")
    page.get_by_role("button", name="不再接收提醒").click()
    expect(page.locator("#reminders")).to_contain_text("您已选择不接收提醒")
    assert desk.unexpected() == []


def test_a_wrong_code_is_told_and_a_value_that_is_none_is_refused(desk: Watched) -> None:
    page = desk.page
    page.goto("/policies")
    page.get_by_label("统一社会信用代码").fill("91310120MA1YK8R10X")
    page.get_by_role("button", name="开始体检").click()
    expect(page.locator("#trouble")).to_contain_text("统一社会信用代码有误")
    expect(page.locator("#told")).to_be_empty()
    page.get_by_label("统一社会信用代码").fill(FIRM["uscc"])
    page.get_by_role("button", name="开始体检").click()
    expect(page.locator(".policy").first).to_be_visible()
    page.locator("#asked input[inputmode=decimal]").first.fill("很多")
    page.get_by_role("button", name="补充并重新体检").click()
    expect(page.locator("#trouble")).to_contain_text(re.compile("应为数字"))
    assert desk.unexpected("422") == []


def test_the_check_up_fits_a_telephone(phone: Watched) -> None:
    page = phone.page
    page.goto("/policies")
    page.get_by_label("统一社会信用代码").fill(FIRM["uscc"])
    page.get_by_role("button", name="开始体检").click()
    expect(page.locator(".policy").first).to_be_visible()
    phone.shoot("policies-phone")
    assert phone.sideways() <= 0
    assert phone.unexpected() == []
