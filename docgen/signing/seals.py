"""Who seals what: the interface behind which every keeper of seals stands, and the test keeper."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from asn1crypto.x509 import Certificate

from docgen.signing.authority import TestAuthority, open_authority
from docgen.signing.electronic import electronic_seal
from docgen.signing.kept import kept_signer
from docgen.signing.seal import Seal, draw_seal
from docgen.signing.signer import Signer

MAKERS = "makers"
"""Folder of the authority's for the keys of who makes seals."""
MAKER, MAKER_NAME = "maker", "样张制章单位"
"""Who makes the test seals: identifier of the key, and name."""


@dataclass(frozen=True)
class Sealed:
    """What one owner seals with: the key behind its certificate, and the picture of the seal."""

    signer: Signer
    seal: Seal
    electronic: bytes = b""
    """The seal for OFD files, signed by who made it (GB/T 38540-2020), DER; empty where the keeper
    has none."""

    @property
    def since(self) -> datetime:
        """From when the certificate holds."""
        return self._term[0]

    @property
    def until(self) -> datetime:
        """Until when the certificate holds."""
        return self._term[1]

    @property
    def _term(self) -> tuple[datetime, datetime]:
        own = Certificate.load(self.signer.certificate)
        return own.not_valid_before, own.not_valid_after


class SealState(StrEnum):
    """How a keeper of seals can be reached, as it was when it was last asked."""

    TEST = "test"
    """The keys of the test authority, in this house."""
    NOT_ASKED = "not_asked"
    UP = "up"
    DOWN = "down"
    REFUSED = "refused"
    NONSENSE = "nonsense"
    """It answered something else than was asked, or with a wrong signature."""


class SealKeeper(Protocol):
    """Gives the seals of offices and applicants; safe to use from several threads.

    Keys in this process and a certified seal server look the same from here.
    """

    @property
    def state(self) -> SealState:
        """How it can be reached."""
        ...

    def of_office(self, office: str, name: str) -> Sealed:
        """Return the seal of an office; it is the same one every time.

        Raises ``SigningError`` when it cannot be had.

        Args:
            office: the office's identifier: letters, digits, ``-`` and ``_``.
            name: as it stands in the ring of the seal and in the certificate.
        """
        ...

    def of_applicant(self, signer: str, name: str, id_no: str = "") -> Sealed:
        """Return the seal of an applicant; raises ``SigningError`` when it cannot be had.

        Args:
            signer: name of the person who signs, for the certificate.
            name: of the firm or person for whom it is signed, in the ring of the seal.
            id_no: credit code or identity number of whoever that is, by which a server knows it.
        """
        ...


@dataclass(frozen=True)
class TestSeals:
    """Seals of the test authority: for development and tests, without any legal force."""

    __test__ = False
    """Tells pytest that this is no test, whatever its name begins with."""

    folder: Path
    """Of the authority; made at the first use."""

    @property
    def state(self) -> SealState:
        """Always there."""
        return SealState.TEST

    def of_office(self, office: str, name: str) -> Sealed:
        """Return the seal of an office: its key is made once and kept in the folder."""
        authority = open_authority(self.folder)
        return made_for_test(authority, kept_signer(authority, office, name), name)

    def of_applicant(
        self,
        signer: str,
        name: str,
        id_no: str = "",  # noqa: ARG002 - whoever signs is believed
    ) -> Sealed:
        """Return a seal with a new key, which lives in memory only and is gone with the seal."""
        authority = open_authority(self.folder)
        return made_for_test(authority, authority.issue(signer), name)


def made_for_test(authority: TestAuthority, signer: Signer, name: str) -> Sealed:
    """Return the seal of whoever holds a key, made by the maker of test seals."""
    drawn = draw_seal(name)
    maker = kept_signer(authority, MAKER, MAKER_NAME, MAKERS)
    return Sealed(signer, drawn, electronic_seal(signer.certificate, drawn, maker))
