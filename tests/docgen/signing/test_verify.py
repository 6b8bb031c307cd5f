from collections.abc import Callable
from datetime import UTC, datetime
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import copy_into_new_writer
from pyhanko.sign import signers
from pyhanko.sign.fields import SigFieldSpec

from docgen.forms.compose import ComposedForm
from docgen.printing.field import APPLICANT
from docgen.signing.authority import TestAuthority
from docgen.signing.pdf import _PadesSigner, sign_pdf
from docgen.signing.seals import TestSeals
from extractors.signatures.pdf import verify_pdf
from extractors.signatures.verdict import CertificateState, Outcome
from models.crypto.trust import Trust
from tests.demo_filing import CASE
from tests.docgen.conftest import REASON

ANY_BYTE = settings(max_examples=150, deadline=None)


def written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def saved_again(pdf: bytes) -> bytes:
    out = BytesIO()
    pypdfium2.PdfDocument(pdf).save(out)
    return out.getvalue()


def encrypted(pdf: bytes) -> bytes:
    writer = copy_into_new_writer(PdfFileReader(BytesIO(pdf)))
    writer.encrypt("owner", "user")
    return written(writer)


def signed_again(pdf: bytes, authority: TestAuthority) -> bytes:
    """Add a second, invisible signature in a field of its own."""
    metadata = signers.PdfSignatureMetadata(field_name="Second", md_algorithm="sm3")
    own = _PadesSigner(authority.issue("乙公司"))
    second = signers.PdfSigner(metadata, own, new_field_spec=SigFieldSpec("Second"))
    out = BytesIO()
    second.sign_pdf(IncrementalPdfFileWriter(BytesIO(pdf)), output=out)
    return out.getvalue()


def test_a_signed_form_is_valid_and_names_its_signer(signed: bytes, trust: Trust) -> None:
    verdict = verify_pdf(signed, trust)
    (signature,) = verdict.signatures
    assert verdict.valid
    assert verdict.trusted
    assert verdict.outcome is Outcome.TRUSTED
    assert CASE["firm"]["name"] in signature.signer
    assert signature.algorithm == "SM2（SM3）"
    assert signature.intact
    assert signature.whole
    assert abs((datetime.now(UTC) - signature.signed_at).total_seconds()) < 3600


def test_a_test_certificate_is_never_passed_off_as_real(signed: bytes, trust: Trust) -> None:
    verdict = verify_pdf(signed, trust)
    assert verdict.signatures[0].test
    assert "测试证书，不具有法律效力" in verdict.sentence


def test_an_unknown_issuer_is_said_plainly(signed: bytes) -> None:
    verdict = verify_pdf(signed, Trust())
    assert verdict.valid
    assert not verdict.trusted
    assert verdict.outcome is Outcome.UNTRUSTED
    assert verdict.signatures[0].sentence == "签名有效，但证书颁发机构未受信任"
    assert "不能确认签名人的真实身份" in verdict.sentence


@pytest.mark.parametrize("year", [2020, 2045])
def test_a_certificate_out_of_its_term_is_said(year: int, signed: bytes, trust: Trust) -> None:
    verdict = verify_pdf(signed, trust, datetime(year, 1, 1, tzinfo=UTC))
    assert not verdict.trusted
    assert verdict.signatures[0].certificate is CertificateState.OUT_OF_TERM
    assert "证书不在有效期内" in verdict.sentence


@ANY_BYTE
@given(place=st.data())
def test_one_changed_bit_anywhere_is_noticed(
    place: st.DataObject, signed: bytes, trust: Trust
) -> None:
    spoilt = bytearray(signed)
    spoilt[place.draw(st.integers(0, len(signed) - 1))] ^= 1 << place.draw(st.integers(0, 7))
    assert not verify_pdf(bytes(spoilt), trust).valid


@ANY_BYTE
@given(place=st.data())
def test_one_changed_bit_in_the_signature_itself_is_noticed(
    place: st.DataObject, signed: bytes, trust: Trust
) -> None:
    start = signed.index(b"/Contents <")
    end = signed.index(b">", start)
    spoilt = bytearray(signed)
    spoilt[place.draw(st.integers(start, end))] ^= 1 << place.draw(st.integers(0, 7))
    assert not verify_pdf(bytes(spoilt), trust).valid


@settings(max_examples=40, deadline=None)
@given(place=st.data())
def test_a_truncated_file_is_refused(place: st.DataObject, signed: bytes, trust: Trust) -> None:
    assert not verify_pdf(signed[: place.draw(st.integers(0, len(signed) - 1))], trust).valid


@settings(max_examples=40, deadline=None)
@given(more=st.binary(min_size=1, max_size=40))
def test_anything_added_behind_is_noticed(more: bytes, signed: bytes, trust: Trust) -> None:
    assert not verify_pdf(signed + more, trust).valid


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=400))
def test_any_bytes_get_a_verdict(data: bytes, trust: Trust) -> None:
    for file in (data, b"%PDF-1.7\n" + data):
        verdict = verify_pdf(file, trust)
        assert not verdict.valid
        assert verdict.sentence.endswith("。")


def test_a_file_saved_anew_has_lost_its_signature(signed: bytes, trust: Trust) -> None:
    assert not verify_pdf(saved_again(signed), trust).valid


def test_the_signature_of_one_form_does_not_fit_another(
    forms: dict[str, ComposedForm], signed: bytes, seals: TestSeals, trust: Trust
) -> None:
    sealed = seals.of_applicant("甲公司", "甲公司")
    other = sign_pdf(forms["S5A"].pdf, sealed, APPLICANT, REASON)
    start, end = (signed.index(mark, len(forms["S5B"].pdf)) for mark in (b"/Contents <", b">\n"))
    theirs = other.index(b"/Contents <", len(forms["S5A"].pdf))
    moved = signed[:start] + other[theirs : theirs + end - start] + signed[end:]
    assert not verify_pdf(moved, trust).valid


@pytest.mark.parametrize(
    ("make", "outcome"),
    [
        (lambda _: b"", Outcome.UNSUPPORTED),
        (lambda _: b"PK\x03\x04", Outcome.UNSUPPORTED),
        (lambda _: b"%PDF-1.7 and no more", Outcome.DAMAGED),
        (lambda form: form, Outcome.UNSIGNED),
        (encrypted, Outcome.ENCRYPTED),
    ],
    ids=["empty", "zip", "damaged", "unsigned", "encrypted"],
)
def test_what_carries_no_signature_says_why(
    make: Callable[[bytes], bytes],
    outcome: Outcome,
    forms: dict[str, ComposedForm],
    trust: Trust,
) -> None:
    verdict = verify_pdf(make(forms["S5B"].pdf), trust)
    assert verdict.outcome is outcome
    assert not verdict.valid
    assert verdict.signatures == ()


def test_a_second_signature_keeps_the_first(
    signed: bytes, authority: TestAuthority, trust: Trust
) -> None:
    twice = signed_again(signed, authority)
    verdict = verify_pdf(twice, trust)
    assert verdict.valid
    assert [each.field for each in verdict.signatures] == ["ApplicantSeal", "Second"]
    spoilt = twice.replace(b"ApplicantSeal", b"ApplicantSeaI", 1)
    assert not verify_pdf(spoilt, trust).valid
    assert not verify_pdf(twice + b"\n", trust).valid
