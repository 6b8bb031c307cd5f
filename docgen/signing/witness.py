"""A second signature, by RSA, for readers that know no SM2: its field shows nothing.

Adobe's readers and others like them cannot check SM2. The service's own RSA key vouches that the
file is as it was; who sealed it is told by the SM2 signature before it.
"""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import structlog
from asn1crypto import pem
from asn1crypto.algos import SignedDigestAlgorithm
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter
from pyhanko_certvalidator.registry import SimpleCertificateStore

from docgen.signing.files import CERTIFICATE, KEY, store_pair
from models.errors import SigningError

NAME = "智办电子文件防篡改签名（测试）"
ORGANISATION = "智办开发测试（无法律效力）"
FOLDER = "witness"
"""Of the authority's folder, and name of the two files in it."""
BITS = 3072
YEARS = 10
SUFFIX = "RSA"
"""Behind the name of the field that was signed before."""
REASON = "供不支持国密算法的阅读软件验证文件未被改动"
ROOM = 2 * 8192

log = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Witness:
    """An RSA key with its certificate, DER."""

    key: rsa.RSAPrivateKey
    certificate: bytes


def open_witness(authority: Path) -> Witness:
    """Return the witness of an authority's folder, made on first use; its name says 测试.

    Several processes may ask at once: all get the same. Raises ``SigningError`` when its files
    cannot be read or written.
    """
    folder = authority / FOLDER
    try:
        if not folder.exists() and store_pair(folder, FOLDER, *_made()):
            log.info("witness_key_made", folder=str(folder))
        _, _, certificate = pem.unarmor((folder / f"{FOLDER}{CERTIFICATE}").read_bytes())
        return Witness(_loaded((folder / f"{FOLDER}{KEY}").read_bytes()), certificate)
    except (OSError, ValueError, TypeError) as error:
        raise SigningError(f"RSA 签名的密钥无法读取或生成：{folder}（{error}）") from error


def add_witness(pdf: bytes, witness: Witness, field: str) -> bytes:
    """Return a PDF with an RSA signature beside that of a field, as an incremental update.

    Raises ``SigningError`` when the file cannot be read or has such a signature already.
    """
    try:
        return _add(IncrementalPdfFileWriter(BytesIO(pdf)), witness, f"{field}{SUFFIX}")
    except (PdfError, ValueError) as error:
        raise SigningError(f"文件无法加签 RSA 签名：{error}") from error


def _add(writer: IncrementalPdfFileWriter, witness: Witness, field: str) -> bytes:
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
        name=NAME,
        reason=REASON,
    )
    out = BytesIO()
    signer = signers.PdfSigner(metadata, _RsaSigner(witness), new_field_spec=SigFieldSpec(field))
    signer.sign_pdf(writer, output=out, bytes_reserved=ROOM)
    return out.getvalue()


class _RsaSigner(signers.Signer):  # type: ignore[misc]  # pyHanko is not typed for mypy here
    """Signs with a key that is loaded already: pyHanko's own would prove it anew every time."""

    def __init__(self, witness: Witness) -> None:
        super().__init__(
            signing_cert=Certificate.load(witness.certificate),
            cert_registry=SimpleCertificateStore(),
            signature_mechanism=SignedDigestAlgorithm({"algorithm": "sha256_rsa"}),
        )
        self._key = witness.key

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,  # noqa: ARG002 - always SHA-256
        dry_run: bool = False,
    ) -> bytes:
        """Return the signature of ``data``, or as much room as one needs."""
        if dry_run:
            return bytes(self._key.key_size // 8)
        return self._key.sign(data, padding.PKCS1v15(), hashes.SHA256())


@lru_cache(maxsize=4)
def _loaded(private: bytes) -> rsa.RSAPrivateKey:
    """Return a key from PEM; proving it takes longer than a signature, so it is done once."""
    key = serialization.load_pem_private_key(private, None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise ValueError("no RSA key")  # noqa: TRY004 - it was read from a file
    return key


def _made() -> tuple[bytes, bytes]:
    """Return a new key, PEM, and its certificate, DER, issued by itself."""
    key, now = rsa.generate_private_key(65537, BITS), datetime.now(UTC)
    told = {NameOID.COUNTRY_NAME: "CN", NameOID.ORGANIZATION_NAME: ORGANISATION}
    told[NameOID.COMMON_NAME] = NAME
    name = x509.Name([x509.NameAttribute(kind, text) for kind, text in told.items()])
    usage = x509.KeyUsage(
        digital_signature=True,
        content_commitment=True,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=False,
        crl_sign=False,
        encipher_only=False,
        decipher_only=False,
    )
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(minutes=5))
        .not_valid_after(now + timedelta(days=365 * YEARS))
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return private, certificate.public_bytes(serialization.Encoding.DER)
