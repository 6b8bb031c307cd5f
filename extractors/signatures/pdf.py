"""Checks the signatures of a PDF: ours, and those of others that follow PAdES or plain CMS.

Checked are the signed bytes, the signature, what was added to the file later, and the chain of the
certificate, with the revocations we were told. Not checked are revocations that would have to be
fetched, and proof of the time of signing.
"""

import logging
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from io import BytesIO

import structlog
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel

from extractors.signatures.envelope import is_regular
from extractors.signatures.identity import name_of
from extractors.signatures.verdict import (
    CertificateState,
    Covers,
    Outcome,
    SignatureVerdict,
    Verdict,
    on_signatures,
    sentence,
    without_signatures,
)
from models.crypto.algorithms import SM2_WITH_SM3, register
from models.crypto.chain import validation_context
from models.crypto.revoked import Revoked
from models.crypto.trust import TEST_MARK, Trust
from models.errors import ServiceError

PDF_MARK, END_MARK = b"%PDF-", b"%%EOF"
MARK_WITHIN = 1024
"""Bytes within which a PDF must say that it is one (ISO 32000-1, annex H)."""
MOST = 20
"""Signatures checked in one file."""

ALGORITHMS = {
    SM2_WITH_SM3: "SM2（SM3）",
    "sha256_rsa": "RSA（SHA-256）",
    "sha256_ecdsa": "ECDSA（SHA-256）",
}
"""For people; any other is called by its digest."""

PROBLEMS = {
    "NO_CERTIFICATE_CHAIN_FOUND": CertificateState.UNKNOWN_ISSUER,
    "REVOKED": CertificateState.REVOKED,
    "REVOKED_NO_POE": CertificateState.REVOKED,
    "REVOKED_CA_NO_POE": CertificateState.REVOKED,
}
"""pyHanko's words for what is wrong with a certificate (ETSI EN 319 102-1); any other is UNFIT."""

log = structlog.get_logger(__name__)


def verify_pdf(data: bytes, trust: Trust, moment: datetime | None = None) -> Verdict:
    """Return the verdict on a file; whatever its bytes hold, they get one.

    Call it from a thread that runs no event loop: pyHanko starts one. Raises ``SigningError`` when
    the system's cryptography cannot be used.

    Args:
        data: the file.
        trust: the roots that prove who signed.
        moment: when certificates must be valid, with a time zone; now when None.
    """
    _keep_names_out_of_logs()
    if PDF_MARK not in data[:MARK_WITHIN]:
        return without_signatures(Outcome.UNSUPPORTED)
    try:
        return _verify(data, trust, moment or datetime.now(UTC))
    except ServiceError:
        raise
    except Exception as error:  # noqa: BLE001 - a parser fed hostile bytes may raise anything
        log.info("signed_file_unreadable", error=type(error).__name__)
        return without_signatures(Outcome.DAMAGED)


@cache
def _keep_names_out_of_logs() -> None:
    """Silence pyHanko's warnings: they tell the signer's name, and the verdict says the same."""
    for name in ("pyhanko", "pyhanko_certvalidator"):
        logging.getLogger(name).setLevel(logging.CRITICAL)


def _verify(data: bytes, trust: Trust, moment: datetime) -> Verdict:
    register()
    reader = PdfFileReader(BytesIO(data))
    if reader.encrypted:
        return without_signatures(Outcome.ENCRYPTED)
    signatures = reader.embedded_regular_signatures
    if not signatures:
        return without_signatures(Outcome.UNSIGNED)
    if len(signatures) > MOST:
        return without_signatures(Outcome.DAMAGED)
    statuses = [
        validate_pdf_signature(each, validation_context(trust, moment)) for each in signatures
    ]
    allowed = _allowed_later(reader, data, statuses)
    wholes = [
        _is_whole(status, allowed) and _fits(data, each)
        for each, status in zip(signatures, statuses, strict=True)
    ]
    found = zip(signatures, statuses, wholes, strict=True)
    return on_signatures(
        tuple(
            _on_one(signature, status, whole, _certificate(status, trust.revoked, moment))
            for signature, status, whole in found
        )
    )


def _on_one(
    signature: EmbeddedPdfSignature,
    status: PdfSignatureStatus,
    whole: bool,
    certificate: CertificateState,
) -> SignatureVerdict:
    own = status.signing_cert
    intact = _is_intact(status)
    findings = tuple(_findings(intact=intact, whole=whole))
    return SignatureVerdict(
        field=signature.field_name,
        signer=name_of(own.subject),
        issuer=name_of(own.issuer),
        algorithm=ALGORITHMS.get(status.pkcs7_signature_mechanism, status.md_algorithm.upper()),
        signed_at=status.signer_reported_dt,
        intact=intact,
        whole=whole,
        covers=_covers(status, whole=whole),
        certificate=certificate,
        findings=findings,
        test=TEST_MARK in name_of(own.issuer),
        sentence=sentence(certificate, unchanged=intact and whole, findings=findings),
    )


def _findings(*, intact: bool, whole: bool) -> Iterator[str]:
    if not intact:
        yield "签署过的内容被改动，或者签名与文件不符"
    elif not whole:
        yield "签署以后又添加了内容"


def _is_intact(status: PdfSignatureStatus) -> bool:
    return bool(status.intact and status.valid)


def _allowed_later(
    reader: PdfFileReader, data: bytes, statuses: Iterable[PdfSignatureStatus]
) -> ModificationLevel | None:
    """Return what may follow a signature that does not reach to the end of the file.

    When another signature reaches to the end, filling in and signing are allowed: that signature
    covers them. Otherwise only whole revisions with material for long-term validation are, and
    None when what follows is no whole revision.
    """
    everything = SignatureCoverageLevel.ENTIRE_FILE
    if any(status.coverage is everything and _is_intact(status) for status in statuses):
        return ModificationLevel.FORM_FILLING
    last = max(each.signed_revision for each in reader.embedded_signatures)
    extended = last < reader.total_revisions - 1 and data.rstrip(b"\r\n").endswith(END_MARK)
    return ModificationLevel.LTA_UPDATES if extended else None


def _is_whole(status: PdfSignatureStatus, allowed: ModificationLevel | None) -> bool:
    if status.coverage is SignatureCoverageLevel.ENTIRE_FILE:
        return True
    later = status.coverage is SignatureCoverageLevel.ENTIRE_REVISION and status.docmdp_ok
    return bool(later and allowed is not None and status.modification_level <= allowed)


def _covers(status: PdfSignatureStatus, *, whole: bool) -> Covers:
    if not whole:
        return Covers.PART
    everything = status.coverage is SignatureCoverageLevel.ENTIRE_FILE
    return Covers.FILE if everything else Covers.EARLIER


def _fits(data: bytes, signature: EmbeddedPdfSignature) -> bool:
    return is_regular(data, tuple(int(each) for each in signature.byte_range))


def _certificate(
    status: PdfSignatureStatus, revoked: Revoked, moment: datetime
) -> CertificateState:
    own = status.signing_cert
    if any(revoked.has(each) for each in status.validation_path or (own,)):
        return CertificateState.REVOKED
    if not own.not_valid_before <= moment <= own.not_valid_after:
        return CertificateState.OUT_OF_TERM
    if status.trusted:
        return CertificateState.TRUSTED
    if own.self_issued:
        return CertificateState.UNKNOWN_ISSUER
    problem = getattr(status.trust_problem_indic, "name", "")
    return PROBLEMS.get(problem, CertificateState.UNFIT)
