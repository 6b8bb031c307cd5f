"""Of a paragraph the terms that tell most count, so that it is answered as soon as a question."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.embedding.encoder import default_encoder
from knowledge.index import scoring
from knowledge.index.index import Index
from knowledge.index.part import Part
from knowledge.index.postings import make_postings
from knowledge.index.scoring import Asked
from tests.knowledge.test_index import PUBLIC, entry, found

TEXTS = st.lists(
    st.text(alphabet="车船证年审补贴路桥", min_size=1, max_size=12), min_size=1, max_size=6
)


@given(TEXTS, st.text(alphabet="车船证年审补贴路桥", max_size=30), st.integers(1, 12))
def test_no_term_that_is_left_out_weighs_more_than_one_that_counts(
    passages: list[str], question: str, most: int
) -> None:
    part = Part.whole(make_postings([{"text": each} for each in passages], {"text": 1.0}))
    whole = Asked.of([question, "车船"], [part])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(scoring, "MOST_TERMS", most)
        asked = Asked.of([question, "车船"], [part])
    for row, every in zip(asked.weights, whole.weights, strict=True):
        kept = dict(zip(asked.keys.tolist(), row.tolist(), strict=True))
        left = [
            weight
            for key, weight in zip(whole.keys.tolist(), every.tolist(), strict=True)
            if weight and not kept.get(key)
        ]
        counting = [weight for weight in kept.values() if weight]
        assert len(counting) == min(most, np.count_nonzero(every))
        assert max(left, default=0) <= min(counting, default=np.inf)


def test_a_paragraph_finds_where_it_stands_whatever_else_is_in_it() -> None:
    index = Index(default_encoder())
    common = "各单位要高度重视，加强组织领导，明确责任分工，按时完成任务。"
    index.put([entry(f"e{at}", f"{common}第{at}号样张堤防由养护{at}组负责。") for at in range(60)])
    paragraph = f"{common * 12}第37号样张堤防由养护37组负责。"
    assert found(index.search(paragraph, PUBLIC, 3))[0] == "e37"
