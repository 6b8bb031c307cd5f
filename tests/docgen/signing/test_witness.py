"""The RSA signature beside SM2: both hold, and a reader without SM2 accepts its part."""

import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto.pem import armor
from cryptography.x509 import load_der_x509_certificate
from pyhanko.pdf_utils.reader import PdfFileReader

from docgen.forms.compose import ComposedForm
from docgen.printing.field import APPLICANT, OFFICE, Place, add_signature_fields
from docgen.signing.pdf import sign_pdf
from docgen.signing.seals import TestSeals
from docgen.signing.witness import BITS, FOLDER, Witness, add_witness, open_witness
from extractors.signatures.pdf import verify_pdf
from models.crypto.trust import Trust
from models.errors import SigningError
from tests.docgen.openssl import needs_openssl, openssl

needs_pdfsig = pytest.mark.skipif(
    shutil.which("pdfsig") is None, reason="pdfsig (poppler-utils) is not installed"
)


@pytest.fixture(scope="module")
def witness(tmp_path_factory: pytest.TempPathFactory) -> Witness:
    return open_witness(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def both(signed: bytes, witness: Witness) -> bytes:
    return add_witness(signed, witness, APPLICANT)


@pytest.fixture(scope="module")
def known(trust: Trust, witness: Witness) -> Trust:
    return Trust((*trust.roots, witness.certificate))


def test_both_signatures_hold(both: bytes, signed: bytes, known: Trust) -> None:
    assert both.startswith(signed)
    verdict = verify_pdf(both, known)
    assert verdict.trusted
    assert [each.field for each in verdict.signatures] == [APPLICANT, "ApplicantSealRSA"]
    assert [each.algorithm for each in verdict.signatures] == ["SM2（SM3）", "RSA（SHA-256）"]
    assert all(each.test for each in verdict.signatures)


def test_the_key_has_the_length_that_is_promised(witness: Witness) -> None:
    assert load_der_x509_certificate(witness.certificate).public_key().key_size == BITS == 3072


@needs_pdfsig
def test_pdfsig_accepts_the_rsa_signature(both: bytes, tmp_path: Path) -> None:
    said = pdfsig(both, tmp_path)
    first, second = said.split("Signature #2:")
    assert "Signature is Valid." not in first, "it knows no SM2"
    assert "Signature Field Name: ApplicantSealRSA" in second
    assert "Signing Hash Algorithm: SHA-256" in second
    assert "Total document signed" in second
    assert "Signature Validation: Signature is Valid." in second


@needs_pdfsig
def test_pdfsig_sees_a_change(both: bytes, tmp_path: Path) -> None:
    spoilt = bytearray(both)
    spoilt[5000] ^= 1
    assert "Signature is Valid." not in pdfsig(bytes(spoilt), tmp_path)


@needs_openssl
def test_openssl_accepts_the_rsa_envelope(both: bytes, witness: Witness, tmp_path: Path) -> None:
    *_, last = PdfFileReader(BytesIO(both)).embedded_signatures
    start, length, later, rest = last.byte_range
    (tmp_path / "covered").write_bytes(both[start : start + length] + both[later : later + rest])
    (tmp_path / "cms").write_bytes(last.pkcs7_content)
    (tmp_path / "root").write_bytes(armor("CERTIFICATE", witness.certificate))
    said = openssl(
        *("cms", "-verify", "-binary", "-inform", "DER", "-in", tmp_path / "cms"),
        *("-content", tmp_path / "covered", "-CAfile", tmp_path / "root", "-out", tmp_path / "out"),
    )
    assert "Verification successful" in said


def test_a_changed_byte_is_seen_by_both(both: bytes, known: Trust) -> None:
    spoilt = bytearray(both)
    spoilt[5000] ^= 1
    verdict = verify_pdf(bytes(spoilt), known)
    assert not any(each.intact for each in verdict.signatures)


def test_the_office_may_seal_after_the_witness(
    forms: dict[str, ComposedForm], seals: TestSeals, witness: Witness, known: Trust
) -> None:
    form = add_signature_fields(forms["S5A"].pdf, [Place(OFFICE, 1, 430, 100)])
    signed = sign_pdf(form, seals.of_applicant("甲", "甲公司"), APPLICANT, "确认")
    sealed = sign_pdf(
        add_witness(signed, witness, APPLICANT), seals.of_office("jtj", "样张局"), OFFICE, "受理"
    )
    verdict = verify_pdf(add_witness(sealed, witness, OFFICE), known)
    assert verdict.trusted
    assert len(verdict.signatures) == 4


def test_a_field_has_one_witness(both: bytes, witness: Witness) -> None:
    with pytest.raises(SigningError):
        add_witness(both, witness, APPLICANT)


@pytest.mark.parametrize("junk", [b"", b"%PDF-1.7 junk"])
def test_what_is_no_pdf_is_told(junk: bytes, witness: Witness) -> None:
    with pytest.raises(SigningError):
        add_witness(junk, witness, APPLICANT)


def test_the_key_is_made_once_and_kept_from_others(tmp_path: Path) -> None:
    with ThreadPoolExecutor(3) as pool:
        found = list(pool.map(open_witness, [tmp_path] * 4))
    assert len({each.certificate for each in found}) == 1
    assert (tmp_path / FOLDER / "witness.key").stat().st_mode & 0o777 == 0o600
    assert open_witness(tmp_path).key is open_witness(tmp_path).key, "it is proven once"


@pytest.mark.parametrize("file", ["witness.key", "witness.crt"])
def test_spoilt_files_are_told(file: str, tmp_path: Path) -> None:
    open_witness(tmp_path)
    (tmp_path / FOLDER / file).write_bytes(b"spoilt")
    with pytest.raises(SigningError):
        open_witness(tmp_path)


def pdfsig(pdf: bytes, folder: Path) -> str:
    """Return what pdfsig says of a file; it answers with a number of its own where one fails."""
    (folder / "file.pdf").write_bytes(pdf)
    command = ["pdfsig", str(folder / "file.pdf")]
    return subprocess.run(command, check=False, capture_output=True, text=True).stdout
