"""Seals that a seal server keeps: their keys never come here, and no document goes there."""

import base64
import binascii
from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from typing import Annotated

from asn1crypto.x509 import Certificate
from PIL import Image, UnidentifiedImageError
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, JsonValue

from docgen.signing.errors import SealRefusedError
from docgen.signing.seal import Seal
from docgen.signing.seal_server import SEALS, SIGN, SealServer
from docgen.signing.seals import Sealed, SealState
from extractors.signatures.proof import is_listed
from extractors.signatures.ses import read_seal
from models.crypto import sm2
from models.crypto.algorithms import SM2_CURVE, register
from models.crypto.sm2_digest import digest_to_sign

LARGEST_SIDE = 2000
"""Pixels of a seal's picture."""
MOST_SEALS = 20
LONGEST_CHAIN = 5


def _decoded(text: object) -> bytes:
    try:
        return base64.b64decode(str(text), validate=True)
    except (binascii.Error, ValueError) as error:
        raise ValueError("not base64") from error


Encoded = Annotated[bytes, BeforeValidator(_decoded)]
"""Bytes that come in base64."""


class _Offered(BaseModel):
    """One seal, as the server offers it."""

    model_config = ConfigDict(extra="ignore")

    id: str = Field(alias="sealId", min_length=1, max_length=100)
    name: str = Field(max_length=200)
    image: Encoded
    certificate: Encoded
    chain: tuple[Encoded, ...] = Field(default=(), max_length=LONGEST_CHAIN)
    number: str = Field(alias="certSn", max_length=100)
    electronic: Encoded = Field(default=b"", alias="esl")
    """The seal by GB/T 38540; a server that keeps keys alone has none."""


class _Seals(BaseModel):
    model_config = ConfigDict(extra="ignore")

    seals: tuple[_Offered, ...] = Field(max_length=MOST_SEALS)


class _Signed(BaseModel):
    model_config = ConfigDict(extra="ignore")

    signature: Encoded = Field(alias="p1", max_length=sm2.LONGEST)


@dataclass(frozen=True)
class RemoteSeals:
    """The seals of a server, as ``SealKeeper`` says."""

    server: SealServer
    owners: Mapping[str, str] = field(default_factory=dict)
    """An office's identifier here → its unified social credit code there; one not named keeps its
    own."""

    @property
    def state(self) -> SealState:
        """How the server took part when it was last asked."""
        return self.server.state

    def of_office(self, office: str, name: str) -> Sealed:
        """Return the seal of an office."""
        return self._sealed({"uscc": self.owners.get(office, office), "name": name})

    def of_applicant(self, signer: str, name: str, id_no: str = "") -> Sealed:
        """Return the seal of an applicant, whom the server knows by number."""
        if not id_no:
            raise SealRefusedError("办件没有申请人的统一社会信用代码或证件号码，无法调用其印章。")
        return self._sealed({"uscc": id_no, "name": name, "signer": signer})

    def _sealed(self, owner: Mapping[str, JsonValue]) -> Sealed:
        offered = self.server.ask(SEALS, owner, _Seals).seals
        if not offered:
            raise SealRefusedError(f"签章平台没有“{owner['name']}”的可用印章。")
        first = offered[0]
        try:
            _need_picture(first.image)
            chain = first.certificate, *first.chain
            key, *_ = (_public_key(each) for each in chain)
            _need_seal(first.electronic, first.certificate)
        except (ValueError, TypeError, LookupError, OSError) as error:
            raise self.server.nonsense("签章服务器返回的印章或证书无法使用。") from error
        signer = RemoteSigner(self.server, first.id, first.number, key, chain)
        return Sealed(signer, Seal(first.name, first.image), first.electronic)


@dataclass(frozen=True)
class RemoteSigner:
    """A key that a seal server uses for us."""

    server: SealServer
    seal: str
    """Its identifier at the server."""
    number: str
    """Of its certificate, as the server writes it."""
    public_key: bytes
    certificates: tuple[bytes, ...]

    @property
    def certificate(self) -> bytes:
        """The signer's X.509 certificate, DER."""
        return self.certificates[0]

    @property
    def chain(self) -> tuple[bytes, ...]:
        """Certificates between the signer's and the root, DER."""
        return self.certificates[1:]

    def sign(self, data: bytes) -> bytes:
        """Return the signature of ``data``, proven against the certificate before it is used."""
        digest = base64.b64encode(digest_to_sign(self.public_key, data)).decode()
        question = {"sealId": self.seal, "certSn": self.number, "p1": digest}
        signature = self.server.ask(SIGN, question, _Signed).signature
        if not sm2.verify(self.public_key, signature, data):
            raise self.server.nonsense("签章服务器返回的签名与印章的证书不符，未采用。")
        return signature


def _public_key(certificate: bytes) -> bytes:
    """Return the key of a certificate, DER; raises ``ValueError`` when it is no SM2 key."""
    register()
    key = Certificate.load(certificate, strict=True).public_key
    if key.algorithm != "ec" or key.curve[1] != SM2_CURVE:
        raise ValueError("no SM2 key")
    return bytes(key.dump())


def _need_seal(electronic: bytes, certificate: bytes) -> None:
    """Raise ``ValueError`` unless an electronic seal, where there is one, lists a certificate."""
    if electronic and not is_listed(certificate, read_seal(electronic).signers):
        raise ValueError("a seal for somebody else")


def _need_picture(png: bytes) -> None:
    """Raise ``ValueError`` unless this is a picture that fits in a seal's place."""
    try:
        picture = Image.open(BytesIO(png), formats=("PNG",))
    except UnidentifiedImageError as error:
        raise ValueError("no PNG") from error
    if max(picture.size) > LARGEST_SIDE:
        raise ValueError("too large")
    picture.load()
