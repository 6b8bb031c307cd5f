"""Many words looked for at once (Aho and Corasick, 1975): one pass, whatever their number."""

from collections import deque
from collections.abc import Iterator, Sequence


class Automaton:
    """The words of a list; finds each occurrence of each, those inside one another too."""

    def __init__(self, words: Sequence[str]) -> None:
        self._next: list[dict[str, int]] = [{}]
        self._ends: list[int] = [-1]
        self._fail: list[int] = [0]
        self._link: list[int] = [0]
        """The nearest state along the failures at which a word ends; 0 is none."""
        self._sizes = [len(word) for word in words]
        for number, word in enumerate(words):
            self._add(word, number)
        self._connect()

    def find(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the start of each occurrence and the number of its word, by where they end."""
        following, fail, ends, link = self._next, self._fail, self._ends, self._link
        root, state = following[0], 0
        for at, mark in enumerate(text, start=1):
            while state and mark not in following[state]:
                state = fail[state]
            state = following[state].get(mark, 0) if state else root.get(mark, 0)
            match = state if ends[state] >= 0 else link[state]
            while match:
                yield at - self._sizes[ends[match]], ends[match]
                match = link[match]

    def _add(self, word: str, number: int) -> None:
        state = 0
        for mark in word:
            following = self._next[state].get(mark)
            if following is None:
                following = len(self._next)
                self._next[state][mark] = following
                self._next.append({})
                self._ends.append(-1)
                self._fail.append(0)
                self._link.append(0)
            state = following
        if word:
            self._ends[state] = number

    def _connect(self) -> None:
        """Give each state, nearest the root first, where it goes on when nothing follows."""
        waiting = deque(self._next[0].values())
        while waiting:
            state = waiting.popleft()
            for mark, following in self._next[state].items():
                back = self._fail[state]
                while back and mark not in self._next[back]:
                    back = self._fail[back]
                self._fail[following] = self._next[back].get(mark, 0)
                fallen = self._fail[following]
                self._link[following] = fallen if self._ends[fallen] >= 0 else self._link[fallen]
                waiting.append(following)
