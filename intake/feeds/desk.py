"""What every simulated platform has in common: an envelope, orders to fail, and an audit log."""

import asyncio
from collections.abc import Collection
from datetime import UTC, date, datetime
from secrets import token_hex
from typing import Any

from fastapi import HTTPException, Response
from fastapi.responses import JSONResponse

from intake.feeds.faults import GARBAGE, Fault, Order


class Desk:
    """Knows how each platform has been told to fail, and who asked what."""

    def __init__(self, platforms: Collection[str]) -> None:
        self._orders = dict.fromkeys(platforms, Order(fault=Fault.NONE))
        self.audit: list[dict[str, str]] = []

    def instruct(self, platform: str, order: Order) -> Order:
        """Let a platform fail in a way; raises ``HTTPException`` when there is none."""
        if platform not in self._orders:
            raise HTTPException(404, f"one of {', '.join(sorted(self._orders))}")
        self._orders[platform] = order
        return order

    def fault(self, platform: str) -> Fault:
        """Return how a platform fails now."""
        return self._orders[platform].fault

    async def interfere(self, platform: str) -> Response | None:
        """Return the answer of one that is down, raving or refuses; wait as a slow one does."""
        order = self._orders[platform]
        if order.fault is Fault.DOWN:
            return Response(status_code=503)
        if order.fault is Fault.GARBAGE:
            return Response(GARBAGE, media_type="application/json")
        if order.fault is Fault.SLOW:
            await asyncio.sleep(order.seconds)
        return envelope("403001", "未授权") if order.fault is Fault.REFUSED else None


def today() -> date:
    """Return the day the platforms live in."""
    return datetime.now(UTC).date()


def envelope(code: str, message: str = "", data: Any = None) -> Response:  # noqa: ANN401 - JSON
    """Return the envelope every platform answers in."""
    return JSONResponse(
        {
            "code": code,
            "isSuccess": code == "200",
            "msg": message,
            "data": {} if data is None else data,
            "requestId": token_hex(8),
        }
    )
