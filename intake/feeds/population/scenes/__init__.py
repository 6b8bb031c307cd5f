"""Who could file each scenario: one invented cast for a filing in which everything is in order."""

from collections.abc import Callable, Mapping
from typing import Final

from intake.feeds.population.maker import Maker
from intake.feeds.population.scenes.drivers import DRIVERS
from intake.feeds.population.scenes.firms import FIRMS
from intake.feeds.population.scenes.people import PEOPLE
from intake.feeds.population.scenes.sales import SALES
from intake.feeds.population.scenes.scene import Scene
from intake.feeds.population.scenes.subsidies import SUBSIDIES
from intake.feeds.population.scenes.transport import TRANSPORT

SCENES: Final[Mapping[str, Callable[[Maker], Scene]]] = {
    **DRIVERS,
    **FIRMS,
    **TRANSPORT,
    **PEOPLE,
    **SUBSIDIES,
    **SALES,
}
"""By scenario."""

__all__ = ["SCENES", "Scene"]
