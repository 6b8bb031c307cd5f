"""Files that others made: RSA signatures, material for long-term validation, hostile files."""

import time
import zlib
from datetime import UTC, datetime, timedelta
from io import BytesIO

import pytest
from asn1crypto.keys import PrivateKeyInfo
from asn1crypto.x509 import Certificate
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers
from pyhanko.sign.fields import SigSeedSubFilter
from pyhanko.sign.validation import DocumentSecurityStore
from pyhanko_certvalidator.registry import SimpleCertificateStore

from docgen.forms.compose import ComposedForm
from docgen.printing.field import APPLICANT
from extractors.signatures.pdf import verify_pdf
from extractors.signatures.verdict import CertificateState, Outcome
from models.crypto.trust import Trust

SECONDS = 20


@pytest.fixture(scope="module")
def rsa_signer() -> signers.SimpleSigner:
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "某某公司（样张）")])
    now = datetime.now(UTC)
    usage = dict.fromkeys(
        (
            *("digital_signature", "content_commitment", "key_encipherment", "key_agreement"),
            *("data_encipherment", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
        ),
        False,
    )
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.KeyUsage(**usage | {"content_commitment": True}), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    return signers.SimpleSigner(
        Certificate.load(certificate.public_bytes(serialization.Encoding.DER)),
        PrivateKeyInfo.load(private),
        SimpleCertificateStore(),
    )


@pytest.fixture(scope="module", params=list(SigSeedSubFilter)[:2], ids=["CMS", "PAdES"])
def rsa_signed(
    request: pytest.FixtureRequest,
    forms: dict[str, ComposedForm],
    rsa_signer: signers.SimpleSigner,
) -> bytes:
    """Give the form signed with RSA, in both ways PDF knows."""
    metadata = signers.PdfSignatureMetadata(
        field_name=APPLICANT, md_algorithm="sha256", subfilter=request.param
    )
    out = BytesIO()
    writer = IncrementalPdfFileWriter(BytesIO(forms["S5B"].pdf))
    signers.PdfSigner(metadata, rsa_signer).sign_pdf(writer, output=out)
    return out.getvalue()


def test_rsa_signatures_are_checked_as_well(
    rsa_signed: bytes, rsa_signer: signers.SimpleSigner
) -> None:
    verdict = verify_pdf(rsa_signed, Trust((rsa_signer.signing_cert.dump(),)))
    assert verdict.outcome is Outcome.TRUSTED
    assert verdict.signatures[0].algorithm == "RSA（SHA-256）"
    assert not verdict.signatures[0].test
    unknown = verify_pdf(rsa_signed, Trust())
    assert unknown.signatures[0].certificate is CertificateState.UNKNOWN_ISSUER
    spoilt = bytearray(rsa_signed)
    spoilt[5000] ^= 1
    assert not verify_pdf(bytes(spoilt), Trust()).valid


def test_material_for_long_term_validation_may_follow(signed: bytes, trust: Trust) -> None:
    file = BytesIO(signed)
    certificate = Certificate.load(trust.roots[0])
    DocumentSecurityStore.add_dss(file, sig_contents=None, certs=[certificate])
    extended = file.getvalue()
    assert len(extended) > len(signed)
    assert verify_pdf(extended, trust).outcome is Outcome.TRUSTED
    assert not verify_pdf(extended + b"more", trust).valid


def bomb(layers: int) -> bytes:
    """Return a PDF whose cross-reference stream unpacks to far more than the file holds."""
    data = b"\0" * 200_000_000
    for _ in range(layers):
        data = zlib.compress(data, 9)
    filters = b"/FlateDecode " * layers
    head = b"%PDF-1.7\n"
    stream = b"1 0 obj\n<</Type/XRef/Size 9/W[1 2 1]/Root 2 0 R/Filter[" + filters + b"]/Length "
    body = stream + str(len(data)).encode() + b">>\nstream\n" + data + b"\nendstream\nendobj\n"
    return head + body + b"startxref\n" + str(len(head)).encode() + b"\n%%EOF\n"


HOSTILE = {
    "bomb": lambda: bomb(1),
    "bomb in a bomb": lambda: bomb(2),
    "deep nesting": lambda: b"%PDF-1.7\n1 0 obj\n" + b"[" * 200_000 + b"\nstartxref\n9\n%%EOF",
    "endless chain": lambda: (
        b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \n"
        b"trailer\n<</Size 1/Prev 9>>\nstartxref\n9\n%%EOF"
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_files_are_refused_in_good_time(kind: str, trust: Trust) -> None:
    file = HOSTILE[kind]()
    begun = time.monotonic()
    assert verify_pdf(file, trust).outcome is Outcome.DAMAGED
    assert time.monotonic() - begun < SECONDS
