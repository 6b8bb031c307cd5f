import hashlib
from io import BytesIO

import numpy as np
import pypdfium2
import pytest
from asn1crypto.cms import SignedData
from pyhanko.pdf_utils.reader import PdfFileReader

from docgen.forms.compose import ComposedForm
from docgen.printing.field import APPLICANT
from docgen.signing.authority import TestAuthority
from docgen.signing.pdf import sign_pdf
from docgen.signing.seal import draw_seal
from docgen.signing.seals import Sealed, TestSeals
from docgen.signing.signer import SoftwareSigner
from models.crypto.algorithms import register
from models.errors import SigningError
from tests.demo_filing import CASE
from tests.docgen.conftest import REASON
from tests.docgen.reading import pdf_picture, pdf_text

LABEL = "申请人（签章）："


def embedded(pdf: bytes) -> tuple[SignedData, bytes]:
    """Return the only signature of a PDF and the bytes it covers."""
    register()
    (signature,) = PdfFileReader(BytesIO(pdf)).embedded_signatures
    start, length, later, rest = signature.byte_range
    return signature.signed_data, pdf[start : start + length] + pdf[later : later + rest]


def test_signing_only_adds_to_the_file(forms: dict[str, ComposedForm], signed: bytes) -> None:
    assert signed.startswith(forms["S5B"].pdf)
    assert pdf_text(signed) == pdf_text(forms["S5B"].pdf)


def test_the_seal_stands_behind_its_label_and_clear_of_the_text(
    forms: dict[str, ComposedForm], signed: bytes
) -> None:
    last = len(pypdfium2.PdfDocument(signed)) - 1
    page = pypdfium2.PdfDocument(signed)[last]
    text = page.get_textpage()
    place, _ = text.search(LABEL).get_next()
    boxes = [text.get_charbox(place + each) for each in range(len(LABEL))]
    before, after = (pdf_picture(each, last) for each in (forms["S5B"].pdf, signed))
    rows, columns = np.nonzero((before != after).any(axis=2))
    scale, height = 2, page.get_height()
    assert columns.min() / scale > boxes[-1][2] - 4
    assert rows.min() / scale < height - boxes[0][3] < rows.max() / scale
    assert 105 < (columns.max() - columns.min()) / scale < 116, "40 mm, less the clear edge"


def test_the_signature_is_pades_with_sm2_and_carries_its_chain(
    signed: bytes, authority: TestAuthority
) -> None:
    (field,) = PdfFileReader(BytesIO(signed)).embedded_signatures
    assert field.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    signature, _ = embedded(signed)
    signer = signature["signer_infos"][0]
    assert signer["signature_algorithm"]["algorithm"].native == "sm3_sm2"
    assert signer["digest_algorithm"]["algorithm"].native == "sm3"
    own, between = sorted(signature["certificates"], key=lambda each: bool(each.chosen.ca))
    assert between.chosen.dump() == authority.issuing.certificate
    named = next(a for a in signer["signed_attrs"] if a["type"].native == "signing_certificate_v2")
    stated = named["values"][0]["certs"][0]
    assert stated["hash_algorithm"]["algorithm"].native in ("sm3", "sha256")
    digest = hashlib.new(stated["hash_algorithm"]["algorithm"].native, own.chosen.dump())
    assert stated["cert_hash"].native == digest.digest()


def test_any_signer_can_stand_behind_the_interface(
    forms: dict[str, ComposedForm], authority: TestAuthority
) -> None:
    """A seal server that is down is told as such, and no half-signed file comes back."""

    class SealServer:
        certificate = authority.issue("甲公司").certificate
        chain = ()

        def sign(self, data: bytes) -> bytes:
            raise SigningError(f"签章服务器没有回应（{len(data)} 字节）。")

    sealed = Sealed(SealServer(), draw_seal("甲公司"))
    with pytest.raises(SigningError, match="没有回应"):
        sign_pdf(forms["S5B"].pdf, sealed, APPLICANT, REASON)


def test_a_long_chain_has_room(forms: dict[str, ComposedForm], authority: TestAuthority) -> None:
    one = authority.issue("甲公司")
    chain = tuple(authority.issue(f"中间{each}").certificate for each in range(12))
    sealed = Sealed(SoftwareSigner(one.key, one.certificate, chain), draw_seal("甲公司"))
    signed = sign_pdf(forms["S5B"].pdf, sealed, APPLICANT, REASON)
    signature, _ = embedded(signed)
    assert len(signature["certificates"]) == 13


@pytest.mark.parametrize("spoil", ["signed", "junk", "empty", "no field"])
def test_what_cannot_be_signed_is_told(
    spoil: str,
    signed: bytes,
    seals: TestSeals,
) -> None:
    no_field = BytesIO()
    blank = pypdfium2.PdfDocument.new()
    blank.new_page(595, 842)
    blank.save(no_field)
    files = {"signed": signed, "junk": b"%PDF-1.7 junk", "empty": b""}
    pdf = files.get(spoil, no_field.getvalue())
    with pytest.raises(SigningError):
        sign_pdf(pdf, seals.of_applicant("甲公司", CASE["firm"]["name"]), APPLICANT, REASON)
