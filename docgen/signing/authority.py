"""The test authority: a chain of our own that lets signing be tried without a real one.

Everything it issues says 测试 in its name and has no legal force. Its files lie in the data folder
and are made at the first start: ``authority.key`` and ``authority.crt`` of the root, and in the
folder ``issuing`` those of the authority below it, which issues to signers. Keys are readable by
their owner alone.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog

from docgen.signing.certificates import CertificateRequest, issued, self_signed
from docgen.signing.files import CERTIFICATE, KEY, load_signer, store_signer
from docgen.signing.signer import SoftwareSigner
from models.clean import shorten
from models.crypto.sm2 import PrivateKey
from models.crypto.trust import TEST_MARK, Trust
from models.errors import SigningError

ORGANISATION = "智办开发测试（无法律效力）"
ROOT_NAME = "智办测试根证书颁发机构"
ISSUING_NAME = "智办测试证书签发机构"
ROOT, ISSUING = "authority", "issuing"
"""Names of the files of both authorities; the second has a folder of that name."""
KEY_FILE, CERTIFICATE_FILE = f"{ROOT}{KEY}", f"{ROOT}{CERTIFICATE}"

ROOT_YEARS = 10
SIGNER_YEARS = 3
LONGEST_NAME = 40
"""Characters of a signer's name that go into a certificate (X.520 allows 64)."""

log = structlog.get_logger(__name__)

Term = tuple[datetime, datetime]
"""From when and until when a certificate holds."""


@dataclass(frozen=True)
class TestAuthority:
    """A root certificate and the authority below it, which issues test certificates."""

    __test__ = False
    """Tells pytest that this is no test, whatever its name begins with."""

    folder: Path
    certificate: bytes
    """Of the root, DER."""
    issuing: SoftwareSigner

    @property
    def trust(self) -> Trust:
        """What a verifier has to trust for the signatures of those it issued to."""
        return Trust((self.certificate,), (self.issuing.certificate,))

    def issue(self, name: str, term: Term | None = None) -> SoftwareSigner:
        """Return a signer with a new key and a certificate for ``name``, marked as a test.

        The key lives in memory only and is gone with the signer. Without a term the certificate
        holds for three years from now.
        """
        key = PrivateKey.generate()
        request = CertificateRequest(
            key.public_key, _marked(name), ORGANISATION, *(term or _from_now(SIGNER_YEARS))
        )
        issuer = self.issuing.certificate
        return SoftwareSigner(key, issued(request, issuer, self.issuing.key), (issuer,))


def open_authority(folder: Path) -> TestAuthority:
    """Return the test authority of a data folder, made on first use.

    Several processes may open it at once: one makes it, all get the same. Raises ``SigningError``
    when the files cannot be read or written.
    """
    try:
        if not (folder / KEY_FILE).exists() and store_signer(folder, ROOT, _root()):
            log.info("test_authority_made", folder=str(folder))
        root, below = load_signer(folder, ROOT), folder / ISSUING
        if not below.exists():
            store_signer(below, ISSUING, _issuing(root))
        return TestAuthority(folder, root.certificate, load_signer(below, ISSUING))
    except (OSError, ValueError) as error:
        raise SigningError(f"测试证书无法读取或生成：{folder}（{error}）") from error


def _root() -> SoftwareSigner:
    key = PrivateKey.generate()
    term = _from_now(ROOT_YEARS)
    request = CertificateRequest(key.public_key, ROOT_NAME, ORGANISATION, *term, authority=True)
    return SoftwareSigner(key, self_signed(request, key))


def _issuing(root: SoftwareSigner) -> SoftwareSigner:
    key = PrivateKey.generate()
    request = CertificateRequest(
        key.public_key,
        ISSUING_NAME,
        ORGANISATION,
        *_from_now(ROOT_YEARS),
        authority=True,
        authorities_below=0,
    )
    return SoftwareSigner(key, issued(request, root.certificate, root.key))


def _from_now(years: int) -> Term:
    now = datetime.now(UTC)
    return now - timedelta(minutes=5), now + timedelta(days=365 * years)


def _marked(name: str) -> str:
    """Return a name as it stands in a certificate: it says once that it is a test."""
    mark = f"（{TEST_MARK}）"
    return f"{shorten(name, LONGEST_NAME).removesuffix(mark)}{mark}"
