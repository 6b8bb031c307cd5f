"""What an installation can set of the knowledge base, in variables ``ZHIBAN_KNOWLEDGE_*``."""

from enum import StrEnum

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict


class VectorsIn(StrEnum):
    """Where vectors are kept besides the index, so that meaning alone can find a passage."""

    INDEX = "index"
    """Nowhere: the index keeps them, and passages are found by terms before meaning counts."""
    FAISS = "faiss"
    PGVECTOR = "pgvector"


class EmbeddingSettings(BaseSettings):
    """Which embedding the index uses; variables ``ZHIBAN_EMBEDDING_*``.

    The one that comes with the product, unless an address is given. Questions and passages are then
    sent there.
    """

    model_config = SettingsConfigDict(env_prefix="ZHIBAN_EMBEDDING_", frozen=True)

    url: str = ""
    """Base address of an OpenAI-compatible endpoint, e.g. ``http://127.0.0.1:8000/v1``."""
    model: str = ""
    """Its name at the endpoint, e.g. ``bge-m3``."""
    key: SecretStr = SecretStr("")
    size: int = Field(default=1024, ge=1, le=8192)
    """Dimensions of its vectors; other ones are refused."""
    seconds: float = Field(default=10, gt=0, le=300)
    """The longest one request may take."""
    vectors: VectorsIn = VectorsIn.INDEX

    @model_validator(mode="after")
    def _names_its_model(self) -> "EmbeddingSettings":
        if self.url and not self.model:
            raise ValueError("ZHIBAN_EMBEDDING_URL needs ZHIBAN_EMBEDDING_MODEL")
        return self


class KnowledgeSettings(BaseSettings):
    """The knowledge base."""

    model_config = SettingsConfigDict(env_prefix="ZHIBAN_KNOWLEDGE_", frozen=True)

    expiring_days: int = Field(default=30, ge=1, le=366)
    """An entry is told to be expiring so many days before it does (DESIGN)."""
    starter: bool = True
    """Whether the entries that come with the product are put in at the start."""
    compose: bool = False
    """Whether the language model (``ZHIBAN_LLM_URL``, ``_MODEL``) puts answers into words: then
    questions and the passages that answer them are sent to it."""
    compose_seconds: float = Field(default=15, gt=0, le=120)
    """The longest it may take; after that the base's own words are given."""
    embedding: EmbeddingSettings = Field(default_factory=EmbeddingSettings)


class CareSettings(BaseSettings):
    """When the base is cared for, and how links are tried; variables ``ZHIBAN_CARE_*``."""

    model_config = SettingsConfigDict(env_prefix="ZHIBAN_CARE_", frozen=True)

    on: bool = True
    """Whether this process does the daily and weekly work; several may, it is done once."""
    hour: int = Field(default=3, ge=0, le=23)
    """Of the day from which its work is done."""
    look_seconds: float = Field(default=60, gt=0)
    """How often it is looked whether there is work."""
    link_seconds: float = Field(default=10, gt=0, le=60)
    """The longest one link may take, redirects included."""
    links_at_once: int = Field(default=8, ge=1, le=64)
    links_per_run: int = Field(default=2000, ge=0)
    """Links tried in one run at most; 0 for none."""
    outside: bool = True
    """False where nothing outside can be reached: only ``inner_links`` are tried then."""
    inner_links: tuple[str, ...] = ()
    """``host:port`` inside the house that links may lead to; as an environment variable a JSON
    list. Everything else inside is not asked."""
