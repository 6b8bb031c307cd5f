"""Upkeep of the knowledge base in the browser: words, imports, gaps, corrections, inspection."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from eval.serving import serving
from intake.app import create_app
from intake.clock import now, today
from intake.knowledge.recording import new_id
from intake.knowledge.settings import CareSettings, KnowledgeSettings
from intake.office import Office
from intake.settings import Settings
from intake.store.knowledge_care import INSPECTIONS
from knowledge.care.events import Verdict
from knowledge.care.inspection.task import Finding, Task
from tests.intake.caring import LIFTS, cited, put, say
from tests.intake.knowledge_desk import published
from tests.intake.pages.browser import Watched, needs_chromium, watched
from tests.intake.pages.officer_steps import give_reason
from tests.intake.pages.test_knowledge_page import AUTHOR, come_as

pytestmark = needs_chromium
SAYING = "样张跑腿车证"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
CARE = "/knowledge/care"
LIFT_TITLE = "样张：既有住宅加装电梯补贴"
LIFT_BODY = "既有住宅加装电梯，由房屋管理部门按规定给予补贴，凭竣工材料申请。"
PARKING, DONKEY = "样张：非机动车停放点设置", "小毛驴"
WRONG = "样张：现在是三个工作日办结"


@pytest.fixture(scope="module")
def caring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Office]]:
    """Yield a service with questions, a correction and a task, and nothing done by itself."""
    settings = Settings(
        data=tmp_path_factory.mktemp("care"),
        engine="null",
        gateway_url="http://127.0.0.1:9",
        knowledge=KnowledgeSettings(starter=False),
        care=CareSettings(on=False),
    )
    app = create_app(settings)
    with serving(app) as base:
        fill_base(app.state.office)
        yield base, app.state.office


def fill_base(office: Office) -> None:
    with office.store.write() as session:
        for question in LIFTS:
            put(session, question, at=now())
        parking = published(session, title=PARKING)
        for question in (f"{DONKEY}停哪里", f"我的{DONKEY}被拖走了", f"{DONKEY}能不能放门口"):
            asked = put(session, question, at=now(), **cited(parking))
            say(session, asked, Verdict.CLICK, entry=parking, at=now())
        entry = published(session)
        asked = put(session, "换证要几天", at=now(), **cited(entry))
        say(session, asked, Verdict.CORRECTION, text=WRONG, at=now())
        task = Task(
            id=new_id(),
            entry=entry,
            title="样张：巡检的条目",
            version_seen=1,
            department="行政服务中心",
            planned_on=today(),
            due=today(),
            reasons=("很久没有检查",),
            checked_at=now(),
            findings=(Finding(check="length", message="正文不足 20 字，请补充。", place="正文"),),
        )
        INSPECTIONS.add(session, task)


@pytest.fixture
def desk(browser: Browser, caring: tuple[str, Office], shots: Path) -> Iterator[Watched]:
    with watched(browser, caring[0], shots) as seen:
        yield seen


@pytest.fixture
def phone(browser: Browser, caring: tuple[str, Office], shots: Path) -> Iterator[Watched]:
    with watched(browser, caring[0], shots, phone=True) as seen:
        yield seen


def test_a_saying_is_added_changed_and_retired(desk: Watched) -> None:
    page = desk.page
    come_as(page, "/knowledge/words", AUTHOR)
    expect(page.locator("#product .listed").first).to_be_visible()
    page.get_by_role("button", name="新增用语").click()
    page.get_by_label("群众的说法").fill(SAYING)
    page.get_by_label("规范用语", exact=True).fill("道路运输经营许可证")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#sheet [role=alert]")).to_be_visible()  # no reason yet, nothing is lost
    desk.shoot("words-refused")
    page.get_by_label("理由").fill("热线常见说法")
    page.get_by_role("button", name="保存").click()
    row = page.locator("#own .listed", has_text=SAYING)
    expect(row).to_contain_text("使用中")
    row.get_by_role("button", name="修改").click()
    desk.shoot("words-edit")
    page.get_by_label("规范用语", exact=True).fill("道路运输经营许可证\n道路运输证")
    page.get_by_label("理由").fill("补充")
    page.get_by_role("button", name="保存").click()
    expect(row).to_contain_text("道路运输证")
    row.get_by_role("button", name="停用").click()
    give_reason(page, "容易混淆", "停用")
    expect(row).to_contain_text("已停用")
    desk.shoot("words")
    assert desk.unexpected("422") == []


def test_suggested_words_are_taken_in_as_staff_put_them(phone: Watched) -> None:
    page = phone.page
    come_as(page, "/knowledge/words", AUTHOR)
    one = page.locator("#suggestions .listed", has_text=DONKEY)
    expect(one).to_contain_text(PARKING)
    phone.shoot("words-suggested-phone")
    one.get_by_role("button", name="不采纳").click()
    page.locator("#sheet").get_by_role("button", name="取消").click()
    one.get_by_role("button", name="采纳", exact=True).click()
    expect(page.get_by_label("群众的说法")).to_have_value(DONKEY)
    page.get_by_label("规范用语", exact=True).fill("电动自行车停放")
    page.get_by_label("理由").fill("热线常见说法")
    page.get_by_role("button", name="保存").click()
    expect(page.locator("#own .listed", has_text=DONKEY)).to_contain_text("使用中")
    expect(page.locator("#suggested")).to_be_hidden()
    assert phone.unexpected() == []


def open_first(page: Page, tab: str, panel: str) -> None:
    page.get_by_role("tab", name=tab).click()
    page.locator(f"#{panel} .item summary").first.click()


def assign(page: Page, gap: Locator) -> None:
    gap.locator("summary").press("Enter")
    gap.get_by_role("button", name="分派").click()
    page.locator("#gap-department").select_option("行政服务中心")
    page.locator("#sheet").get_by_role("button", name="分派").click()
    expect(gap).to_contain_text("处理中")


def test_a_gap_is_gathered_assigned_filled_and_proven(
    desk: Watched, caring: tuple[str, Office]
) -> None:
    page = desk.page
    come_as(page, CARE, AUTHOR)
    page.get_by_role("button", name="现在归集").click()
    gap = page.locator("#gaps .item", has_text="4 次没有答好")
    assign(page, gap)
    with caring[1].store.write() as session:
        published(session, title=LIFT_TITLE, body=LIFT_BODY, questions=LIFTS[:2])
    gap.get_by_role("button", name="提出条目").click()
    page.locator("#sheet").get_by_role("button", name="提出", exact=True).click()
    expect(page.locator("#sheet [role=alert]")).to_contain_text("还没有选择条目")
    page.locator("#entry-words").fill("加装电梯")
    page.locator("#entry-words").press("Enter")
    page.get_by_role("radio", name=LIFT_TITLE).check()
    desk.shoot("care-propose")
    page.locator("#sheet").get_by_role("button", name="提出", exact=True).click()
    expect(gap.get_by_role("link", name=LIFT_TITLE)).to_be_visible()
    expect(gap.locator("summary")).to_be_focused()
    desk.shoot("care-gap")
    gap.get_by_role("button", name="办结").click()
    page.locator("#gap-questions").fill(LIFTS[0])
    page.get_by_role("button", name="试问并办结").click()
    expect(gap).to_contain_text("已办结")
    page.get_by_role("tab", name="回归问题").click()
    page.get_by_role("button", name="现在再问一遍").click()
    expect(page.locator("#ran")).to_contain_text("能找到 1 个")
    desk.shoot("care-regressions")
    assert desk.unexpected() == []


def test_a_correction_becomes_a_draft_and_an_inspection_is_finished(desk: Watched) -> None:
    page = desk.page
    come_as(page, CARE, AUTHOR)
    open_first(page, "纠错", "corrections")
    expect(page.locator("#corrections .beside").first).to_be_visible()
    desk.shoot("care-correction")
    page.get_by_role("button", name="采纳，修改条目").click()
    page.locator("#e-body").fill("到窗口换证，三个工作日办结。")
    page.get_by_role("button", name="采纳并存为草稿").click()
    expect(page.locator("#toast")).to_contain_text("第 2 版草稿")
    expect(page.locator("#corrections")).to_contain_text("没有纠错")

    open_first(page, "巡检", "inspections")
    expect(page.locator("#inspections")).to_contain_text("正文不足 20 字")
    page.locator("#report summary").click()
    desk.shoot("care-inspection")
    page.get_by_role("button", name="填写结果").click()
    page.locator("#result-note").fill("正文过短，已另写新版")
    page.get_by_role("button", name="提交结果").click()
    expect(page.locator("#inspections")).to_contain_text("没有要巡检的条目")
    page.get_by_role("tab", name="使用情况").click()
    expect(page.locator(".figures")).to_be_visible()
    page.locator("#usage-group").select_option("department")
    expect(page.locator("#usage table")).to_contain_text("部门")
    desk.shoot("care-usage")
    page.get_by_role("tab", name="巡检").click()
    with page.expect_download() as kept:
        page.get_by_role("button", name="下载月报").click()
    assert "知识库巡检报告" in Path(kept.value.path()).read_text(encoding="utf-8")
    assert desk.unexpected() == []


def test_every_part_of_the_upkeep_fits_a_telephone(phone: Watched) -> None:
    page = phone.page
    come_as(page, CARE, AUTHOR)
    for tab, panel in (("使用情况", "usage"), ("待补知识", "gaps"), ("巡检", "report")):
        page.get_by_role("tab", name=tab).click()
        expect(page.locator(f"#{panel} > *").first).to_be_visible()
        phone.shoot(f"care-{panel}-phone")
        assert phone.sideways() <= 0
    come_as(page, "/knowledge/words", AUTHOR)
    expect(page.locator("#product .listed").first).to_be_visible()
    phone.shoot("words-phone")
    assert phone.sideways() <= 0
    assert phone.unexpected() == []
