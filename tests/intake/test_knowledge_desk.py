"""Entries live as they should over the store, on SQLite and on PostgreSQL alike."""

import hypothesis
import pytest
from hypothesis import strategies as st
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from intake.knowledge import desk
from intake.knowledge.desk import Seen
from intake.store import knowledge_acts as acts
from intake.store import knowledge_changes as changes
from intake.store import knowledge_entries as entries
from intake.store import tables
from intake.store.audit import verify_chain
from intake.store.database import Store
from intake.store.knowledge_acts import Doer
from intake.store.knowledge_links import LinkKind, add_link, links_of
from knowledge.entries.content import content_of
from knowledge.entries.entry import State
from knowledge.entries.life import Step
from models.errors import ConflictError, InvalidRequestError, NotFoundError, StaleRecordError
from tests.intake.knowledge_desk import AUTHOR, REVIEWER, content, publish, published, seen


def states(store: Store, entry_id: str) -> list[State]:
    with store.read() as session:
        return [each.state for each in entries.list_versions(session, entry_id)]


def test_what_was_written_is_read_back_word_for_word(store: Store) -> None:
    wrote = content(
        questions=["证过期了咋办"],
        keywords=["换证"],
        tags={"audience": ["个人"], "matters": ["S2B"]},
        source={"title": "指南", "number": "样府规〔2026〕3号", "issued_on": "2026-01-05"},
        readers=["市道路运输管理局"],
        effective_from="2026-02-01",
        expires="2031-02-01",
    )
    with store.write() as session:
        kept = desk.create(session, wrote, AUTHOR)
    with store.read() as session:
        entry = entries.read_version(session, kept.id, 1)
    assert content_of(entry) == wrote
    assert (entry.state, entry.author, entry.reviewer) == (State.DRAFT, "周样张", "")


def test_an_edit_leaves_the_published_version_live_until_the_next_is_published(
    store: Store,
) -> None:
    with store.write() as session:
        entry_id = published(session)
        edited = desk.edit(session, seen(entry_id), content(body="网上办理。"), AUTHOR)
    assert (edited.live, edited.pending) == (1, 2)
    assert states(store, entry_id) == [State.PUBLISHED, State.DRAFT]
    with store.write() as session:
        after = publish(session, entry_id)
    assert (after.live, after.pending) == (2, None)
    assert states(store, entry_id) == [State.REPLACED, State.PUBLISHED]


def test_whoever_wrote_at_a_version_does_not_publish_it(store: Store) -> None:
    with store.write() as session:
        kept = desk.create(session, content(), AUTHOR)
        desk.edit(session, seen(kept.id), content(body="改过。"), REVIEWER)
        desk.take_step(session, seen(kept.id), Step.SUBMIT, REVIEWER)
        for doer in (AUTHOR, REVIEWER):
            with pytest.raises(InvalidRequestError, match="作者本人"):
                desk.take_step(session, seen(kept.id), Step.PUBLISH, doer)
        third = Doer(officer="郑样张")
        assert desk.take_step(session, seen(kept.id), Step.PUBLISH, third).live == 1


def test_an_edit_under_review_must_be_submitted_again(store: Store) -> None:
    with store.write() as session:
        kept = desk.create(session, content(), AUTHOR)
        desk.take_step(session, seen(kept.id), Step.SUBMIT, AUTHOR)
        desk.edit(session, seen(kept.id), content(body="改过。"), AUTHOR)
        with pytest.raises(ConflictError):
            desk.take_step(session, seen(kept.id), Step.PUBLISH, REVIEWER)


def test_rolling_back_makes_a_new_version_with_the_old_words(store: Store) -> None:
    with store.write() as session:
        entry_id = published(session, body="第一版。")
        desk.edit(session, seen(entry_id), content(body="第二版。"), AUTHOR)
        with pytest.raises(ConflictError):
            desk.roll_back(session, seen(entry_id), 1, AUTHOR)
        publish(session, entry_id)
        kept = desk.roll_back(session, seen(entry_id), 1, AUTHOR)
        assert (kept.live, kept.pending) == (2, 3)
        publish(session, entry_id)
        bodies = [each.body for each in entries.list_versions(session, entry_id)]
    assert bodies == ["第一版。", "第二版。", "第一版。"]
    assert states(store, entry_id) == [State.REPLACED, State.REPLACED, State.PUBLISHED]


def test_a_draft_given_up_leaves_the_live_version_and_its_number_is_not_given_again(
    store: Store,
) -> None:
    with store.write() as session:
        entry_id = published(session)
        desk.edit(session, seen(entry_id), content(body="不要了。"), AUTHOR)
        kept = desk.take_step(session, seen(entry_id), Step.DISCARD, AUTHOR)
        assert (kept.live, kept.pending) == (1, None)
        assert desk.edit(session, seen(entry_id), content(body="另写。"), AUTHOR).pending == 3


def test_the_database_itself_refuses_to_change_what_was_published(store: Store) -> None:
    with store.write() as session:
        entry_id = published(session)
    own = tables.knowledge_versions.c.id == entry_id
    change = update(tables.knowledge_versions).where(own).values(body="偷改")
    with store.write() as session, pytest.raises(DBAPIError, match="keep their words"):
        session.connection.execute(change)


