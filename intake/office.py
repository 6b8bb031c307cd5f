"""Everything the service works with, wired once: declarations, store, files, readers, sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import uuid4

from docgen.gongwen.spelling.judging import Judge
from docgen.printing.installation import Printing
from docgen.signing.seals import SealKeeper
from docgen.word.office import Care, WordOffice
from extractors.llm.second_reader import SecondReader
from intake.connecting import connect
from intake.feeds.case_library.declaration import Declaration, read_declaration
from intake.feeds.case_library.deliver import Desk as ReportingDesk
from intake.gongwen.endpoints import make_assistant, make_judge
from intake.gongwen.lexicons import LexiconShelf
from intake.gongwen.library import LibraryShelf, open_library
from intake.knowledge.indexing import open_shelf
from intake.knowledge.policies.shelf import PolicyShelf
from intake.knowledge.shelf import Shelf
from intake.knowledge.writer import make_writer
from intake.notices.issuers import Issuers, read_issuers
from intake.notices.offers import read_offers
from intake.reading.readers import Readers
from intake.reading.steps import Desk
from intake.registry import Registry, read_registry
from intake.seals import open_seals
from intake.second_reader import make_second_reader
from intake.security.sealing import Sealer, read_key
from intake.settings import Settings
from intake.store.database import Store
from intake.store.files import Files
from intake.store.filings import latest_before
from models.crypto.sm2 import prove_libraries
from models.llm import LanguageModel
from models.records import Filing, SourceState
from prefill.sources import Connector


@dataclass(frozen=True)
class Office:
    """One running service."""

    settings: Settings
    registry: Registry
    declaration: Declaration
    """What the approval platform is told in its own words."""
    store: Store
    files: Files
    readers: Readers
    second: SecondReader | None
    """The language model, where one is set up."""
    connectors: Mapping[str, Connector]
    seals: SealKeeper
    """The seals of applicants and offices."""
    issuers: Issuers
    """The offices that issue notices."""
    word: WordOffice
    """LibreOffice, for customers' Word templates."""
    writer: LanguageModel | None
    """What puts answers into words, where it may."""
    assistant: LanguageModel | None
    """What writes at the drafting desk, where it may."""
    judge: Judge | None
    """What judges spelling beside our own model, where a language model may."""
    shelf: Shelf
    """What the knowledge base says, ready to be searched."""
    policies: PolicyShelf
    """The policies in force, for check-ups."""
    lexicons: LexiconShelf
    """The words of their own that officers have proofread by."""
    library: LibraryShelf
    """The document library, ready to be searched."""
    boot: str
    """Different after every start."""
    source_states: dict[str, SourceState]
    """How each source took part when it was last asked."""

    @property
    def desk(self) -> Desk:
        """What reading a paper needs."""
        return Desk(self.readers, self.files, self.registry.types, self.second)

    @property
    def printing(self) -> Printing:
        """How papers are printed here."""
        return Printing(address=self.settings.record_address)

    @property
    def reporting(self) -> ReportingDesk:
        """What reporting to the approval platform needs."""
        settings = self.settings
        parts = (self.declaration, self.registry, self.store, self.files)
        return ReportingDesk(settings.platform, *parts, holder=settings.executor)

    def close(self) -> None:
        """End the reading processes and give the database back."""
        self.word.close()
        self.readers.close()
        self.store.close()


@dataclass(frozen=True)
class _Archive:
    """Earlier filings, as the history source asks for them."""

    store: Store

    def latest_before(self, filing: Filing) -> Filing | None:
        """Return the same subject's latest other filing that was confirmed, or None."""
        with self.store.read() as session:
            return latest_before(session, filing)


def open_word(settings: Settings) -> WordOffice:
    """Return LibreOffice as the settings want it; nothing is started before it is used."""
    told = settings.word
    return WordOffice(
        Care(
            folder=settings.data / "office",
            workers=told.workers,
            conversion_seconds=told.conversion_seconds,
            wait_seconds=told.wait_seconds,
        )
    )


def open_office(settings: Settings) -> Office:
    """Wire one service; raises ``SpecError`` when a declaration is wrong.

    Raises ``SigningError`` when the cryptographic libraries do not give the answers of the
    standards: nothing they seal or sign could be relied on.
    """
    prove_libraries()
    registry = read_registry()
    read_offers()  # proved at the start, not at the first decision
    sealer = Sealer(read_key(settings.key_path))
    store = Store(settings.store_url, sealer)
    return Office(
        settings=settings,
        registry=registry,
        declaration=read_declaration(registry, settings.platform.declaration),
        store=store,
        files=Files(settings.file_root, sealer),
        readers=Readers(settings),
        second=make_second_reader(settings.llm),
        connectors=connect(registry, settings, _Archive(store)),
        seals=open_seals(settings),
        issuers=read_issuers(registry.services, settings.issuers),
        word=open_word(settings),
        writer=make_writer(settings),
        assistant=make_assistant(settings),
        judge=make_judge(settings),
        shelf=open_shelf(settings.knowledge, store, settings.data),
        policies=PolicyShelf(registry.policies),
        lexicons=LexiconShelf(store),
        library=open_library(store, settings.data / "library"),
        boot=uuid4().hex,
        source_states=dict.fromkeys(registry.sources, SourceState.NOT_ASKED),
    )
