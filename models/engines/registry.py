"""The engines by name."""

from collections.abc import Callable, Mapping

from models.engines import Engine
from models.engines.null import NullEngine
from models.engines.paddle import PaddleEngine
from models.engines.rapid import RapidEngine
from models.engines.recorded import RecordedEngine
from models.specs import need

ENGINES: dict[str, Callable[[int], Engine]] = {
    "rapid": RapidEngine,
    "paddle": PaddleEngine,
    "recorded": lambda _threads: RecordedEngine(),
    "null": lambda _threads: NullEngine(),
}
"""Each is made for so many threads."""


def make_engine(
    name: str, threads: int = 0, engines: Mapping[str, Callable[[int], Engine]] = ENGINES
) -> Engine:
    """Return a new engine, for one worker alone; ``threads`` 0 means every core.

    Raises ``SpecError`` with a near name when there is none of this name, and
    ``EngineUnavailableError`` when the engine cannot run here.
    """
    need("settings", "engine", [name], engines)
    return engines[name](threads)
