"""Asks the base as the public does, without putting it on record: regression questions do."""

from collections.abc import Sequence

from intake.knowledge.regressions import Ask
from intake.knowledge.sayings import sayings_for
from intake.knowledge.shelf import Shelf
from intake.store import knowledge_entries as entries
from knowledge.answers.answer import Answering, Understood, conclude, understand
from knowledge.answers.outcome import Answer, Outcome
from knowledge.entries.entry import Entry
from knowledge.index.scope import Scope
from knowledge.retrieval.retrieve import Retriever
from models.errors import NotFoundError


def probe(shelf: Shelf) -> Ask:
    """Return what tells the entries the answer to a question cites, in their order."""

    def ask(question: str, scope: Scope) -> Sequence[str]:
        _, outcome = look(shelf, question, scope)
        citations = outcome.citations if isinstance(outcome, Answer) else ()
        return tuple(dict.fromkeys(each.entry for each in citations))

    return ask


def look(shelf: Shelf, question: str, scope: Scope) -> tuple[Understood, Outcome]:
    """Return what was found for a question, and what comes of it."""
    with shelf.store.read() as session:

        def lookup(entry_id: str, version: int) -> Entry | None:
            try:
                return entries.read_version(session, entry_id, version)
            except NotFoundError:
                return None

        means = Answering(Retriever(shelf, sayings_for(session, scope)), lookup)
        understood = understand(question, scope, means)
        return understood, conclude(understood, means)
