"""The store keeps its promises on SQLite and on PostgreSQL alike."""

from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError, IntegrityError

from intake.security.sealing import SealBrokenError
from intake.store import acts, audit, filings, idempotency, jobs, outbox, papers, queue, tables
from intake.store.database import Store
from intake.store.idempotency import Answer, Claim
from models.errors import BusyError, NotFoundError, ReusedKeyError, StaleRecordError
from models.records import Decision, FilingState, Outcome, Paper, Subject

ID_NO = "310120199204263289"


def open_one(store: Store, **subject: str) -> str:
    with store.write() as session:
        return filings.open_filing(session, "S5B", Subject(**subject)).id


def a_paper(name: str = "执照.jpg") -> Paper:
    return Paper(id=uuid4().hex, name=name, sha256="0" * 64, size=7)


def a_deed(**changes: str) -> acts.Deed:
    known = {"officer": "陈样张", "kind": "reveal", "version": 1, "reason": "核对来人身份"}
    return acts.Deed.model_validate(known | changes)


def test_migrations_make_exactly_the_declared_tables(store: Store) -> None:
    with store.read() as session:
        assert (
            compare_metadata(MigrationContext.configure(session.connection), tables.metadata) == []
        )


def test_case_numbers_are_never_given_twice_and_leave_no_gap(store: Store) -> None:
    def open_many(_: int) -> list[str]:
        numbers = []
        for _ in range(10):
            with store.write() as session:
                numbers.append(filings.open_filing(session, "S5B", Subject()).case_no)
        return numbers

    with ThreadPoolExecutor(4) as pool:
        numbers = [number for batch in pool.map(open_many, range(4)) for number in batch]
    serials = sorted(int(number.split("-")[2]) for number in numbers)
    assert len(set(serials)) == 40
    assert serials == list(range(serials[0], serials[0] + 40))


def test_a_number_of_an_undone_transaction_is_given_again(store: Store) -> None:
    def open_and_fail() -> str:
        with store.write() as session:
            number = filings.open_filing(session, "S5B", Subject()).case_no
            raise LookupError(number)

    with pytest.raises(LookupError) as undone:
        open_and_fail()
    with store.write() as session:
        assert filings.open_filing(session, "S5B", Subject()).case_no == str(undone.value)


def test_who_saves_an_older_version_overwrites_nothing(store: Store) -> None:
    filing_id = open_one(store)
    with store.read() as session:
        first = filings.read_filing(session, filing_id)
    with store.write() as session:
        saved = filings.save_filing(
            session, first.model_copy(update={"state": FilingState.CONFIRMED})
        )
    assert saved.version == first.version + 1
    with pytest.raises(StaleRecordError), store.write() as session:
        filings.save_filing(session, first)
    with store.read() as session:
        assert filings.read_filing(session, filing_id).state is FilingState.CONFIRMED


def test_papers_come_back_in_the_order_of_upload(store: Store) -> None:
    filing_id = open_one(store)
    added = [a_paper(f"{n}.jpg") for n in range(5)]
    with store.write() as session:
        for paper in added:
            papers.add_paper(session, filing_id, paper)
    with store.read() as session:
        assert list(filings.read_filing(session, filing_id).papers) == added
        assert papers.weigh(session, filing_id) == (5, 35)


def test_a_removed_paper_stays_removed_when_a_step_saves_it(store: Store) -> None:
    filing_id, paper = open_one(store), a_paper()
    with store.write() as session:
        papers.add_paper(session, filing_id, paper)
    with store.write() as session:
        papers.remove_paper(session, filing_id, paper.id)
        papers.save_paper(session, paper)
        assert papers.find_paper(session, paper.id) is None
    with pytest.raises(NotFoundError), store.write() as session:
        papers.remove_paper(session, filing_id, paper.id)


