"""The interfaces the approval platform calls: signed, answered HTTP 200 with a code of its own."""

from collections.abc import Callable
from typing import Any, TypeVar

import structlog
from fastapi import APIRouter, Request, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import JSONResponse
from pydantic import BaseModel, ValidationError

from intake.api.deps import OfficeDep
from intake.feeds.case_library.answers import (
    PrecheckAsked,
    PrefillAsked,
    answer_precheck,
    answer_prefill,
)
from intake.misfits import misfit
from intake.office import Office
from intake.problems import request_id
from intake.security.guard import Guard, RefusedError
from models.errors import InvalidRequestError, NotFoundError, ServiceError

log = structlog.get_logger(__name__)

router = APIRouter(prefix="/platform", tags=["platform"])

GOOD, BAD, ABSENT, FAILED = "200", "400001", "404001", "500001"
Asked = TypeVar("Asked", bound=BaseModel)


@router.post("/prefill")
async def prefill(request: Request, office: OfficeDep) -> Response:
    """Answer a form filled from every source."""
    apiname = office.declaration.serves.prefill

    def work(body: bytes) -> dict[str, Any]:
        return answer_prefill(office, _read(PrefillAsked, body))

    return await _answer(request, apiname, work)


@router.post("/precheck")
async def precheck(request: Request, office: OfficeDep) -> Response:
    """Answer what the checks find on a form."""
    apiname = office.declaration.serves.precheck

    def work(body: bytes) -> dict[str, Any]:
        return answer_precheck(office, _read(PrecheckAsked, body))

    return await _answer(request, apiname, work)


def platform_guard(office: Office, clock: Callable[[], float]) -> Guard:
    """Return the guard of these interfaces; without a secret nobody may come in."""
    settings = office.settings.platform
    secret = settings.secret.get_secret_value().encode()
    return Guard({settings.appid: secret} if secret else {}, clock)


async def _answer(
    request: Request, apiname: str, work: Callable[[bytes], dict[str, Any]]
) -> Response:
    body = await request.body()
    try:
        _admit(request, apiname, body)
        data = await run_in_threadpool(work, body)
    except RefusedError as refusal:
        return _envelope(request, refusal.code, str(refusal))
    except NotFoundError as error:
        return _envelope(request, ABSENT, str(error))
    except InvalidRequestError as error:
        return _envelope(request, BAD, str(error))
    except ServiceError as error:
        log.warning("platform not answered", code=error.code)
        return _envelope(request, FAILED, str(error))
    except Exception:  # the last boundary: peers understand codes, not problem details
        log.exception("platform not answered")
        return _envelope(request, FAILED, "服务出现意外错误，请稍后重试。")
    return _envelope(request, GOOD, "", data)


def _admit(request: Request, apiname: str, body: bytes) -> None:
    """Let a call in whose signature is for this interface; raises ``RefusedError``."""
    guard: Guard = request.app.state.platform_guard
    guard.admit(request.headers, body)
    if request.headers["apiname"] != apiname:
        raise RefusedError(ABSENT, "接口不存在：apiname 与地址不符")


def _read(schema: type[Asked], body: bytes) -> Asked:
    try:
        return schema.model_validate_json(body)
    except ValidationError as error:
        faults = [{**each, "loc": ("body", *each["loc"])} for each in error.errors()]
        raise misfit(faults) from error


def _envelope(
    request: Request, code: str, message: str, data: dict[str, Any] | None = None
) -> Response:
    answer = {"code": code, "isSuccess": code == GOOD, "msg": message, "data": data or {}}
    return JSONResponse(answer | {"requestId": request_id(request)})
