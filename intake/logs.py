"""Logs as JSON lines on stderr, ours and the libraries', with personal data masked."""

import logging
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any

import structlog
from structlog.typing import ExcInfo

from intake.security.masking import mask_event
from models.errors import ServiceError

Event = MutableMapping[str, Any]

QUOTABLE = (ServiceError, OSError, ImportError)
"""Errors that speak of files, addresses and declarations; others may quote what stands on papers,
and no pattern knows a name or an address."""


def set_up_logs(level: int = logging.INFO) -> None:
    """Send every log line of the process through the same masking."""
    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso"),
    ]
    to_json: list[Any] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.ExceptionRenderer(trace),
        mask_event,
        structlog.processors.JSONRenderer(ensure_ascii=False),
    ]
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
        cache_logger_on_first_use=True,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(foreign_pre_chain=shared, processors=to_json)
    )
    logging.basicConfig(handlers=[handler], level=level, force=True)
    for chatty in ("httpx", "httpcore", "alembic", "uvicorn.access"):
        logging.getLogger(chatty).setLevel(logging.WARNING)


def trace(exc_info: ExcInfo) -> str:
    """Return where an error and those it came from arose, with the words only of the quotable."""
    error: BaseException | None = exc_info[1]
    told = []
    while error:
        said = f": {error}" if isinstance(error, QUOTABLE) else ""
        told.append("".join(traceback.format_tb(error.__traceback__)) + type(error).__name__ + said)
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return "\n\ncaused by:\n".join(told)
