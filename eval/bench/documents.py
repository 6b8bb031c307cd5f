"""Time the documents of one filing: arranged, printed, signed and verified.

    python -m eval.bench.documents

``print form`` is one form of every scenario, written by the invented population, after another of
its kind. The other steps
have random words, other ones in every round: no cache of the typesetter flatters them, and a page
holds far more unlike characters than people write. What stands in ``LIMITS_MS`` is held to time of
the processor, which other work on the machine leaves as it is.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TypeVar

from docgen.forms.arrange import arrange
from docgen.forms.declared import read_declared
from docgen.forms.sheet import Sheet
from docgen.forms.word import write_docx
from docgen.ofd.seal import seal_ofd
from docgen.ofd.write import write_ofd
from docgen.printing.barcode import barcode_svg
from docgen.printing.field import APPLICANT, OFFICE, Place, add_signature_fields
from docgen.printing.qr import qr_png, qr_svg
from docgen.printing.typeset import typesetter
from docgen.signing.authority import TestAuthority, open_authority
from docgen.signing.pdf import sign_pdf
from docgen.signing.seal import draw_seal
from docgen.signing.seals import Sealed, TestSeals, made_for_test
from docgen.signing.witness import add_witness, open_witness
from eval.bench.word_office import time_office
from eval.population.written import DAY, write_filing
from extractors.signatures.ofd import verify_ofd
from extractors.signatures.pdf import verify_pdf
from intake.feeds.population import Applicant, Population
from intake.registry import Registry, read_registry
from models.crypto.trust import Trust
from models.records import Filing, FilingState, FormValue
from prefill.services import read_services

SERVICE, SCENARIO = "S5", "S5A"
ROUNDS = 60
LIMITS_MS = {"print form": 50, "sign": 100}
"""Of the processor, in the median."""

T = TypeVar("T")
Times = dict[str, list[tuple[float, float]]]
"""Milliseconds by the clock and of the processor, for each round of a step."""


def timed(times: Times, what: str, work: Callable[[], T]) -> T:
    """Do the work and note how long it took."""
    started, worked = perf_counter(), process_time()
    result = work()
    took = (perf_counter() - started) * 1000, (process_time() - worked) * 1000
    times.setdefault(what, []).append(took)
    return result


def new_filing(number: int) -> Filing:
    """Return a confirmed filing whose every box holds text of its own."""
    form = read_services()[SERVICE].form(SCENARIO)
    return Filing(
        id="bench",
        case_no=f"YZ{number:014}",
        scenario=SCENARIO,
        opened_at=datetime(2026, 11, 20, tzinfo=UTC),
        filed_on=date(2026, 11, 20),
        state=FilingState.CONFIRMED,
        form=tuple(
            FormValue(key=box.key, value=new_text(number * len(form) + place), source="applicant")
            for place, box in enumerate(form)
        ),
    )


def printed(sheet: Sheet, code: str) -> bytes:
    """Return the PDF of a sheet."""
    content, bars = sheet.model_dump(mode="json"), {"barcode": barcode_svg(sheet.case_no)}
    return typesetter().print("form", content, code, sheet.filed_on, bars)


def new_text(seed: int) -> str:
    """Return ten usual characters (first level of GB 2312) in an order of this seed's own."""
    rows = ((seed * 37 + place * 11) % 32 for place in range(10))
    cells = ((seed * 5 + place * 7) % 89 for place in range(10))
    codes = (bytes((0xB0 + row, 0xA1 + cell)) for row, cell in zip(rows, cells, strict=True))
    return b"".join(codes).decode("gb2312")


