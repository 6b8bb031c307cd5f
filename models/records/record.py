"""What every record has in common."""

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """An immutable value that refuses unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")
