"""The tables; what is personal lies in the ``sealed`` columns, which only ``Session`` opens.

The migrations make the same tables; a test compares the two.
"""

from intake.store.tables.columns import EntryId, Id, Moment, metadata
from intake.store.tables.documents import (
    consents,
    documents,
    handovers,
    notice_batches,
    notice_numbers,
    notices,
    template_acts,
    templates,
)
from intake.store.tables.filings import FINISHED, acts, filings, jobs, journal, numbers, papers
from intake.store.tables.gongwen import (
    gongwen_drafts,
    gongwen_lexicons,
    gongwen_library,
    gongwen_library_before,
    gongwen_library_turns,
    gongwen_library_updates,
    gongwen_samples,
)
from intake.store.tables.knowledge import (
    knowledge_acts,
    knowledge_changes,
    knowledge_entries,
    knowledge_links,
    knowledge_sayings,
    knowledge_versions,
)
from intake.store.tables.knowledge_asking import knowledge_turns
from intake.store.tables.knowledge_care import (
    knowledge_care_runs,
    knowledge_corrections,
    knowledge_feedback,
    knowledge_gap_questions,
    knowledge_gaps,
    knowledge_inspections,
    knowledge_questions,
    knowledge_regressions,
)
from intake.store.tables.knowledge_imports import knowledge_import_files, knowledge_imports
from intake.store.tables.knowledge_suggestions import knowledge_suggestions
from intake.store.tables.policies import (
    policy_checkups,
    policy_editions,
    policy_profiles,
    policy_reminders,
)
from intake.store.tables.traffic import audit, deliveries, idempotency, model_calls, outbox

__all__ = [
    "FINISHED",
    "EntryId",
    "Id",
    "Moment",
    "acts",
    "audit",
    "consents",
    "deliveries",
    "documents",
    "filings",
    "gongwen_drafts",
    "gongwen_lexicons",
    "gongwen_library",
    "gongwen_library_before",
    "gongwen_library_turns",
    "gongwen_library_updates",
    "gongwen_samples",
    "handovers",
    "idempotency",
    "jobs",
    "journal",
    "knowledge_acts",
    "knowledge_care_runs",
    "knowledge_changes",
    "knowledge_corrections",
    "knowledge_entries",
    "knowledge_feedback",
    "knowledge_gap_questions",
    "knowledge_gaps",
    "knowledge_import_files",
    "knowledge_imports",
    "knowledge_inspections",
    "knowledge_links",
    "knowledge_questions",
    "knowledge_regressions",
    "knowledge_sayings",
    "knowledge_suggestions",
    "knowledge_turns",
    "knowledge_versions",
    "metadata",
    "model_calls",
    "notice_batches",
    "notice_numbers",
    "notices",
    "numbers",
    "outbox",
    "papers",
    "policy_checkups",
    "policy_editions",
    "policy_profiles",
    "policy_reminders",
    "template_acts",
    "templates",
]
