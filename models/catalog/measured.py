"""How exact each model was measured to be: written by the evaluation, shown by the catalogue."""

from datetime import date
from pathlib import Path

from pydantic import ValidationError

from models.catalog import ModelSpec
from models.errors import SpecError
from models.records import Record

FOLDER = Path(__file__).parent / "measured"


class Figures(Record):
    """What came of one group of samples."""

    samples: int
    """Calls that were made."""
    refused: int
    """Those that were answered with an error; their fields count as not given."""
    fields: int
    """Fields whose truth is known, and that the model can fill."""
    given: int
    """Those of them for which the model gave a value, or rightly none."""
    right: int
    """Those that were exactly right."""

    @property
    def accuracy(self) -> float:
        """Share of the fields that were exactly right; raises ``ZeroDivisionError`` on none."""
        return round(self.right / self.fields, 4)

    @property
    def wrong(self) -> int:
        """Fields for which a wrong value was given."""
        return self.given - self.right


class Measurement(Record):
    """One measurement of one model."""

    model: str
    version: str
    measured_on: date
    command: str
    """What makes it again."""
    samples: str
    """What it was measured on."""
    groups: dict[str, Figures]
    """By how the samples were made, e.g. ``clean``."""

    @property
    def all(self) -> Figures:
        """The figures over every group."""
        held = list(self.groups.values())
        return Figures(
            samples=sum(each.samples for each in held),
            refused=sum(each.refused for each in held),
            fields=sum(each.fields for each in held),
            given=sum(each.given for each in held),
            right=sum(each.right for each in held),
        )


def read_measurement(model: ModelSpec, folder: Path = FOLDER) -> Measurement | None:
    """Return what was measured of this very version; None when nobody has.

    Raises ``SpecError`` when the file is no measurement.
    """
    path = folder / f"{model.id}.json"
    if not path.exists():
        return None
    try:
        measured = Measurement.model_validate_json(path.read_bytes())
    except ValidationError as error:
        raise SpecError(f"{path.name}: {error}") from error
    return measured if measured.version == model.version and measured.all.fields else None


def keep_measurement(measured: Measurement, folder: Path = FOLDER) -> Path:
    """Write a measurement where the catalogue finds it, and return the file."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{measured.model}.json"
    path.write_text(measured.model_dump_json(indent=1) + "\n", encoding="utf-8")
    return path
