"""How a question is declined: why, where to turn, and what comes nearest."""

from collections.abc import Callable, Sequence
from typing import Final

from knowledge.answers.candidates import Candidate
from knowledge.answers.outcome import Choice, Decline, Nearest, Reason

HOTLINE: Final = "12345 政务服务便民热线"
MOST_NEAREST: Final = 3
TEXTS: Final = {
    Reason.NOT_OURS: "这个问题不属于政务服务的范围，我无法回答。您可以问怎么办事。",
    Reason.NOTHING_FOUND: "知识库中没有找到相关内容，我不能随意作答。",
    Reason.NOT_ANSWERED: "知识库中没有能回答这个问题的内容。以下条目最接近，但不是对您问题的答复。",
}
ServicePages = Callable[[str], Sequence[Choice]]
"""Service pages a question may be about; the store of services lies on a higher floor."""


def decline(
    question: str, candidates: Sequence[Candidate], reason: Reason, pages: ServicePages
) -> Decline:
    """Return the decline of a question, with where to turn."""
    if reason is Reason.NOT_OURS:
        return Decline(reason=reason, text=TEXTS[reason], turn_to=(HOTLINE,))
    near = [each.entry for each in candidates[:MOST_NEAREST]]
    departments = dict.fromkeys(entry.department for entry in near)
    return Decline(
        reason=reason,
        text=TEXTS[reason],
        turn_to=(*departments, HOTLINE),
        nearest=tuple(
            Nearest(entry=e.id, version=e.version, title=e.title, department=e.department)
            for e in near
        ),
        services=tuple(pages(question)),
    )
