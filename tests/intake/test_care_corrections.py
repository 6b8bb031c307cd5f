"""What users say is wrong goes to the department, beside the entry, and into a draft."""

import pytest

from intake.knowledge.correcting import Decision, accept, list_corrections, reject, shown_beside
from intake.store import knowledge_entries as entries
from intake.store.database import Store
from knowledge.care.corrections import Correction, CorrectionState
from knowledge.care.events import Verdict
from knowledge.entries.content import content_of
from models.errors import ConflictError, InvalidRequestError, NotFoundError
from tests.intake.caring import NIGHT, cited, put, say
from tests.intake.knowledge_desk import published


def corrected(store: Store) -> Correction:
    with store.write() as session:
        entry = published(session)
        asked = put(session, "换证要几天", **cited(entry))
        said = say(session, asked, Verdict.CORRECTION, text="现在是三个工作日，电话13800000000")
        return next(each for each in list_corrections(session) if each.id == said.id)


def decision(correction: Correction, note: str = "") -> Decision:
    return Decision(id=correction.id, version=correction.version, by="郑样张", at=NIGHT, note=note)


def test_a_correction_waits_at_the_department_of_the_entry_with_its_text_beside(store) -> None:
    correction = corrected(store)
    assert correction.department == "市道路运输管理局"
    assert "13800000000" not in correction.text
    with store.read() as session:
        beside = shown_beside(session, correction)
    assert "五个工作日" in str(beside["cited"])
    assert beside["live"] == beside["cited"]


def test_an_accepted_one_becomes_a_draft_and_changes_nothing_that_is_published(store) -> None:
    correction = corrected(store)
    with store.write() as session:
        live = next(entries.live_entries(session, [correction.entry]))
        better = content_of(live).model_copy(update={"body": "到窗口办理换证，三个工作日办结。"})
        decided, kept = accept(session, decision(correction), better)
    assert (decided.state, decided.draft_version) == (CorrectionState.ACCEPTED, 2)
    assert (kept.live, kept.pending) == (1, 2)
    with store.read() as session:
        assert "三个" in entries.read_version(session, kept.id, 2).body
        assert "五个" in next(entries.live_entries(session, [kept.id])).body
    with pytest.raises(ConflictError), store.write() as session:
        reject(session, decision(decided, "样张"))


def test_a_rejection_says_why(store) -> None:
    correction = corrected(store)
    with pytest.raises(InvalidRequestError, match="理由"), store.write() as session:
        reject(session, decision(correction))
    with store.write() as session:
        assert reject(session, decision(correction, "规定没有变")).state is CorrectionState.REJECTED


def test_a_correction_needs_words_and_a_question_that_was_asked(store) -> None:
    with store.write() as session:
        asked = put(session, "换证要几天")
    with pytest.raises(InvalidRequestError, match="写明"), store.write() as session:
        say(session, asked, Verdict.CORRECTION, text="  ")
    with pytest.raises(NotFoundError), store.write() as session:
        say(session, "0" * 32, Verdict.UP)