def test_the_latest_confirmed_filing_of_the_same_subject_is_found(store: Store) -> None:
    number = uuid4().hex
    earlier, later, stranger = (
        open_one(store, id_no=number),
        open_one(store, id_no=number),
        open_one(store, id_no=uuid4().hex),
    )
    with store.write() as session:
        now = filings.read_filing(session, later)
        assert filings.latest_before(session, now) is None
        for each in (earlier, stranger):
            confirmed = filings.read_filing(session, each).model_copy(
                update={"state": FilingState.CONFIRMED}
            )
            filings.save_filing(session, confirmed)
        found = filings.latest_before(session, now)
    assert found is not None
    assert found.id == earlier


def test_a_step_is_finished_once_or_not_at_all(store: Store) -> None:
    filing_id = open_one(store)
    with store.write() as session:
        job = jobs.add_job(session, filing_id, ["p"])
        jobs.start_step(session, job, "look", "p")
        jobs.finish_step(session, job, "look", "p")
    with pytest.raises(IntegrityError), store.write() as session:
        jobs.finish_step(session, job, "look", "p")
    with store.read() as session:
        assert jobs.finished_steps(session, job) == [("look", "p")]
        assert jobs.is_finished(session, job, "look", "p")
        assert not jobs.is_finished(session, job, "look", "q")


def test_an_ended_job_stays_as_it_ended(store: Store) -> None:
    filing_id = open_one(store)
    with store.write() as session:
        job = jobs.add_job(session, filing_id, [])
        jobs.close_job(session, job, jobs.JobState.FAILED_PARTIAL, {"code": "papers_unread"})
        jobs.close_job(session, job, jobs.JobState.DONE, None)
        ended = jobs.read_job(session, job)
        assert (ended.state, ended.problem) == ("failed_partial", {"code": "papers_unread"})
        assert jobs.unfinished(session, filing_id) == []


@pytest.mark.parametrize("table", [tables.journal, tables.audit, tables.acts])
@pytest.mark.parametrize("change", [update, delete])
def test_journal_audit_and_acts_refuse_every_change(store: Store, table, change) -> None:
    filing_id = open_one(store)
    with store.write() as session:
        audit.log_action(session, "filing.opened", filing_id)
        jobs.start_step(session, jobs.add_job(session, filing_id, []), "look", "")
        acts.add_act(session, filing_id, a_deed())
    statement = change(table)
    if change is update:
        statement = statement.values(seq=table.c.seq)
    with pytest.raises(DBAPIError, match="append-only"), store.write() as session:
        session.connection.execute(statement)


def test_the_audit_chain_is_whole_until_a_row_is_forged(store: Store) -> None:
    filing_id = open_one(store)
    with store.write() as session:
        audit.log_action(session, "filing.opened", filing_id, {"case_no": "ZB"})
        chain = audit.verify_chain(session)
        last = session.connection.execute(
            select(tables.audit.c.link).order_by(tables.audit.c.seq.desc())
        ).scalar()
    assert chain.head == last
    with pytest.raises(audit.ChainBrokenError, match=f"第 {chain.length + 1} 条"):
        _forge(store, chain.length + 1)


def _forge(store: Store, seq: int) -> None:
    """Write a row as someone without the key would, look, and take it back."""
    with store.write() as session:
        row = {"seq": seq, "entry": "{}", "link": "0" * 64}
        session.connection.execute(tables.audit.insert().values(**row))
        audit.verify_chain(session)


def test_writers_of_the_audit_log_queue_up(store: Store) -> None:
    def log(number: int) -> None:
        with store.write() as session:
            audit.log_action(session, "form.edited", str(number))

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(log, range(20)))
    with store.read() as session:
        assert audit.verify_chain(session).length >= 20


def claim(key: str, fingerprint: str = "f", boot: str = "b1") -> Claim:
    return Claim(key, "POST /api/filings", fingerprint, "zhiban-1", boot)


def test_the_same_key_gets_the_same_answer(store: Store) -> None:
    key, answer = uuid4().hex, Answer(status=201, body={"case_no": "ZB"})
    with store.write() as session:
        assert idempotency.claim_key(session, claim(key)) is None
        idempotency.keep_answer(session, claim(key), answer)
    with store.write() as session:
        assert idempotency.claim_key(session, claim(key, boot="b2")) == answer


