"""What an officer can do with a filing, each in one transaction and on record with its reason."""

from intake.desk.flags import Flag, Handling
from intake.desk.view import View, open_view
from intake.filings.judging import fill_form, judge
from intake.office import Office
from intake.store import jobs, outbox
from intake.store.acts import Act, Deed, add_act
from intake.store.database import Session
from intake.store.figures import count_round
from intake.store.filings import read_filing, save_filing
from intake.store.queue import Verdict, note_verdict
from models.errors import (
    BusyError,
    ConflictError,
    InvalidRequestError,
    NotFoundError,
    StaleRecordError,
    UnhandledFlagsError,
)
from models.records import Filing, FilingState


def handle_flag(
    session: Session, office: Office, filing_id: str, deed: Deed, handling: Handling
) -> View:
    """Take a flag up or set it aside, with the reason."""
    view = open_seen(session, office, filing_id, deed)
    flag = view.flag(deed.flag)
    if flag is None:
        raise NotFoundError("办件中没有这项提示，可能已随重新核对而改变。")
    told = {"verdict": handling.value, "text": flag.finding.message}
    return put_on_record(session, view, deed.model_copy(update=told))


def save_notice(session: Session, office: Office, filing_id: str, deed: Deed) -> View:
    """Keep the text of the one-time notice as the officer edited it."""
    return put_on_record(session, open_seen(session, office, filing_id, deed), deed)


def decide_case(
    session: Session, office: Office, filing_id: str, deed: Deed, verdict: Verdict
) -> View:
    """Decide a filing: it passes, goes back to be corrected, or is not accepted.

    A filing that goes back is open to the applicant again; its notice is the one saved last, or
    else the one its flags make.

    Raises:
        UnhandledFlagsError: It should pass, and flags stand; ``errors`` lists them.
        ConflictError: It should pass, and the applicant has not confirmed the form.
        InvalidRequestError: It should go back, and there is nothing to tell the applicant.
        BusyError: Papers are still being read.
    """
    view = open_seen(session, office, filing_id, deed)
    if jobs.unfinished(session, filing_id):
        raise BusyError("材料还在识别，暂时不能作出结论。")
    if verdict is Verdict.PASS:
        _refuse_early_pass(view)
    text = _notice(view) if verdict is Verdict.CORRECT else ""
    if verdict is Verdict.CORRECT:
        view = _reopened(view)
    done = deed.model_copy(update={"verdict": verdict, "text": text})
    decided = put_on_record(session, view, done)
    note_verdict(session, filing_id, verdict)
    if verdict is Verdict.CORRECT:
        count_round(session, filing_id)
    outbox.announce(
        session, "filing.decided", decided.filing, verdict=verdict, act=decided.acts[-1].id
    )
    return open_view(session, office.registry, filing_id)


def check_again(office: Office, filing_id: str) -> Filing:
    """Return the filing with every source asked and every check run anew; nothing is kept yet."""
    with office.store.read() as session:
        filing = read_filing(session, filing_id)
    return judge(office.registry, fill_form(office.registry, office.connectors, filing))


def keep_check(session: Session, office: Office, checked: Filing, deed: Deed) -> View:
    """Keep what ``check_again`` returned; raises ``StaleRecordError`` if the filing moved on."""
    view = open_seen(session, office, checked.id, deed)
    if view.filing.version != checked.version:
        raise StaleRecordError("办件在核对时有了更新，本次核对没有保存。")
    checked = checked.model_copy(update={"state": view.filing.state})
    return put_on_record(session, View(checked, view.acts, view.verdict, view.registry), deed)


def reveal(session: Session, filing_id: str, deed: Deed) -> Act:
    """Put on record that an officer sees personal data unmasked; return the act as the permit."""
    read_filing(session, filing_id)
    return add_act(session, filing_id, deed)


def open_seen(session: Session, office: Office, filing_id: str, deed: Deed) -> View:
    """Return the filing on the desk if it is what the officer saw; else ``StaleRecordError``."""
    view = open_view(session, office.registry, filing_id)
    if deed.version != view.filing.version:
        raise StaleRecordError("办件已有更新的版本，本次操作没有保存。")
    return view


def put_on_record(session: Session, view: View, deed: Deed) -> View:
    """Keep the filing, one version on, and the act; a second officer's older view is then stale."""
    filing = save_filing(session, view.filing)
    act = add_act(session, filing.id, deed)
    return View(filing, (*view.acts, act), view.verdict, view.registry)


def _reopened(view: View) -> View:
    filing = view.filing.model_copy(update={"state": FilingState.OPEN})
    return View(filing, view.acts, view.verdict, view.registry)


def _refuse_early_pass(view: View) -> None:
    if view.filing.state is FilingState.OPEN:
        raise ConflictError("申请人还没有确认表单，不能作出通过的结论。")
    standing = [flag for flag in view.flags if flag.stops]
    if standing:
        count = len(standing)
        raise UnhandledFlagsError(f"还有 {count} 项提示没有处理。", [_fault(f) for f in standing])


def _fault(flag: Flag) -> dict[str, str]:
    return {
        "pointer": f"/flags/{flag.id}",
        "code": flag.finding.rule,
        "message": flag.finding.message,
    }


def _notice(view: View) -> str:
    saved = view.saved_notice
    text = saved.text if saved else view.notice
    if not text.strip():
        raise InvalidRequestError("没有需要告知申请人的内容，请先写好告知书。")
    return text
