"""What an installation can set of the drafting desk, in variables ``ZHIBAN_DRAFTING_*``."""

from pydantic import Field, SecretStr, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from intake.addresses import http_address


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
