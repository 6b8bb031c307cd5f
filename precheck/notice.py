"""The one-time notice (一次告知): everything the applicant has to put right, at once."""

from collections.abc import Sequence

from models.records import Finding, Severity


def compose_notice(findings: Sequence[Finding]) -> str:
    """Return the notice as plain text, empty when there is nothing to put right."""
    faults = [each.message for each in findings if each.severity is Severity.CORRECT]
    if not faults:
        return ""
    lines = [f"{number}. {message}" for number, message in enumerate(faults, start=1)]
    head = f"您的申请有以下{len(faults)}项需要补正，请一次办齐后提交："
    return "\n".join([head, *lines])
