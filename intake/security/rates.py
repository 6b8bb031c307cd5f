"""How often each caller may ask: a fixed memory, whoever calls."""

import time
from collections import OrderedDict
from collections.abc import Callable
from http import HTTPStatus
from ipaddress import ip_address, ip_network
from threading import Lock
from typing import Final

from models.errors import InvalidRequestError

MINUTE: Final = 60
REMEMBERED: Final = 10_000
"""Callers remembered at once; the one that asked longest ago is forgotten first."""
NETWORK: Final = 64
"""Bits of an IPv6 address that name a household; the rest it can choose anew for every call."""


class TooManyRequestsError(InvalidRequestError):
    """Somebody asks more often than a person with papers in hand needs to."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    code = "too_many_requests"
    remedy = "请稍候再查；需要成批核对的，请联系出具单位。"


class Rates:
    """Lets each caller ask so often a minute: a minute's share at once, then at that pace.

    Kept in this process alone: behind several processes, a caller has its share at each of them.
    """

    def __init__(self, per_minute: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock = per_minute, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, host: str) -> None:
        """Count one question of an address; raises ``TooManyRequestsError``."""
        caller, moment = _caller(host), self._clock()
        with self._lock:
            left, since = self._left.pop(caller, (float(self._most), moment))
            left = min(self._most, left + (moment - since) * self._most / MINUTE)
            self._left[caller] = (left - 1 if left >= 1 else left, moment)
            if len(self._left) > REMEMBERED:
                self._left.popitem(last=False)
        if left < 1:
            wait = (1 - left) * MINUTE / self._most
            raise TooManyRequestsError(f"查询过于频繁，请 {max(1, round(wait))} 秒后再试。")


def _caller(host: str) -> str:
    try:
        address = ip_address(host)
    except ValueError:
        return host
    if address.version == 4:
        return host
    return str(ip_network(f"{host.partition('%')[0]}/{NETWORK}", strict=False))
