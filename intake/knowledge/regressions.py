"""Regression questions over the store: asked every night and after every change, for ever."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime

import structlog

from intake.knowledge.reopening import reopen
from intake.store.database import Session, Store
from intake.store.knowledge_care import REGRESSIONS, is_done, note_done
from intake.store.outbox import announce_care
from knowledge.care.regressions import Regression, RegressionState, note_run
from knowledge.index.scope import Scope
from models.errors import InvalidRequestError

log = structlog.get_logger(__name__)

MACHINE = "系统"

Ask = Callable[[str, Scope], Sequence[str]]
"""Puts a question to the base and returns the ids of the entries the answer cites, in order; none
where it does not answer."""


def prove(ask: Ask, regressions: Iterable[Regression], at: datetime) -> tuple[Regression, ...]:
    """Return regressions after they were asked for the first time.

    Raises ``InvalidRequestError`` naming those that do not find their entry.
    """
    tried = tuple(_tried(ask, each, at) for each in regressions)
    failed = [each.question for each in tried if each.state is RegressionState.FAILED]
    if failed:
        named = "、".join(f"“{question}”" for question in failed)
        raise InvalidRequestError(
            f"现在问{named}还得不到这个条目的回答。请在条目中补充常见问法或关键词并发布，再办结。"
        )
    return tried


def run_regressions(store: Store, ask: Ask, key: str, at: datetime) -> dict[str, int]:
    """Ask every regression question and keep how it went; a run of one key is kept once.

    A question that fails opens its ticket again and is told of. Returns how many there are in each
    state.
    """
    with store.read() as session:
        if is_done(session, key):
            return {}
        regressions = [*REGRESSIONS.find(session)]
    found = {each.id: _cited(ask, each, at) for each in regressions}
    with store.write() as session:
        if is_done(session, key):
            return {}
        tried = [note_run(each, found[each.id], at) for each in _known(session, found)]
        for each in tried:
            _keep(session, each, at)
        counts = Counter(each.state.value for each in tried)
        note_done(session, key, at, dict(counts))
    return dict(counts)


def _known(session: Session, ids: Iterable[str]) -> list[Regression]:
    """Return regressions as they stand now; one that came in meanwhile waits for the next run."""
    wanted = set(ids)
    return [each for each in REGRESSIONS.find(session) if each.id in wanted]


def _keep(session: Session, tried: Regression, at: datetime) -> None:
    REGRESSIONS.save(session, tried)
    if tried.state is not RegressionState.FAILED:
        return
    if tried.since == at:
        log.warning("regression_failed", regression=tried.id, entry=tried.entry)
        facts = {"gap": tried.ticket, "entry": tried.entry}
        announce_care(session, "regression.failed", tried.id, facts)
    if tried.ticket:
        reopen(session, tried.ticket, at, MACHINE, f"回归问题“{tried.question}”找不到条目了。")


def _tried(ask: Ask, regression: Regression, at: datetime) -> Regression:
    return note_run(regression, _cited(ask, regression, at), at)


def _cited(ask: Ask, regression: Regression, at: datetime) -> tuple[str, ...]:
    scope = Scope(day=at.date(), audience=regression.audience, district=regression.district)
    return tuple(ask(regression.question, scope))
