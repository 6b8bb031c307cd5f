"""The embedding puts texts that mean alike close together, the same way every time."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.embedding.encoder import WEIGHTS, StaticEncoder, default_encoder, encode
from knowledge.embedding.lessons import arrange
from knowledge.embedding.mining import lookalikes, pools_of
from knowledge.embedding.pairs import Pair, Questions
from knowledge.embedding.train import Settings, train

MEGABYTE = 1 << 20
SAYINGS = {
    "我想开滴滴": "网络预约出租汽车驾驶员从业资格",
    "网约车证到期了": "网络预约出租汽车驾驶员换证",
    "开出租车": "巡游出租汽车驾驶员从业资格",
    "公司搞货运要办什么": "道路货物运输经营许可",
    "给新货车上营运证": "货运车辆道路运输证配发",
    "租车公司备案": "小微型客车租赁经营服务备案",
    "船代公司": "船舶代理业务备案",
    "强制报废年限": "机动车强制报废标准使用年限",
    "给孩子转学": "中小学转学",
    "暑假孩子没人看": "小学生爱心暑托班报名",
    "职业病培训": "用人单位职业健康培训",
    "跨省拉大件上高速": "超限运输车辆行驶公路许可",
}


@given(st.lists(st.text()))
def test_every_text_gets_a_vector_of_length_one_or_none_at_all(texts: list[str]) -> None:
    vectors = encode(texts)
    assert vectors.shape == (len(texts), default_encoder().size)
    assert vectors.dtype == np.float32
    lengths = np.linalg.norm(vectors, axis=1)
    assert np.all((np.abs(lengths - 1) < 1e-4) | (lengths == 0))


@given(st.lists(st.text(min_size=1), min_size=1))
def test_a_text_means_the_same_alone_and_among_others(texts: list[str]) -> None:
    together = encode(texts)
    alone = np.vstack([encode([text]) for text in texts])
    assert np.array_equal(together, alone)


def test_text_without_a_known_term_has_no_direction() -> None:
    assert not encode(["", "……！", "   "]).any()


def test_width_and_case_do_not_count() -> None:
    wide, plain = encode(["ＶＩＮ码怎么查", "vin码怎么查"])
    assert np.array_equal(wide, plain)


def test_everyday_words_lie_closer_to_their_own_matter_than_to_strangers() -> None:
    nearness = encode(list(SAYINGS)) @ encode(list(SAYINGS.values())).T
    strangers = np.where(np.eye(len(SAYINGS), dtype=bool), np.nan, nearness)
    farther = nearness.diagonal() <= np.nanmedian(strangers, axis=1)
    assert not [saying for saying, far in zip(SAYINGS, farther, strict=True) if far]


def test_most_everyday_words_lie_closest_to_their_own_matter() -> None:
    nearness = encode(list(SAYINGS)) @ encode(list(SAYINGS.values())).T
    first = nearness.argmax(axis=1) == np.arange(len(SAYINGS))
    assert first.mean() >= 0.75


def test_weights_stay_small_enough_to_ship() -> None:
    assert WEIGHTS.stat().st_size <= 15 * MEGABYTE


def test_stored_vectors_point_where_the_learnt_ones_did(tmp_path: Path) -> None:
    table = np.random.default_rng(1).standard_normal((3, 64)).astype(np.float32)
    learnt = StaticEncoder(["车", "船", "车船"], table)
    learnt.save(tmp_path / "w.npz")
    stored = StaticEncoder.load(tmp_path / "w.npz")
    texts = ["车船", "船", "车"]
    assert np.allclose(learnt.encode(texts), stored.encode(texts), atol=0.02)


def test_loading_something_else_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="missing"):
        StaticEncoder.load(tmp_path / "missing.npz")


PAIRS = [
    Pair(f"怎么办理{thing}", f"{other}的申请材料", "made")
    for thing, other in (
        ("人证", "驾驶员资格"), ("车证", "道路运输许可"), ("船证", "船舶营运执照"),
        ("转学", "学籍变更"), ("社保", "养老保险"), ("落户", "户籍迁入"),
    )
]  # fmt: skip
SMALL = Settings(dimensions=16, steps=60, batch=6, dropout=0.0)


def test_training_brings_together_what_shares_no_word() -> None:
    learnt = train(arrange(PAIRS, {}, 500, 1), SMALL)
    nearness = (
        learnt.encode([pair.anchor for pair in PAIRS])
        @ learnt.encode([pair.positive for pair in PAIRS]).T
    )
    assert np.array_equal(nearness.argmax(axis=1), np.arange(len(PAIRS)))


def test_training_twice_gives_the_same_weights() -> None:
    lessons = arrange(PAIRS, {PAIRS[0].anchor: [PAIRS[1].positive]}, 500, 1)
    first, second = (train(lessons, SMALL).encode(["办理人证"]) for _ in range(2))
    assert np.array_equal(first, second)


@pytest.mark.parametrize(
    "text", ["换驾驶证要带什么材料？", "换驾驶证要带什么材料", "请问换驾驶证要带什么材料？"]
)
def test_a_test_question_is_recognised_though_slightly_changed(text: str) -> None:
    assert Questions(["换驾驶证要带什么材料？", "孩子转学怎么办"]).hold(text)


def test_another_question_is_not_taken_for_a_test_question() -> None:
    assert not Questions(["换驾驶证要带什么材料？"]).hold("换驾驶证要多少钱？")


def test_training_goes_on_from_what_is_known() -> None:
    lessons = arrange(PAIRS, {}, 500, 1)
    known = train(lessons, SMALL)
    still = train(lessons, replace(SMALL, steps=1, rate=0.0), known=known)
    assert np.allclose(still.encode(["办理人证"]), known.encode(["办理人证"]), atol=1e-5)


def test_lookalikes_share_words_and_are_never_right() -> None:
    kinds = "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉"
    pairs = [
        Pair(f"怎么补{kind}{n}", f"{kind}{n}补办", "stard") for kind in kinds for n in range(9)
    ]
    lessons = arrange(pairs, {}, 2000, 1)
    found = lookalikes(lessons, pools_of(lessons))
    right = dict(lessons.sources["stard"].tolist())
    assert set(found) == set(right)
    assert any(len(others) for others in found.values())
    assert all(right[anchor] not in others for anchor, others in found.items())
