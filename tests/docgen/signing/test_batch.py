"""Many files, one key: what cannot be signed is told by name, and the rest is signed."""

from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from asn1crypto.x509 import Certificate

from docgen.forms.compose import ComposedForm
from docgen.printing.field import APPLICANT
from docgen.signing.authority import open_authority
from docgen.signing.batch import AHEAD, Batch, sign_all
from docgen.signing.seal import draw_seal
from docgen.signing.seals import Sealed, TestSeals
from extractors.signatures.pdf import verify_pdf
from models.crypto.trust import Trust

OFFICE = ("batch", "样张停车管理中心（测试）")


@pytest.mark.parametrize("threads", [1, 4])
def test_the_fault_of_one_does_not_stop_the_others(
    threads: int, forms: dict[str, ComposedForm], seals: TestSeals, signed: bytes, trust: Trust
) -> None:
    good = forms["S5B"].pdf
    files = [("1", good), ("2", b"junk"), ("3", good), ("4", signed), ("5", good)]
    batch = Batch(seals.of_office(*OFFICE), APPLICANT, "批量签章", threads)
    outcomes = list(sign_all(files, batch))
    assert [each.name for each in outcomes] == ["1", "2", "3", "4", "5"]
    assert [each.name for each in outcomes if each.error] == ["2", "4"]
    assert "已经签过章" in str(outcomes[3].error)
    for each in outcomes:
        assert bool(each.pdf) is (each.error is None)
        assert not each.pdf or verify_pdf(each.pdf, trust).trusted
    assert len({each.pdf for each in outcomes if each.pdf}) == 3, "each its own signature"


def test_an_unforeseen_fault_is_of_one_file_alone(
    forms: dict[str, ComposedForm], seals: TestSeals
) -> None:
    own = seals.of_office(*OFFICE)

    class Stumbling:
        certificate, chain = own.signer.certificate, own.signer.chain
        asked = 0

        def sign(self, data: bytes) -> bytes:
            self.asked += 1
            if self.asked == 1:
                raise ZeroDivisionError
            return own.signer.sign(data)

    batch = Batch(Sealed(Stumbling(), draw_seal("甲")), APPLICANT, "批量签章")
    first, second = sign_all([("a", forms["S5B"].pdf), ("b", forms["S5B"].pdf)], batch)
    assert "这份文件没有签章" in str(first.error)
    assert second.pdf


def test_files_are_taken_as_they_are_signed(seals: TestSeals) -> None:
    """A batch of thousands is never in memory as a whole."""
    taken = 0

    def files() -> Iterator[tuple[str, bytes]]:
        nonlocal taken
        for each in range(1000):
            taken += 1
            yield str(each), b"junk"

    outcomes = sign_all(files(), Batch(seals.of_office(*OFFICE), APPLICANT, "批量签章", 2))
    assert next(outcomes).error
    assert taken <= 2 * AHEAD
    outcomes.close()


def sealed_elsewhere(folder: Path, pdf: bytes) -> bytes:
    """Sign in a process of its own."""
    batch = Batch(TestSeals(folder).of_office(*OFFICE), APPLICANT, "批量签章")
    (outcome,) = sign_all([("a", pdf)], batch)
    return outcome.pdf


def test_several_processes_seal_with_one_key(
    forms: dict[str, ComposedForm], tmp_path: Path
) -> None:
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        work = [pool.submit(sealed_elsewhere, tmp_path, forms["S5B"].pdf) for _ in range(2)]
        files = [each.result() for each in work]
    trust = open_authority(tmp_path).trust
    assert all(verify_pdf(each, trust).trusted for each in files)
    own = TestSeals(tmp_path).of_office(*OFFICE).signer.certificate
    assert all(own.hex().encode() in each.lower() for each in files)
    assert Certificate.load(own).subject.native["common_name"] == OFFICE[1]
