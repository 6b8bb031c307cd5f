"""Nobody asks more often than the limit, and remembering who asked costs a fixed memory."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from intake.security import rates
from intake.security.rates import Rates, TooManyRequestsError


class Clock:
    now = 0.0

    def __call__(self) -> float:
        return self.now


def asked(limit: Rates, host: str, times: int) -> int:
    """Return how many of so many questions at once were let through."""
    let = 0
    for _ in range(times):
        try:
            limit.take(host)
        except TooManyRequestsError:
            continue
        let += 1
    return let


@given(st.lists(st.tuples(st.integers(0, 120), st.integers(0, 40)), max_size=12))
def test_no_minute_and_no_order_lets_more_through_than_share_and_pace(
    waves: list[tuple[int, int]],
) -> None:
    clock = Clock()
    limit, let = Rates(30, clock), 0
    for wait, times in waves:
        clock.now += wait
        let += asked(limit, "10.0.0.1", times)
    assert let <= 30 + clock.now * 30 / 60


def test_a_caller_who_waited_may_ask_again_and_others_never_had_to() -> None:
    clock = Clock()
    limit = Rates(3, clock)
    assert asked(limit, "10.0.0.1", 5) == 3
    assert asked(limit, "10.0.0.2", 1) == 1
    with pytest.raises(TooManyRequestsError, match="20 秒"):
        limit.take("10.0.0.1")
    clock.now += 20
    assert asked(limit, "10.0.0.1", 2) == 1


def test_one_household_is_one_caller_whatever_address_it_chooses() -> None:
    limit = Rates(2, Clock())
    assert [asked(limit, f"2001:db8::{n:x}", 1) for n in range(4)] == [1, 1, 0, 0]
    assert asked(limit, "2001:db8:0:1::1", 1) == 1
    assert asked(limit, "no address", 3) == 2


def test_the_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rates, "REMEMBERED", 3)
    limit = Rates(1, Clock())
    for number in range(50):
        limit.take(f"10.0.0.{number}")
    assert len(limit._left) == 3
