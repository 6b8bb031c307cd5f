"""The codes of the envelope, and which error gets which; the one place that maps them."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from models.errors import BusyError, InvalidRequestError, ServiceError, UnreadablePaperError


class Code(StrEnum):
    """How a call ended."""

    DONE = "200"
    INVALID = "400001"
    UNREADABLE = "400002"
    UNSIGNED = "401001"
    FORBIDDEN = "403001"
    UNKNOWN_MODEL = "404001"
    LATE = "408001"
    TOO_OFTEN = "429001"
    FAILED = "500001"
    STORE_DOWN = "500002"


MEANING: Final[Mapping[Code, str]] = {
    Code.DONE: "成功",
    Code.INVALID: "请求参数不合法",
    Code.UNREADABLE: "图片无法识别",
    Code.UNSIGNED: "签名错误",
    Code.FORBIDDEN: "未授权",
    Code.UNKNOWN_MODEL: "模型不存在",
    Code.LATE: "超时",
    Code.TOO_OFTEN: "限流",
    Code.FAILED: "模型运行异常",
    Code.STORE_DOWN: "数据库连接失败",
}
AGAIN: Final = "请稍后用同一 requestId 重试。"


class TurnedAwayError(ServiceError):
    """A call may not be served, or not now; it carries the code of its own."""

    code = "call_turned_away"
    remedy = ""

    def __init__(self, business: Code, message: str) -> None:
        super().__init__(message)
        self.business = business


CODES: Final[Mapping[type[Exception], Code]] = {
    InvalidRequestError: Code.INVALID,
    UnreadablePaperError: Code.UNREADABLE,
    BusyError: Code.LATE,
    IntegrityError: Code.LATE,  # the same call came in twice at the same moment
    SQLAlchemyError: Code.STORE_DOWN,
}
"""By the nearest class above the error; every other one is a failure of the model."""
OURS: Final = frozenset({Code.LATE, Code.FAILED, Code.STORE_DOWN})
"""Not the caller's fault: the same call may go well later."""


def code_of(error: Exception) -> Code:
    """Return the code an error is answered with."""
    if isinstance(error, TurnedAwayError):
        return error.business
    return next((CODES[kind] for kind in type(error).__mro__ if kind in CODES), Code.FAILED)


def told(code: Code, error: Exception) -> str:
    """Return the message of a failed call: what is wrong, and what to do."""
    said = str(error) if isinstance(error, ServiceError) else ""
    if not isinstance(error, TurnedAwayError):
        said += AGAIN if code in OURS else getattr(error, "remedy", "")
    return f"{MEANING[code]}：{said}"
