"""Seals of OFD files: what is whole holds, and whatever was changed is said."""

import dataclasses
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.ofd.package import Files, zipped
from docgen.signing.authority import ISSUING, TestAuthority, open_authority
from eval.hostile import bad_files, ofd_files
from eval.specimens.ofd.invoice import make_invoice
from eval.specimens.ofd.seal import DESCRIPTION, SEAL_NAME, VALUE, Edition, Sealing, sealed
from extractors.decoding.limits import Limits
from extractors.decoding.sandbox import Sandbox
from extractors.read import read_upload, read_with
from extractors.signatures.check import check_file, signatures_of
from extractors.signatures.ofd import verify_ofd
from extractors.signatures.ses import moment_of, read_signature
from extractors.signatures.verdict import CertificateState, Outcome, Verdict
from extractors.types import document_types
from models.crypto.trust import NO_TRUST, Trust, read_trust
from models.engines.registry import make_engine
from models.records import SignatureState

TODAY = date(2026, 11, 20)
PAGE = ofd_files.PAGE
FILES, _ = make_invoice(600, "a.ofd")
OFD = "application/ofd"


class Quiet(dict[str, bytes]):
    """Files that do not fill the report of a failing test."""

    def __repr__(self) -> str:
        return "files"


@pytest.fixture(scope="module")
def authority(tmp_path_factory: pytest.TempPathFactory) -> TestAuthority:
    return open_authority(tmp_path_factory.mktemp("data") / "authority")


@pytest.fixture(scope="module")
def trust(authority: TestAuthority) -> Trust:
    return authority.trust


@pytest.fixture(scope="module")
def whole(authority: TestAuthority) -> Files:
    return Quiet(sealed(FILES, Sealing(authority)))


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    shared = Sandbox()
    yield shared
    shared.close()


def verdict(files: Files, trust: Trust) -> Verdict:
    return verify_ofd(zipped(files), trust)


def flipped(content: bytes, at: int) -> bytes:
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


@pytest.mark.parametrize("edition", ["newer", "elder"])
def test_a_seal_of_either_standard_holds(
    edition: Edition, authority: TestAuthority, trust: Trust
) -> None:
    sealing = Sealing(authority, edition=edition)
    found = verdict(sealed(FILES, sealing), trust)
    assert (found.outcome, found.valid, found.trusted) == (Outcome.TRUSTED, True, True)
    (one,) = found.signatures
    assert (one.seal, one.signer) == (SEAL_NAME, "样张税务局（测试）")
    assert one.signed_at == sealing.signed_at
    assert one.page == 1
    assert one.box is not None
    assert "测试证书" in found.sentence


def test_without_its_root_a_seal_is_whole_but_its_owner_unknown(whole: Files) -> None:
    found = verdict(whole, NO_TRUST)
    assert (found.outcome, found.valid, found.trusted) == (Outcome.UNTRUSTED, True, False)
    assert "颁发机构未受信任" in found.sentence


@pytest.mark.parametrize(
    ("name", "old", "says"),
    [
        (PAGE, b"Size", "第 1 页的内容在签署后被改动"),
        ("Doc_0/Document.xml", b"789", "文档结构"),
        ("Doc_0/Attachs/invoice.xml", b"Buyer", "附件"),
        ("Doc_0/Tags/Invoice.xml", b"Buyer", "结构化数据"),
        ("Doc_0/Res/code.png", b"IDAT", "图片或字体"),
    ],
)
def test_a_changed_file_is_named(
    name: str, old: bytes, says: str, whole: Files, trust: Trust
) -> None:
    changed = whole | {name: whole[name].replace(old, old[::-1])}
    assert changed[name] != whole[name]
    found = verdict(changed, trust)
    assert (found.outcome, found.valid) == (Outcome.ALTERED, False)
    assert says in found.sentence


def test_a_missing_file_is_named(whole: Files, trust: Trust) -> None:
    for name, says in ((PAGE, "第 1 页在签署后被删除"), ("Doc_0/Attachs/invoice.xml", "被删除")):
        found = verdict({key: each for key, each in whole.items() if key != name}, trust)
        assert found.outcome is Outcome.ALTERED
        assert says in found.sentence


