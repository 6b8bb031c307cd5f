"""Who may call the models: known applications, signed, for their models, not too often."""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from ipaddress import ip_address
from threading import Lock
from typing import Final

from intake.invocation.codes import Code, TurnedAwayError
from intake.security.guard import Guard, RefusedError
from intake.settings import CallSettings

HERE: Final = "local"
"""What a caller on this machine is called where it needs no signature."""
MINUTE: Final = 60


@dataclass(frozen=True)
class Call:
    """One call as it arrived."""

    code: str
    """Of the model, as the address says."""
    edition: str
    verb: str
    headers: Mapping[str, str]
    body: bytes
    host: str
    """Address it came from."""

    @property
    def apiname(self) -> str:
        """What its signature has to name: no signature of one interface opens another."""
        return f"{self.code}.v{self.edition}.{self.verb}"


class Callers:
    """Every application that is known, and how much each has called."""

    def __init__(self, settings: CallSettings, clock: Callable[[], float] = time.time) -> None:
        self._settings = settings
        secrets = {
            name: app.secret.get_secret_value().encode() for name, app in settings.apps.items()
        }
        self._guard = Guard(secrets, clock)
        self._meters = {name: _Meter(app.per_minute) for name, app in settings.apps.items()}

    def admit(self, call: Call) -> str:
        """Return the application that calls; raises ``TurnedAwayError``."""
        if self._settings.open and not call.headers.get("signature") and _is_here(call.host):
            return HERE
        app = self._signed(call)
        if call.headers["apiname"] != call.apiname:
            told = f"请求头 apiname 应为 {call.apiname}。"
            raise TurnedAwayError(Code.INVALID, told)
        allowed = self._settings.apps[app].models
        if allowed and call.code not in allowed:
            told = f"应用 {app} 没有调用模型 {call.code} 的权限，请联系管理员开通。"
            raise TurnedAwayError(Code.FORBIDDEN, told)
        return app

    def take(self, app: str, stated: str, calls: int) -> None:
        """Count so many calls; raises ``TurnedAwayError`` when they are too many, or not its own.

        ``stated`` is who the body says is calling.
        """
        if app == HERE:
            return
        if stated != app:
            told = f"请求体的 appId 应与请求头的 appid（{app}）一致。"
            raise TurnedAwayError(Code.INVALID, told)
        self._meters[app].take(calls)

    def _signed(self, call: Call) -> str:
        try:
            return self._guard.admit(call.headers, call.body)
        except RefusedError as refusal:
            raise _turned_away(refusal) from refusal


class _Meter:
    """Lets through so many calls a minute: a full minute's share at once, then at that pace."""

    def __init__(self, per_minute: int) -> None:
        self._most = per_minute
        self._left = float(per_minute)
        self._since = time.monotonic()
        self._lock = Lock()

    def take(self, calls: int) -> None:
        if calls > self._most:
            told = f"一批最多 {self._most} 项，请分批调用。"
            raise TurnedAwayError(Code.TOO_OFTEN, told)
        with self._lock:
            moment = time.monotonic()
            grown = (moment - self._since) * self._most / MINUTE
            self._left, self._since = min(self._most, self._left + grown), moment
            if self._left < calls:
                wait = (calls - self._left) * MINUTE / self._most
                told = f"每分钟最多调用 {self._most} 次，请 {wait:.0f} 秒后再试。"
                raise TurnedAwayError(Code.TOO_OFTEN, told)
            self._left -= calls


REFUSALS: Final[Mapping[str, tuple[Code, str]]] = {
    "400001": (
        Code.INVALID,
        "请求头须有 appid、apiname、timestamp、nonce、signature，每项不超过 1000 字。",
    ),
    "401001": (Code.UNSIGNED, "签名与请求内容不符，请核对密钥和签名方法。"),
    "401002": (Code.UNSIGNED, "timestamp 与服务器时间相差超过 5 分钟，请校准时钟后重新签名。"),
    "401003": (Code.UNSIGNED, "这个 nonce 已经用过，请为每次请求使用新的 nonce。"),
    "403001": (Code.FORBIDDEN, "应用未登记，请联系管理员登记 appid 和密钥。"),
}
"""What the guard says, in the envelope's codes and with what to do."""


def _turned_away(refusal: RefusedError) -> TurnedAwayError:
    return TurnedAwayError(*REFUSALS[refusal.code])


def _is_here(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
