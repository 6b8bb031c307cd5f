"""What an installation can set of the drafting desk, in variables ``ZHIBAN_DRAFTING_*``."""

import base64
from typing import Self

from pydantic import Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from intake.addresses import http_address


class LexiconSettings(BaseSettings):
    """Where releases of the lexicon are fetched, in variables ``ZHIBAN_LEXICON_*``: off."""

    model_config = SettingsConfigDict(env_prefix="ZHIBAN_LEXICON_", frozen=True)

    url: str = ""
    """Of the manifest, e.g. ``https://words.example.cn/manifest.json``."""
    key: str = ""
    """The SM2 public key of who keeps the lexicon (DER, base64); releases must then be signed."""
    minutes: float = Field(default=0, ge=0, le=60 * 24 * 100)
    """How often it is looked for releases; 0: only when somebody asks."""
    seconds: float = Field(default=60, gt=0, le=600)
    """The longest one look may take, the download included."""

    @field_validator("url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        return http_address(url)

    @field_validator("key")
    @classmethod
    def _is_base64(cls, key: str) -> str:
        base64.b64decode(key, validate=True)
        return key

    @model_validator(mode="after")
    def _knows_who_answers(self) -> Self:
        if self.url.startswith("http:") and not self.key:
            raise ValueError("ZHIBAN_LEXICON_URL needs https, or ZHIBAN_LEXICON_KEY")
        return self

    @property
    def public_key(self) -> bytes | None:
        """The key, where there is one."""
        return base64.b64decode(self.key) if self.key else None


class DraftingSettings(BaseSettings):
    """What the drafting desk may use and holds; all of it is off by default."""

    model_config = SettingsConfigDict(env_prefix="ZHIBAN_DRAFTING_", frozen=True)

    assist: bool = False
    """Whether texts of the desk may be sent to the language model."""
    assist_seconds: float = Field(default=60, gt=0, le=300)
    """The longest one task of the assistant may take."""
    proofread_seconds: float = Field(default=60, gt=0, le=600)
    """How long one text may be proofread; what is left then is named, the rest told."""
    judge: bool = False
    """Whether sentences may be sent to the language model to judge their characters."""
    judge_seconds: float = Field(default=10, gt=0, le=120)
    """The longest it may take over the wrong characters of one text, and over the others."""
    speech_url: str = ""
    """Base address of an endpoint with OpenAI's ``/audio/transcriptions``."""
    speech_model: str = "whisper-1"
    speech_key: SecretStr = SecretStr("")
    speech_seconds: float = Field(default=600, gt=0, le=3600)

    specimens: bool = False
    """Whether the specimens of the product are put into the library: for a demonstration."""

    @field_validator("speech_url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        return http_address(url)
