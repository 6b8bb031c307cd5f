"""Guided questions as the API shows them: the numbers of the law stand in the texts."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, Final

from intake.registry import Registry
from models.errors import NotFoundError
from models.expressions import LAW
from precheck.parameters import Parameters
from precheck.rules.telling import fill_in
from prefill.guides import Reached, Step, next_step

NUMBER: Final = re.compile(r"\{" + LAW + r"\.(\w+)\}")


def guides_shape(registry: Registry) -> list[dict[str, str]]:
    """Return every guide by id and title."""
    return [{"id": guide.id, "title": guide.title} for guide in registry.guides.values()]


def answered_shape(
    registry: Registry, guide_id: str, answers: Mapping[str, str], on: date
) -> dict[str, Any]:
    """Return where answers lead by the law of a day: a question, a scenario or a stop.

    Raises ``NotFoundError`` for an unknown guide, ``InvalidRequestError`` for an unknown answer.
    """
    guide = registry.guides.get(guide_id)
    if guide is None:
        raise NotFoundError(f"没有编号为“{guide_id[:40]}”的办事引导。")
    reached = next_step(guide, answers)
    return {
        "guide": guide.id,
        "title": guide.title,
        "asked": [
            {"question": step.id, "text": _told(step.text, registry, on), "choice": choice.id}
            | {"answer": _told(choice.text, registry, on)}
            for step, choice in reached.path
        ],
        "question": _question(reached.question, registry, on) if reached.question else None,
        "scenario": _scenario(reached, registry),
        "stop": _told(reached.stop, registry, on) or None,
    }


def _question(step: Step, registry: Registry, on: date) -> dict[str, Any]:
    return {
        "id": step.id,
        "text": _told(step.text, registry, on),
        "note": _told(step.note, registry, on),
        "choices": [
            {"id": choice.id, "text": _told(choice.text, registry, on)} for choice in step.choices
        ],
    }


def _scenario(reached: Reached, registry: Registry) -> dict[str, str] | None:
    if not reached.scenario:
        return None
    service = registry.service_of(reached.scenario)
    name = registry.scenario(reached.scenario).name
    return {"id": reached.scenario, "service": service.name, "name": name}


def _told(text: str, registry: Registry, on: date) -> str:
    """Return a text with the law's numbers of a day."""
    named = NUMBER.findall(text)
    return fill_in(
        text, {f"{LAW}.{name}": _written(registry.parameters, on, name) for name in named}
    )


def _written(parameters: Parameters, on: date, name: str) -> str:
    value = parameters.on(on, name).value
    return "、".join(map(str, value)) if isinstance(value, list) else str(value)
