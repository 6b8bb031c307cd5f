"""From uploads to a decided filing, in durable steps.

A step that is recorded as finished is never done again, whatever is killed when: what it found and
the word ``finished`` in the journal are one transaction. DBOS remembers how far a job is and takes
it up again when the service starts; jobs of one filing run one after another.
"""

from collections.abc import Callable, Mapping
from threading import Event
from uuid import uuid4

import structlog
from dbos import DBOS, DBOSConfig, SetEnqueueOptions, SetWorkflowID

from intake.filings.judging import check_filing, decide_filing, fill_form
from intake.office import Office
from intake.outcome import outcome, problem_of
from intake.reading.steps import PAPER_STEPS
from intake.store import jobs, outbox
from intake.store.filings import read_filing, save_filing
from intake.store.jobs import Job, JobState
from intake.store.papers import find_paper, save_paper
from models.errors import ConflictError, ServiceError, StaleRecordError
from models.records import Filing, Paper, Problem

log = structlog.get_logger(__name__)

QUEUE = "filings"
EDITION = "1"
"""Of the steps' order; a job begun under another edition is not taken up by this one."""
IN_HAND = {"ENQUEUED", "PENDING", "DELAYED"}
"""States of a workflow that DBOS itself carries on with."""
POLL_SECONDS = 0.2
SAVES = 5
"""How often a step starts over because the applicant saved at the same time."""

FilingStep = Callable[[Office, Filing], Filing]


def _fill(office: Office, filing: Filing) -> Filing:
    """Fill the form, and remember how each source took part, for whoever asks after its health."""
    filled = fill_form(office.registry, office.connectors, filing)
    office.source_states.update({each.source: each.state for each in filled.sources})
    return filled


FILING_STEPS: Mapping[str, FilingStep] = {
    "fill": _fill,
    "check": lambda office, filing: check_filing(office.registry, filing),
    "decide": lambda office, filing: decide_filing(office.registry, filing),
}

STAGES: Mapping[str, str] = {
    "open": "打开材料",
    "look": "检查画面",
    "classify": "辨认类型",
    "extract": "识别内容",
    "verify": "核对内容",
    "fill": "填写表单",
    "check": "预先检查",
    "decide": "形成结论",
    "publish": "更新办件",
}
"""Every step in order, with its name for people."""


