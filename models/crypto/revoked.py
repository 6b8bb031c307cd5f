"""Certificates that their authority has taken back, as an administrator lists them.

No list is fetched from anywhere: what the authority tells is written into ``revoked.toml``, beside
the certificates of those who are trusted.
"""

from collections.abc import Iterable
from pathlib import Path

from asn1crypto.x509 import Certificate
from pydantic import Field

from models.errors import SigningError, SpecError
from models.specs import Spec, read_spec

FILE = "revoked.toml"


class RevokedCertificate(Spec):
    """One certificate that no longer holds."""

    issuer: str
    """Common name of whoever issued it."""
    serial: str = Field(pattern=r"^[0-9A-Fa-f]{1,64}$")
    """In hexadecimal digits, as ``openssl x509 -serial`` prints it."""
    note: str = ""
    """When and why, for people."""


class Revoked(Spec):
    """The list; a ``[[certificate]]`` for each."""

    certificate: tuple[RevokedCertificate, ...] = ()

    def has(self, certificate: Certificate) -> bool:
        """Tell whether a certificate is on the list."""
        issuer, serial = certificate.issuer.native.get("common_name"), certificate.serial_number
        return any(
            each.issuer == issuer and int(each.serial, 16) == serial for each in self.certificate
        )


NONE_REVOKED = Revoked()


def read_revoked(folders: Iterable[Path]) -> Revoked:
    """Return the lists of all folders as one; raises ``SigningError`` naming a spoilt one."""
    files = (folder / FILE for folder in folders)
    try:
        listed = [read_spec(file, Revoked).certificate for file in files if file.is_file()]
    except (SpecError, OSError, UnicodeDecodeError) as error:
        raise SigningError(f"证书吊销名单无法使用：{error}") from error
    return Revoked(certificate=tuple(each for part in listed for each in part))
