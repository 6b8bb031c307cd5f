"""The specimens that come with the product, put into the library of a demonstration once."""

from typing import Final

from docgen.gongwen.library.specimens import all_filed
from intake.store import gongwen_library as kept
from intake.store.audit import log_action
from intake.store.database import Store
from intake.store.gongwen_library_turn import put_documents

AUTHOR: Final = "系统（随产品提供）"


def load_specimens(store: Store) -> int:
    """Put in what was never in, and return how many; what somebody removed stays away."""
    specimens = [*all_filed()]
    with store.read() as session:
        known = kept.ever_there(session, [each.id for each in specimens])
    missing = [each for each in specimens if each.id not in known]
    if missing:
        with store.write() as session:
            put_documents(session, missing, AUTHOR)
            log_action(session, "gongwen.library.specimens", "", {"new": len(missing)})
    return len(missing)
