"""Whose something of the drafting desk is: one's own, a section's, an office's, the district's."""

from docgen.gongwen.proofread.lexicon.entry import Scope
from intake.api.knowledge_caller import Caller
from intake.store.gongwen_lexicons import Holder
from models.errors import InvalidRequestError, NotFoundError


def holder_of(staff: Caller, scope: Scope, name: str, thing: str) -> Holder:
    """Return who is meant; raises ``NotFoundError`` for another's section or office.

    ``thing`` is what is held, in Chinese.
    """
    if scope is Scope.ME:
        return Holder(scope=scope, name=staff.officer)
    if scope is Scope.DISTRICT:
        return Holder(scope=scope)
    if not name.strip():
        raise InvalidRequestError(f"请填写是哪个科室或单位的{thing}。")
    if name.strip() not in staff.departments:
        raise NotFoundError(f"没有这个{thing}，或者您不在这个科室、单位。")
    return Holder(scope=scope, name=name.strip())
