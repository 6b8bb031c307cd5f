"""Seals on an OFD: they hold, one after the other, and whatever was changed is said."""

import base64
import dataclasses
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from asn1crypto import core
from asn1crypto.x509 import Certificate

from docgen.ofd.package import Files, zipped
from docgen.ofd.places import read_places
from docgen.ofd.seal import seal_ofd
from docgen.ofd.write import write_ofd
from docgen.printing.field import APPLICANT, OFFICE
from docgen.signing.seals import TestSeals
from extractors.signatures.ofd import verify_ofd
from extractors.signatures.ses import read_signature
from extractors.signatures.verdict import Outcome
from models.crypto.trust import Trust
from models.errors import SigningError
from tests.docgen.ofd.conftest import DAY, FACTS, FIRM, OFFICE_NAME, TITLE
from tests.docgen.ofd.reading import SPACE, files_of, pages_of, trees_of
from tests.docgen.openssl import accepts, needs_openssl, openssl

PAGE = "Doc_0/Pages/Page_0/Content.xml"
FIRST, SECOND = (f"Doc_0/Signs/Sign_{number}" for number in range(2))
NOW = datetime.now(UTC)


def test_the_seal_of_the_applicant_holds_and_names_its_owner(
    of_applicant: bytes, trust: Trust
) -> None:
    verdict = verify_ofd(of_applicant, trust)
    assert (verdict.outcome, verdict.valid, verdict.trusted) == (Outcome.TRUSTED, True, True)
    (one,) = verdict.signatures
    assert (one.signer, one.seal, one.algorithm) == (f"{FIRM}（测试）", FIRM, "SM2（SM3）")
    assert "测试证书，不具有法律效力" in verdict.sentence


def test_both_seals_hold_one_after_the_other(of_both: bytes, trust: Trust) -> None:
    verdict = verify_ofd(of_both, trust)
    assert verdict.trusted
    assert [each.seal for each in verdict.signatures] == [FIRM, OFFICE_NAME]
    assert all(each.intact and each.whole for each in verdict.signatures)


def test_the_second_seal_covers_the_first_and_changes_nothing_of_it(
    of_applicant: bytes, of_both: bytes
) -> None:
    before, after = files_of(of_applicant), files_of(of_both)
    extended = {name for name in before if after[name] != before[name]}
    assert extended == {"Doc_0/Signs/Signatures.xml"}
    listed = trees_of(of_both)[f"{SECOND}/Signature.xml"].iterfind(".//o:Reference", SPACE)
    own = {f"{SECOND}/{name}" for name in ("Signature.xml", "SignedValue.dat")}
    assert {each.get("FileRef")[1:] for each in listed} == set(after) - own - extended


def test_the_office_may_seal_first(ofd: bytes, seals: TestSeals, trust: Trust) -> None:
    first = seal_ofd(ofd, seals.of_office("yangzhang", OFFICE_NAME), OFFICE, NOW)
    both = seal_ofd(first, seals.of_applicant(FIRM, FIRM), APPLICANT, NOW)
    assert verify_ofd(both, trust).trusted


def test_a_seal_stands_where_the_page_leaves_room(pdf: bytes, of_both: bytes) -> None:
    trees = trees_of(of_both)
    pages = [each.get("ID") for each in trees["Doc_0/Document.xml"].iterfind(".//o:Page", SPACE)]
    places = {each.field: each for each in read_places(pdf)}
    for folder, field in ((FIRST, APPLICANT), (SECOND, OFFICE)):
        stamp = trees[f"{folder}/Signature.xml"].find(".//o:StampAnnot", SPACE)
        assert stamp.get("PageRef") == pages[places[field].page]
        box = [float(each) for each in stamp.get("Boundary").split()]
        assert box == pytest.approx(places[field].box, abs=0.001)


def test_the_seal_is_drawn_in_its_place(of_both: bytes, ofd: bytes, trust: Trust) -> None:

    for one in verify_ofd(of_both, trust).signatures:
        bare, sealed = (pages_of(each)[one.page - 1] for each in (ofd, of_both))
        assert one.box is not None
        assert red_in(sealed.rgb, sealed.width, one.box) > 1000 + red_in(
            bare.rgb, bare.width, one.box
        )


def red_in(rgb: bytes, width: int, box: tuple[int, int, int, int]) -> int:
    left, top, right, bottom = box
    pixels = (
        rgb[3 * (y * width + x) : 3 * (y * width + x) + 3]
        for y in range(top, bottom)
        for x in range(left, right)
    )
    return sum(red > 150 and green < 100 for red, green, _ in pixels)


