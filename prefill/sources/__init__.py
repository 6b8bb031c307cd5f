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
from prefill.sources.papers import PapersConnector
from prefill.sources.registers import RegistersConnector, UnconnectedConnector

FILE: Final = Path(__file__).parent.with_name("sources.toml")

CONNECTORS: Final[Mapping[str, Connector]] = {
    "account": AccountConnector(),
    "papers": PapersConnector(),
    "derived": DerivedConnector(),
    "unconnected": UnconnectedConnector(),
}
"""By kind of source; what needs no access to anything else."""


class _File(Spec):
    sources: tuple[SourceSpec, ...] = Field(alias="source")


def read_sources(path: Path = FILE) -> dict[str, SourceSpec]:
    """Return every declared source by id.

    Raises ``SpecError`` when a declaration does not fit, stands twice or derives by no rule.
    """
    declared = read_spec(path, _File).sources
    sources = {source.id: source for source in declared}
    if len(sources) != len(declared):
        raise SpecError(f"{path.name}: a source is declared twice")
    derived = {source.id for source in declared if source.kind == "derived"}
    need(path.name, "derivation", derived, DERIVATIONS)
    return sources


def make_connectors(
    sources: Mapping[str, SourceSpec],
    access: Access | None = None,
    earlier: EarlierFilings | None = None,
) -> dict[str, Connector]:
    """Return a connector for each kind of source; keep them, for they remember who is down.

    Without ``access`` the registers, and without ``earlier`` the history, count as not connected.
    """
    connectors = dict(CONNECTORS)
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
    "Offer",
    "Question",
    "make_connectors",
    "read_sources",
]
