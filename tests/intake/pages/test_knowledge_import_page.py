"""Files into the knowledge base in the browser: handed in, followed, looked at, kept, had back."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.intake.pages.browser import Watched, needs_chromium
from tests.intake.pages.test_knowledge_page import AUTHOR, come_as
from tests.knowledge.importing.words import notice

pytestmark = needs_chromium
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
BROKEN = {"name": "坏文件.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.4 broken"}


def hand_in(page: Page, *files: dict[str, object]) -> None:
    come_as(page, "/knowledge/import", AUTHOR)
    page.locator("#file").set_input_files(files)  # type: ignore[arg-type]
    page.get_by_role("button", name="上传并读取").click()
    expect(page.locator(".imported")).to_have_count(len(files), timeout=30_000)


def test_files_are_looked_at_kept_as_drafts_and_had_back(desk: Watched, tmp_path: Path) -> None:
    page, word = desk.page, notice()
    hand_in(page, {"name": "样张通知.docx", "mimeType": DOCX, "buffer": word}, BROKEN)
    expect(page.locator("#progress")).to_contain_text("2 / 2 个文件")
    expect(page.locator(".imported").nth(1)).to_contain_text("没有读出条目")
    page.locator(".draft summary").first.click()
    expect(page.locator("#report")).to_contain_text("样交规〔2026〕7号")
    desk.shoot("import")
    page.reload()
    expect(page.locator(".imported")).to_have_count(2)
    page.get_by_role("button", name="全部保存为草稿").click()
    expect(page.locator("#report")).to_contain_text("已保存 1 条草稿")
    expect(page.locator("#recent")).to_contain_text("已完成")
    desk.shoot("import-kept")
    with page.expect_download() as coming:
        page.locator("#progress .listed").first.get_by_role("button", name="下载原件").click()
    coming.value.save_as(tmp_path / "original")
    assert coming.value.suggested_filename == "样张通知.docx"
    assert (tmp_path / "original").read_bytes() == word
    page.locator("#report a").first.click()
    with page.expect_download() as coming:
        page.get_by_role("button", name="下载导入的原件").click()
    assert coming.value.suggested_filename == "样张通知.docx"
    assert desk.unexpected() == []


def test_an_import_is_readable_on_a_phone(phone: Watched) -> None:
    page = phone.page
    long = {"name": f"{'很长的文件名' * 12}.txt", "mimeType": "text/plain"}
    hand_in(page, long | {"buffer": "样张须知\n\n请按时办理，材料带齐。\n".encode()}, BROKEN)
    expect(page.locator("#keep")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.shoot("import-phone")
    assert phone.unexpected() == []
