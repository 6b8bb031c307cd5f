"""What a pre-check found, in the platform's words."""

from typing import Any, Final

from models.records import Finding, Severity

LEVELS: Final = {Severity.CORRECT: "error", Severity.OFFICER: "warn", Severity.ADVICE: "info"}
RESULTS: Final = {Severity.CORRECT: "需补正", Severity.OFFICER: "需核定", Severity.ADVICE: "提示"}
STOP: Final = "。"


def item_of(finding: Finding) -> dict[str, Any]:
    """Return one finding; its sentence says first what is wrong, and then what to do."""
    message, _, suggestion = finding.message.partition(STOP)
    return {
        "ruleId": finding.rule,
        "key": finding.keys[0] if finding.keys else "",
        "level": LEVELS[finding.severity],
        "result": RESULTS[finding.severity],
        "message": message + STOP if suggestion else message,
        "suggestion": suggestion,
        "evidence": [each.model_dump(mode="json") for each in finding.evidence],
    }
