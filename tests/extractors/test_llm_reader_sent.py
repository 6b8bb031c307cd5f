"""What leaves the house for a language model: what was missed, where it may, nothing else."""

import base64
import json
from collections.abc import Iterator

import cv2
import numpy as np
import pytest

from extractors.llm.picture import LONGEST_SIDE, to_jpeg
from tests.extractors.test_llm_reader import FIRM, IDENTITY, TITLE, UNLABELLED, read, second, told
from tests.fake_model import FakeModel, serving_model
from tests.printed import page_of, printed


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with serving_model() as model:
        yield model


def test_nothing_is_sent_when_nothing_is_missed(fake: FakeModel) -> None:
    lines = (
        TITLE,
        FIRM,
        printed("姓名  张三丰", 40, 80),
        printed("有效期至 2027年5月8日", 40, 120),
    )
    told(fake, *lines, printed(f"证件号码 {IDENTITY}", 40, 300))
    assert fake.asked == []


def test_only_what_was_missed_is_asked_for(fake: FakeModel) -> None:
    told(fake)
    user = json.JSONDecoder().raw_decode(fake.asked[0]["messages"][1]["content"])[0]
    assert [each["代号"] for each in user["栏目"]] == ["holder", "id_number", "valid_to"]


@pytest.mark.parametrize(("text", "picture"), [(True, False), (False, True), (True, True)])
def test_text_and_picture_are_sent_only_where_allowed(
    fake: FakeModel, text: bool, picture: bool
) -> None:
    read(page_of(*UNLABELLED), second(fake, text=text, picture=picture))
    assert ("张三丰" in fake.words) is text
    assert ("data:image/jpeg" in fake.words) is picture


def test_nothing_is_sent_when_neither_is_allowed(fake: FakeModel) -> None:
    read(page_of(*UNLABELLED), second(fake, text=False, picture=False))
    assert fake.asked == []


def test_a_picture_is_cut_out_and_made_small(fake: FakeModel) -> None:
    picture = np.random.default_rng(1).integers(0, 255, (3000, 4000, 3), dtype=np.uint8)
    whole = cv2.imdecode(np.frombuffer(to_jpeg(picture, None), np.uint8), cv2.IMREAD_COLOR)
    part = cv2.imdecode(np.frombuffer(to_jpeg(picture, (0, 0, 500, 300)), np.uint8), 1)
    assert max(whole.shape) == LONGEST_SIDE
    assert part.shape[:2] == (315, 515)
    fake.says({})
    read(page_of(*UNLABELLED), second(fake, picture=True))
    parts = fake.asked[0]["messages"][1]["content"]
    sent = base64.b64decode(parts[1]["image_url"]["url"].removeprefix("data:image/jpeg;base64,"))
    assert sent.startswith(b"\xff\xd8")
    assert b"Exif" not in sent
