"""Who may call the simulated gateway: signed, in time, and only once."""

import hmac
from collections.abc import Callable, Mapping
from typing import Final

from prefill.sources.signing import sign

WINDOW: Final = 300
"""Seconds a caller's clock may be off (five minutes)."""
SIGNED: Final = ("appid", "apiname", "timestamp", "nonce")


class RefusedError(Exception):
    """The gateway turns a call away with a code of its own; never leaves the simulator."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Guard:
    """Lets in whoever signs with the secret, in time, and never twice with one nonce."""

    def __init__(self, appid: str, secret: bytes, clock: Callable[[], float]) -> None:
        self._appid, self._secret, self._clock = appid, secret, clock
        self._seen: dict[str, float] = {}

    def admit(self, headers: Mapping[str, str], body: bytes) -> None:
        """Raise ``RefusedError`` unless the call may come in."""
        if headers.get("appid") != self._appid:
            raise RefusedError("403001", "未授权")
        if not headers.get("reason") or not all(headers.get(name) for name in SIGNED):
            raise RefusedError("400001", "请求参数不合法")
        expected = sign(self._secret, headers, body).encode()
        if not hmac.compare_digest(expected, headers.get("signature", "").encode()):
            raise RefusedError("401001", "签名错误")
        self._refuse_replay(headers["timestamp"], headers["nonce"])

    def _refuse_replay(self, timestamp: str, nonce: str) -> None:
        now = self._clock()
        if not timestamp.isdecimal() or abs(now - int(timestamp) / 1000) > WINDOW:
            raise RefusedError("401002", "请求已过期")
        self._seen = {each: until for each, until in self._seen.items() if until > now}
        if nonce in self._seen:
            raise RefusedError("401003", "重复的请求")
        self._seen[nonce] = now + 2 * WINDOW
