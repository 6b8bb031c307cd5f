"""How probable texts are is asked over HTTP, and only whole and finite answers are let in."""

import time
from collections.abc import Iterator
from itertools import pairwise

import pytest

from models.errors import ModelNonsenseError, ModelUnavailableError
from models.llm import LanguageModel, ModelAccess
from tests.fake_likelihoods import ABSENT, NONSENSE, CharacterModel, completing, spoiled
from tests.fake_model import KEY, SILENT, FakeModel, body, hang, serving_model

LANGUAGE = CharacterModel(["各部门要加强组织领导。", "确保各项工作落到实处。"])
TEXTS = ("\n加强组织领导", "\n加强组织领到", "\n落到实处")


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with serving_model(FakeModel(completing=completing(LANGUAGE))) as model:
        yield model


def asked(fake: FakeModel, seconds: float = 5) -> tuple[float, ...]:
    model = LanguageModel(ModelAccess(fake.url, "fake", KEY, seconds=2, attempts=1))
    return model.likelihoods(TEXTS, seconds)


@pytest.mark.parametrize("writes", [True, False])
@pytest.mark.parametrize("begins", [True, False])
def test_each_text_has_the_sum_over_its_own_tokens(
    fake: FakeModel, begins: bool, writes: bool
) -> None:
    fake.completing = completing(LANGUAGE, begins=begins, writes=writes)
    sums = [sum(LANGUAGE.logprob(*pair) for pair in pairwise(text)) for text in TEXTS]
    assert asked(fake) == pytest.approx([each - 3 * begins for each in sums])


def test_the_question_asks_for_probabilities_of_the_prompt_alone(fake: FakeModel) -> None:
    asked(fake)
    (question,) = fake.asked
    assert question == {
        "model": "fake",
        "prompt": list(TEXTS),
        "echo": True,
        "logprobs": 1,
        "max_tokens": 1,
        "temperature": 0,
    }
    assert fake.keys == [f"Bearer {KEY}"]


def test_choices_may_come_in_any_order(fake: FakeModel) -> None:
    whole = asked(fake)
    fake.completing = spoiled(completing(LANGUAGE), lambda told: told["choices"].reverse())
    assert asked(fake) == whole


@pytest.mark.parametrize("spoil", NONSENSE.values(), ids=NONSENSE)
def test_an_answer_with_anything_wrong_in_it_is_nonsense(fake: FakeModel, spoil) -> None:
    fake.completing = spoiled(completing(LANGUAGE), spoil)
    with pytest.raises(ModelNonsenseError, match="无法理解"):
        asked(fake)


@pytest.mark.parametrize("spoil", ABSENT.values(), ids=ABSENT)
def test_a_server_that_knows_no_probabilities_of_a_prompt_is_told_apart(
    fake: FakeModel, spoil
) -> None:
    fake.completing = spoiled(completing(LANGUAGE), spoil)
    with pytest.raises(ModelNonsenseError, match="不给出原文的概率"):
        asked(fake)


@pytest.mark.parametrize("content", [b"", b"[]", b"<html>", b'{"choices":[],"usage":{}}'])
def test_what_is_no_completion_is_nonsense(fake: FakeModel, content: bytes) -> None:
    fake.fault = body(content)
    with pytest.raises(ModelNonsenseError):
        asked(fake)


@pytest.mark.parametrize("fault", SILENT.values(), ids=SILENT)
def test_an_endpoint_that_does_not_answer_is_unavailable(fake: FakeModel, fault) -> None:
    fake.fault = fault
    with pytest.raises(ModelUnavailableError):
        asked(fake, seconds=1)


def test_no_answer_is_waited_for_longer_than_the_caller_has_time(fake: FakeModel) -> None:
    fake.fault = hang
    began = time.monotonic()
    with pytest.raises(ModelUnavailableError):
        asked(fake, seconds=0.3)
    assert time.monotonic() - began < 15  # half of what the endpoint takes


def test_an_endpoint_that_only_chats_is_unavailable(fake: FakeModel) -> None:
    fake.completing = None
    with pytest.raises(ModelUnavailableError, match="拒绝"):
        asked(fake)
