"""Count what a model answered against what is true."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import JsonValue

from eval.scores import equal
from intake.invocation.envelope import Answer
from models.catalog.measured import Figures


@dataclass(frozen=True)
class Tried:
    """One call: what was true, and what came back."""

    truth: Mapping[str, JsonValue]
    answer: Answer

    def given(self) -> dict[str, JsonValue]:
        """Return the standard value of every field, the first where a key comes twice."""
        data: Any = self.answer.data
        said: dict[str, JsonValue] = {}
        for field in data.get("fields", ()):
            if said.get(field["key"]) is None:
                said[field["key"]] = field["normalized"]
        return said


def tally(tried: Iterable[Tried]) -> Figures:
    """Return the figures of some calls; a call that was refused gave nothing."""
    calls = list(tried)
    judged = [verdict for call in calls for verdict in _verdicts(call)]
    return Figures(
        samples=len(calls),
        refused=sum(not call.answer.is_success for call in calls),
        fields=len(judged),
        given=sum(given for given, _ in judged),
        right=sum(right for _, right in judged),
    )


def _verdicts(call: Tried) -> Iterator[tuple[bool, bool]]:
    """Yield for each field whether something was given, and whether it is exactly right."""
    said = call.given()
    for key, wanted in call.truth.items():
        right = call.answer.is_success and equal(wanted, said.get(key))
        yield right or said.get(key) is not None, right
