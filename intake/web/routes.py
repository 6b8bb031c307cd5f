"""The pages a person opens. They carry no data: their scripts ask the API for it."""

from pathlib import Path

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse
from fastapi.templating import Jinja2Templates

from intake.web.assets import asset_url

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; "
        "form-action 'self'; frame-ancestors 'none'"
    ),
}
"""``blob:`` is a picture chosen but not yet sent, shown by the page itself."""

router = APIRouter(include_in_schema=False, default_response_class=HTMLResponse)
templates = Jinja2Templates(Path(__file__).parent / "templates")
templates.env.globals["asset"] = asset_url


@router.get("/")
def show_home(request: Request) -> HTMLResponse:
    """Show what the service does and the ways in."""
    return _page(request, "home.html")


@router.get("/start")
def show_start(request: Request) -> HTMLResponse:
    """Show the matters to choose from."""
    return _page(request, "start.html")


@router.get("/filings/{filing_id}")
def show_filing(request: Request, filing_id: str) -> HTMLResponse:
    """Show one filing, from its papers to the signed form; the page tells when there is none."""
    return _page(request, "filing.html", filing_id=filing_id)


@router.get("/verify")
def show_verify(request: Request) -> HTMLResponse:
    """Show where a signed file is checked."""
    return _page(request, "verify.html")


@router.get("/c/{code}")
def show_record(request: Request, code: str) -> HTMLResponse:
    """Show the record behind a check code; where the QR code of a paper leads."""
    return _page(request, "record.html", code=code)


@router.get("/calculate")
def show_calculators(request: Request) -> HTMLResponse:
    """Show the calculators, each with its working."""
    return _page(request, "calculate.html")


@router.get("/desk")
def show_queue(request: Request) -> HTMLResponse:
    """Show officers the filings to work on."""
    return _page(request, "desk.html")


@router.get("/templates")
def show_templates(request: Request) -> HTMLResponse:
    """Show officers the Word templates of their own, and where to keep them."""
    return _page(request, "templates.html")


@router.get("/desk/cases/{filing_id}")
def show_case(request: Request, filing_id: str) -> HTMLResponse:
    """Show officers one filing, with all that speaks for and against it."""
    return _page(request, "case.html", filing_id=filing_id)


@router.get("/notices")
def show_notices(request: Request) -> HTMLResponse:
    """Show officers where a notice without a case is written, and those that have a number."""
    return _page(request, "notices.html")


@router.get("/notices/batches")
def show_batches(request: Request) -> HTMLResponse:
    """Show officers how notices are issued by the thousand."""
    return _page(request, "batches.html")


@router.get("/knowledge")
def show_entries(request: Request) -> HTMLResponse:
    """Show knowledge staff the entries of the knowledge base."""
    return _page(request, "knowledge_entries.html")


@router.get("/knowledge/entries/{entry_id}")
def show_entry(request: Request, entry_id: str) -> HTMLResponse:
    """Show knowledge staff one entry to read, write and review; ``new`` begins another."""
    return _page(request, "knowledge_entry.html", entry_id=entry_id)


@router.get("/knowledge/trial")
def show_trial(request: Request) -> HTMLResponse:
    """Show knowledge staff what a question finds, and why."""
    return _page(request, "knowledge_trial.html")


@router.get("/knowledge/care")
def show_care(request: Request) -> HTMLResponse:
    """Show knowledge staff what the base lacks, what is said to be wrong, and whose turn it is."""
    return _page(request, "knowledge_care.html")


@router.get("/knowledge/import")
def show_import(request: Request) -> HTMLResponse:
    """Show knowledge staff where files become drafts of entries."""
    return _page(request, "knowledge_import.html")


@router.get("/knowledge/words")
def show_words(request: Request) -> HTMLResponse:
    """Show knowledge staff what people say for what an office calls it."""
    return _page(request, "knowledge_words.html")


@router.get("/ask")
def show_ask(request: Request) -> HTMLResponse:
    """Show where anybody asks the knowledge base."""
    return _page(request, "ask.html")


@router.get("/policies")
def show_policies(request: Request) -> HTMLResponse:
    """Show firms the policies, and how far they fit each."""
    return _page(request, "policies.html")


@router.get("/drafting")
def show_drafting(request: Request) -> HTMLResponse:
    """Show drafting staff the sheet, and the tools that work on it."""
    return _page(request, "drafting.html")


@router.get("/drafting/words")
def show_lexicons(request: Request) -> HTMLResponse:
    """Show drafting staff the words of their own that proofreading knows."""
    return _page(request, "drafting_words.html")


@router.get("/drafting/compare")
def show_compare(request: Request) -> HTMLResponse:
    """Show drafting staff where two documents are compared."""
    return _page(request, "drafting_compare.html")


@router.get("/drafting/library")
def show_library(request: Request) -> HTMLResponse:
    """Show drafting staff where official documents are found."""
    return _page(request, "drafting_library.html")


def _page(request: Request, name: str, **context: str) -> HTMLResponse:
    return templates.TemplateResponse(request, name, context, headers=HEADERS)
