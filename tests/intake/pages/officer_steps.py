"""What an officer does on the desk's pages, step by step, and the cases they work on."""

import re
import time

import httpx
from playwright.sync_api import Page, expect

from intake.demo.case import PAPERS, read_entries, read_subject

OFFICER = "陈样张"
SCREEN = {"width": 1366, "height": 768}
MARKED = {
    "kind": "企业",
    "name": "上海样张青禾城市配送有限公司",
    "id_no": "91310120MA1YK9T32P",
    "agent_name": "林书祎",
    "agent_id_no": "310120199204263289",
}
"""A firm whose simulated registers carry special marks; so does its lorry."""
MARKED_PLATE = "沪BN7152"


def filed(client: httpx.Client, scenario: str, *, confirm: bool = True) -> str:
    """File the demonstration's papers as its applicant; return the filing's id."""
    new = {"scenario": scenario, "subject": read_subject().model_dump()}
    filing = client.post("/api/filings", json=new).raise_for_status().json()["id"]
    files = [("files", (file.name, file.read_bytes())) for file in sorted(PAPERS.glob("*.jpg"))]
    added = client.post(f"/api/filings/{filing}/papers", files=files).raise_for_status()
    await_job(client, added.json()["job"]["id"])
    enter(client, filing, read_entries())
    if confirm:
        client.post(f"/api/filings/{filing}/confirm").raise_for_status()
    return str(filing)


def marked(client: httpx.Client) -> str:
    """Open a filing that registers mark, without a paper; return its id."""
    new = {"scenario": "S5B", "subject": MARKED}
    filing = client.post("/api/filings", json=new).raise_for_status().json()["id"]
    enter(client, filing, {"plate_no": MARKED_PLATE})
    job = client.post(f"/api/filings/{filing}/fill").raise_for_status().json()["job"]["id"]
    await_job(client, job)
    return str(filing)


def enter(client: httpx.Client, filing: str, values: dict[str, str]) -> None:
    form = f"/api/filings/{filing}/form"
    headers = {"If-Match": client.get(form).headers["ETag"]}
    client.patch(form, json={"values": values}, headers=headers).raise_for_status()


def await_job(client: httpx.Client, job: str) -> None:
    """Return once a job has ended, as its events tell."""
    until = time.monotonic() + 300
    while client.get(f"/api/jobs/{job}").json()["state"] in {"queued", "running"}:
        assert time.monotonic() < until, "the job does not end"
        with client.stream("GET", f"/api/jobs/{job}/events", timeout=300) as events:
            for _ in events.iter_lines():
                pass


def name_yourself(page: Page) -> None:
    """Say who works, as the desk asks once."""
    expect(page.get_by_role("heading", name="您是哪位工作人员？")).to_be_visible()
    page.get_by_label("工作人员姓名").fill(OFFICER)
    page.get_by_role("button", name="开始办理").click()


def open_case(page: Page, filing: str) -> None:
    page.goto(f"/desk/cases/{filing}")
    name_yourself(page)
    expect(page.locator("#case-line b")).to_have_text(re.compile("ZB-"))


def give_reason(page: Page, reason: str, confirm: str) -> None:
    page.locator("#asked").fill(reason)
    page.locator("#sheet").get_by_role("button", name=confirm, exact=True).click()
    expect(page.locator("#sheet")).to_be_hidden()


def set_aside_all(page: Page) -> None:
    """Set every flag aside that keeps the case from passing."""
    page.get_by_role("tab", name="提示").click()
    left = page.locator(".desk-flag:not(.settled)")
    while count := left.count():
        left.get_by_role("button", name="不采纳").first.click()
        give_reason(page, "已核对原件，信息无误", "不采纳")
        expect(left).to_have_count(count - 1)
