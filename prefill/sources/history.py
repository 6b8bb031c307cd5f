"""What the applicant filed before."""

from typing import Protocol

from models.records import Filing
from prefill.sources.connector import Answer, Offer, Question


class EarlierFilings(Protocol):
    """Where earlier filings are kept; the store is one."""

    def latest_before(self, filing: Filing) -> Filing | None:
        """Return the same subject's latest other filing that was confirmed, or None."""
        ...


class HistoryConnector:
    """Answers from the applicant's latest earlier filing.

    A form names ``history`` only for boxes that change slowly (a telephone, an address), and a
    person confirms what is remembered.
    """

    def __init__(self, filings: EarlierFilings) -> None:
        self._filings = filings

    def ask(self, question: Question) -> Answer:
        """Return what stood in the same boxes last time, to be confirmed."""
        earlier = self._filings.latest_before(question.filing)
        if earlier is None:
            return Answer(note="没有历史办件")
        texts = {key: earlier.text(question.name(key)) for key in question.keys}
        offers = (Offer(key, text, to_confirm=True) for key, text in texts.items() if text)
        return Answer(tuple(offers))
