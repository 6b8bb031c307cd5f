"""A language model is asked with patience that ends, and its answer is not trusted."""

import json
import logging
import time
from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from models.circuit import Circuit
from models.errors import ModelNonsenseError, ModelUnavailableError
from models.llm import AnswerForm, ChatMessage, LanguageModel, ModelAccess
from models.llm.answers import read_answer
from tests.fake_model import (
    BABBLING,
    KEY,
    SILENT,
    FakeModel,
    Handler,
    completion,
    hang,
    packed_bomb,
    serving_model,
    status,
)

QUESTION = (ChatMessage("system", "你是测试"), ChatMessage("user", "说 a"))


class Answer(BaseModel):
    a: str


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with serving_model() as model:
        yield model


def access(fake: FakeModel, **more: object) -> ModelAccess:
    return replace(ModelAccess(fake.url, "fake-model", KEY, seconds=2), **more)


def ask(fake: FakeModel, circuit: Circuit | None = None, **more: object) -> Answer:
    return LanguageModel(access(fake, **more), circuit).chat(QUESTION, Answer)


def test_an_answer_comes_back_as_a_record_of_the_schema(fake: FakeModel) -> None:
    fake.says({"a": "沪A12345"})
    assert ask(fake) == Answer(a="沪A12345")


def test_a_question_speaks_the_protocol(fake: FakeModel) -> None:
    fake.says({"a": "1"})
    ask(fake)
    (asked,) = fake.asked
    assert (asked["model"], asked["temperature"]) == ("fake-model", 0)
    assert [message["role"] for message in asked["messages"]] == ["system", "user"]
    assert asked["response_format"]["json_schema"]["schema"]["properties"].keys() == {"a"}
    assert "tools" not in asked
    assert fake.keys == [f"Bearer {KEY}"]


@pytest.mark.parametrize("form", AnswerForm)
def test_the_form_of_the_answer_is_told_however_little_a_server_knows(
    fake: FakeModel, form: AnswerForm
) -> None:
    fake.says({"a": "1"})
    ask(fake, answer_form=form)
    (asked,) = fake.asked
    assert asked.get("response_format", {}).get("type", "text") == form
    assert "JSON Schema" in asked["messages"][-1]["content"]


def test_a_picture_travels_beside_its_text(fake: FakeModel) -> None:
    fake.says({"a": "1"})
    LanguageModel(access(fake)).chat([ChatMessage("user", "看", b"\xff\xd8jpeg")], Answer)
    text, picture = fake.asked[0]["messages"][0]["content"]
    assert text["text"].startswith("看")
    assert picture["image_url"]["url"] == "data:image/jpeg;base64,/9hqcGVn"


@pytest.mark.parametrize(
    "said",
    [
        '```json\n{"a": "1"}\n```',
        '好的，结果如下：{"a": "1"}。请核对！',
        '<think>也许 {"a": "2"}？</think>\n{"a": "1"}',
        '{"a": "1", "b": {"c": [2]}}',
    ],
)
def test_talk_around_an_object_is_forgiven(said: str) -> None:
    assert read_answer(completion(said), Answer) == Answer(a="1")


@pytest.mark.parametrize("fault", SILENT.values(), ids=SILENT)
def test_an_endpoint_that_fails_is_unavailable_in_bounded_time(fake: FakeModel, fault) -> None:
    fake.fault = fault
    began = time.monotonic()
    with pytest.raises(ModelUnavailableError):
        ask(fake)
    assert time.monotonic() - began < 15  # half of what the slowest endpoint takes


@pytest.mark.parametrize("fault", BABBLING.values(), ids=BABBLING)
def test_an_answer_that_is_none_is_nonsense(fake: FakeModel, fault) -> None:
    fake.fault = fault
    with pytest.raises(ModelNonsenseError):
        ask(fake, seconds=5)


def test_a_packed_bomb_is_never_unpacked(fake: FakeModel) -> None:
    fake.fault = packed_bomb
    with pytest.raises(ModelNonsenseError, match="无法理解"):
        ask(fake, seconds=5)


