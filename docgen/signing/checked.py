"""Seals are checked before they are used: the term of every certificate, and whether it stands."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

from asn1crypto.x509 import Certificate

from docgen.signing.errors import UnfitSealError
from docgen.signing.seals import Sealed, SealKeeper, SealState
from models.crypto.algorithms import register
from models.crypto.revoked import Revoked, read_revoked
from models.days import day_words

CHINA = timezone(timedelta(hours=8))


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True)
class CheckedSeals:
    """A keeper that hands out only what may be used now; otherwise raises ``UnfitSealError``."""

    keeper: SealKeeper
    folders: tuple[Path, ...]
    """Where certificates that no longer hold are listed; read anew for every seal."""
    clock: Callable[[], datetime] = _now

    @property
    def state(self) -> SealState:
        """How the keeper can be reached."""
        return self.keeper.state

    def of_office(self, office: str, name: str) -> Sealed:
        """Return the seal of an office, as the keeper does."""
        return self._usable(self.keeper.of_office(office, name))

    def of_applicant(self, signer: str, name: str, id_no: str = "") -> Sealed:
        """Return the seal of an applicant, as the keeper does."""
        return self._usable(self.keeper.of_applicant(signer, name, id_no))

    def _usable(self, sealed: Sealed) -> Sealed:
        signer = sealed.signer
        chain = signer.certificate, *signer.chain
        need_usable(chain, read_revoked(self.folders), self.clock())
        return sealed


def need_usable(chain: Iterable[bytes], revoked: Revoked, moment: datetime) -> None:
    """Raise ``UnfitSealError`` unless every certificate of a chain, DER, holds at a moment.

    The root is left to whoever verifies.
    """
    register()
    for der in chain:
        certificate = Certificate.load(der)
        name = certificate.subject.native["common_name"]
        since, until = certificate.not_valid_before, certificate.not_valid_after
        if revoked.has(certificate):
            raise UnfitSealError(f"“{name}”的证书已被吊销，不能再用来签章；请停用并申领新证书。")
        if moment < since:
            raise UnfitSealError(
                f"“{name}”的证书自{_day(since)}起才有效；请核对系统时间，或待其生效后再签章。"
            )
        if until < moment:
            raise UnfitSealError(
                f"“{name}”的证书已于{_day(until)}到期；请向颁发机构办理更新后再签章。"
            )


def _day(moment: datetime) -> str:
    return day_words(moment.astimezone(CHINA))
