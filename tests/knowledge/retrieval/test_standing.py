"""What is looked for in many texts at once is found where it is found one by one."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from knowledge.corpus.read import Draft, read_corpus
from knowledge.embedding.encoder import default_encoder
from knowledge.entries.passages import Passage
from knowledge.index.index import Hit
from knowledge.retrieval.features import NAMES, SENTENCE, Sought, features
from knowledge.retrieval.standing import standing
from knowledge.words.plain import plain
from knowledge.words.terms import terms

LETTERS = st.text(alphabet="网约车证a1。é\ud800𠀀")
ENTRIES = 24


@given(st.lists(LETTERS.filter(bool), unique=True), st.lists(LETTERS))
def test_a_term_stands_where_it_is_a_part_of_the_text(words: list[str], texts: list[str]) -> None:
    expected = [[word in text for word in words] for text in texts]
    assert standing(words, texts).tolist() == expected


def _share(question: str, *texts: str) -> float:
    """The weighed share of a question's terms in the text that holds most, term by term."""
    held = dict.fromkeys(terms(question))
    lengths = {term: default_encoder().weight(term) for term in held}
    known = [length for length in lengths.values() if length > 0]
    usual = float(np.mean(known)) if known else 1.0
    weights = {term: lengths[term] or 1.2 * usual for term in held}
    shares = [sum(weights[term] for term in held if term in plain(text)) for text in texts]
    return max(shares, default=0.0) / sum(weights.values())


def _hit(draft: Draft) -> Hit:
    passage = Passage(
        entry=draft.title,
        version=1,
        place=0,
        path=(),
        title=draft.title,
        asked=(*draft.questions, *draft.keywords),
        text=draft.body[:300],
        start=0,
        end=300,
    )
    return Hit(passage, 0.5, 1.0, 0.5)


def test_shares_of_the_starter_entries_are_those_of_a_slow_count() -> None:
    drafts = [*read_corpus().values()][:ENTRIES]
    hits = [_hit(draft) for draft in drafts]
    for question in [asked for draft in drafts[::4] for asked in draft.questions[:2]]:
        rows = features(question, Sought((), hits, hits), default_encoder())
        told = dict(zip(NAMES, rows.T, strict=True))
        for at, passage in enumerate(hit.passage for hit in hits):
            slow = {
                "coverage": [passage.text],
                "sentence": SENTENCE.split(plain(passage.text)),
                "title": [passage.title],
                "variant": passage.asked,
            }
            for name, texts in slow.items():
                assert np.isclose(told[name][at], _share(question, *texts), atol=1e-5)
