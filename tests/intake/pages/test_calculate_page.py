"""The calculators in the browser: asked, worked out with every step, refused in plain words."""

from playwright.sync_api import expect

from tests.intake.pages.browser import Watched


def test_a_subsidy_is_worked_out_line_by_line(desk: Watched) -> None:
    page = desk.page
    page.goto("/calculate#car_subsidy")
    page.get_by_label("补贴类型").select_option("报废更新")
    page.get_by_label("新车类型").select_option("新能源乘用车")
    page.get_by_label("新车销售价格").fill("159800")
    page.get_by_label("旧车燃料种类").select_option("汽油")
    page.get_by_role("textbox", name="旧车注册日期").fill("2010-01-01")
    page.get_by_role("textbox", name="按哪一天的规定").fill("2026-11-28")
    page.get_by_role("button", name="测算").click()
    worked = page.locator("#worked")
    expect(worked).to_contain_text("19176 元")
    expect(worked).to_contain_text("159800 元 × 12%")
    expect(worked).to_contain_text("依据")
    desk.shoot("calculate")


def test_what_is_missing_is_named(desk: Watched) -> None:
    page = desk.page
    page.goto("/calculate#car_subsidy")
    page.get_by_role("button", name="测算").click()
    expect(page.get_by_role("alert")).to_contain_text("补贴类型")


def test_a_phone_shows_every_calculator_without_moving_sideways(phone: Watched) -> None:
    page = phone.page
    page.goto("/calculate")
    which = page.get_by_label("测算什么")
    for name in which.locator("option").all_text_contents():
        which.select_option(label=name)
        expect(page.locator("#asked .box").first).to_be_visible()
        assert phone.sideways() <= 0, name
