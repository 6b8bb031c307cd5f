"""Names from outside are shown safely."""

import unicodedata
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.security.names import LONGEST, UNNAMED, attachment, display_name


@given(name=st.text(max_size=400))
def test_a_shown_name_has_no_path_no_control_characters_and_an_end(name: str) -> None:
    shown = display_name(name)
    assert 0 < len(shown) <= LONGEST
    assert not set(shown) & set("/\\")
    assert not any(unicodedata.category(char).startswith("C") for char in shown)
    assert shown not in {".", ".."}
    assert display_name(shown) == shown


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("a\r\nSet-Cookie: x.png", "aSet-Cookie: x.png"),
        ("照片\u202egnp.exe", "照片gnp.exe"),
        ("", UNNAMED),
        ("...", UNNAMED),
        ("长" * 300 + ".jpeg", "长" * (LONGEST - 5) + ".jpeg"),
    ],
)
def test_hostile_names(name: str, shown: str) -> None:
    assert display_name(name) == shown


@given(name=st.text(max_size=200))
def test_a_download_header_is_one_plain_line_that_gives_the_name_back(name: str) -> None:
    header = attachment(name)
    assert header.isascii()
    assert header.isprintable()
    assert unquote(header.rsplit("UTF-8''", 1)[1]) == display_name(name)
    assert header.split('"')[1].isprintable()
