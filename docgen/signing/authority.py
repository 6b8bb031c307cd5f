"""The test authority: a root of our own that lets signing be tried without a real one.

Everything it issues says 测试 in its name and has no legal force. Its files lie in the data folder
and are made at the first start: ``authority.key`` (readable by its owner alone) and
``authority.crt``.
"""

import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import structlog
from asn1crypto import pem

from docgen.signing.certificates import CertificateRequest, issued, self_signed
from docgen.signing.files import place_folder, write_private
from docgen.signing.signer import SoftwareSigner
from models.clean import shorten
from models.crypto.sm2 import PrivateKey
from models.crypto.trust import TEST_MARK, Trust
from models.errors import SigningError

ORGANISATION = "智办开发测试（无法律效力）"
ROOT_NAME = "智办测试证书颁发机构"
KEY_FILE = "authority.key"
CERTIFICATE_FILE = "authority.crt"

ROOT_YEARS = 10
SIGNER_YEARS = 3
LONGEST_NAME = 40
"""Characters of a signer's name that go into a certificate (X.520 allows 64)."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class TestAuthority:
    """A root certificate with its key, issuing test certificates."""

    __test__ = False
    """Tells pytest that this is no test, whatever its name begins with."""

    folder: Path
    key: PrivateKey
    certificate: bytes

    @property
    def trust(self) -> Trust:
        """What a verifier has to trust for the signatures of those it issued to."""
        return Trust((self.certificate,))

    def issue(self, name: str) -> SoftwareSigner:
        """Return a signer with a new key and a certificate for ``name``, marked as a test.

        The key lives in memory only and is gone with the signer.
        """
        key, now = PrivateKey.generate(), datetime.now(UTC)
        request = CertificateRequest(
            public_key=key.public_key,
            common_name=_marked(name),
            organisation=ORGANISATION,
            since=now - timedelta(minutes=5),
            until=now + timedelta(days=365 * SIGNER_YEARS),
        )
        return SoftwareSigner(key, issued(request, self.certificate, self.key))


def open_authority(folder: Path) -> TestAuthority:
    """Return the test authority of a data folder, made on first use.

    Several processes may open it at once: one makes it, all get the same. Raises ``SigningError``
    when the files cannot be read or written.
    """
    try:
        if not (folder / KEY_FILE).exists():
            _make(folder)
        return _read(folder)
    except (OSError, ValueError) as error:
        raise SigningError(f"测试证书无法读取或生成：{folder}（{error}）") from error


def _read(folder: Path) -> TestAuthority:
    _, _, certificate = pem.unarmor((folder / CERTIFICATE_FILE).read_bytes())
    return TestAuthority(folder, PrivateKey((folder / KEY_FILE).read_bytes()), certificate)


def _make(folder: Path) -> None:
    """Write both files into a folder of their own, then move it into place in one step."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    key = PrivateKey.generate()
    write_private(draft / KEY_FILE, key.pem)
    (draft / CERTIFICATE_FILE).write_bytes(pem.armor("CERTIFICATE", _root(key)))
    if place_folder(draft, folder):
        log.info("test_authority_made", folder=str(folder))


def _marked(name: str) -> str:
    """Return a name as it stands in a certificate: it says once that it is a test."""
    mark = f"（{TEST_MARK}）"
    return f"{shorten(name, LONGEST_NAME).removesuffix(mark)}{mark}"


def _root(key: PrivateKey) -> bytes:
    now = datetime.now(UTC)
    request = CertificateRequest(
        public_key=key.public_key,
        common_name=ROOT_NAME,
        organisation=ORGANISATION,
        since=now - timedelta(minutes=5),
        until=now + timedelta(days=365 * ROOT_YEARS),
        authority=True,
    )
    return self_signed(request, key)