def test_a_redirect_takes_neither_key_nor_text_elsewhere(fake: FakeModel) -> None:
    with serving_model() as elsewhere:
        fake.fault = status(307, location=f"{elsewhere.url}/chat/completions")
        with pytest.raises(ModelUnavailableError):
            ask(fake)
        assert elsewhere.asked == []


@pytest.mark.parametrize("url", ["http://127.0.0.1:9/v1", "nowhere", "ftp://127.0.0.1/v1", ""])
def test_an_address_where_nobody_listens_is_unavailable(url: str) -> None:
    model = LanguageModel(ModelAccess(url, "m", seconds=1))
    with pytest.raises(ModelUnavailableError):
        model.chat(QUESTION, Answer)
    assert not model.alive()


def test_a_busy_endpoint_is_tried_again_once(fake: FakeModel) -> None:
    busy = status(429)

    def once(handler: Handler) -> None:
        fake.fault = None
        busy(handler)

    fake.fault = once
    fake.says({"a": "1"})
    assert ask(fake) == Answer(a="1")
    assert len(fake.asked) == 2


def test_a_refused_question_is_not_repeated(fake: FakeModel) -> None:
    fake.fault = status(401)
    with pytest.raises(ModelUnavailableError, match="密钥"):
        ask(fake)
    assert len(fake.asked) == 1


def test_an_endpoint_that_keeps_failing_is_left_in_peace_for_a_while(fake: FakeModel) -> None:
    fake.fault, now = status(500), [0.0]
    circuit = Circuit(limit=2, rest=30, clock=lambda: now[0])
    model = LanguageModel(access(fake, attempts=1), circuit)
    for _ in range(5):
        with pytest.raises(ModelUnavailableError):
            model.chat(QUESTION, Answer)
    assert len(fake.asked) == 2
    now[0], fake.fault = 31, None
    fake.says({"a": "1"})
    assert model.chat(QUESTION, Answer) == Answer(a="1")


def test_nonsense_does_not_open_the_circuit(fake: FakeModel) -> None:
    model = LanguageModel(access(fake), Circuit(limit=1))
    fake.answer = lambda _: "不"
    for _ in range(3):
        with pytest.raises(ModelNonsenseError):
            model.chat(QUESTION, Answer)
    assert len(fake.asked) == 3


def test_health_is_as_the_endpoint_last_behaved(fake: FakeModel) -> None:
    model = LanguageModel(access(fake, attempts=1))
    assert model.alive()
    fake.fault = status(500)
    with pytest.raises(ModelUnavailableError):
        model.chat(QUESTION, Answer)
    assert not model.alive()
    fake.fault = None
    fake.says({"a": "1"})
    model.chat(QUESTION, Answer)
    assert model.alive()


@pytest.mark.parametrize("fault", [status(401), status(500), hang], ids=["key", "error", "hang"])
def test_neither_key_nor_text_is_ever_logged_or_told(
    fake: FakeModel, fault, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    fake.fault = fault
    caplog.set_level(logging.DEBUG, logger="models")
    question = [ChatMessage("user", "张三丰 310101199003071234")]
    model = LanguageModel(access(fake, attempts=1))
    with pytest.raises(ModelUnavailableError) as caught:
        model.chat(question, Answer)
    told = f"{caught.value!r} {question} {access(fake)} {caplog.text} {capfd.readouterr()}"
    assert KEY not in told
    assert "张三丰" not in told


@given(content=st.binary() | st.text().map(str.encode) | st.text().map(completion))
def test_any_bytes_are_a_record_or_nonsense(content: bytes) -> None:
    try:
        answer = read_answer(content, Answer)
    except ModelNonsenseError:
        return
    assert isinstance(answer.a, str)


@given(
    values=st.dictionaries(st.text(), st.text() | st.integers() | st.none() | st.lists(st.text()))
)
def test_extra_keys_and_wrong_types_never_break_the_reading(values: dict[str, object]) -> None:
    said = json.dumps(values | {"a": "1"}, ensure_ascii=False)
    assert read_answer(completion(said), Answer).a == "1"
