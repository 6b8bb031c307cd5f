"""Sources that calculate: the calculators of the pre-checks answer what prefill asks."""

from collections.abc import Mapping
from typing import Final

from models.errors import UndecidedError
from models.records import SourceState
from precheck.calculators.derivations import DERIVATIONS
from prefill.sources import Answer, Connector, Offer, Question


class CalculatedConnector:
    """Answers by the law's dated tables from the boxes already settled."""

    def ask(self, question: Question) -> Answer:
        """Return what follows; it is no surer than the least sure box it follows from."""
        known = {key: box.value for key, box in question.known.items() if box.value}
        try:
            derived = DERIVATIONS[question.source.id](known, question.filing.filed_on)
        except UndecidedError as declined:
            return Answer(state=SourceState.ANSWERED, note=str(declined))
        roots = [
            box
            for key, box in question.known.items()
            if key in {*question.query.by, *question.query.needs} and box.value
        ]
        offers = (
            Offer(
                key,
                derived.values[question.name(key)],
                min((box.confidence for box in roots), default=1),
                to_confirm=any(box.to_confirm for box in roots),
                warning=derived.note,
            )
            for key in question.keys
            if question.name(key) in derived.values
        )
        return Answer(tuple(offers), note=derived.note)


CALCULATED: Final[Mapping[str, Connector]] = {"calculated": CalculatedConnector()}
"""To be added to the connectors of prefill."""
