"""Applicant and office sign one file, each in a field of its own."""

from io import BytesIO

import pytest
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

from docgen.forms.compose import ComposedForm
from docgen.printing.field import APPLICANT, OFFICE, Place, add_signature_fields
from docgen.signing.pdf import sign_pdf
from docgen.signing.seals import TestSeals
from extractors.signatures.pdf import verify_pdf
from models.crypto.trust import Trust
from models.errors import SigningError

FIRM, OFFICE_NAME = "样张公司", "样张市交通运输管理局（测试）"


@pytest.fixture(scope="module")
def form(forms: dict[str, ComposedForm]) -> bytes:
    """Give a form with an empty field for the office beside the applicant's."""
    return add_signature_fields(forms["S5A"].pdf, [Place(OFFICE, 1, 430, 100)])


@pytest.fixture(scope="module")
def of_applicant(form: bytes, seals: TestSeals) -> bytes:
    return sign_pdf(form, seals.of_applicant(FIRM, FIRM), APPLICANT, "确认申请内容")


@pytest.fixture(scope="module")
def of_both(of_applicant: bytes, seals: TestSeals) -> bytes:
    return sign_pdf(of_applicant, seals.of_office("yangzhang", OFFICE_NAME), OFFICE, "受理")


def test_both_signatures_hold_and_name_their_owners(of_both: bytes, trust: Trust) -> None:
    verdict = verify_pdf(of_both, trust)
    assert verdict.trusted
    assert [each.field for each in verdict.signatures] == [APPLICANT, OFFICE]
    assert [each.signer for each in verdict.signatures] == [f"{FIRM}（测试）", OFFICE_NAME]


def test_the_second_signature_only_adds_to_the_file(of_applicant: bytes, of_both: bytes) -> None:
    assert of_both.startswith(of_applicant)


def test_the_office_may_sign_first(form: bytes, seals: TestSeals, trust: Trust) -> None:
    first = sign_pdf(form, seals.of_office("yangzhang", OFFICE_NAME), OFFICE, "受理")
    both = sign_pdf(first, seals.of_applicant(FIRM, FIRM), APPLICANT, "确认")
    assert verify_pdf(both, trust).trusted


def test_a_change_between_the_signatures_is_seen(
    of_applicant: bytes, seals: TestSeals, trust: Trust
) -> None:
    writer = IncrementalPdfFileWriter(BytesIO(of_applicant))
    page, _ = writer.find_page_for_modification(0)
    page.get_object()["/Rotate"] = page.get_object()["/MediaBox"][0]
    writer.mark_update(page)
    changed = BytesIO()
    writer.write(changed)
    both = sign_pdf(changed.getvalue(), seals.of_office("yangzhang", OFFICE_NAME), OFFICE, "受理")
    verdict = verify_pdf(both, trust)
    assert not verdict.valid
    assert [each.whole for each in verdict.signatures] == [False, True]
    assert "签署以后又添加了内容" in verdict.sentence


@pytest.mark.parametrize(("field", "owner"), [(APPLICANT, "申请人"), (OFFICE, "办理机关")])
def test_a_field_is_signed_once(field: str, owner: str, of_both: bytes, seals: TestSeals) -> None:
    with pytest.raises(SigningError, match=f"没有留给{owner}的空白签章位置，或者已经签过章"):
        sign_pdf(of_both, seals.of_office("yangzhang", OFFICE_NAME), field, "再签")
