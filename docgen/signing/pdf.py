"""Signs a PDF with SM2 and SM3 as PAdES B-B, with the seal where the page leaves room for it."""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from asn1crypto.algos import SignedDigestAlgorithm
from asn1crypto.tsp import SigningCertificateV2
from asn1crypto.x509 import Certificate
from PIL import Image
from pyhanko.pdf_utils.images import PdfImage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.sign import signers
from pyhanko.sign.attributes import CMSAttributeProvider, SigningCertificateV2Provider
from pyhanko.sign.fields import SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError as PadesError
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator.registry import SimpleCertificateStore

from docgen.printing.field import no_room
from docgen.signing.seals import Sealed
from docgen.signing.signer import Signer
from models.crypto.algorithms import SM2_WITH_SM3, SM3, register
from models.crypto.sm2 import LONGEST
from models.crypto.sm3 import digest
from models.errors import SigningError

WHOLE_FIELD = SimpleBoxLayoutRule(
    x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins()
)
LISTED = 64
"""Bytes that naming a certificate in what is signed takes."""
ROOM = 2048
"""Bytes a signature takes apart from its certificates, with some to spare; saying so saves pyHanko
a trial run."""


class _PadesSigner(signers.Signer):  # type: ignore[misc]  # pyHanko is not typed for mypy here
    """Gives pyHanko the signatures of any of our signers."""

    def __init__(self, signer: Signer) -> None:
        register()
        own, *chain = (Certificate.load(each) for each in (signer.certificate, *signer.chain))
        store = SimpleCertificateStore()
        store.register_multiple(chain)  # pyHanko adds the signer's own
        mechanism = SignedDigestAlgorithm({"algorithm": SM2_WITH_SM3})
        super().__init__(signing_cert=own, cert_registry=store, signature_mechanism=mechanism)
        self._signer = signer
        self._listed = _listed((signer.certificate, *signer.chain))

    def _signed_attr_providers(self, *args: Any, **named: Any) -> Iterator[CMSAttributeProvider]:  # noqa: ANN401 - passed on
        for each in super()._signed_attr_providers(*args, **named):
            names_signer = isinstance(each, SigningCertificateV2Provider)
            yield _ListedChain(self._listed) if names_signer else each

    async def async_sign_raw(
        self,
        data: bytes,
        digest_algorithm: str,  # noqa: ARG002 - always SM3, which belongs to SM2 signatures
        dry_run: bool = False,
    ) -> bytes:
        """Return the signature of ``data``, or as much room as one needs."""
        return bytes(LONGEST) if dry_run else self._signer.sign(data)


class _ListedChain(SigningCertificateV2Provider):  # type: ignore[misc]  # the same
    """Names every certificate of the chain in what is signed, so that none can be exchanged."""

    def __init__(self, listed: bytes) -> None:
        self._listed = listed

    async def build_attr_value(self, dry_run: bool = False) -> SigningCertificateV2:  # noqa: ARG002
        """Return the list."""
        return SigningCertificateV2.load(self._listed)


def _listed(certificates: Iterable[bytes]) -> bytes:
    """Return the digests of certificates, the signer's own first, as RFC 5035 (3) lists them."""
    listed = [
        {"hash_algorithm": {"algorithm": SM3}, "cert_hash": digest(each)} for each in certificates
    ]
    return bytes(SigningCertificateV2({"certs": listed}).dump())


def sign_pdf(pdf: bytes, sealed: Sealed, field: str, reason: str) -> bytes:
    """Return the PDF signed in one of its empty fields, as an incremental update.

    The bytes of ``pdf`` stay as they are, the signature follows them: whoever has signed another
    field before has signed still. Raises ``SigningError`` when the PDF has no empty field of that
    name or the key cannot be used.

    Args:
        pdf: a file with an empty signature field, signed in others or not.
        sealed: the key and the picture of the seal.
        field: name of the field (``docgen.printing.field``).
        reason: what the signature is given for, in Chinese.
    """
    try:
        writer = IncrementalPdfFileWriter(BytesIO(pdf))
        _need_field(writer, field)
        return _sign(writer, sealed, field, reason)
    except (PdfError, PadesError) as error:
        raise SigningError(f"文件无法签章：{error}") from error


def _need_field(writer: IncrementalPdfFileWriter, field: str) -> None:
    fields = enumerate_sig_fields(writer.prev, filled_status=False, with_name=field)
    if next(fields, None) is None:
        raise SigningError(no_room(field))


def _sign(writer: IncrementalPdfFileWriter, sealed: Sealed, field: str, reason: str) -> bytes:
    own = _PadesSigner(sealed.signer)
    metadata = signers.PdfSignatureMetadata(
        field_name=field,
        md_algorithm=SM3,
        subfilter=SigSeedSubFilter.PADES,
        name=own.signing_cert.subject.native["common_name"],
        reason=reason,
    )
    picture = PdfImage(Image.open(BytesIO(sealed.seal.png)))
    style = StaticStampStyle(
        background=picture, background_layout=WHOLE_FIELD, background_opacity=1, border_width=0
    )
    out = BytesIO()
    certificates = sealed.signer.certificate, *sealed.signer.chain
    room = 2 * (ROOM + sum(len(each) + LISTED for each in certificates))
    pdf_signer = signers.PdfSigner(metadata, own, stamp_style=style)
    pdf_signer.sign_pdf(writer, output=out, bytes_reserved=room)
    return out.getvalue()