def test_a_key_refuses_another_request_and_a_running_one(store: Store) -> None:
    key = uuid4().hex
    with store.write() as session:
        idempotency.claim_key(session, claim(key))
    with pytest.raises(ReusedKeyError), store.write() as session:
        idempotency.claim_key(session, claim(key, fingerprint="other"))
    with pytest.raises(BusyError), store.write() as session:
        idempotency.claim_key(session, claim(key))


def test_a_claim_of_a_killed_process_is_taken_over_by_its_successor(store: Store) -> None:
    key = uuid4().hex
    with store.write() as session:
        idempotency.claim_key(session, claim(key, boot="killed"))
    with store.write() as session:
        assert idempotency.claim_key(session, claim(key, boot="next")) is None


def test_a_released_key_can_be_used_again(store: Store) -> None:
    key = uuid4().hex
    with store.write() as session:
        idempotency.claim_key(session, claim(key))
        idempotency.release_key(session, claim(key))
        assert idempotency.claim_key(session, claim(key, fingerprint="other")) is None


def test_an_event_holds_nothing_personal(store: Store) -> None:
    filing_id = open_one(store, name="张三丰", id_no=ID_NO)
    with store.write() as session:
        outbox.announce(session, "filing.opened", filings.read_filing(session, filing_id))
        wanted = select(tables.outbox).where(tables.outbox.c.subject == filing_id)
        row = session.connection.execute(wanted).mappings().one()
    assert row["type"] == "cn.gov.sh.zhiban.filing.opened.v1"
    assert set(row["data"]) == {"case_no", "state", "version"}


def test_a_row_moved_to_another_place_does_not_open(store: Store) -> None:
    mine, other = open_one(store, name="甲"), open_one(store, name="乙")
    sealed = select(tables.filings.c.sealed).where(tables.filings.c.id == mine).scalar_subquery()
    with store.write() as session:
        moved = update(tables.filings).where(tables.filings.c.id == other).values(sealed=sealed)
        session.connection.execute(moved)
    with pytest.raises(SealBrokenError), store.read() as session:
        filings.read_filing(session, other)


def test_acts_come_back_as_they_were_done_and_of_their_own_filing_only(store: Store) -> None:
    mine, other = open_one(store), open_one(store)
    with store.write() as session:
        done = [acts.add_act(session, mine, a_deed(reason=f"原因{n}")) for n in range(3)]
        acts.add_act(session, other, a_deed())
    with store.read() as session:
        assert acts.of_filing(session, mine) == tuple(done)


def test_the_queue_finds_by_stage_outcome_and_name(store: Store) -> None:
    name = f"样张{uuid4().hex}"
    drafting, handed_in = open_one(store, name=name), open_one(store, name=name)
    passed = Decision(outcome=Outcome.PASS)
    with store.write() as session:
        now = filings.read_filing(session, handed_in)
        changes = {"state": FilingState.CONFIRMED, "decision": passed}
        filings.save_filing(session, now.model_copy(update=changes))

        def found(**wanted: object) -> list[str]:
            listed = queue.list_queue(session, queue.Wanted(words=name, **wanted))[1]
            return [each.filing.id for each in listed]

        assert found() == [handed_in, drafting]
        assert found(stage=queue.Stage.DRAFTING) == [drafting]
        assert found(stage=queue.Stage.TODO) == [handed_in]
        assert found(outcome=Outcome.PASS) == [handed_in]
        assert found(outcome=Outcome.CORRECT) == []
        assert found(scenarios=["S5B"]) == [handed_in, drafting]
        assert found(scenarios=[]) == []
        queue.note_verdict(session, handed_in, queue.Verdict.CORRECT)
        assert found(stage=queue.Stage.RETURNED) == [handed_in]
        assert found(stage=queue.Stage.TODO) == []
