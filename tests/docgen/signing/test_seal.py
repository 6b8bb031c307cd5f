from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from docgen.signing.seal import LONGEST_NAME, PIXELS, draw_seal

NAMES = [
    "张三",
    "上海样张长风货物运输有限公司",
    "甲" * 5000,
    "",
    "\u202e\x00",
    "𠮷😀",
    "Acme (China) Ltd.",
]


@pytest.mark.parametrize("name", NAMES)
def test_any_name_gives_a_round_red_seal_on_a_clear_ground(name: str) -> None:
    picture = Image.open(BytesIO(draw_seal(name).png))
    pixels = np.asarray(picture)
    assert picture.size == (PIXELS, PIXELS)
    assert picture.mode == "RGBA"
    red = pixels[pixels[..., 3] > 200]
    assert (red[:, 0].astype(int) - red[:, 1] > 100).all()
    corners = pixels[[0, 0, -1, -1], [0, -1, 0, -1], 3]
    assert not corners.any()
    middle = PIXELS // 2
    assert pixels[: PIXELS // 20, middle, 3].max() == 255


def test_the_words_of_the_test_are_on_every_seal() -> None:
    """The lower half differs from that of an empty ring, and is the same whatever the name."""
    lower = slice(int(PIXELS * 0.66), int(PIXELS * 0.86))
    middle = slice(int(PIXELS * 0.35), int(PIXELS * 0.65))
    words = [np.asarray(Image.open(BytesIO(draw_seal(name).png)))[lower, middle] for name in NAMES]
    assert (words[0][..., 3] > 128).mean() > 0.1
    assert all((each == words[0]).all() for each in words)


def test_a_seal_is_drawn_once() -> None:
    assert draw_seal("甲公司") is draw_seal("甲公司")
    assert draw_seal("甲公司").png != draw_seal("乙公司").png


def test_a_long_name_is_cut() -> None:
    assert draw_seal("甲" * LONGEST_NAME).png != draw_seal("甲" * (LONGEST_NAME + 1)).png
    assert draw_seal("甲" * 100).png == draw_seal("甲" * 200).png
