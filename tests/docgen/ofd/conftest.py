"""The demonstration's form as an OFD, bare and sealed by applicant and office."""

from datetime import UTC, date, datetime

import pytest

from docgen.forms.compose import ComposedForm
from docgen.ofd.seal import seal_ofd
from docgen.ofd.write import write_ofd
from docgen.printing.field import APPLICANT, OFFICE, Place, add_signature_fields
from docgen.signing.seals import TestSeals

FIRM, OFFICE_NAME = "样张公司", "样张市交通运输管理局（测试）"
TITLE = "车辆道路运输证申请表"
FACTS = {"办件编号": "YZ20261128000001", "校验码": "7K3F-0QTN-9XAB-52MC"}
DAY = date(2026, 11, 28)


@pytest.fixture(scope="session")
def pdf(forms: dict[str, ComposedForm]) -> bytes:
    """Give a form with an empty field for the office beside the applicant's."""
    return add_signature_fields(forms["S5B"].pdf, [Place(OFFICE, 1, 430, 100)])


@pytest.fixture(scope="session")
def ofd(pdf: bytes) -> bytes:
    return write_ofd(pdf, TITLE, FACTS, DAY)


@pytest.fixture(scope="session")
def of_applicant(ofd: bytes, seals: TestSeals) -> bytes:
    return seal_ofd(ofd, seals.of_applicant(FIRM, FIRM), APPLICANT, datetime.now(UTC))


@pytest.fixture(scope="session")
def of_both(of_applicant: bytes, seals: TestSeals) -> bytes:
    sealed = seals.of_office("yangzhang", OFFICE_NAME)
    return seal_ofd(of_applicant, sealed, OFFICE, datetime.now(UTC))
