"""What the assistant can be asked: ``tasks.toml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from pydantic import RootModel

from models.specs import Spec, read_spec


class Task(Spec):
    """One thing to be done with a text."""

    title: str
    rules: str = ""
    """What the model is told; without it no model is needed."""

    @property
    def needs_model(self) -> bool:
        """Whether it cannot be done without a language model."""
        return bool(self.rules)


class Tasks(RootModel[dict[str, Task]]):
    """All of them, by id."""


@cache
def read_tasks() -> Mapping[str, Task]:
    """Return the tasks by id."""
    return MappingProxyType(read_spec(Path(__file__).with_name("tasks.toml"), Tasks).root)
