"""The assistant's tasks: ``tasks.toml``."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Final

from models.errors import SpecError
from models.specs import Spec, read_spec

FILE: Final = Path(__file__).with_name("tasks.toml")


class Task(Spec):
    """Something the assistant does."""

    title: str
    tool: str = ""
    """What does it without a language model."""
    prompt: str = ""
    """What a language model is told."""
    quotes: bool = False
    """Whether the model must quote the sentences it relies on."""
    free: bool = False
    """Whether it may say what stands neither in the text nor in the wish."""

    @property
    def needs_model(self) -> bool:
        """Whether a language model does it."""
        return not self.tool


class Tasks(Spec):
    """All of them, and what a model is told before each."""

    rules: str
    tasks: Mapping[str, Task]


@cache
def read_tasks() -> Tasks:
    """Return the tasks; raises ``SpecError`` for one that is done by nothing."""
    told = read_spec(FILE, Tasks)
    idle = [name for name, task in told.tasks.items() if bool(task.tool) == bool(task.prompt)]
    if idle:
        raise SpecError(f"tasks.toml: {', '.join(idle)}: either a tool or a prompt")
    return told
