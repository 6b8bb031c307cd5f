"""以文写文 at the desk: what is ticked from the start, taken over, and put under another fact."""

from playwright.sync_api import expect

from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.officer_steps import name_yourself

pytestmark = needs_chromium
LAST_YEARS = """样张区交通委员会关于2025年公交服务工作的总结
2025年，我们坚持便民为先，完成了年度任务。
一、主要工作
新开夜间线路3条。
改造公交站点8处。
二、存在的问题
部分线路末班车偏早，市民反映较多。
三、下一步打算
明年把末班车推迟到二十三时。
样张区交通委员会
2025年12月20日"""


def test_what_is_likely_is_ticked_and_a_paragraph_can_be_put_under_another_fact(
    desk: Watched,
) -> None:
    page = desk.page
    page.goto("/drafting")
    name_yourself(page)
    page.get_by_role("textbox", name="正文").fill(LAST_YEARS)
    page.get_by_role("tab", name="写作").click()
    page.get_by_label("文种").select_option("报告")
    panel = page.locator("#panel-write")
    panel.get_by_text("以文写文").click()
    panel.get_by_role("button", name="用左边的文稿").click()
    offers = panel.locator(".reference > div > .taken-list > li")
    for question, ticked in (
        ("主要做法和情况", True),
        ("存在的问题", True),
        ("下一步工作", True),
        ("成文日期", False),
        ("发文机关", False),
    ):
        tick = offers.filter(has_text=question).get_by_role("checkbox")
        expect(tick).to_be_checked(checked=ticked)
    offers.filter(has_text="下一步工作").get_by_role("checkbox").uncheck()
    desk.shoot("reference-ticked")
    panel.get_by_text("正文各部分（4）").click()
    last = panel.locator(".reference details li").filter(has_text="下一步打算")
    expect(last).to_contain_text("把握 100%")
    last.get_by_label("“下一步打算”填入").select_option("主要做法和情况")
    panel.get_by_role("button", name="填入勾选的内容").click()
    work = panel.get_by_role("textbox", name="主要做法和情况")
    expect(work).to_have_value("新开夜间线路3条。\n改造公交站点8处。")
    panel.get_by_text("以文写文").click()
    last.get_by_role("button", name="填入").click()
    expect(work).to_have_value("新开夜间线路3条。\n改造公交站点8处。\n明年把末班车推迟到二十三时。")
    expect(panel.get_by_role("textbox", name="下一步工作")).to_have_value("")
    expect(panel.get_by_role("textbox", name="成文日期")).to_have_value("")
    desk.shoot("reference-filled")
    assert desk.unexpected() == []
