"""Where a form's values come from: declared sources, and one connector for each kind of them."""

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from pydantic import Field

from models.errors import SpecError
from models.specs import SourceSpec, Spec, need, read_spec
from prefill.sources.account import AccountConnector
from prefill.sources.connector import Answer, Connector, Offer, Question
from prefill.sources.derived import DERIVATIONS, DerivedConnector
from prefill.sources.gateway import Access, Gateway
from prefill.sources.history import EarlierFilings, HistoryConnector
from prefill.sources.licence_library import LibraryAccess, LicenceLibrary
from prefill.sources.licences import LicencesConnector
from prefill.sources.papers import PapersConnector
from prefill.sources.registers import RegistersConnector, UnconnectedConnector

FOLDER: Final = Path(__file__).with_name("declared")

CONNECTORS: Final[Mapping[str, Connector]] = {
    "account": AccountConnector(),
    "papers": PapersConnector(),
    "derived": DerivedConnector(),
    "unconnected": UnconnectedConnector(),
}
"""By kind of source; what needs no access to anything else."""


class _File(Spec):
    sources: tuple[SourceSpec, ...] = Field(alias="source")


def read_sources(folder: Path = FOLDER) -> dict[str, SourceSpec]:
    """Return every source declared in the files of a folder by id.

    Raises ``SpecError`` when a declaration does not fit, stands twice or derives by no rule.
    """
    files = {path.name: read_spec(path, _File) for path in sorted(folder.glob("*.toml"))}
    sources: dict[str, SourceSpec] = {}
    for name, file in files.items():
        for source in file.sources:
            if source.id in sources:
                raise SpecError(f"{name}: source {source.id!r} is declared twice")
            sources[source.id] = source
    derived = {source.id for source in sources.values() if source.kind == "derived"}
    need("sources", "derivation", derived, DERIVATIONS)
    return sources


def make_connectors(
    sources: Mapping[str, SourceSpec],
    access: Access | None = None,
    earlier: EarlierFilings | None = None,
    library: LibraryAccess | None = None,
) -> dict[str, Connector]:
    """Return a connector for each kind of source; keep them, for they remember who is down.

    Without ``access`` the registers, without ``library`` the licences and without ``earlier`` the
    history count as not connected; so does what the law's tables give, until intake adds it.
    """
    connectors = dict(CONNECTORS)
    if library:
        connectors["licence"] = LicencesConnector(LicenceLibrary(library))
    if access:
        registers = {source.register_ for source in sources.values() if source.register_}
        gateways = {name: Gateway(access) for name in sorted(registers)}
        connectors["register"] = RegistersConnector(gateways)
    if earlier:
        connectors["history"] = HistoryConnector(earlier)
    return connectors


__all__ = [
    "CONNECTORS",
    "Access",
    "Answer",
    "Connector",
    "EarlierFilings",
    "LibraryAccess",
    "Offer",
    "Question",
    "make_connectors",
    "read_sources",
]
