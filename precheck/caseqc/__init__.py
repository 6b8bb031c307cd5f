"""Quality of case records (办件数据质检): the tender's rules over a record, or files of records.

``check_record`` judges one record as it would be sent; ``check_batch`` what ``read_batch`` found.
"""

from precheck.caseqc.check import check_record
from precheck.caseqc.faults import Fault, Level
from precheck.caseqc.files import read_batch
from precheck.caseqc.guide import NO_GUIDE, Guide, read_guide
from precheck.caseqc.report import Report, check_batch

__all__ = [
    "NO_GUIDE",
    "Fault",
    "Guide",
    "Level",
    "Report",
    "check_batch",
    "check_record",
    "read_batch",
    "read_guide",
]
