"""How a job ended, and the problem it is answered with."""

from pydantic import JsonValue

from intake.store.jobs import Job, JobState
from models.errors import ServiceError
from models.records import Filing

Problem = dict[str, JsonValue]
"""RFC 9457 problem details without what only a request has (instance, request id)."""

TYPE = "urn:zhiban:problem:"


def problem_of(error: ServiceError) -> Problem:
    """Return an error as problem details."""
    problem: Problem = {
        "type": TYPE + error.code,
        "title": error.status.phrase,
        "status": int(error.status),
        "detail": str(error),
        "remedy": error.remedy,
        "code": error.code,
    }
    return problem | ({"errors": [dict(fault) for fault in error.errors]} if error.errors else {})


def outcome(job: Job, filing: Filing) -> tuple[JobState, Problem | None]:
    """Return how a job that went to its end stands: done, or with the papers that failed."""
    failed = [paper for paper in filing.papers if paper.id in job.papers and paper.problem]
    if not failed:
        return JobState.DONE, None
    error = UnreadPapersError(_told(len(failed), len(job.papers)))
    papers: list[JsonValue] = [
        {"id": paper.id, **paper.problem.model_dump()} for paper in failed if paper.problem
    ]
    return JobState.FAILED_PARTIAL, problem_of(error) | {"papers": papers}


def _told(failed: int, papers: int) -> str:
    if failed == papers:
        return f"这次上传的 {papers} 份材料没有识别成功，办件中原有的内容不受影响。"
    return f"{papers} 份材料中有 {failed} 份没有识别成功，其余已经处理。"


class UnreadPapersError(ServiceError):
    """Some papers of a job could not be read."""

    code = "papers_unread"
    remedy = "请查看这几份材料的提示，处理后重新上传；也可以手工填写。"
