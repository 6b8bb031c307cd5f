"""The catalogue of the fifteen intelligent models: what each is for, one file each."""

from pathlib import Path
from typing import Literal

from pydantic import Field

from models.specs import Spec, read_specs

FOLDER = Path(__file__).parent


class ModelSpec(Spec):
    """One model that platforms call: it reads papers, or fills the form of a matter."""

    id: str = Field(pattern=r"^M\d\d$")
    name: str
    """As the tender calls it (T002, overview)."""
    kind: Literal["recognition", "prefill"]
    version: str = Field(pattern=r"^[1-9]\d*\.\d+\.\d+$")
    """Rises with every change that can change an answer; what was measured before then no longer
    counts."""
    matter: str
    """The matter it was ordered for; a prefill model fills the form of the scenario of that id."""
    types: tuple[str, ...] = ()
    """For ``recognition``: the document types it reads."""
    description: str
    input: str
    """What to send, for whoever calls it."""
    output: str
    """What comes back."""

    @property
    def major(self) -> int:
        """The number in its address: it changes when callers have to change."""
        return int(self.version.partition(".")[0])


def read_catalog(folder: Path = FOLDER) -> dict[str, ModelSpec]:
    """Return every declared model by its code; raises ``SpecError`` when one does not fit."""
    return read_specs(folder, ModelSpec)