@needs_openssl
@pytest.mark.parametrize("folder", [FIRST, SECOND])
def test_openssl_accepts_the_digest_the_signature_and_the_seal(
    folder: str, of_both: bytes, tmp_path: Path
) -> None:
    """A second opinion on everything an OFD's signature rests on."""
    files = files_of(of_both)
    value = core.Sequence.load(files[f"{folder}/SignedValue.dat"])
    signed, certificate, _, signature = (value[at] for at in range(4))
    own = Certificate.load(certificate.native)
    key = own.public_key.dump()
    bits = core.OctetBitString.load(signature.dump()).native
    assert accepts(tmp_path, key, bits, signed.dump())
    assert not accepts(tmp_path, key, bits, signed.dump()[:-1] + b"0")
    told = core.OctetBitString.load(signed[3].dump()).native
    assert digest_by_openssl(files[f"{folder}/Signature.xml"], tmp_path) == told.hex()
    info, maker, _, sealed = (signed[1][at] for at in range(4))
    by = Certificate.load(maker.native).public_key.dump()
    assert accepts(tmp_path, by, core.OctetBitString.load(sealed.dump()).native, info.dump())


@needs_openssl
def test_openssl_finds_every_digest_that_is_listed(of_both: bytes, tmp_path: Path) -> None:

    files, trees = files_of(of_both), trees_of(of_both)
    listed = list(trees[f"{SECOND}/Signature.xml"].iterfind(".//o:Reference", SPACE))
    assert len(listed) > 8
    for each in listed:
        value = base64.b64decode(each.findtext("o:CheckValue", namespaces=SPACE))
        assert digest_by_openssl(files[each.get("FileRef")[1:]], tmp_path) == value.hex()


def digest_by_openssl(content: bytes, folder: Path) -> str:
    (folder / "content").write_bytes(content)
    return openssl("dgst", "-sm3", "-r", folder / "content").split()[0]


def tampered(whole: bytes, changes: Files) -> bytes:
    files = files_of(whole)
    assert all(files.get(name) != content for name, content in changes.items())
    return zipped({**files, **changes})


@pytest.mark.parametrize(
    ("name", "old", "new", "says"),
    [
        (PAGE, b"TextCode X", b"TextCode  X", "第 1 页的内容在签署后被改动"),
        ("OFD.xml", FACTS["校验码"].encode(), b"AAAA", "文档信息 OFD.xml 的内容在签署后被改动"),
        ("Doc_0/Document.xml", b"MaxUnitID>", b"MaxUnitID >", "文档结构"),
        ("Doc_0/PublicRes.xml", b"Noto", b"Moto", "PublicRes.xml 的内容在签署后被改动"),
        (f"{FIRST}/Signature.xml", b'Boundary="', b'Boundary="1', "签名清单在签署后被改动"),
        (f"{FIRST}/Signature.xml", b'Boundary="', b'Boundary="1', "签章 "),
        (f"{FIRST}/Seal.esl", b"ZHIBAN", b"OTHERS", "签章 "),
        (f"{FIRST}/SignedValue.dat", FIRM.encode(), "别样公司".encode(), "签名值与签名证书不符"),
        (f"{SECOND}/SignedValue.dat", b"ZHIBAN", b"OTHERS", "电子印章本身被改动"),
    ],
)
def test_every_change_is_named(
    name: str, old: bytes, new: bytes, says: str, of_both: bytes, trust: Trust
) -> None:
    changed = files_of(of_both)[name].replace(old, new, 1)
    verdict = verify_ofd(tampered(of_both, {name: changed}), trust)
    assert (verdict.outcome, verdict.valid) == (Outcome.ALTERED, False)
    assert says in verdict.sentence


def test_an_added_page_is_named(of_both: bytes, trust: Trust) -> None:
    files = files_of(of_both)
    entry = b'<ofd:Page ID="9999" BaseLoc="Pages/Page_9/Content.xml"/></ofd:Pages>'
    listed = files["Doc_0/Document.xml"].replace(b"</ofd:Pages>", entry)
    added = {"Doc_0/Pages/Page_9/Content.xml": files[PAGE], "Doc_0/Document.xml": listed}
    verdict = verify_ofd(tampered(of_both, added), trust)
    assert verdict.outcome is Outcome.ALTERED
    assert "文档结构" in verdict.sentence
    assert "不在签名的保护范围内，可能是签署后加入的" in verdict.sentence


def test_an_added_file_is_named(of_both: bytes, trust: Trust) -> None:
    verdict = verify_ofd(tampered(of_both, {"Doc_0/Attachs/a.xml": b"<a/>"}), trust)
    assert verdict.outcome is Outcome.ALTERED
    assert "附件 Doc_0/Attachs/a.xml 不在签名的保护范围内" in verdict.sentence


@pytest.mark.parametrize("lost", [PAGE, f"{FIRST}/Seal.esl", f"{FIRST}/SignedValue.dat"])
def test_a_missing_file_is_named(lost: str, of_both: bytes, trust: Trust) -> None:
    rest = {name: each for name, each in files_of(of_both).items() if name != lost}
    verdict = verify_ofd(zipped(rest), trust)
    assert verdict.outcome is Outcome.ALTERED
    assert "在签署后被删除" in verdict.sentence


