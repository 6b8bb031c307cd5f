"""Quality of case records (办件数据质检): the tender's rules over a record, or a file of records.

``check_record`` judges one record as it would be sent; ``check_batch`` a file of them.
"""

from precheck.caseqc.check import check_record
from precheck.caseqc.faults import Fault, Level
from precheck.caseqc.guide import Guide, read_guide

__all__ = ["Fault", "Guide", "Level", "check_record", "read_guide"]
