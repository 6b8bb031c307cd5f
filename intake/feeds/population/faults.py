"""What can be wrong with a filing, put into a cast that was in order."""

from pathlib import Path
from typing import Final

from pydantic import Field

from intake.feeds.population.maker import Maker
from intake.feeds.population.numbers import identity_number
from intake.feeds.population.paths import put
from intake.feeds.population.scenes import Scene
from models.specs import Spec, read_spec


class Contradiction(Spec):
    """What one interface of a register says instead."""

    resource: str
    words: dict[str, str]


class Fault(Spec):
    """One thing that is wrong, and what has to find it."""

    name: str
    scenarios: tuple[str, ...]
    finds: str
    """A declared pre-check, or ``contradiction``, ``mark`` or ``licence``."""
    key: str = ""
    """The box it shows at, where ``finds`` is no pre-check."""
    part: str = ""
    """Of the cast: whom a register contradicts."""
    person_age: float = 0
    set_: dict[str, str | int] = Field(default_factory=dict, alias="set")
    days: dict[str, int] = Field(default_factory=dict)
    says: Contradiction | None = None
    typed: dict[str, str] = Field(default_factory=dict)


class _File(Spec):
    faults: tuple[Fault, ...] = Field(alias="fault")


FAULTS: Final = read_spec(Path(__file__).with_name("faults.toml"), _File).faults


def faults_of(scenario: str) -> tuple[Fault, ...]:
    """Return everything that can be wrong in a scenario."""
    return tuple(fault for fault in FAULTS if scenario in fault.scenarios)


def spoil(maker: Maker, scene: Scene, fault: Fault) -> None:
    """Put a fault into the cast and the entries of a scene."""
    for path, value in fault.set_.items():
        put(scene.cast, path, value)
    for path, days in fault.days.items():
        put(scene.cast, path, maker.day(days))
    if fault.says:
        says = scene.cast[fault.part].setdefault("says", {})
        says[fault.says.resource] = dict(fault.says.words)
    if fault.person_age:
        _grow_old(maker, scene, fault.person_age)
    scene.typed.update(fault.typed)


def _grow_old(maker: Maker, scene: Scene, years: float) -> None:
    """Let the person have been born so many years ago, everywhere her number stands."""
    person, born = scene.cast["person"], maker.years(-years, -30)
    before = person["id_no"]
    body = before[:6], born.replace("-", ""), int(before[14:17])
    after = maker.once(
        lambda: identity_number(body[0], body[1], maker.rng.randrange(500) * 2 + body[2] % 2)
    )
    person["birth_date"] = born
    _replace(person, before, after)


def _replace(facts: dict[str, object], before: str, after: str) -> None:
    for key, fact in facts.items():
        if fact == before:
            facts[key] = after
        elif isinstance(fact, dict):
            _replace(fact, before, after)
