"""Asks the base without putting it on record, as regression questions do."""

from collections.abc import Sequence

from intake.knowledge.regressions import Ask
from intake.knowledge.shelf import Shelf
from knowledge.index.scope import Scope
from knowledge.retrieval.retrieve import Retriever

CITED = 3
"""Entries an answer is made from at most: the best found."""
SURE = 0.3
"""Meaning a passage shares with a question at least, or it answers nothing."""


def probe(shelf: Shelf) -> Ask:
    """Return what tells the entries an answer to a question rests on, the best first."""

    def ask(question: str, scope: Scope) -> Sequence[str]:
        found = Retriever(shelf).retrieve(question, scope).found
        sure = [each.passage.entry for each in found if each.by_meaning >= SURE or each.codes]
        return tuple(dict.fromkeys(sure))[:CITED]

    return ask
