"""Files of records: JSON, JSON lines, CSV and XLSX, opened within limits."""

from precheck.caseqc.files.batch import Batch, Entry, read_batch

__all__ = ["Batch", "Entry", "read_batch"]
