"""The route from a check code to its record: open to whoever holds the paper."""

from typing import Annotated

from fastapi import APIRouter, Path, Request

from docgen.check_code import read_code
from intake.api.deps import OfficeDep
from intake.api.shapes import Shape
from intake.lookup.found import STANDINGS, Found
from intake.lookup.lookers import look_up
from intake.security.rates import Rates
from intake.store.audit import log_action
from intake.store.database import Session
from models.errors import InvalidRequestError, NotFoundError

router = APIRouter(prefix="/records", tags=["records"])

UNKNOWN = (
    "没有找到校验码为 {code} 的文书。请对照纸面逐位核对（最易看错的是数字 0 与字母 D、Q，"
    "8 与 B，5 与 S，2 与 Z）；核对无误仍查不到的，这份文书不是本系统出具的，或者内容经过改动。"
)


class UnreadableCodeError(InvalidRequestError):
    """What was typed for a check code cannot be one."""

    code = "unreadable_code"
    remedy = (
        "校验码共 16 位，分四组，如 7K3F-0QTN-9XAB-52MC，印在文书的页脚和二维码旁。"
        "它只含数字和大写字母，没有字母 I、L、O、U：请核对是否把 V 看成了 U、漏了一组或多写了字。"
    )


class UnknownCodeError(NotFoundError):
    """No record has the check code."""

    code = "unknown_code"
    remedy = "请向出具单位核实，不要仅凭这份文书办事。"


@router.get("/{code}")
def show_record(
    code: Annotated[str, Path(max_length=64)], request: Request, office: OfficeDep
) -> Shape:
    """Return the record behind a check code, and what of it to compare with the paper."""
    count_caller(request)
    try:
        wanted = read_code(code)
    except ValueError as error:
        raise UnreadableCodeError("这不是完整的校验码。") from error
    with office.store.write() as session:
        found = look_up(session, office.registry, wanted)
        note_look(session, request, found)
    if not found:
        raise UnknownCodeError(UNKNOWN.format(code=wanted))
    return record_shape(found)


def count_caller(request: Request) -> None:
    """Count one look-up of whoever asks; raises ``TooManyRequestsError``."""
    rates: Rates = request.app.state.lookups
    rates.take(_host(request))


def note_look(session: Session, request: Request, found: Found | None) -> None:
    """Put a look-up on record; the caller's address can be compared there, but not read."""
    caller = session.sealer.sign(f"caller|{_host(request)}".encode()).hex()[:16]
    facts = {"caller": caller, "kind": found.kind if found else "", "found": bool(found)}
    log_action(session, "record.looked_up", found.filing_id if found else "", facts)


def record_shape(found: Found) -> Shape:
    """Return a record without what leads to its file or filing."""
    shown = found.model_dump(mode="json", exclude={"filing_id", "kept"})
    return shown | {"sentence": STANDINGS[found.standing]}


def _host(request: Request) -> str:
    return request.client.host if request.client else ""