class Pipeline:
    """The durable work of one service; one per process."""

    def __init__(self, office: Office) -> None:
        self._office = office
        self._stopping = Event()

        @DBOS.workflow(name="process")  # type: ignore[untyped-decorator] # DBOS is not checked
        def process(job_id: str) -> None:
            self._process(job_id)

        self._workflow = process

    def start(self) -> None:
        """Begin to work, first on what was left unfinished."""
        settings = self._office.settings
        config = DBOSConfig(
            name="zhiban",
            system_database_url=settings.workflow_url,
            application_version=EDITION,
            executor_id=settings.executor,
            console_log_level="ERROR",
        )
        DBOS(config=config)
        DBOS.launch()
        DBOS.register_queue(
            QUEUE,
            worker_concurrency=settings.workers + 1,
            partition_concurrency=1,
            polling_interval_sec=POLL_SECONDS,
        )
        with self._office.store.read() as session:
            left = jobs.unfinished(session)
        for job in left:
            self._take_up(job)

    def stop(self) -> None:
        """Stop working; what is unfinished is taken up at the next start."""
        self._stopping.set()
        DBOS.destroy(destroy_registry=True)

    def enqueue(self, job_id: str, filing_id: str) -> None:
        """Have a job done after those the filing already has; saying it twice changes nothing."""
        self._enqueue(job_id, job_id, filing_id)

    def _take_up(self, job: Job) -> None:
        """Enqueue a job left unfinished, unless DBOS already has it in hand."""
        status = DBOS.get_workflow_status(job.id)
        ended = status is not None and status.status not in IN_HAND
        self._enqueue(uuid4().hex if ended else job.id, job.id, job.filing_id)

    def _enqueue(self, workflow_id: str, job_id: str, filing_id: str) -> None:
        with SetWorkflowID(workflow_id), SetEnqueueOptions(queue_partition_key=filing_id):
            DBOS.enqueue_workflow(QUEUE, self._workflow, job_id)

    def _process(self, job_id: str) -> None:
        try:
            self._each_paper("open", job_id)
            self._each_paper("look", job_id)
            self._each_paper("classify", job_id)
            self._each_paper("extract", job_id)
            self._each_paper("verify", job_id)
            self._filing("fill", job_id)
            self._filing("check", job_id)
            self._filing("decide", job_id)
            self._durably("publish", job_id, "", self._publish)
        except ServiceError as error:
            if self._stopping.is_set():
                raise
            with self._office.store.write() as session:
                jobs.close_job(session, job_id, JobState.FAILED, problem_of(error))

    def _each_paper(self, name: str, job_id: str) -> None:
        for paper_id in self._job(job_id).papers:
            self._durably(name, job_id, paper_id, self._read_paper)

    def _filing(self, name: str, job_id: str) -> None:
        self._durably(name, job_id, "", self._work_on_filing)

    def _durably(
        self, name: str, job_id: str, paper_id: str, work: Callable[[str, Job, str], None]
    ) -> None:
        """Do one step unless it is recorded as finished."""

        def step() -> None:
            try:
                if self._begin(name, job_id, paper_id):
                    work(name, self._job(job_id), paper_id)
            except ServiceError:
                raise
            except Exception:  # the last boundary: DBOS keeps errors, so they must hold no data
                log.exception("step failed", step=name, job=job_id)
                raise ServiceError("处理办件时出错。") from None

        DBOS.run_step({"name": f"{name} {paper_id}".strip()}, step)

    def _begin(self, name: str, job_id: str, paper_id: str) -> bool:
        """Note that a step begins; return False when the journal says it is finished."""
        with self._office.store.write() as session:
            if jobs.is_finished(session, job_id, name, paper_id):
                return False
            jobs.start_step(session, job_id, name, paper_id)
            jobs.note_stage(session, job_id, name)
            return True

    def _read_paper(self, name: str, job: Job, paper_id: str) -> None:
        """One reading step for one paper; a paper that cannot be read keeps its problem."""
        office = self._office
        with office.store.read() as session:
            paper = find_paper(session, paper_id)
        if paper and not paper.problem:
            paper = self._attempt(name, job, paper)
        with office.store.write() as session:
            if paper:
                save_paper(session, paper)
            jobs.finish_step(session, job.id, name, paper_id)

    def _attempt(self, name: str, job: Job, paper: Paper) -> Paper:
        office = self._office
        try:
            return PAPER_STEPS[name](office.desk, job.filing_id, paper)
        except ServiceError as error:
            if self._stopping.is_set():
                raise
            log.warning("paper not read", paper=paper.id, step=name, code=error.code)
            problem = Problem(code=error.code, message=str(error), remedy=error.remedy)
            return paper.model_copy(update={"problem": problem})

    def _work_on_filing(self, name: str, job: Job, _paper_id: str) -> None:
        """One step on the filing, on its latest version; begun again when that has moved on."""
        for _ in range(SAVES):
            with self._office.store.read() as session:
                filing = read_filing(session, job.filing_id)
            filing = FILING_STEPS[name](self._office, filing)
            try:
                with self._office.store.write() as session:
                    save_filing(session, filing)
                    jobs.finish_step(session, job.id, name, "")
            except StaleRecordError:
                continue
            return
        raise ConflictError("办件正在被频繁修改，没有处理完。")

    def _publish(self, name: str, job: Job, _paper_id: str) -> None:
        """End the job and tell of the filing's new state, in one transaction."""
        with self._office.store.write() as session:
            filing = read_filing(session, job.filing_id)
            state, problem = outcome(job, filing)
            outbox.announce(session, "filing.checked", filing)
            jobs.finish_step(session, job.id, name, "")
            jobs.close_job(session, job.id, state, problem)

    def _job(self, job_id: str) -> Job:
        with self._office.store.read() as session:
            return jobs.read_job(session, job_id)


def count_steps(job: Job) -> int:
    """Return how many steps a job has in all."""
    return len(PAPER_STEPS) * len(job.papers) + len(STAGES) - len(PAPER_STEPS)
