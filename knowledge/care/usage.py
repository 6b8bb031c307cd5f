"""What the questions add up to: outcomes, thumbs, what is asked most, what is never found.

Everything is counted, nothing estimated, and nobody is named.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Final

from knowledge.care.events import Asked, Feedback, Outcome, Verdict
from models.records import Record

TOP = 20
NOT_TOLD = ""
"""Stands for what was not told, as a group of its own: parts add up to the whole."""


class Counted(Record):
    """What one group of questions comes to."""

    name: str
    questions: int
    answered: int
    asked_back: int
    declined: int
    up: int
    down: int
    corrections: int
    clicks: int


class Top(Record):
    """A question asked often, by its wording without width, case and spaces."""

    question: str
    times: int
    declined: int


class Usage(Record):
    """A stretch of time in figures."""

    total: Counted
    groups: Mapping[str, tuple[Counted, ...]]
    """By category, audience, source, department, channel and district; the most asked first."""
    top: tuple[Top, ...]
    top_declined: tuple[Top, ...]
    never_found: tuple[str, ...]
    """Ids of published entries no answer cited and nobody opened."""
    click_positions: Mapping[int, int]
    """Place among what was shown → how often it was opened."""


GROUPED_BY: Final[Mapping[str, Callable[[Asked], str]]] = {
    "category": lambda each: each.category,
    "audience": lambda each: each.audience,
    "source": lambda each: each.source,
    "department": lambda each: each.department,
    "channel": lambda each: each.channel,
    "district": lambda each: each.district,
}


def add_up(asked: Iterable[Asked], feedback: Iterable[Feedback], published: Iterable[str]) -> Usage:
    """Return what questions come to.

    Args:
        asked: the questions of the time.
        feedback: what was said of them; of other questions it is left out.
        published: ids of every entry that could have been found.
    """
    questions = tuple(asked)
    ids = {each.id for each in questions}
    said = [each for each in feedback if each.question_id in ids]
    verdicts: dict[str, Counter[Verdict]] = {}
    for each in said:
        verdicts.setdefault(each.question_id, Counter())[each.verdict] += 1
    clicks = [each for each in said if each.verdict is Verdict.CLICK]
    found = {cited.entry for each in questions for cited in each.cited}
    found |= {each.entry for each in clicks}
    positions = Counter(each.position for each in clicks if each.position is not None)
    return Usage(
        total=_count("", questions, verdicts),
        groups={name: _grouped(questions, key, verdicts) for name, key in GROUPED_BY.items()},
        top=_top(questions),
        top_declined=_top([each for each in questions if each.outcome is Outcome.DECLINED]),
        never_found=tuple(sorted(set(published) - found)),
        click_positions=dict(sorted(positions.items())),
    )


def _grouped(
    questions: Iterable[Asked],
    key: Callable[[Asked], str],
    verdicts: Mapping[str, Counter[Verdict]],
) -> tuple[Counted, ...]:
    groups: dict[str, list[Asked]] = {}
    for each in questions:
        groups.setdefault(key(each), []).append(each)
    counted = [_count(name, group, verdicts) for name, group in groups.items()]
    return tuple(sorted(counted, key=lambda each: (-each.questions, each.name)))


def _count(
    name: str, questions: Sequence[Asked], verdicts: Mapping[str, Counter[Verdict]]
) -> Counted:
    outcomes = Counter(each.outcome for each in questions)
    said: Counter[Verdict] = Counter()
    for each in questions:
        said.update(verdicts.get(each.id, {}))
    return Counted(
        name=name,
        questions=len(questions),
        answered=outcomes[Outcome.ANSWERED],
        asked_back=outcomes[Outcome.ASKED_BACK],
        declined=outcomes[Outcome.DECLINED],
        up=said[Verdict.UP],
        down=said[Verdict.DOWN],
        corrections=said[Verdict.CORRECTION],
        clicks=said[Verdict.CLICK],
    )


def _top(questions: Iterable[Asked]) -> tuple[Top, ...]:
    wordings: dict[str, list[Asked]] = {}
    for each in questions:
        wordings.setdefault("".join(each.question.split()).casefold(), []).append(each)
    ordered = sorted(wordings.items(), key=lambda each: (-len(each[1]), each[0]))
    return tuple(
        Top(
            question=group[0].question,
            times=len(group),
            declined=sum(each.outcome is Outcome.DECLINED for each in group),
        )
        for _, group in ordered[:TOP]
    )
