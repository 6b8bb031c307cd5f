"""Notices by the thousand in a real browser: a list goes in, sealed notices come out."""

import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.officer_steps import OFFICER, name_yourself
from tests.intake.test_notice_lists import LINES, table

pytestmark = needs_chromium


def hand_in(page: Page, folder: Path, data: bytes) -> None:
    """Choose a list on the page."""
    path = folder / "名单.csv"
    path.write_bytes(data)
    page.locator("#file").set_input_files(path)


def opened(watched: Watched) -> Page:
    page = watched.page
    page.goto("/notices/batches")
    name_yourself(page)
    expect(page.locator("#columns")).to_contain_text("车牌号码")
    return page


def test_a_list_becomes_numbered_notices_to_take_away(desk: Watched, tmp_path: Path) -> None:
    page = opened(desk)
    hand_in(page, tmp_path, table(*LINES))
    batch = page.locator(".batch").first
    expect(batch).to_contain_text("全部出具")
    expect(batch).to_contain_text("共 2 份，已出具 2 份")
    expect(batch).to_contain_text(OFFICER)
    desk.shoot("batches")
    with page.expect_download() as taken:
        batch.get_by_role("button", name="下载全部 PDF").click()
    with zipfile.ZipFile(taken.value.path()) as files:
        assert len(files.namelist()) == 2


def test_a_wrong_line_is_named_and_nothing_is_numbered(phone: Watched, tmp_path: Path) -> None:
    page = opened(phone)
    expect(page.locator("#batches")).not_to_be_empty()
    before = page.locator(".batch").count()
    hand_in(page, tmp_path, table(*LINES, ("王测试", "个人", "错车牌", *LINES[0][3:])))
    expect(page.get_by_role("alert")).to_contain_text("没有出具任何文书")
    expect(page.locator(".faults")).to_contain_text("第 3 份（王测试）")
    assert page.locator(".batch").count() == before
    assert phone.sideways() == 0
    phone.shoot("batches-phone")
