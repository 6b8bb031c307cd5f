"""The calculators as API and command line show them."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from precheck.calculators import CALCULATORS, calculate


def calculators_shape() -> list[dict[str, Any]]:
    """Return every calculator with its inputs."""
    return [
        {
            "id": name,
            "title": calculator.title,
            "matters": list(calculator.matters),
            "inputs": [each.model_dump(mode="json") for each in calculator.inputs],
        }
        for name, calculator in CALCULATORS.items()
    ]


def calculation_shape(name: str, values: Mapping[str, object], on: date) -> dict[str, Any]:
    """Return a calculation; raises ``NotFoundError`` or ``UndecidedError``.

    Numbers of the result are texts, so that no reader rounds them.
    """
    calculation = calculate(name, values, on)
    head = {"id": name, "title": CALCULATORS[name].title, "on": on.isoformat()}
    return head | calculation.model_dump(mode="json")
