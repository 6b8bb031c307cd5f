"""What a firm is to be told without asking (主动提醒): deadlines, new chances, expiring papers."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from knowledge.policies.checkup import Checkup
from knowledge.policies.fit import Verdict
from knowledge.policies.library import Library
from knowledge.policies.profile import Profile
from knowledge.policies.windows import Opening
from models.expressions import FOREVER, typed
from models.records import Record

PROMISING: Final = (Verdict.FITS, Verdict.MOSTLY)
"""Verdicts of which a firm is told that it newly fits."""
WORTH_TELLING: Final = (*PROMISING, Verdict.OPEN)
"""Verdicts for which a deadline is worth a reminder."""
LEAST_SHARE: Final = 0.5
"""Of a policy with much unknown a deadline is told only when so much is met (DESIGN)."""
EXPIRES: Final = "_valid_to"
"""How the keys end that say until when a certificate holds."""


class Reason(StrEnum):
    """Why a firm is told."""

    OPENS = "即将受理"
    CLOSES = "即将截止"
    NEWLY_FITS = "新符合"
    EXPIRES = "证书即将到期"
    EXPIRED = "证书已到期"


class Reminder(Record):
    """One thing to tell a firm; the same on any day it is still true, so that it is told once."""

    reason: Reason
    about: str
    """Code of the policy, or key of the certificate's date."""
    due: date
    """The day it is about: the window opens or closes, the certificate expires, the edition fits
    since."""
    title: str
    text: str
    """Chinese sentence."""


def remind(
    library: Library,
    profile: Profile,
    checkups: Sequence[Checkup],
    on: date,
    within: int,
) -> tuple[Reminder, ...]:
    """Return the deadlines and expiring certificates of the next ``within`` days, soonest first."""
    found = [*_windows(checkups, on, within), *_certificates(library, profile, on, within)]
    return tuple(sorted(found, key=lambda each: (each.due, each.about)))


def newly_fitting(
    before: Mapping[str, Verdict], checkups: Iterable[Checkup]
) -> tuple[Reminder, ...]:
    """Return the policies a firm fits now and did not when it was last checked."""
    return tuple(
        Reminder(
            reason=Reason.NEWLY_FITS,
            about=each.policy,
            due=each.on,
            title=each.title,
            text=f"经比对，贵企业{each.verdict}“{each.title}”的申报条件，结果仅供参考。",
        )
        for each in checkups
        if each.verdict in PROMISING
        and before.get(each.policy) not in PROMISING
        and each.period.opening is not Opening.NOT_IN_FORCE
    )


def _windows(checkups: Iterable[Checkup], on: date, within: int) -> Iterator[Reminder]:
    last = on + timedelta(days=within)
    for each in checkups:
        if each.verdict not in WORTH_TELLING or each.fit.share < LEAST_SHARE:
            continue
        period = each.period
        if period.opening is Opening.UPCOMING and period.opens and period.opens <= last:
            yield _told(each, Reason.OPENS, period.opens, f"将于 {period.opens} 开始受理")
        if period.opening is Opening.OPEN and period.closes and period.closes <= last:
            yield _told(each, Reason.CLOSES, period.closes, f"将于 {period.closes} 截止受理")


def _told(checkup: Checkup, reason: Reason, due: date, what: str) -> Reminder:
    text = f"“{checkup.title}”{what}，贵企业当前“{checkup.verdict}”，请及时准备材料。"
    return Reminder(reason=reason, about=checkup.policy, due=due, title=checkup.title, text=text)


def _certificates(library: Library, profile: Profile, on: date, within: int) -> Iterator[Reminder]:
    last = on + timedelta(days=within)
    for key, fact in profile.known.items():
        if not key.endswith(EXPIRES) or key not in library.keys:
            continue
        day = typed("date", fact.value)
        if not isinstance(day, date) or day == FOREVER or day > last:
            continue
        title = library.keys[key].label.removesuffix("有效期至")
        late = day < on
        text = f"{title}{'已于' if late else '将于'} {day} 到期，请及时办理续期。"
        reason = Reason.EXPIRED if late else Reason.EXPIRES
        yield Reminder(reason=reason, about=key, due=day, title=title, text=text)
