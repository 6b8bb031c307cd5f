"""How the connection to the platform stands, for its health and for a person."""

from collections.abc import Collection
from enum import StrEnum
from typing import Any, Final

from intake.store import deliveries
from intake.store.database import Session
from intake.store.deliveries import DeliveryState

SHOWN: Final = 200
"""Messages listed; all of them are counted."""


class PlatformState(StrEnum):
    """Whether the platform hears of our filings."""

    UNCONNECTED = "unconnected"
    """No address is set: events wait in the outbox."""
    UNTRIED = "untried"
    UP = "up"
    DOWN = "down"
    """The last message was not answered; it is tried again."""


TITLES: Final = {
    PlatformState.UNCONNECTED: "未接入",
    PlatformState.UNTRIED: "已接入，尚未上报",
    PlatformState.UP: "正常",
    PlatformState.DOWN: "无法访问，自动重试中",
}


def summarise(session: Session, scenarios: Collection[str]) -> dict[str, Any]:
    """Return how many events and messages wait, are done or are laid aside.

    ``undeclared`` names the scenarios whose events wait because the platform has no matter for
    them in the declaration.
    """
    counted = deliveries.count_states(session)
    events = counted.pop("events")
    undeclared = deliveries.undeclared(session, scenarios)
    return {"events_waiting": events, "messages": counted, "undeclared": undeclared}


def list_open(session: Session) -> list[dict[str, Any]]:
    """Return the messages that wait or are laid aside, oldest first; nothing personal is in it."""
    wanted = (DeliveryState.WAITING, DeliveryState.DEAD)
    found = deliveries.listed(session, wanted, SHOWN)
    return [each.model_dump(mode="json", exclude={"done_at"}) for each in found]
