"""Whatever is asked and found, the judge gets numbers it can work with."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.embedding.encoder import default_encoder
from knowledge.entries.passages import Passage
from knowledge.index.index import Hit
from knowledge.retrieval.features import NAMES, Sought, features
from knowledge.retrieval.ranker import WEIGHTS, default_ranker

MEGABYTE = 1 << 20


def hit(text: str, title: str = "样张", terms: float = 1.0, meaning: float = 0.5) -> Hit:
    passage = Passage(
        entry=text, version=1, place=0, path=(), title=title, text=text, start=0, end=len(text)
    )
    return Hit(passage=passage, score=0.5, by_terms=terms, by_meaning=meaning)


def looked_at(question: str, *hits: Hit) -> dict[str, list[float]]:
    columns = features(question, Sought((), hits, hits), default_encoder()).T
    return dict(zip(NAMES, columns.tolist(), strict=True))


@given(st.text(), st.lists(st.text(), min_size=1, max_size=4))
def test_features_are_finite_for_any_text(question: str, texts: list[str]) -> None:
    hits = [hit(text) for text in texts]
    rows = features(question, Sought((question,), hits, hits), default_encoder())
    assert rows.shape == (len(texts), len(NAMES))
    assert np.isfinite(rows).all()
    assert np.isfinite(default_ranker().judge(rows)).all()


def test_a_passage_with_the_words_of_the_question_covers_more_of_it() -> None:
    told = looked_at("货车年度审验", hit("货车年度审验到窗口办理。"), hit("公园六点开门。"))
    for name in ("coverage", "pairs", "sentence", "run"):
        assert told[name][0] == pytest.approx(1)
        assert told[name][1] == 0


def test_figures_of_the_question_must_stand_in_the_passage() -> None:
    told = looked_at("2024年补贴", hit("2024年的补贴。"), hit("2023年的补贴。"))
    assert told["figures"] == [1, 0]


def test_the_judge_was_taught_on_these_features_and_is_small() -> None:
    assert default_ranker().names == NAMES
    assert WEIGHTS.stat().st_size < MEGABYTE
