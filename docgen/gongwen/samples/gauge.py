"""A gauge: how one value of a style is measured on a sample, and how finely."""

from collections.abc import Callable
from dataclasses import dataclass

from docgen.gongwen.layout.style import Style
from docgen.gongwen.samples.sample import Sample


@dataclass(frozen=True)
class Gauge:
    """Reads a value, as the layout would have to be told it to set the sample so."""

    read: Callable[[Sample, Style], float | None]
    """Given what was learnt before; ``None`` where the sample does not show it."""
    step: float
    """What is learnt is a multiple of this."""
    fine: float
    """What differs by less from the style is as the style has it."""

    def differs(self, found: float, known: float) -> bool:
        """Tell whether what is measured is another value than the known one."""
        return abs(found - known) >= self.fine

    def rounded(self, found: float) -> float:
        """Return what is measured as it is learnt."""
        return round(round(found / self.step) * self.step, 4)
