"""From which probability a mistake is told at which level."""

import tomllib
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final, Self

from pydantic import Field, ValidationError, model_validator

from models.errors import SpecError
from models.records.record import Record

DECLARED: Final = Path(__file__).with_name("levels.toml")


class Level(StrEnum):
    """How sure a finding is, as its reader sees it."""

    CERTAIN = "必错"
    SUSPECTED = "疑似"


class Levels(Record):
    """From which probability a mistake is told at which level."""

    certain: float = Field(gt=0, lt=1)
    """The least probability of a mistake told as certain."""
    suspected: float = Field(gt=0, lt=1)

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.suspected > self.certain:
            raise ValueError("“疑似”的门槛不能高于“必错”")
        return self

    def least(self, level: Level) -> float:
        """Return from which probability a mistake is told when such a level is asked for."""
        return self.certain if level is Level.CERTAIN else self.suspected

    def level(self, chance: float) -> Level:
        """Return the level at which a mistake of such a probability is told."""
        return Level.CERTAIN if chance >= self.certain else Level.SUSPECTED


class Settings(Levels):
    """The declaration ``levels.toml``."""

    beside: float = Field(gt=0, lt=1)
    """The least probability in a sentence that holds another mistake: few come alone."""


@cache
def read_settings(path: Path = DECLARED) -> Settings:
    """Read the declaration; raises ``SpecError`` saying what is wrong in it."""
    try:
        return Settings.model_validate(tomllib.loads(path.read_text(encoding="utf-8")))
    except (OSError, tomllib.TOMLDecodeError, ValidationError) as error:
        raise SpecError(f"错别字门槛 {path.name} 读取失败，请按模型卡修改：{error}") from error
