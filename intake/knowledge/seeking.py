"""From a question to passages, as the service asks: staff's words, and nothing that is gone."""

from intake.knowledge.sayings import sayings_for
from intake.office import Office
from knowledge.index.scope import Scope
from knowledge.retrieval.retrieve import Retrieved, Retriever


def seek(office: Office, asked: str, scope: Scope, limit: int = 10) -> Retrieved:
    """Return the passages that answer a question best, of what may be found at this moment."""
    with office.store.read() as session:
        sayings = sayings_for(session, scope)
    return Retriever(office.shelf, sayings).retrieve(asked, scope, limit)