def one_round(times: Times, number: int, folder: Path) -> bytes:
    """Make, sign and verify the documents of one filing; return its Word file."""
    filing, service = new_filing(number), read_services()[SERVICE]
    authority = open_authority(folder)
    sheet = timed(times, "arrange", lambda: arrange(filing, service, SCENARIO, read_declared()))
    code = qr_svg(filing.case_no)
    pdf = timed(times, "print random words", lambda: printed(sheet, code))
    pdf = add_signature_fields(pdf, [Place(OFFICE, 1, 430, 100)])
    docx = timed(times, "print Word", lambda: write_docx(sheet, qr_png(filing.case_no)))
    signer = timed(times, "issue certificate", lambda: authority.issue("样张公司"))
    name = f"样张公司{number}"
    timed(times, "draw seal", lambda: draw_seal(name))
    sealed = timed(times, "make seal", lambda: made_for_test(authority, signer, name))
    signed = timed(times, "sign", lambda: sign_pdf(pdf, sealed, APPLICANT, "测速"))
    verdict = timed(times, "verify", lambda: verify_pdf(signed, authority.trust))
    if not verdict.trusted:
        raise SystemExit(f"a fresh signature was not trusted: {verdict.sentence}")
    seal_again(times, signed, authority)
    one_ofd(times, pdf, sealed, authority.trust)
    return docx


def seal_again(times: Times, signed: bytes, authority: TestAuthority) -> None:
    """Seal a signed form for the office, witness it by RSA, and verify all of it."""
    sealed = TestSeals(authority.folder).of_office("bench", "样张局")
    both = timed(times, "sign for the office", lambda: sign_pdf(signed, sealed, OFFICE, "测速"))
    witness = open_witness(authority.folder)
    whole = timed(times, "add RSA signature", lambda: add_witness(both, witness, OFFICE))
    trust = Trust((authority.certificate, witness.certificate))
    verdict = timed(times, "verify three", lambda: verify_pdf(whole, trust))
    if not verdict.trusted:
        raise SystemExit(f"one of three signatures was not trusted: {verdict.sentence}")


def print_every_form(times: Times) -> None:
    """Print the form of every scenario for one applicant, after it was printed for another."""
    registry = read_registry()
    for first, second, *_ in Population(today=DAY).by_scenario.values():
        print_form(registry, first)()
        timed(times, "print form", print_form(registry, second))


def print_form(registry: Registry, applicant: Applicant) -> Callable[[], bytes]:
    """Return what prints the form of an applicant of the population."""
    filing = write_filing(applicant, registry)
    service = registry.service_of(filing.scenario)
    sheet = arrange(filing, service, filing.scenario, read_declared())
    return partial(printed, sheet, qr_svg(filing.case_no))


def one_ofd(times: Times, pdf: bytes, sealed: Sealed, trust: Trust) -> None:
    """Make, seal and verify the OFD of a printed form."""
    day, facts = date(2026, 11, 20), {"办件编号": "YZ1"}
    bare = timed(times, "write OFD", lambda: write_ofd(pdf, "申请表", facts, day))
    now = datetime.now(UTC)
    whole = timed(times, "seal OFD", lambda: seal_ofd(bare, sealed, APPLICANT, now))
    verdict = timed(times, "verify OFD", lambda: verify_ofd(whole, trust))
    if not verdict.trusted:
        raise SystemExit(f"a fresh seal was not trusted: {verdict.sentence}")


def main() -> None:
    """Print the medians of each step and its slowest run, the first round left out."""
    times: Times = {}
    with TemporaryDirectory() as folder:
        authority = Path(folder) / "authority"
        print_every_form(times)
        files = [one_round(times, number, authority) for number in range(ROUNDS + 1)]
        time_office(partial(timed, times), files, Path(folder))
    print(f"{'step':<20}{'median ms':>10}{'processor':>11}{'slowest ms':>12}{'first ms':>10}")
    for what, (first, *rest) in times.items():
        by_clock, of_processor = zip(*rest, strict=True)
        shown = f"{median(by_clock):>10.1f}{median(of_processor):>11.1f}{max(by_clock):>12.1f}"
        print(f"{what:<20}{shown}{first[0]:>10.1f}")
    for what, limit in LIMITS_MS.items():
        took = median(of_processor for _, of_processor in times[what][1:])
        verdict = "ok" if took <= limit else "TOO SLOW"
        print(f"{what}: {took:.1f} ms of the processor, {verdict} (limit {limit} ms)")


if __name__ == "__main__":
    main()
