"""What an installation can set of the knowledge base, in variables ``ZHIBAN_KNOWLEDGE_*``."""

from pydantic import Field
from pydantic_settings import BaseSettings, SettingsConfigDict


class KnowledgeSettings(BaseSettings):
    """The knowledge base."""

    model_config = SettingsConfigDict(env_prefix="ZHIBAN_KNOWLEDGE_", frozen=True)

    expiring_days: int = Field(default=30, ge=1, le=366)
    """An entry is told to be expiring so many days before it does (DESIGN)."""
    starter: bool = True
    """Whether the entries that come with the product are put in at the start."""
