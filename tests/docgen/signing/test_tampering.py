"""Whatever is done to a signed file is seen, and said in the words that fit it."""

from collections.abc import Callable
from io import BytesIO

import pytest
from asn1crypto.cms import CertificateChoices, CertificateSet, ContentInfo
from pyhanko.pdf_utils.generic import ArrayObject, DecryptedObjectProxy, NameObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.reader import PdfFileReader

from docgen.forms.compose import ComposedForm
from docgen.printing.field import APPLICANT
from docgen.signing.authority import TestAuthority
from docgen.signing.pdf import sign_pdf
from docgen.signing.seals import TestSeals
from extractors.signatures.pdf import verify_pdf
from extractors.signatures.verdict import Outcome
from models.crypto.trust import Trust
from tests.docgen.conftest import REASON

CHANGED, ADDED = "签署过的内容被改动，或者签名与文件不符", "签署以后又添加了内容"


@pytest.fixture(scope="module")
def other(forms: dict[str, ComposedForm], seals: TestSeals) -> bytes:
    """Give another form, signed by somebody else with another seal."""
    sealed = seals.of_applicant("乙", "样张乙公司")
    return sign_pdf(forms["S5A"].pdf, sealed, APPLICANT, REASON)


def written(writer: IncrementalPdfFileWriter) -> bytes:
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def field_of(writer: IncrementalPdfFileWriter) -> DecryptedObjectProxy:
    return writer.root["/AcroForm"]["/Fields"][0]


def changed_content(pdf: bytes, _: bytes) -> bytes:
    """Change a byte in the middle of the pages."""
    spoilt = bytearray(pdf)
    spoilt[len(pdf) // 4] ^= 1
    return bytes(spoilt)


def appended_page(pdf: bytes, _: bytes) -> bytes:
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page, _position = writer.find_page_for_modification(0)
    copy = writer.import_object(page.get_object())
    del copy["/Parent"]
    writer.insert_page(copy)
    return written(writer)


def swapped_picture(pdf: bytes, other: bytes) -> bytes:
    """Show the seal of the other file."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    theirs = PdfFileReader(BytesIO(other)).root["/AcroForm"]["/Fields"][0]["/AP"]["/N"]
    field = field_of(writer)
    field["/AP"][NameObject("/N")] = writer.add_object(writer.import_object(theirs))
    writer.update_container(field["/AP"])
    return written(writer)


def pasted_signature(pdf: bytes, other: bytes) -> bytes:
    """Put the other file's signature in place of this one's."""
    return replaced(pdf, contents(other))


def pasted_seal_dictionary(pdf: bytes, other: bytes) -> bytes:
    """Let the field point to the other file's whole signature by an update."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    theirs = PdfFileReader(BytesIO(other)).root["/AcroForm"]["/Fields"][0]["/V"]
    field = field_of(writer)
    field[NameObject("/V")] = writer.add_object(writer.import_object(theirs))
    writer.update_container(field)
    return written(writer)


def removed_field(pdf: bytes, _: bytes) -> bytes:
    """Take the signed field off the form and the page by an update."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    form = writer.root["/AcroForm"]
    form[NameObject("/Fields")] = ArrayObject()
    writer.update_container(form)
    return written(writer)


def stripped_signature(pdf: bytes, _: bytes) -> bytes:
    """Leave the field and its picture, without what proves it."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    field = field_of(writer)
    del field["/V"]
    writer.update_container(field)
    return written(writer)


def later_update(pdf: bytes, _: bytes) -> bytes:
    """Change the first page by an update, as an editor would."""
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    page, _position = writer.find_page_for_modification(0)
    page.get_object()[NameObject("/Rotate")] = page.get_object()["/MediaBox"][0]
    writer.mark_update(page)
    return written(writer)


def cut_back(pdf: bytes, _: bytes) -> bytes:
    """Return the file as it was before it was signed."""
    return pdf[: pdf.rindex(b"%%EOF", 0, len(pdf) - 10)] + b"%%EOF"


CHANGES: dict[Callable[[bytes, bytes], bytes], tuple[Outcome, str]] = {
    changed_content: (Outcome.ALTERED, CHANGED),
    appended_page: (Outcome.ALTERED, ADDED),
    swapped_picture: (Outcome.ALTERED, ADDED),
    pasted_signature: (Outcome.ALTERED, CHANGED),
    pasted_seal_dictionary: (Outcome.ALTERED, CHANGED),
    removed_field: (Outcome.UNSIGNED, "没有电子签名"),
    stripped_signature: (Outcome.UNSIGNED, "没有电子签名"),
    later_update: (Outcome.ALTERED, ADDED),
    cut_back: (Outcome.UNSIGNED, "没有电子签名"),
}


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_every_change_is_seen_and_said(
    change: Callable[[bytes, bytes], bytes], signed: bytes, other: bytes, trust: Trust
) -> None:
    outcome, told = CHANGES[change]
    verdict = verify_pdf(change(signed, other), trust)
    assert not verdict.valid
    assert not verdict.trusted
    assert verdict.outcome is outcome
    assert told in verdict.sentence


@pytest.mark.parametrize("which", ["own", "between"])
def test_a_swapped_certificate_is_seen(
    which: str, signed: bytes, authority: TestAuthority, trust: Trust
) -> None:
    """Neither the signer's certificate nor the one above it can be exchanged for another."""
    envelope = ContentInfo.load(bytes.fromhex(contents(signed).decode()))
    own, between = sorted(
        (each.chosen for each in envelope["content"]["certificates"]), key=lambda one: bool(one.ca)
    )
    stranger = authority.issue("样张公司")
    parts = {"own": own.dump(), "between": between.dump(), which: stranger.certificate}
    choices = [CertificateChoices.load(each) for each in parts.values()]
    envelope["content"]["certificates"] = CertificateSet(choices)
    assert not verify_pdf(replaced(signed, envelope.dump(force=True).hex().encode()), trust).valid


def contents(pdf: bytes) -> bytes:
    """Return the hexadecimal text of the signature."""
    start = pdf.index(b"/Contents <", pdf.index(b"/ByteRange") - 60_000) + len(b"/Contents <")
    return pdf[start : pdf.index(b">", start)]


def replaced(pdf: bytes, signature: bytes) -> bytes:
    """Return the file with another signature in the place of its own."""
    own = contents(pdf)
    return pdf.replace(own, signature[: len(own)].ljust(len(own), b"0"), 1)
