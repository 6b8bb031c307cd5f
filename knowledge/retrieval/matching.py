"""Tell which words of a question stand in a passage, for whoever wonders why it was found."""

from knowledge.words.plain import plain

SHORTEST = 2


def matched_words(question: str, *texts: str) -> tuple[str, ...]:
    """Return the longest runs of a question that stand in a text, in the order asked.

    >>> matched_words("网约车证到期了", "网约车驾驶员证到期换证")
    ('网约车', '证到期')
    """
    asked = plain(question)
    wholes = [plain(text) for text in texts]
    found: list[str] = []
    at = 0
    while at < len(asked):
        length = _longest(asked, at, wholes)
        if length >= SHORTEST:
            found.append(asked[at : at + length])
        at += max(length, 1)
    return tuple(dict.fromkeys(found))


def _longest(asked: str, at: int, wholes: list[str]) -> int:
    """Return how long a run from here stands in one of the texts, ending at punctuation."""
    length = 0
    while at + length < len(asked) and asked[at + length].isalnum():
        run = asked[at : at + length + 1]
        if not any(run in whole for whole in wholes):
            break
        length += 1
    return length
