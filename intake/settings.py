"""What an installation can set: environment variables with the prefix ``ZHIBAN_``."""

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr, field_validator, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from intake.addresses import http_address
from intake.gongwen.settings import DraftingSettings, LexiconSettings
from intake.knowledge.settings import CareSettings, KnowledgeSettings
from models.llm import AnswerForm

MEGABYTE = 1_000_000


class Limits(BaseSettings):
    """What one request and one filing may weigh."""

    model_config = SettingsConfigDict(env_prefix="ZHIBAN_LIMIT_", frozen=True)

    file_bytes: int = 30 * MEGABYTE
    """Of one uploaded file."""
    request_bytes: int = 120 * MEGABYTE
    """Of one upload request; its files are held in memory while they are sealed."""
    json_bytes: int = 2 * MEGABYTE
    """Of every other request body: a text of 200 000 characters, each written as an escape."""
    files_per_request: int = 30
    papers_per_filing: int = 60
    bytes_per_filing: int = 300 * MEGABYTE
    lookups_per_minute: int = Field(default=30, ge=1)
    """Check codes one caller may look up: more than papers come to hand, too few to guess by."""
    questions_per_minute: int = Field(default=60, ge=1)
    """Questions to the knowledge base, and what is said of answers, by one caller."""


class ModelSettings(BaseSettings):
    """The language model that reads what was missed.

    Off unless an address, a model and what may be sent are given; ``docs/llm.md`` tells what leaves
    the house.
    """

    model_config = SettingsConfigDict(env_prefix="ZHIBAN_LLM_", frozen=True)

    url: str = ""
    """Base address of an OpenAI-compatible endpoint, e.g. ``http://127.0.0.1:8000/v1``."""
    model: str = ""
    """Its name at the endpoint."""
    key: SecretStr = SecretStr("")
    seconds: float = Field(default=30, gt=0, le=300)
    """The longest one question may take."""
    send_text: bool = False
    """Whether the recognised text of a paper may be sent."""
    vision: bool = False
    """Whether the model can see, and the picture of a paper may be sent."""
    answer_form: AnswerForm = AnswerForm.JSON_SCHEMA
    """How the endpoint is told the form of an answer."""

    @property
    def on(self) -> bool:
        """Whether the model is asked at all."""
        return bool(self.url and self.model and (self.send_text or self.vision))

    @field_validator("url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        return http_address(url)


class PlatformSettings(BaseSettings):
    """The city's library of cases, which is fed with every filing.

    Off unless an address is given: events then wait in the outbox, and nothing is lost.
    ``docs/feeds.md`` tells what is sent, and when.
    """

    model_config = SettingsConfigDict(env_prefix="ZHIBAN_PLATFORM_", frozen=True)

    url: str = ""
    """Of its gateway."""
    appid: str = "zhiban"
    """Ours at its gateway, and the one under which it calls us."""
    secret: SecretStr = SecretStr("")
    """Signs what goes either way; without one nobody may call us."""
    declaration: Path | None = None
    """Codes and departments of this installation; None means the placeholders we ship (测试)."""
    seconds: float = Field(default=10, gt=0, le=120)
    """The longest one message may take."""
    tries: int = Field(default=20, ge=1, le=100)
    """After so many failures a message is laid aside for a person."""
    first_wait: float = Field(default=5, ge=0)
    """Seconds before a message is tried again; doubled after each failure …"""
    longest_wait: float = Field(default=3600, ge=0)
    """… up to this."""
    rest_seconds: float = Field(default=30, ge=0)
    """A platform that does not answer is left in peace for so long."""
    look_seconds: float = Field(default=1, gt=0)
    """How often the outbox is looked at."""
    at_once: int = Field(default=4, ge=1, le=32)
    """Filings reported at the same time; messages of one filing go one after another."""

    @field_validator("url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        return http_address(url)

    @model_validator(mode="after")
    def _signs_what_it_sends(self) -> "PlatformSettings":
        if self.url and not self.secret.get_secret_value():
            raise ValueError("ZHIBAN_PLATFORM_URL needs ZHIBAN_PLATFORM_SECRET to sign with")
        return self


class SealSettings(BaseSettings):
    """The seal server that keeps the keys of offices and applicants.

    Without an address the test authority seals, and every seal says 测试. ``docs/signing.md`` tells
    what is asked of a server.
    """

    model_config = SettingsConfigDict(env_prefix="ZHIBAN_SEAL_", frozen=True)

    url: str = ""
    """Where its calls go."""
    appid: str = "zhiban"
    """Ours at the server."""
    secret: SecretStr = SecretStr("")
    """Signs our calls."""
    owners: dict[str, str] = {}
    """An office's identifier here → its unified social credit code there; as an environment
    variable a JSON object."""
    seconds: float = Field(default=5, gt=0, le=60)
    """The longest one attempt may take."""
    tries: int = Field(default=2, ge=1, le=5)
    """Attempts at one call."""
    rsa: bool = False
    """Whether every file gets an RSA signature as well, for readers that know no SM2."""

    @field_validator("url")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        return http_address(url)

    @model_validator(mode="after")
    def _signs_its_calls(self) -> "SealSettings":
        if self.url and not self.secret.get_secret_value():
            raise ValueError("ZHIBAN_SEAL_URL needs ZHIBAN_SEAL_SECRET to sign with")
        return self


class WordSettings(BaseSettings):
    """LibreOffice, which turns customers' Word templates into PDF where it is installed."""

    model_config = SettingsConfigDict(env_prefix="ZHIBAN_OFFICE_", frozen=True)

    workers: int = Field(default=1, ge=0, le=16)
    """LibreOffice processes at most, started when the first document asks; 0 for none."""
    conversion_seconds: int = Field(default=30, ge=1, le=300)
    """The longest one document may take."""
    wait_seconds: float = Field(default=45, gt=0, le=600)
    """The longest anybody waits for a document, start and queue included."""


class Caller(BaseModel):
    """One application that may call the models."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    secret: SecretStr = Field(min_length=16)
    """What its calls are signed with."""
    per_minute: int = Field(default=600, ge=1)
    """Calls it may make in a minute; each item of a batch is one."""
    models: tuple[str, ...] = ()
    """Codes of the models it may call; empty means all."""


class CallSettings(BaseSettings):
    """Who may call the fifteen models, and for how long one call may take.

    Nobody may unless an application is named; ``docs/models.md`` tells how.
    """

    model_config = SettingsConfigDict(env_prefix="ZHIBAN_MODELS_", frozen=True)

    apps: dict[Annotated[str, Field(max_length=64)], Caller] = {}
    """By application id; as an environment variable a JSON object."""
    open: bool = False
    """Whether calls from this machine itself need no signature. Never behind a proxy that hides
    who calls."""
    seconds: float = Field(default=60, gt=0, le=600)
    """The longest a caller waits; the work goes on, and the same call again gets its answer."""
    body_bytes: int = 60 * MEGABYTE
    """Of one call, its files in base64 included."""
    at_once: int = Field(default=16, ge=1, le=128)
    """Calls worked on at the same time; further ones wait."""


class Settings(BaseSettings):
    """One installation; the defaults run the whole product on one machine."""

    model_config = SettingsConfigDict(env_prefix="ZHIBAN_", frozen=True)

    data: Path = Path("var")
    """Folder of the database, the files and the key."""
    database_url: str = ""
    """Of the store; empty means SQLite in the data folder."""
    workflow_database_url: str = ""
    """Of the durable steps; empty means SQLite in the data folder."""
    key_file: Path | None = None
    """Key of the stored personal data; None means a file in the data folder, made when missing."""
    authority: Path | None = None
    """Folder of the test authority that signs; None means one in the data folder."""
    engine: str = "rapid"
    """Name of the OCR engine."""
    workers: int = Field(default=1, ge=1, le=64)
    """Reading processes, each with an engine of its own."""
    papers_per_worker: int = Field(default=200, ge=1)
    """A reading process is replaced after so many papers, before its memory grows."""
    work_seconds: float = Field(default=120, gt=0)
    """The longest one piece of reading may take."""
    gateway_url: str = "http://127.0.0.1:8901"
    """Of the registers."""
    gateway_appid: str = "zhiban-demo"
    gateway_secret: SecretStr = SecretStr("zhiban-demo-secret")
    library_url: str = ""
    """Of the licence library; empty means that it is reached where the registers are."""
    library_account: str = "zhiban-demo"
    library_password: SecretStr = SecretStr("zhiban-demo-secret")
    library_organisation: str = "样张市智办中心"
    """Who uses licences, as the library's audit log names it."""
    executor: str = "zhiban-1"
    """Who resumes interrupted work: a restarted process keeps the name of the one it replaces."""
    address: str = ""
    """Public web address of the service, e.g. ``https://banshi.example.cn``: the QR code of a form
    then leads to its record. Empty for a code that says number and check code in words."""
    issuers: Path | None = None
    """Folder with the offices that issue notices (``docs/desk.md``); None for invented samples."""
    remind_workdays: int = Field(default=5, ge=1, le=60)
    """Working days after which a document that nobody fetched is to be served on paper (DESIGN)."""
    matters: Path | None = None
    """The platform's standard list of matters that case records are held against; None without."""
    limits: Limits = Field(default_factory=Limits)
    llm: ModelSettings = Field(default_factory=ModelSettings)
    platform: PlatformSettings = Field(default_factory=PlatformSettings)
    seal: SealSettings = Field(default_factory=SealSettings)
    calls: CallSettings = Field(default_factory=CallSettings)
    word: WordSettings = Field(default_factory=WordSettings)
    knowledge: KnowledgeSettings = Field(default_factory=KnowledgeSettings)
    care: CareSettings = Field(default_factory=CareSettings)
    drafting: DraftingSettings = Field(default_factory=DraftingSettings)
    lexicon: LexiconSettings = Field(default_factory=LexiconSettings)

    @field_validator("address")
    @classmethod
    def _is_an_address(cls, url: str) -> str:
        if set(url) & set("{}?#"):
            raise ValueError("an address without a query, such as https://banshi.example.cn")
        return http_address(url).rstrip("/")

    @property
    def record_address(self) -> str:
        """Where the record of a paper is shown, with ``{check_code}`` to be filled in; or empty."""
        return f"{self.address}/c/{{check_code}}" if self.address else ""

    @property
    def store_url(self) -> str:
        """Where filings are kept."""
        return self.database_url or f"sqlite:///{self.data / 'zhiban.db'}"

    @property
    def workflow_url(self) -> str:
        """Where the durable steps are kept."""
        return self.workflow_database_url or f"sqlite:///{self.data / 'workflow.db'}"

    @property
    def key_path(self) -> Path:
        """Where the key of the stored personal data is."""
        return self.key_file or self.data / "zhiban.key"

    @property
    def authority_folder(self) -> Path:
        """Where the test authority keeps its key."""
        return self.authority or self.data / "authority"

    @property
    def trust_folders(self) -> tuple[Path, ...]:
        """Where certificates lie that prove who signed a file, and what was taken back of them."""
        own = self.authority_folder
        return own, own / "issuing", own / "witness", self.data / "trust"

    @property
    def file_root(self) -> str:
        """Where uploads, page pictures and documents are kept."""
        return str((self.data / "files").absolute())