def test_a_swapped_seal_is_refused(of_applicant: bytes, seals: TestSeals, trust: Trust) -> None:
    """Another firm's seal laid into the signature of this one."""
    other = seals.of_applicant("别样公司", "别样公司").electronic
    files = files_of(of_applicant)
    value = core.Sequence.load(files[f"{FIRST}/SignedValue.dat"])
    own = value[0][1].dump()
    swapped = rebuilt(value, rebuilt(value[0], core.Sequence.load(other), 1), 0)
    assert own != other
    verdict = verify_ofd(
        tampered(of_applicant, {f"{FIRST}/SignedValue.dat": swapped.dump()}), trust
    )
    assert verdict.outcome is Outcome.ALTERED
    assert "签名证书不在电子印章准许使用的证书之列" in verdict.sentence


def rebuilt(value: core.Sequence, part: core.Asn1Value, at: int) -> core.Sequence:
    """Return a sequence with another part in one place."""
    parts = [part if place == at else value[place] for place in range(len(value))]
    return core.Sequence(contents=b"".join(each.dump() for each in parts))


def test_a_seal_lists_who_may_use_it(of_applicant: bytes, seals: TestSeals, ofd: bytes) -> None:
    """Whoever takes another's seal with a key of his own is found out."""
    thief, owner = (seals.of_applicant(each, each) for each in ("某人", FIRM))
    taken = dataclasses.replace(owner, signer=thief.signer)
    verdict = verify_ofd(seal_ofd(ofd, taken, APPLICANT, NOW), Trust())
    assert verdict.outcome is Outcome.ALTERED
    assert "准许使用的证书" in verdict.sentence
    assert verify_ofd(of_applicant, Trust()).outcome is Outcome.UNTRUSTED


def test_the_signature_of_another_document_is_refused(
    pdf: bytes, of_applicant: bytes, seals: TestSeals, trust: Trust
) -> None:
    other = write_ofd(pdf, TITLE, {"办件编号": "YZ2"}, DAY)
    other = seal_ofd(other, seals.of_applicant(FIRM, FIRM), APPLICANT, NOW)
    signs = {name: each for name, each in files_of(other).items() if "/Sign_0/" in name}
    verdict = verify_ofd(tampered(of_applicant, signs), trust)
    assert verdict.outcome is Outcome.ALTERED
    assert "文档信息 OFD.xml 的内容在签署后被改动" in verdict.sentence


def test_a_change_between_the_seals_is_seen(
    of_applicant: bytes, seals: TestSeals, trust: Trust
) -> None:
    page = files_of(of_applicant)[PAGE].replace(b"TextCode X", b"TextCode  X", 1)
    changed = tampered(of_applicant, {PAGE: page})
    both = seal_ofd(changed, seals.of_office("yangzhang", OFFICE_NAME), OFFICE, NOW)
    verdict = verify_ofd(both, trust)
    assert not verdict.valid
    assert [each.intact for each in verdict.signatures] == [False, True]


def test_a_seal_used_after_its_term_is_said(ofd: bytes, seals: TestSeals, trust: Trust) -> None:
    late = NOW + timedelta(days=365 * 4)
    verdict = verify_ofd(seal_ofd(ofd, seals.of_applicant(FIRM, FIRM), APPLICANT, late), trust)
    assert verdict.outcome is Outcome.UNTRUSTED
    assert "不在有效期内" in verdict.sentence


def test_the_moment_of_sealing_is_kept(ofd: bytes, seals: TestSeals) -> None:
    sealed = seal_ofd(ofd, seals.of_applicant(FIRM, FIRM), APPLICANT, NOW)
    read = read_signature(files_of(sealed)[f"{FIRST}/SignedValue.dat"])
    assert read.signed_at == NOW.replace(microsecond=0)
    assert read.version == 4


@pytest.mark.parametrize(("field", "owner"), [(APPLICANT, "申请人"), (OFFICE, "办理机关")])
def test_a_field_is_sealed_once(field: str, owner: str, of_both: bytes, seals: TestSeals) -> None:
    with pytest.raises(SigningError, match=f"没有留给{owner}的空白签章位置，或者已经签过章"):
        seal_ofd(of_both, seals.of_applicant(FIRM, FIRM), field, NOW)


def test_a_keeper_without_electronic_seals_is_told(ofd: bytes, seals: TestSeals) -> None:
    plain = dataclasses.replace(seals.of_applicant(FIRM, FIRM), electronic=b"")
    with pytest.raises(SigningError, match=f"“{FIRM}”没有可用于 OFD 的电子印章"):
        seal_ofd(ofd, plain, APPLICANT, NOW)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", zipped({"OFD.xml": b"<a/>"})])
def test_what_is_no_ofd_of_ours_is_not_sealed(data: bytes, seals: TestSeals) -> None:
    with pytest.raises(SigningError):
        seal_ofd(data, seals.of_applicant(FIRM, FIRM), APPLICANT, NOW)
