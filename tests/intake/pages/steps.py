"""What an applicant does on the pages, step by step."""

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from intake.demo.case import PAPERS

PHOTOS = sorted(PAPERS.glob("*.jpg"))
LICENCE = PAPERS / "vehicle_licence.jpg"
SAVED = re.compile("已自动保存")


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
