"""How an installation's sources are reached: one connector for each kind of them."""

from intake.calculated import CALCULATED
from intake.registry import Registry
from intake.settings import Settings
from prefill.sources import (
    Access,
    Connector,
    EarlierFilings,
    LibraryAccess,
    make_connectors,
)


def connect(
    registry: Registry, settings: Settings, earlier: EarlierFilings | None = None
) -> dict[str, Connector]:
    """Return the connectors by kind; without ``earlier`` the history counts as not connected."""
    made = make_connectors(
        registry.sources, _registers(settings), earlier, library=_library(settings)
    )
    return {**made, **CALCULATED}


def _registers(settings: Settings) -> Access:
    secret = settings.gateway_secret.get_secret_value().encode()
    return Access(settings.gateway_url, settings.gateway_appid, secret)


def _library(settings: Settings) -> LibraryAccess:
    return LibraryAccess(
        url=settings.library_url or settings.gateway_url,
        account=settings.library_account,
        password=settings.library_password.get_secret_value(),
        organisation=settings.library_organisation,
    )
