"""What is said of a file: each verdict in plain words, and whether the file is ours."""

from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.printing.field import APPLICANT, OFFICE
from extractors.decoding.media import OFD
from extractors.signatures.verdict import CertificateState, Covers, Outcome, SignatureVerdict
from intake.settings import Settings
from intake.verification.statements import ADVICE, PLACES, PROOFS, SCOPES, Look, state
from intake.verification.verify import verify_file
from tests.intake.conftest import Service
from tests.intake.pages.service import SHARED
from tests.intake.test_records import documents, filing

__all__ = ["documents", "filing"]
OTHERS = SHARED / "data" / "ofd"


@pytest.fixture(scope="module")
def form(service: Service, documents: list[dict]) -> bytes:
    return service.client.get(documents[0]["url"]).raise_for_status().content


def verified(service: Service, data: bytes) -> dict[str, Any]:
    answer = service.client.post("/api/verify", files={"file": ("a.pdf", data)})
    return dict(answer.raise_for_status().json())


def a_signature(**changes: Any) -> SignatureVerdict:
    known = {
        "field": "ApplicantSeal",
        "signer": "林书祎",
        "issuer": "某某认证中心",
        "algorithm": "SM2（SM3）",
        "signed_at": None,
        "intact": True,
        "whole": True,
        "covers": Covers.FILE,
        "certificate": CertificateState.TRUSTED,
        "test": False,
        "sentence": "签名有效",
    }
    return SignatureVerdict.model_validate(known | changes)


def test_our_own_file_is_told_to_be_the_original(service: Service, form: bytes) -> None:
    verdict = verified(service, form)
    assert (verdict["outcome"], verdict["ours"]["likeness"]) == ("trusted", "same")
    assert "与本系统留存的原件一致" in verdict["ours"]["sentence"]
    abouts = [each["about"] for each in verdict["signatures"][0]["statements"]]
    assert abouts == ["内容", "范围", "签章人", "位置", "时间", "吊销", "效力"]


def test_the_editable_form_is_ours_as_well(service: Service, documents: list[dict]) -> None:
    word = service.client.get(documents[1]["url"]).content
    assert verified(service, word)["ours"]["likeness"] == "same"


def test_our_sealed_ofd_is_told_and_a_changed_one_leads_to_its_record(
    service: Service, documents: list[dict]
) -> None:
    (sealed,) = (each for each in documents if each["media_type"] == OFD)
    data = service.client.get(sealed["url"]).content
    assert verified(service, data)["ours"]["likeness"] == "same"
    with ZipFile(BytesIO(data)) as whole, ZipFile(changed := BytesIO(), "w") as other:
        for name in whole.namelist():
            other.writestr(name, whole.read(name))
    ours = verified(service, changed.getvalue())["ours"]
    assert (ours["likeness"], ours["record"]["check_code"]) == ("different", sealed["check_code"])


def test_a_changed_file_still_leads_to_its_record_and_is_told_apart(
    service: Service, form: bytes, documents: list[dict]
) -> None:
    last = form.rindex(b"/ByteRange")
    changed = form[:last] + form[last:].replace(b"/ByteRange", b"/ByteRangf", 1)
    ours = verified(service, changed)["ours"]
    assert ours["likeness"] == "different"
    assert ours["record"]["check_code"] == documents[0]["check_code"]
    assert "filing_id" not in ours["record"]
    assert "kept" not in ours["record"]


def test_more_or_less_than_the_original_is_told(service: Service, form: bytes) -> None:
    assert verified(service, form + b"\n% more")["ours"]["likeness"] == "extended"
    unsigned = form[: form.index(b"%%EOF") + 6]
    assert verified(service, unsigned)["ours"]["likeness"] == "earlier"


def test_a_photo_of_the_paper_leads_to_the_record(
    service: Service, form: bytes, documents: list[dict]
) -> None:
    shown = BytesIO()
    pypdfium2.PdfDocument(form)[0].render(scale=2).to_pil().save(shown, "JPEG")
    verdict = verified(service, shown.getvalue())
    assert (verdict["outcome"], verdict["ours"]["likeness"]) == ("unsupported", "picture")
    assert verdict["ours"]["record"]["check_code"] == documents[0]["check_code"]


def test_a_file_of_others_is_not_taken_for_ours(service: Service) -> None:
    ours = verified(service, b"%PDF-1.7\nnothing")["ours"]
    assert (ours["likeness"], ours["record"]) == ("unknown", None)


@pytest.mark.skipif(not OTHERS.is_dir(), reason="no shared/data/ofd")
@pytest.mark.parametrize(
    ("kind", "outcome"),
    [
        ("e_vat_normal_43693697", "untrusted"),
        ("e_vat_normal_with", "untrusted"),
        ("shudian", "unsigned"),
    ],
)
def test_real_files_of_others_are_told_plainly(tmp_path: Path, kind: str, outcome: str) -> None:
    (file,) = OTHERS.glob(f"{kind}*")
    verdict = verify_file(Settings(data=tmp_path), file.read_bytes())
    assert verdict["outcome"] == outcome
    assert verdict["advice"]
    said = [each["text"] for one in verdict["signatures"] for each in one["statements"]]
    assert bool(said) is (outcome == "untrusted")
    if said:
        assert any("签名有效，但根证书未知" in text for text in said)
        assert any("覆盖整个文件" in text for text in said)


@given(
    st.sampled_from(CertificateState),
    st.sampled_from(Covers),
    st.booleans(),
    st.booleans(),
    st.sampled_from([APPLICANT, OFFICE, "1", ""]),
)
def test_what_is_changed_never_sounds_good_and_what_is_doubtful_is_said(
    certificate: CertificateState, covers: Covers, intact: bool, test: bool, field: str
) -> None:
    whole = covers is not Covers.PART
    said = state(
        a_signature(
            certificate=certificate,
            covers=covers,
            whole=whole,
            intact=intact,
            test=test,
            field=field,
        )
    )
    looks = {each.about: each.look for each in said}
    texts = "".join(each.text for each in said)
    assert all(each.text.endswith("。") and "{" not in each.text for each in said)
    assert (looks["内容"] is Look.GOOD) is intact
    good = intact and certificate is CertificateState.TRUSTED
    assert (looks["签章人"] is Look.GOOD) is good
    assert ("位置" in looks) is (field in PLACES)
    assert ("不具有法律效力" in texts) is test
    if not intact or not whole:
        assert Look.BAD in looks.values()


def test_nothing_is_said_of_a_signature_that_could_not_be_checked() -> None:
    told = state(a_signature(checked=False, sentence="签名采用暂不支持的格式，无法验证"))
    assert [each.look for each in told] == [Look.UNSURE]


def test_there_are_words_for_every_verdict() -> None:
    assert set(ADVICE) == set(Outcome)
    assert set(PROOFS) == set(CertificateState)
    assert set(SCOPES) == set(Covers)
    assert all(ADVICE[each] for each in Outcome if each is not Outcome.TRUSTED)
