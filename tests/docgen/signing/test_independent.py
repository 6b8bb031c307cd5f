"""What others make of our signatures: openssl of every part, BouncyCastle of the whole."""

import shutil
import subprocess
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

import pytest
from asn1crypto.cms import SignedData
from asn1crypto.pem import armor
from pyhanko.pdf_utils.reader import PdfFileReader

from docgen.forms.compose import ComposedForm
from docgen.printing.field import APPLICANT, OFFICE, Place, add_signature_fields
from docgen.signing.authority import TestAuthority
from docgen.signing.pdf import sign_pdf
from docgen.signing.seals import TestSeals
from models.crypto.algorithms import register
from tests.docgen.openssl import IDENTITY, accepts, needs_openssl, openssl

JAVA = Path(__file__).with_name("java") / "CheckCms.java"
JARS = [Path("/usr/share/java") / name for name in ("bcprov.jar", "bcpkix.jar", "bcutil.jar")]
needs_bouncy_castle = pytest.mark.skipif(
    shutil.which("javac") is None or not all(each.exists() for each in JARS),
    reason="no javac, or no BouncyCastle (packages libbcprov-java and libbcpkix-java)",
)
FIELDS = (APPLICANT, OFFICE)


@dataclass(frozen=True)
class Embedded:
    """One signature of a file, and the bytes it covers."""

    signed: SignedData
    cms: bytes
    covered: bytes


@pytest.fixture(scope="module")
def embedded(forms: dict[str, ComposedForm], seals: TestSeals) -> dict[str, Embedded]:
    """Give both signatures of a form that applicant and office have signed."""
    form = add_signature_fields(forms["S5A"].pdf, [Place(OFFICE, 1, 430, 100)])
    first = sign_pdf(form, seals.of_applicant("林书祎", "样张公司"), APPLICANT, "确认")
    both = sign_pdf(first, seals.of_office("jtj", "样张市交通运输管理局（测试）"), OFFICE, "受理")
    register()
    return {
        each.field_name: Embedded(
            each.signed_data, each.pkcs7_content, _covered(both, each.byte_range)
        )
        for each in PdfFileReader(BytesIO(both)).embedded_signatures
    }


def _covered(pdf: bytes, ranges: tuple[int, ...]) -> bytes:
    start, length, later, rest = ranges
    return pdf[start : start + length] + pdf[later : later + rest]


@needs_openssl
@pytest.mark.parametrize("field", FIELDS)
def test_openssl_accepts_digest_and_signature_of_either_field(
    field: str, embedded: dict[str, Embedded], tmp_path: Path
) -> None:
    one = embedded[field]
    signer = one.signed["signer_infos"][0]
    own = next(each.chosen for each in one.signed["certificates"] if not each.chosen.ca)
    attributes = signer["signed_attrs"].untag()
    stated = {each["type"].native: each["values"][0].native for each in attributes}
    (tmp_path / "covered").write_bytes(one.covered)
    assert (
        stated["message_digest"].hex() == openssl("dgst", "-sm3", tmp_path / "covered").split()[-1]
    )
    parts = own.public_key.dump(), signer["signature"].native
    assert accepts(tmp_path, *parts, attributes.dump())
    assert not accepts(tmp_path, *parts, attributes.dump()[:-1])


@needs_openssl
@pytest.mark.parametrize("field", FIELDS)
def test_openssl_follows_the_chain_in_the_file_to_the_root(
    field: str, embedded: dict[str, Embedded], authority: TestAuthority, tmp_path: Path
) -> None:
    found = sorted(
        (each.chosen for each in embedded[field].signed["certificates"]), key=_is_authority
    )
    chain = [*(each.dump() for each in found), authority.certificate]
    for place, der in enumerate(chain):
        (tmp_path / str(place)).write_bytes(armor("CERTIFICATE", der))
    for own, issuer in ((0, 1), (1, 2)):
        # openssl knows the SM2 identity of the certificate it is asked about alone.
        said = openssl(
            *("verify", "-x509_strict", "-partial_chain", "-vfyopt", IDENTITY),
            *("-CAfile", tmp_path / str(issuer), tmp_path / str(own)),
        )
        assert said.strip().endswith("OK")


def _is_authority(certificate: object) -> bool:
    return bool(certificate.ca)


@pytest.fixture(scope="module")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("java")
    jars = ":".join(map(str, JARS))
    subprocess.run(["javac", "-cp", jars, "-d", folder, JAVA], check=True, capture_output=True)
    return folder


@needs_bouncy_castle
@pytest.mark.parametrize("field", FIELDS)
def test_bouncy_castle_accepts_the_signature_and_its_chain(
    field: str,
    embedded: dict[str, Embedded],
    authority: TestAuthority,
    compiled: Path,
    tmp_path: Path,
) -> None:
    one, root = embedded[field], authority.certificate
    assert bouncy_castle(compiled, tmp_path, one.cms, one.covered, root).splitlines() == [
        "signature=true",
        "chain=true",
    ]
    spoilt = one.covered[:-1] + bytes([one.covered[-1] ^ 1])
    assert "signature=true" not in bouncy_castle(compiled, tmp_path, one.cms, spoilt, root)


def bouncy_castle(compiled: Path, folder: Path, *files: bytes) -> str:
    """Return what BouncyCastle says of a signature, the bytes it covers and its root."""
    paths = [folder / str(place) for place in range(len(files))]
    for path, content in zip(paths, files, strict=True):
        path.write_bytes(content)
    jars = ":".join(map(str, (*JARS, compiled)))
    done = subprocess.run(
        ["java", "-cp", jars, "CheckCms", *paths], check=False, capture_output=True, text=True
    )
    return done.stdout
