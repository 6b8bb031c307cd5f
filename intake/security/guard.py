"""Who may call through the gateway: known, signed, in time, and only once.

The simulated registers let in callers by it, and so does the service where platforms call it.
"""

import hmac
import re
from collections.abc import Callable, Mapping, Sequence
from threading import Lock
from typing import Final

from prefill.sources.signing import sign

WINDOW: Final = 300
"""Seconds a caller's clock may be off (five minutes)."""
SIGNED: Final = ("appid", "apiname", "timestamp", "nonce")
LONGEST: Final = 1000
"""Characters of one of these headers; more is no call of ours, and would fill the memory."""
MILLISECONDS: Final = re.compile(r"[0-9]{13}")


class RefusedError(Exception):
    """A call is turned away with a code of the gateway; never leaves who is called."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class Guard:
    """Lets in whoever signs with its secret, in time, and never twice with one nonce.

    What was seen is kept in this process alone: behind several processes, a call can come in once
    at each of them.
    """

    def __init__(
        self,
        secrets: Mapping[str, bytes],
        clock: Callable[[], float],
        needed: Sequence[str] = (),
    ) -> None:
        """Know the applications by their secrets; ``needed`` names further headers of a call."""
        self._secrets, self._clock = secrets, clock
        self._needed = (*SIGNED, *needed)
        self._seen: dict[tuple[str, str], float] = {}
        self._lock = Lock()

    def admit(self, headers: Mapping[str, str], body: bytes) -> str:
        """Return the application that calls; raises ``RefusedError`` unless it may come in."""
        appid = headers.get("appid", "")
        secret = self._secrets.get(appid)
        if secret is None:
            raise RefusedError("403001", "未授权")
        if not all(0 < len(headers.get(name, "")) <= LONGEST for name in self._needed):
            raise RefusedError("400001", "请求参数不合法")
        expected = sign(secret, headers, body).encode()
        if not hmac.compare_digest(expected, headers.get("signature", "").encode()):
            raise RefusedError("401001", "签名错误")
        self._refuse_replay(appid, headers["timestamp"], headers["nonce"])
        return appid

    def _refuse_replay(self, appid: str, timestamp: str, nonce: str) -> None:
        now = self._clock()
        milliseconds = int(timestamp) if MILLISECONDS.fullmatch(timestamp) else 0
        if abs(now - milliseconds / 1000) > WINDOW:
            raise RefusedError("401002", "请求已过期")
        with self._lock:
            self._seen = {each: until for each, until in self._seen.items() if until > now}
            if (appid, nonce) in self._seen:
                raise RefusedError("401003", "重复的请求")
            self._seen[appid, nonce] = now + 2 * WINDOW
