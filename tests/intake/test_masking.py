"""Nothing personal leaves in a log line."""

import json
import logging

import pytest
import structlog
from hypothesis import given
from hypothesis import strategies as st

from intake.logs import set_up_logs
from intake.security.masking import mask, mask_text
from models.errors import SpecError

PERSONAL = ["310120199204263289", "31012019920426328X", "13812345678", "6222021234567890123"]


@pytest.mark.parametrize("number", PERSONAL)
@given(before=st.text(alphabet=st.characters(exclude_categories=["Nd"]), max_size=10))
def test_a_number_is_hidden_wherever_it_stands(number: str, before: str) -> None:
    masked = mask_text(f"{before}{number}，")
    assert number not in masked
    assert "****" in masked


@pytest.mark.parametrize("harmless", ["2026-11-20", "ZB-2026-000001-5", "沪DY8276", "共 12 份"])
def test_what_is_not_personal_stays(harmless: str) -> None:
    assert mask_text(harmless) == harmless


def test_masking_reaches_every_depth_and_spares_plain_values() -> None:
    event = {"who": {"name": "张三丰", "ids": [PERSONAL[0], 13812345678]}, "count": 3, "ok": True}
    assert mask(event) == {
        "who": {"name": "张**", "ids": ["310120********3289", "138****5678"]},
        "count": 3,
        "ok": True,
    }


@pytest.fixture
def logs() -> object:
    handlers, level = logging.root.handlers[:], logging.root.level
    set_up_logs()
    yield None
    structlog.reset_defaults()
    logging.root.handlers, logging.root.level = handlers, level


@pytest.mark.usefixtures("logs")
def test_our_lines_library_lines_and_tracebacks_are_masked(
    capfd: pytest.CaptureFixture[str],
) -> None:
    set_up_logs()
    structlog.get_logger("ours").warning("read", name="张三丰", text=f"号码 {PERSONAL[0]}")
    logging.getLogger("library").error("cannot parse %s", PERSONAL[2])
    try:
        int(f"号码 {PERSONAL[0]}")
    except ValueError:
        structlog.get_logger("ours").exception("failed")
    printed = capfd.readouterr().err
    assert [json.loads(line)["level"] for line in printed.splitlines()] == [
        "warning",
        "error",
        "error",
    ]
    assert not any(secret in printed for secret in (*PERSONAL, "张三丰"))
    assert "ValueError" in printed


@pytest.mark.usefixtures("logs")
def test_a_traceback_quotes_nothing_but_errors_that_speak_of_no_paper(
    capfd: pytest.CaptureFixture[str],
) -> None:
    set_up_logs()
    printed = "住址 样张路1号"
    try:
        try:
            int(printed)
        except ValueError as error:
            raise SpecError("services/S5.toml: no rule called 'one_off'") from error
    except SpecError:
        structlog.get_logger("ours").exception("failed")
    told = json.loads(capfd.readouterr().err)["exception"]
    assert "SpecError: services/S5.toml" in told
    assert "ValueError" in told
    assert "test_masking.py" in told
    assert "样张路" not in told
