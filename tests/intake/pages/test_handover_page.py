"""An officer serves a document, its recipient looks at it and signs for it, in a real browser."""

import pytest
from playwright.sync_api import Page, expect

from tests.intake.pages.browser import Watched, needs_chromium, tab_to
from tests.intake.pages.officer_steps import OFFICER, filed, give_reason, name_yourself, open_case
from tests.intake.pages.service import Running

pytestmark = needs_chromium


@pytest.fixture
def signed(service: Running) -> str:
    """Give a signed filing of which nothing was served yet."""
    filing = filed(service.client, "S5B")
    name = {"signer_name": "林样张"}
    service.client.post(f"/api/filings/{filing}/sign", json=name).raise_for_status()
    return filing


def serve(page: Page, filing: str) -> None:
    """Serve the signed form as an officer does."""
    open_case(page, filing)
    page.get_by_role("tab", name="送达").click()
    expect(page.get_by_text("还没有送达过文书")).to_be_visible()
    page.get_by_role("button", name="送达：道路运输证年审申请表（已签章）").click()
    expect(page.locator("#panel-served .handover")).to_have_attribute("data-state", "waiting")


def test_a_document_is_served_seen_and_signed_for(
    desk: Watched, phone: Watched, signed: str
) -> None:
    serve(desk.page, signed)
    page, line = phone.page, phone.page.locator("#handovers .handover")
    page.goto(f"/filings/{signed}")
    expect(line).to_have_attribute("data-state", "waiting")
    page.get_by_role("button", name="同意电子送达").click()
    expect(line).to_have_attribute("data-state", "sent")
    assert phone.sideways() == 0
    line.get_by_role("button", name="查看").click()
    expect(page.get_by_text("看过以后")).to_be_visible()
    phone.shoot("handover-preview")
    page.get_by_role("button", name="关闭").click()
    expect(line).to_have_attribute("data-state", "seen")
    with page.expect_download() as coming:
        line.get_by_role("link", name="下载").click()
    assert coming.value.suggested_filename.endswith(".pdf")
    expect(line).to_have_attribute("data-state", "fetched")
    page.locator("#handovers").scroll_into_view_if_needed()
    phone.shoot("handover-phone")
    line.get_by_role("button", name="确认签收").click()
    page.locator("#sheet").get_by_role("button", name="确认签收").click()
    expect(line).to_have_attribute("data-state", "confirmed")
    expect(line).to_contain_text("签收")
    expect(line.get_by_role("button", name="要求纸质文书")).to_have_count(0)
    assert phone.unexpected() == []

    desk.page.get_by_role("tab", name="提示").click()
    desk.page.get_by_role("tab", name="送达").click()
    expect(desk.page.locator("#panel-served")).to_contain_text("已签收")
    desk.shoot("handover-desk")
    assert desk.unexpected() == []


def test_what_nobody_agreed_to_goes_on_paper(desk: Watched, signed: str) -> None:
    page = desk.page
    serve(page, signed)
    page.get_by_role("button", name="改为书面送达").click()
    give_reason(page, "受送达人没有同意电子送达", "确定")
    expect(page.locator("#panel-served .handover")).to_have_attribute("data-state", "expired")
    expect(page.locator("#panel-served")).to_contain_text(OFFICER)
    page.goto(f"/filings/{signed}")
    expect(page.locator("#handovers .handover")).to_contain_text("已改为书面送达")
    assert desk.unexpected() == []


def test_a_document_is_signed_for_with_the_keyboard_alone(
    desk: Watched, service: Running, signed: str
) -> None:
    said = {"agreed": True, "name": "林样张"}
    service.client.post(f"/api/filings/{signed}/consent", json=said).raise_for_status()
    page, line = desk.page, desk.page.locator("#handovers .handover")
    serve_by = {"X-Officer": "officer", "Idempotency-Key": signed}
    order = {"document": "form.pdf"}
    path = f"/api/desk/cases/{signed}/handovers"
    service.client.post(path, json=order, headers=serve_by).raise_for_status()
    page.goto(f"/filings/{signed}")
    expect(line).to_have_attribute("data-state", "sent")
    tab_to(page, line.get_by_role("button", name="查看"))
    page.keyboard.press("Enter")
    expect(page.get_by_text("看过以后")).to_be_visible()
    page.keyboard.press("Escape")
    expect(line).to_have_attribute("data-state", "seen")
    tab_to(page, line.get_by_role("button", name="确认签收"))
    page.keyboard.press("Enter")
    tab_to(page, page.locator("#sheet").get_by_role("button", name="确认签收"))
    page.keyboard.press("Enter")
    expect(line).to_have_attribute("data-state", "confirmed")
    expect(page.get_by_role("heading", name="送达的文书")).to_be_focused()
    assert desk.unexpected() == []


def test_the_queue_names_what_nobody_fetched(desk: Watched) -> None:
    page = desk.page
    late = {
        "id": "a" * 32,
        "filing": "b" * 32,
        "case_no": "ZB-2026-000009-1",
        "title": "受理通知书",
    }
    answer = {"workdays": 5, "handovers": [late | {"opened_at": "2026-11-02T09:00:00+08:00"}]}
    page.route("**/api/desk/handovers/overdue", lambda route: route.fulfill(json=answer))
    page.goto("/desk")
    name_yourself(page)
    page.get_by_text("1 份文书送出 5 个工作日仍无人领取").click()
    expect(page.get_by_role("link", name="ZB-2026-000009-1")).to_have_attribute(
        "href", f"/desk/cases/{late['filing']}"
    )
    assert desk.unexpected() == []
