"""What whoever drafts does first."""

from playwright.sync_api import Page

from tests.intake.pages.officer_steps import name_yourself


def write(page: Page, text: str) -> None:
    page.goto("/drafting")
    name_yourself(page)
    page.get_by_role("textbox", name="正文").fill(text)
