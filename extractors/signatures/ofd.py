"""Checks the signatures of an OFD: digests of its files (GB/T 33190, 18) and sealed signatures.

Checked are every file the signature lists, that no other file was added, the signature over the
list, the seal with the signature of its maker, that the signer may use the seal, and how far the
certificate leads to a root we trust, at the moment the signer says. Not checked are revocation and
proof of that moment.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime

from asn1crypto.x509 import Certificate

from extractors.decoding.limits import Limits
from extractors.decoding.ofd.book import Book, open_books, outlines
from extractors.decoding.ofd.decode import to_pixels
from extractors.decoding.ofd.geometry import Matrix
from extractors.decoding.ofd.stamps import Signing, signings, stamps_of
from extractors.signatures.coverage import Coverage, check_coverage
from extractors.signatures.identity import certificate_state, name_of
from extractors.signatures.proof import digest_fits, fits, is_listed
from extractors.signatures.ses import SealedSignature, moment_of, read_signature
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
from models.clean import clean
from models.crypto.trust import TEST_MARK, Trust
from models.errors import EncryptedPaperError, UnreadablePaperError
from models.files.archive import Package
from models.records import Box

ALGORITHM = "SM2（SM3）"
OTHER_ALGORITHM = "RSA"
UNKNOWN_FORM = "签名采用暂不支持的格式，无法验证"
BROKEN = "签名的数据缺失或损坏，无法证明文件未被改动"

Sizes = dict[str, tuple[int, Matrix]]
"""Page identifier → number of the page, and the map from millimetres to its picture."""


def verify_ofd(
    data: bytes, trust: Trust, moment: datetime | None = None, limits: Limits | None = None
) -> Verdict:
    """Return the verdict on a file; whatever its bytes hold, they get one.

    Call it from a thread that runs no event loop. Raises ``SigningError`` when the system's
    cryptography cannot be used.

    Args:
        data: the file.
        trust: the roots that prove who signed.
        moment: stands in where a signature does not say when it was made; now when None.
        limits: how much the file may cost.
    """
    limits = limits or Limits()
    try:
        package = Package(data, limits)
        books = outlines(package, limits)
        found = [each for book in books for each in _on_book(book, trust, moment)]
    except EncryptedPaperError:
        return without_signatures(Outcome.ENCRYPTED)
    except (UnreadablePaperError, ValueError):
        return without_signatures(Outcome.DAMAGED)
    return on_signatures(tuple(found)) if found else without_signatures(Outcome.UNSIGNED)


def _on_book(book: Book, trust: Trust, moment: datetime | None) -> Iterator[SignatureVerdict]:
    if not book.signatures:
        return
    try:
        found = list(signings(book))
    except (UnreadablePaperError, ValueError):
        yield _broken("")
        return
    sizes = _sizes(book)
    for signing in found:
        coverage = check_coverage(book, signing, found)
        try:
            signature = read_signature(book.package.read(signing.value))
        except UnreadablePaperError:
            yield _broken(signing.number)
        except (ValueError, TypeError, KeyError, IndexError):
            yield _unknown_form(signing, coverage)
        else:
            one = Sealed(book, signing, signature, coverage, sizes)
            yield one.verdict(trust, one.signed_at or moment or datetime.now(UTC))


@dataclass(frozen=True)
class Sealed:
    """One sealed signature with everything its verdict rests on."""

    book: Book
    signing: Signing
    signature: SealedSignature
    coverage: Coverage
    sizes: Sizes

    @property
    def signed_at(self) -> datetime | None:
        """When it was signed, as the signature says or else its description."""
        told = self.signing.root.findtext("SignedInfo/SignatureDateTime") or ""
        return self.signature.signed_at or moment_of(told)

    def verdict(self, trust: Trust, moment: datetime) -> SignatureVerdict:
        """Return the verdict; ``moment`` is when certificate and seal must have been in term."""
        findings = (*self.coverage.findings, *self._misfits())
        intact = self.coverage.intact and not tuple(self._misfits())
        certificate = _certificate(self.signature.signer)
        state = self._state(certificate, trust, moment)
        page, box = self._place()
        return SignatureVerdict(
            field=self.signing.number,
            signer=name_of(certificate.subject) if certificate else "",
            issuer=name_of(certificate.issuer) if certificate else "",
            algorithm=_algorithm(certificate),
            signed_at=self.signed_at,
            intact=intact,
            whole=self.coverage.whole,
            covers=Covers.FILE if self.coverage.whole else Covers.PART,
            certificate=state,
            seal=clean(self.signature.seal.name),
            findings=findings,
            page=page,
            box=box,
            test=certificate is not None and TEST_MARK in name_of(certificate.issuer),
            sentence=sentence(state, unchanged=intact and self.coverage.whole, findings=findings),
        )

    def _misfits(self) -> Iterator[str]:
        """Yield what of the signature itself does not hold."""
        sealed, seal = self.signature, self.signature.seal
        described = self.book.package.read(self.signing.path)
        if not digest_fits(sealed.digest, described):
            yield "签名清单在签署后被改动"
        if not fits(sealed.signer, sealed.signature, sealed.signed):
            yield "签名值与签名证书不符"
        if not any(fits(seal.maker, seal.signature, each) for each in seal.signed):
            yield "电子印章本身被改动，或者不是制章单位所签发"
        if not is_listed(sealed.signer, seal.signers):
            yield "签名证书不在电子印章准许使用的证书之列"

    def _state(
        self, certificate: Certificate | None, trust: Trust, moment: datetime
    ) -> CertificateState:
        if certificate is None:
            return CertificateState.UNFIT
        state = certificate_state(certificate, trust, moment)
        seal = self.signature.seal
        if state is CertificateState.TRUSTED and self.coverage.weak:
            return CertificateState.WEAK
        early, late = seal.start and moment < seal.start, seal.end and seal.end < moment
        return CertificateState.SEAL_OUT_OF_TERM if early or late else state

    def _place(self) -> tuple[int, Box | None]:
        """Return the page of the first stamp, and its box in pixels."""
        with suppress(ValueError):
            for stamp in stamps_of(self.signing):
                if stamp.sheet in self.sizes:
                    number, to_page = self.sizes[stamp.sheet]
                    left, top, width, height = stamp.box
                    corners = (*to_page(left, top), *to_page(left + width, top + height))
                    x0, y0, x1, y1 = (round(each) for each in corners)
                    return number, (x0, y0, x1, y1)
        return 1, None


def _sizes(book: Book) -> Sizes:
    """Return how each page lies on its picture; nothing where pages cannot be opened."""
    with suppress(UnreadablePaperError, ValueError):
        books = open_books(book.package, book.limits)
        sheets = [(one.path, sheet) for one in books for sheet in one.sheets]
        return {
            sheet.number: (number, to_pixels(sheet.box, book.limits))
            for number, (path, sheet) in enumerate(sheets, start=1)
            if path == book.path
        }
    return {}


def _certificate(der: bytes) -> Certificate | None:
    try:
        certificate = Certificate.load(der, strict=True)
        certificate.native  # noqa: B018 - parses every part now, not while it is being judged
    except (ValueError, TypeError, KeyError):
        return None
    return certificate


def _algorithm(certificate: Certificate | None) -> str:
    if certificate is None:
        return ""
    return ALGORITHM if certificate.public_key.algorithm == "ec" else OTHER_ALGORITHM


def _broken(number: str) -> SignatureVerdict:
    return _nobody(number, (BROKEN,), checked=True)


def _unknown_form(signing: Signing, coverage: Coverage) -> SignatureVerdict:
    """What was changed is said even where the signature itself is not understood."""
    changed = not (coverage.intact and coverage.whole)
    findings = coverage.findings if changed else (UNKNOWN_FORM,)
    return _nobody(signing.number, findings, checked=changed)


def _nobody(number: str, findings: tuple[str, ...], *, checked: bool) -> SignatureVerdict:
    return SignatureVerdict(
        field=number,
        signer="",
        issuer="",
        algorithm="",
        signed_at=None,
        intact=False,
        whole=False,
        certificate=CertificateState.UNFIT,
        checked=checked,
        findings=findings,
        test=False,
        sentence="，".join(findings),
    )