def test_who_works_on_an_older_revision_overwrites_nothing(store: Store) -> None:
    with store.write() as session:
        kept = desk.create(session, content(), AUTHOR)
        old = Seen(kept.id, kept.revision)
        desk.edit(session, old, content(body="改过。"), AUTHOR)
        with pytest.raises(StaleRecordError):
            desk.edit(session, old, content(body="改错。"), REVIEWER)
        with pytest.raises(StaleRecordError):
            desk.take_step(session, old, Step.SUBMIT, AUTHOR)
        assert entries.read_version(session, kept.id, 1).body == "改过。"


def test_an_entry_is_not_superseded_by_itself_even_in_a_round(store: Store) -> None:
    with store.write() as session:
        one, two, three = (published(session) for _ in range(3))
        desk.supersede(session, seen(one), two, REVIEWER)
        desk.supersede(session, seen(two), three, REVIEWER)
        for other in (one, three):
            with pytest.raises(ConflictError):
                desk.supersede(session, seen(three), one if other == one else three, REVIEWER)
        with pytest.raises(NotFoundError):
            desk.supersede(session, seen(three), "nobody", REVIEWER)
        with pytest.raises(ConflictError, match="取代"):
            desk.delete(session, seen(three), REVIEWER)
        desk.supersede(session, seen(two), "", REVIEWER)
        desk.delete(session, seen(three), REVIEWER)


def test_deleting_leaves_nothing_but_a_line_of_the_audit_log(store: Store) -> None:
    with store.write() as session:
        entry_id, other = published(session, body="机密办法。"), published(session)
        desk.edit(session, seen(entry_id), content(body="机密办法二。"), AUTHOR)
        add_link(session, other, entry_id, LinkKind.RELATED, "周样张")
        before = changes.last_change(session)
        desk.delete(session, seen(entry_id), Doer(officer="吴样张", reason="依申请删除"))
    with store.read() as session:
        assert entries.list_versions(session, entry_id) == ()
        assert links_of(session, other) == ()
        assert changes.changes_since(session, before).ids == {entry_id}
        with pytest.raises(NotFoundError):
            entries.read_kept(session, entry_id)
        newest = select(tables.audit.c.entry).order_by(tables.audit.c.seq.desc()).limit(1)
        line = session.connection.execute(newest).scalar_one()
        assert verify_chain(session).length
    assert "knowledge.delete" in line
    assert entry_id in line
    assert "机密" not in line


def test_every_step_is_on_record_with_who_when_and_why(store: Store) -> None:
    with store.write() as session:
        entry_id = published(session)
        desk.take_step(session, seen(entry_id), Step.WITHDRAW, REVIEWER)
        told = [(each.kind.value, each.officer) for each in acts.acts_of(session, entry_id)]
        reasons = {each.reason for each in acts.acts_of(session, entry_id)}
    assert told == [
        ("withdraw", "吴样张"),
        ("publish", "吴样张"),
        ("submit", "周样张"),
        ("create", "周样张"),
    ]
    assert reasons == {"", "内容属实"}


def test_the_reason_given_is_not_to_be_read_in_the_database(store: Store) -> None:
    with store.write() as session:
        entry_id = published(session)
        own = tables.knowledge_acts.c.entry_id == entry_id
        sealed = session.connection.execute(select(tables.knowledge_acts.c.sealed).where(own))
        assert not any("内容属实".encode() in each for each in sealed.scalars())


def test_what_fails_for_one_of_many_is_undone_for_that_one_alone(store: Store) -> None:
    with store.write() as session:
        good, own, gone = (desk.create(session, content(), AUTHOR).id for _ in range(3))
        desk.delete(session, seen(gone), REVIEWER)
        desk.take_step(session, seen(good), Step.SUBMIT, AUTHOR)
        desk.take_step(session, seen(own), Step.SUBMIT, AUTHOR)
        desk.edit(session, seen(own), content(), REVIEWER)
        desk.take_step(session, seen(own), Step.SUBMIT, AUTHOR)
        done, failed = desk.each(
            session,
            [seen(good), seen(own), seen(gone)],
            lambda session, one: desk.take_step(session, one, Step.PUBLISH, REVIEWER),
        )
    assert done == (good,)
    assert [(each.id, type(each.error)) for each in failed] == [
        (own, InvalidRequestError),
        (gone, NotFoundError),
    ]
    assert states(store, own) == [State.REVIEW]


@hypothesis.given(taken=st.lists(st.sampled_from([*Step, "edit", "roll_back"]), max_size=10))
@hypothesis.settings(
    max_examples=25, suppress_health_check=[hypothesis.HealthCheck.function_scoped_fixture]
)
def test_whatever_is_done_one_version_at_most_is_live_and_one_in_the_making(
    store: Store, taken: list[str]
) -> None:
    with store.write() as session:
        entry_id = desk.create(session, content(), AUTHOR).id
        for number, step in enumerate(taken):
            one = seen(entry_id)
            try:
                if step == "edit":
                    desk.edit(session, one, content(body=f"第{number}次。"), AUTHOR)
                elif step == "roll_back":
                    desk.roll_back(session, one, 1, AUTHOR)
                else:
                    desk.take_step(session, one, Step(step), REVIEWER)
            except (ConflictError, InvalidRequestError):
                continue
        kept = entries.read_kept(session, entry_id)
        versions = entries.list_versions(session, entry_id)
    live = [each.version for each in versions if each.state is State.PUBLISHED]
    making = [each.version for each in versions if each.state in {State.DRAFT, State.REVIEW}]
    assert live == ([kept.live] if kept.live else [])
    assert making == ([kept.pending] if kept.pending else [])
    assert [each.version for each in versions] == list(range(1, kept.newest + 1))
