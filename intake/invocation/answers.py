"""How a call ended, in the envelope."""

from time import monotonic

import structlog
from pydantic import BaseModel, ConfigDict, ValidationError

from intake.invocation.codes import MEANING, Code, code_of, told
from intake.invocation.envelope import Answer, Result, say

log = structlog.get_logger(__name__)


class _Named(BaseModel):
    model_config = ConfigDict(extra="ignore", populate_by_name=True)

    requestId: str = ""  # noqa: N815 - the envelope's word


def done(request_id: str, result: Result, began: float) -> Answer:
    """Return the answer of a call that went well; ``began`` is a monotonic time."""
    return Answer(
        code=Code.DONE,
        msg=MEANING[Code.DONE],
        is_success=True,
        request_id=request_id,
        data=say(result),
        cost_ms=_since(began),
    )


def failed(request_id: str, error: Exception, began: float) -> Answer:
    """Return the answer of a call that did not; what no one foresaw is logged."""
    code = code_of(error)
    if code in {Code.FAILED, Code.STORE_DOWN}:
        log.error("model call failed", code=code.value, exc_info=error)
    return Answer(
        code=code,
        msg=told(code, error),
        is_success=False,
        request_id=request_id,
        data={},
        cost_ms=_since(began),
    )


def gathered(request_id: str, answers: dict[str, Answer], began: float) -> Answer:
    """Return the answer of a batch: it succeeded only when every item did."""
    wrong = [answer for answer in answers.values() if not answer.is_success]
    items = [
        {"itemId": name, **answer.model_dump(mode="json", by_alias=True, exclude={"request_id"})}
        for name, answer in answers.items()
    ]
    count = f"{len(answers)} 项中有 {len(wrong)} 项没有成功，见各项的 msg。"
    return Answer(
        code=wrong[0].code if wrong else Code.DONE,
        msg=count if wrong else MEANING[Code.DONE],
        is_success=not wrong,
        request_id=request_id,
        data={"items": items},
        cost_ms=_since(began),
    )


def request_id_of(body: bytes) -> str:
    """Return what a call names itself by, as far as it can be told."""
    try:
        return _Named.model_validate_json(body).requestId[:120]
    except ValidationError:
        return ""


def _since(began: float) -> int:
    return round((monotonic() - began) * 1000)