def test_an_appended_page_is_said(whole: Files, trust: Trust) -> None:
    second = "Doc_0/Pages/Page_1/Content.xml"
    listed = whole["Doc_0/Document.xml"].replace(
        b"</ofd:Pages>", b'<ofd:Page ID="21" BaseLoc="Pages/Page_1/Content.xml"/></ofd:Pages>'
    )
    found = verdict(whole | {second: whole[PAGE], "Doc_0/Document.xml": listed}, trust)
    assert found.outcome is Outcome.ALTERED
    assert "文档结构" in found.sentence
    assert "第 2 页不在签名的保护范围内" in found.sentence


def test_a_file_nobody_refers_to_is_said_as_well(whole: Files, trust: Trust) -> None:
    found = verdict(whole | {"Doc_0/Annots/a.xml": b"<a/>"}, trust)
    assert found.outcome is Outcome.ALTERED
    assert "可能是签署后加入的" in found.sentence


def test_another_document_behind_the_main_entry_is_said(whole: Files, trust: Trust) -> None:
    """The main entry is not signed: leading it to other pages must not pass."""
    other = {f"Doc_9/{name[6:]}": each for name, each in whole.items() if name.startswith("Doc_0/")}
    entry = whole["OFD.xml"].replace(b"Doc_0/Document.xml", b"Doc_9/Document.xml")
    assert verdict(whole | other | {"OFD.xml": entry}, trust).outcome is Outcome.ALTERED


def test_a_seal_moved_to_another_file_does_not_hold(
    whole: Files, authority: TestAuthority, trust: Trust
) -> None:
    other = sealed(make_invoice(601, "b.ofd")[0], Sealing(authority))
    assert verdict(whole | {VALUE: other[VALUE]}, trust).outcome is Outcome.ALTERED
    stolen = {DESCRIPTION: other[DESCRIPTION], VALUE: other[VALUE]}
    assert verdict(whole | stolen, trust).outcome is Outcome.ALTERED


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_no_byte_of_a_signed_file_changes_unnoticed(whole: Files, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from([each for each in sorted(whole) if each != "OFD.xml"]))
    at = data.draw(st.integers(0, len(whole[name]) - 1))
    found = verdict(whole | {name: flipped(whole[name], at)}, NO_TRUST)
    unlisted = name.endswith("Signatures.xml")  # names the signature, and says nothing else
    assert not found.valid or unlisted


def test_a_seal_is_worth_nothing_outside_its_term(authority: TestAuthority, trust: Trust) -> None:
    late = Sealing(authority, seal_days=(-400, -30))
    found = verdict(sealed(FILES, late), trust)
    assert (found.outcome, found.trusted) == (Outcome.UNTRUSTED, False)
    assert found.signatures[0].certificate is CertificateState.SEAL_OUT_OF_TERM


def test_a_certificate_counts_at_the_moment_of_signing(
    authority: TestAuthority, trust: Trust
) -> None:
    sealing = Sealing(authority)
    early = dataclasses.replace(sealing, signed_at=sealing.signed_at.replace(year=2001))
    found = verdict(sealed(FILES, early), trust)
    assert found.signatures[0].certificate is CertificateState.OUT_OF_TERM


def test_digests_that_can_be_forged_prove_nothing(authority: TestAuthority, trust: Trust) -> None:
    found = verdict(sealed(FILES, Sealing(authority, digest="md5")), trust)
    assert (found.outcome, found.trusted) == (Outcome.UNTRUSTED, False)
    assert found.signatures[0].certificate is CertificateState.WEAK


def test_a_form_of_signature_nobody_knows_is_no_verdict(whole: Files, trust: Trust) -> None:
    found = verdict(whole | {VALUE: b"\x30\x03\x02\x01\x05"}, trust)
    assert (found.outcome, found.valid) == (Outcome.UNCHECKED, False)
    assert "暂不支持" in found.sentence


def test_a_list_of_signatures_that_is_gone_is_said(whole: Files, trust: Trust) -> None:
    for name in ("Doc_0/Signs/Signatures.xml", DESCRIPTION, VALUE):
        found = verdict({key: each for key, each in whole.items() if key != name}, trust)
        assert (found.outcome, found.valid) == (Outcome.ALTERED, False)


