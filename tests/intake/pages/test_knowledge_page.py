"""Knowledge staff in the browser: one writes, another reviews; found, revised, taken down."""

from playwright.sync_api import Page, expect

from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.officer_steps import give_reason

pytestmark = needs_chromium
AUTHOR, REVIEWER = "撰写样张", "审核样张"
TITLE = "样张：共享单车停放点怎么申请"
QUESTION = "想在小区门口划一块共享单车停放点找谁"


def come_as(page: Page, path: str, officer: str) -> None:
    """Open a page as somebody; a name asked before is exchanged."""
    page.goto(path)
    sheet = page.locator("#sheet")
    expect(sheet.or_(page.locator("#who")).and_(page.locator(":visible")).first).to_be_visible()
    if not sheet.is_visible() and page.locator("#who-name").inner_text() == officer:
        return
    if not sheet.is_visible():
        page.locator("#who-change").click()
    page.get_by_label("工作人员姓名").fill(officer)
    page.get_by_role("button", name="开始办理").click()
    expect(page.locator("#who-name")).to_have_text(officer)


def write_entry(page: Page) -> None:
    come_as(page, "/knowledge/entries/new", AUTHOR)
    page.locator("#e-title").fill(TITLE)
    page.locator("#e-department").select_option("区交通部门")
    page.locator("#e-body").fill(
        "# 怎么办\n\n- 向区交通部门提出；\n- 现场勘查后划线。\n\n<b>不是标记</b>"
    )
    expect(page.locator(".shown li")).to_have_count(2)
    expect(page.locator(".shown")).to_contain_text("<b>不是标记</b>")
    page.locator("#e-questions").fill(QUESTION)
    page.locator("#e-source").fill("样张来源")
    page.get_by_role("button", name="保存草稿").click()
    expect(page.locator("#title")).to_have_text(TITLE)


def test_an_entry_is_published_by_somebody_else_found_and_taken_down(desk: Watched) -> None:
    page = desk.page
    write_entry(page)
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator("#side")).to_contain_text("须由其他人审核")
    expect(page.get_by_role("button", name="审核通过并发布")).to_have_count(0)
    entry = page.url.removeprefix(desk_base(page))

    come_as(page, entry, REVIEWER)
    page.get_by_role("button", name="审核通过并发布").click()
    expect(page.locator("#chips")).to_contain_text("已发布")
    desk.shoot("knowledge-entry")

    page.goto("/knowledge/trial")
    page.locator("#question").fill(QUESTION)
    page.get_by_role("button", name="试问").click()
    expect(page.locator(".hit").first).to_contain_text(TITLE)
    expect(page.locator(".hit mark").first).to_be_visible()
    desk.shoot("knowledge-trial")

    page.goto(entry)
    page.get_by_role("button", name="下架").click()
    give_reason(page, "已失效", "下架")
    expect(page.locator("#chips")).to_contain_text("已下架")
    page.goto("/knowledge/trial")
    page.locator("#question").fill(QUESTION)
    page.get_by_role("button", name="试问").click()
    expect(page.locator("#understood")).to_contain_text(QUESTION)
    expect(page.locator("#hits")).not_to_contain_text(TITLE)
    assert desk.unexpected() == []


def test_entries_are_narrowed_down_and_many_take_a_step_together(desk: Watched) -> None:
    page = desk.page
    come_as(page, "/knowledge", REVIEWER)
    expect(page.locator(".listed").first).to_be_visible()
    every = page.locator("#found").inner_text()
    page.locator("#words").fill("网约车")
    page.get_by_role("button", name="查找").click()
    expect(page.locator("#found")).not_to_have_text(every)
    boxes = page.locator(".listed > input")
    boxes.nth(0).check()
    boxes.nth(1).check()
    expect(page.locator("#bulk")).to_contain_text("已选 2 条")
    desk.shoot("knowledge-entries")
    page.locator("#bulk").get_by_role("button", name="下架").click()
    give_reason(page, "已有新的条目", "下架")
    expect(page.locator("#outcome")).to_contain_text("办成 2 条")
    assert desk.unexpected() == []


def test_the_list_fits_a_telephone(phone: Watched) -> None:
    come_as(phone.page, "/knowledge", REVIEWER)
    expect(phone.page.locator(".listed").first).to_be_visible()
    phone.shoot("knowledge-phone")
    assert phone.sideways() <= 0
    assert phone.unexpected() == []


def desk_base(page: Page) -> str:
    return "/".join(page.url.split("/")[:3])
