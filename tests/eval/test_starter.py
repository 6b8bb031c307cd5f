"""Our own questions are not those the entries already carry, and most find their entry."""

import re

from eval.starter import DAY, published, read_questions, share_out
from knowledge.answers.outcome import AskBack, Choice, Decline, Reason, Slot
from knowledge.corpus.read import read_corpus
from knowledge.embedding.encoder import default_encoder
from knowledge.index.index import Index
from knowledge.index.scope import Scope
from knowledge.retrieval.retrieve import Retriever

DRAFTS = read_corpus()
QUESTIONS = read_questions(DRAFTS)


def plain(text: str) -> str:
    return re.sub(r"\W", "", text)


def test_there_are_enough_questions_and_none_is_asked_twice() -> None:
    answered = [text for texts in QUESTIONS.answered.values() for text in texts]
    declined = [text for texts in QUESTIONS.declined.values() for text in texts]
    assert len(answered) >= 300
    assert len(declined) >= 60
    assert len({plain(text) for text in (*answered, *declined)}) == len(answered) + len(declined)
    assert set(QUESTIONS.answered) == set(DRAFTS), "every entry is asked for"


def test_no_question_is_a_title_or_a_variant_of_an_entry() -> None:
    known = {plain(text) for one in DRAFTS.values() for text in (one.title, *one.questions)}
    asked = (text for texts in QUESTIONS.answered.values() for text in texts)
    assert [text for text in asked if plain(text) in known] == []


def test_nearly_every_question_finds_its_entry_among_ten() -> None:
    index = Index(default_encoder())
    index.put([published(draft) for draft in DRAFTS.values()])
    retriever = Retriever(index)
    missed = [
        text
        for name, texts in QUESTIONS.answered.items()
        for text in texts
        if name not in {one.passage.entry for one in retriever.retrieve(text, Scope(day=DAY)).found}
    ]
    asked = sum(len(texts) for texts in QUESTIONS.answered.values())
    assert len(missed) <= 0.06 * asked, missed


def test_outcomes_are_shared_out_by_what_they_are() -> None:
    choices = (Choice(label="甲事项", value="a"), Choice(label="乙事项", value="b"))
    back = AskBack(slot=Slot.MATTER, text="哪一个？", choices=choices)
    none = Decline(reason=Reason.NOTHING_FOUND, text="没有找到。", turn_to=())
    shares = share_out([(back, "a"), (back, "c"), (none, "a"), (none, "")])
    assert shares.asked_back == shares.declined == 0.5
    assert shares.offered_right == 0.25
    assert shares.answered == shares.answered_right == 0