@pytest.mark.parametrize(
    ("data", "outcome"),
    [
        (b"", Outcome.UNSUPPORTED),
        (bad_files.zipped("a.txt"), Outcome.UNSUPPORTED),
        (bad_files.GOOD["png"](), Outcome.UNSUPPORTED),
        (zipped(FILES), Outcome.UNSIGNED),
        (zipped(FILES)[:-50], Outcome.DAMAGED),
        (ofd_files.locked(), Outcome.ENCRYPTED),
        (ofd_files.entity_bomb(), Outcome.UNSIGNED),
        (ofd_files.zip_bomb(), Outcome.DAMAGED),
        (bad_files.GOOD["pdf"](), Outcome.UNSIGNED),
    ],
    ids=["empty", "zip", "picture", "unsigned", "cut", "locked", "entities", "bomb", "pdf"],
)
def test_every_file_gets_a_verdict(data: bytes, outcome: Outcome, sandbox: Sandbox) -> None:
    assert check_file(data, NO_TRUST, sandbox).outcome is outcome


def test_a_check_that_takes_too_long_ends(whole: Files, trust: Trust) -> None:
    hurried = Sandbox(dataclasses.replace(Limits(), seconds=0))
    assert check_file(zipped(whole), trust, hurried).outcome is Outcome.DAMAGED


@given(st.binary(max_size=200))
def test_any_bytes_are_a_signature_or_a_typed_error(data: bytes) -> None:
    try:
        read_signature(data)
    except (ValueError, TypeError, KeyError, IndexError):
        return


def test_digits_are_a_moment_by_the_clock_they_name() -> None:
    assert moment_of("20200817111329Z").isoformat() == "2020-08-17T11:13:29+00:00"  # type: ignore[union-attr]
    assert moment_of("2020-08-17 11:13:29").isoformat() == "2020-08-17T11:13:29+08:00"  # type: ignore[union-attr]
    assert moment_of("2020") is None
    assert moment_of("20201399999999") is None


# --- with the paper -------------------------------------------------------------------------------


def test_the_verdict_stays_with_the_paper(whole: Files, trust: Trust) -> None:
    engine, types = make_engine("null"), document_types()
    known = read_with(zipped(whole), "a.ofd", engine, lambda *_: (), trust).paper
    (held,) = known.signatures
    assert (held.state, held.seal) == (SignatureState.VALID, SEAL_NAME)

    doubted = read_upload(zipped(whole), "a.ofd", engine, types, TODAY).paper
    assert doubted.signatures[0].state is SignatureState.UNKNOWN
    assert "signature_unknown" in {each.code for each in doubted.documents[0].warnings}


def test_a_changed_page_warns_on_every_paper_of_the_file(whole: Files) -> None:
    changed = whole | {PAGE: whole[PAGE].replace(b"\xe6\xa0\xb7", b"\xe6\xa0\xb8", 1)}
    assert changed != whole
    read = read_upload(zipped(changed), "a.ofd", make_engine("null"), document_types(), TODAY).paper
    assert read.signatures[0].state is SignatureState.ALTERED
    for document in read.documents:
        (told,) = [each for each in document.warnings if each.code == "signature_altered"]
        assert "第 1 页" in told.message
        assert SEAL_NAME in told.message


def test_an_ofd_without_a_seal_is_told_and_a_picture_is_not() -> None:
    engine, types = make_engine("null"), document_types()
    bare = read_upload(zipped(FILES), "a.ofd", engine, types, TODAY).paper
    assert bare.signatures == ()
    assert "unsigned" in {each.code for each in bare.documents[0].warnings}
    assert signatures_of(bad_files.GOOD["png"](), "image/png", NO_TRUST) == ()


def test_the_seal_is_drawn_where_it_stands(whole: Files, trust: Trust) -> None:
    (one,) = verdict(whole, trust).signatures
    read = read_upload(zipped(whole), "a.ofd", make_engine("null"), document_types(), TODAY)
    left, top, right, bottom = one.box or (0, 0, 0, 0)
    part = read.pictures[0][top:bottom, left:right].astype(int)
    red = (part[..., 0] > 150) & (part[..., 1] < 90) & (part[..., 2] < 90)
    assert red.mean() > 0.05


def test_roots_are_read_from_folders(tmp_path: Path) -> None:
    made = open_authority(tmp_path / "authority")
    folders = [tmp_path / "authority", tmp_path / "authority" / ISSUING]
    found = verdict(sealed(FILES, Sealing(made)), read_trust(folders))
    assert found.outcome is Outcome.TRUSTED
