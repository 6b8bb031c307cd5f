"""Time the quality check of ten thousand case records in one CSV file, and seed faults in them."""

from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random
from time import perf_counter, process_time
from typing import Any, Final

from eval.specimens.case_records import as_csv, make_guide, make_records
from intake.clock import SHANGHAI
from precheck.caseqc import check_batch, read_batch

COUNT: Final = 10_000
NOW: Final = datetime(2026, 11, 20, 12, tzinfo=SHANGHAI)
SPOILT: Final[Mapping[str, Callable[[dict[str, Any]], None]]] = {
    "AI01": lambda record: record.update(licenseType="测试证"),
    "AI03": lambda record: record.update(targetName=""),
    "AI05": lambda record: record.update(targetNo="110105194912310021"),
    "AI08": lambda record: record.update(source="测试来源"),
    "AI10": lambda record: record.update(opTime="2026-11-20 12:00:01"),
    "AI14": lambda record: record.update(taskHandleItem=record["taskHandleItem"][:-1]),
    "AI21": lambda record: record.update(systemCode=""),
    "ND01": lambda record: record["nodes"][-1].update(opDepartName=""),
    "ND03": lambda record: record["nodes"][0].update(op="受理"),
    "ND07": lambda record: record["nodes"][0].update(opTime=""),
}
"""By rule, what makes any record break it."""


def main() -> None:
    """Print how long it took, how many faultless records were blamed and seeded faults found."""
    rng = Random(4)  # noqa: S311 - records, not secrets
    guide = make_guide(rng)
    records = list(make_records(rng, guide, NOW, COUNT))
    started, worked = perf_counter(), process_time()
    report = check_batch(read_batch([("records.csv", as_csv(records))]), NOW, guide)
    spent, worked = perf_counter() - started, process_time() - worked
    print(f"{report.records} records in {spent:.1f} s ({worked:.1f} s of processor time)")
    print(f"{len(report.faulty)} faultless records blamed")
    rules = sorted(SPOILT)
    seeded = [rules[number % len(rules)] for number in range(COUNT)]
    for record, rule in zip(records, seeded, strict=True):
        SPOILT[rule](record)
    report = check_batch(read_batch([("records.csv", as_csv(records))]), NOW, guide)
    found = {record.apply_no: {fault.code for fault in record.faults} for record in report.faulty}
    hits = sum(
        rule in found.get(record["applyNo"], ())
        for record, rule in zip(records, seeded, strict=True)
    )
    print(f"{hits} of {COUNT} seeded faults found")


if __name__ == "__main__":
    main()
