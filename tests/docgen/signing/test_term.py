"""Only seals whose certificates hold are handed out; the reader of a file learns of the rest."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate

from docgen.forms.compose import ComposedForm
from docgen.printing.field import APPLICANT
from docgen.signing.authority import ISSUING_NAME, ROOT_NAME, TestAuthority
from docgen.signing.checked import CheckedSeals, need_usable
from docgen.signing.errors import UnfitSealError
from docgen.signing.pdf import sign_pdf
from docgen.signing.seal import draw_seal
from docgen.signing.seals import Sealed, TestSeals
from extractors.signatures.pdf import verify_pdf
from extractors.signatures.verdict import CertificateState
from models.crypto.revoked import FILE, NONE_REVOKED, Revoked, read_revoked
from models.crypto.trust import Trust
from models.errors import SigningError
from tests.docgen.conftest import REASON

SINCE, UNTIL = datetime(2026, 3, 1, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture
def sealed(authority: TestAuthority) -> Sealed:
    return Sealed(authority.issue("甲公司", (SINCE, UNTIL)), draw_seal("甲公司"))


def listed(folder: Path, *certificates: bytes) -> None:
    """Write the list of those taken back into a folder."""
    entries = []
    for der in certificates:
        one = Certificate.load(der)
        issuer = one.issuer.native["common_name"]
        entries.append(f'[[certificate]]\nissuer = "{issuer}"\nserial = "{one.serial_number:X}"\n')
    (folder / FILE).write_text("".join(entries), encoding="utf-8")


@pytest.mark.parametrize("moment", [SINCE, UNTIL])
def test_a_seal_may_be_used_on_the_first_and_last_moment_of_its_term(
    moment: datetime, sealed: Sealed, authority: TestAuthority
) -> None:
    need_usable((sealed.signer.certificate,), NONE_REVOKED, moment)
    assert (sealed.since, sealed.until) == (SINCE, UNTIL)
    assert sealed.signer.chain == (authority.issuing.certificate,)


@pytest.mark.parametrize(
    ("moment", "told"),
    [
        (SINCE - SECOND, "自2026年3月1日起才有效；请核对系统时间"),
        (UNTIL + SECOND, "已于2027年3月1日到期；请向颁发机构办理更新"),
    ],
    ids=["early", "late"],
)
def test_a_seal_out_of_its_term_is_refused_with_what_to_do(
    moment: datetime, told: str, sealed: Sealed
) -> None:
    with pytest.raises(UnfitSealError, match=f"甲公司（测试）.*{told}"):
        need_usable((sealed.signer.certificate,), NONE_REVOKED, moment)


def test_the_term_of_those_above_counts_as_well(sealed: Sealed) -> None:
    with pytest.raises(UnfitSealError, match=f"{ISSUING_NAME}.*才有效"):
        need_usable(sealed.signer.chain, NONE_REVOKED, SINCE)


def test_a_seal_taken_back_is_refused_from_then_on(
    tmp_path: Path, authority: TestAuthority
) -> None:
    seals = CheckedSeals(TestSeals(authority.folder), (tmp_path / "missing", tmp_path))
    own = seals.of_office("taken_back", "样张局").signer
    listed(tmp_path, own.certificate)
    with pytest.raises(UnfitSealError, match=r"样张局（测试）.*已被吊销.*申领新证书"):
        seals.of_office("taken_back", "样张局")
    assert seals.of_office("another", "样张局")
    assert seals.of_applicant("甲", "甲公司")


def test_nobody_seals_under_an_authority_that_was_taken_back(
    tmp_path: Path, authority: TestAuthority
) -> None:
    listed(tmp_path, authority.issuing.certificate)
    seals = CheckedSeals(TestSeals(authority.folder), (tmp_path,))
    with pytest.raises(UnfitSealError, match=ISSUING_NAME):
        seals.of_applicant("甲", "甲公司")


@pytest.mark.parametrize("which", ["own", "issuing"])
def test_a_file_signed_with_what_was_taken_back_proves_nobody(
    which: str, tmp_path: Path, forms: dict[str, ComposedForm], authority: TestAuthority
) -> None:
    seals = TestSeals(authority.folder).of_applicant("甲", "甲公司")
    signed = sign_pdf(forms["S5B"].pdf, seals, APPLICANT, REASON)
    taken = {"own": seals.signer.certificate, "issuing": authority.issuing.certificate}[which]
    listed(tmp_path, taken)
    known = authority.trust
    verdict = verify_pdf(signed, Trust(known.roots, known.between, read_revoked([tmp_path])))
    (signature,) = verdict.signatures
    assert signature.certificate is CertificateState.REVOKED
    assert (verdict.valid, verdict.trusted) == (True, False)
    assert "证书已被吊销" in verdict.sentence


def test_the_chain_in_a_file_leads_to_the_root_alone(
    signed: bytes, authority: TestAuthority
) -> None:
    assert verify_pdf(signed, Trust((authority.certificate,))).trusted
    assert not verify_pdf(signed, Trust((), (authority.issuing.certificate,))).trusted
    assert Certificate.load(authority.certificate).subject.native["common_name"] == ROOT_NAME


@pytest.mark.parametrize(
    "content",
    ["[[certificate]]\nissuer = 1", "no list", '[[certificate]]\nissuer="a"\nserial="xyz"'],
)
def test_a_spoilt_list_is_told_and_stops_signing(content: str, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(content, encoding="utf-8")
    with pytest.raises(SigningError, match=FILE):
        read_revoked([tmp_path])


def test_a_serial_counts_for_its_own_issuer_only(sealed: Sealed) -> None:
    own = Certificate.load(sealed.signer.certificate)
    other = [{"issuer": "别家", "serial": f"{own.serial_number:x}"}]
    assert not Revoked.model_validate({"certificate": other}).has(own)
