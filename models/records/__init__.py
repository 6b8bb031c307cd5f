"""The one data model: what travels between the floors.

Records are frozen and refuse unknown keys. A step returns a new record; it never edits the one it
was given. Every value a person sees says where it came from: ``Evidence`` for what was read on a
paper, ``source`` and ``fetched_at`` for what came from elsewhere.
"""

from models.records.address import Address
from models.records.filing import Filing, FilingState
from models.records.form import FormValue, SourceReport, SourceState, Subject, Suggestion
from models.records.judgement import Decision, Finding, Outcome, Severity
from models.records.paper import (
    Barcode,
    Box,
    Check,
    Datum,
    Document,
    Evidence,
    FieldValue,
    Line,
    Page,
    Paper,
    Problem,
    Quality,
    Signature,
    SignatureState,
    State,
    Support,
    Warning,
)
from models.records.record import Record

__all__ = [
    "Address",
    "Barcode",
    "Box",
    "Check",
    "Datum",
    "Decision",
    "Document",
    "Evidence",
    "FieldValue",
    "Filing",
    "FilingState",
    "Finding",
    "FormValue",
    "Line",
    "Outcome",
    "Page",
    "Paper",
    "Problem",
    "Quality",
    "Record",
    "Severity",
    "Signature",
    "SignatureState",
    "SourceReport",
    "SourceState",
    "State",
    "Subject",
    "Suggestion",
    "Support",
    "Warning",
]
