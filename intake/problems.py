"""Answer every error as RFC 9457 problem details, in one place and without a stack trace."""

from collections.abc import Mapping
from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import JsonValue
from starlette.exceptions import HTTPException

from intake.misfits import misfit
from intake.outcome import TYPE, problem_of
from models.errors import InvalidRequestError, ServiceError

log = structlog.get_logger(__name__)

MEDIA_TYPE = "application/problem+json"
SAID: Mapping[int, str] = {
    HTTPStatus.BAD_REQUEST: "请求的格式有误，无法解析。",
    HTTPStatus.NOT_FOUND: "没有这个地址。",
    HTTPStatus.METHOD_NOT_ALLOWED: "这个地址不支持这种请求。",
}


def add_handlers(app: FastAPI) -> None:
    """Have every error the application foresees answered here; ``Gate`` answers the rest."""
    app.add_exception_handler(ServiceError, answer_service_error)
    app.add_exception_handler(RequestValidationError, answer_invalid_request)
    app.add_exception_handler(HTTPException, answer_http_error)


async def answer_service_error(request: Request, error: Exception) -> JSONResponse:
    """Answer an error of our own tree."""
    if not isinstance(error, ServiceError):
        raise error
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        log.error("request failed", code=error.code, detail=str(error))
    return problem_response(request, error)


async def answer_invalid_request(request: Request, error: Exception) -> JSONResponse:
    """Answer a request that does not fit its schema, with a pointer to every fault."""
    if not isinstance(error, RequestValidationError):
        raise error
    return problem_response(request, misfit(error.errors()))


async def answer_http_error(request: Request, error: Exception) -> JSONResponse:
    """Answer what the framework itself refuses: unknown addresses and methods, broken forms."""
    if not isinstance(error, HTTPException):
        raise error
    if isinstance(error.__cause__, ServiceError):  # met while the framework read the body
        return await answer_service_error(request, error.__cause__)
    status = HTTPStatus(error.status_code)
    problem: dict[str, JsonValue] = {
        "type": f"{TYPE}http_{status.value}",
        "title": status.phrase,
        "status": status.value,
        "detail": SAID.get(status, "请求无法处理。"),
        "remedy": InvalidRequestError.remedy,
        "code": f"http_{status.value}",
    }
    return _response(request, problem, error.headers)


def problem_response(request: Request, error: ServiceError) -> JSONResponse:
    """Return an error as an answer to a request."""
    return _response(request, problem_of(error))


def request_id(request: Request) -> str:
    """Return the id every answer and log line of a request carries."""
    return str(request.scope.get("request_id", ""))


def _response(
    request: Request, problem: dict[str, JsonValue], headers: Mapping[str, str] | None = None
) -> JSONResponse:
    whole = problem | {"instance": request.url.path, "request_id": request_id(request)}
    status = int(str(problem["status"]))
    return JSONResponse(whole, status, headers, media_type=MEDIA_TYPE)
