"""Upkeep of the policies: registered, tried, published; whole lists imported with their diff."""

from collections.abc import Sequence
from dataclasses import dataclass

from intake.clock import today
from intake.knowledge.policies.shelf import understand_policy
from intake.office import Office
from intake.store import policy_editions as editions
from intake.store import policy_profiles as profiles
from intake.store.audit import log_action
from intake.store.database import Session
from intake.store.policy_editions import Edition, EditionState
from knowledge.policies import Library, PolicyChange, Trial, check, compare, try_policy
from models.errors import ConflictError, InvalidRequestError, NotFoundError
from models.records import Record


class Affected(Record):
    """One change with what it touches."""

    change: PolicyChange
    firms: tuple[str, ...]
    """Profiles whose verdict would be another than at their last check-up."""


@dataclass(frozen=True)
class Wanted:
    """A list of policies as the policy library (政策库) sends it."""

    contents: Sequence[str]
    deleted: Sequence[str]

    def by_code(self) -> dict[str, str]:
        """Return declarations by code, empty where a policy is taken away.

        Raises ``InvalidRequestError`` when one cannot be read or a code stands twice.
        """
        found: dict[str, str] = dict.fromkeys(self.deleted, "")
        for content in self.contents:
            code = understand_policy(content).id
            if code in found:
                raise InvalidRequestError(f"清单中“{code}”出现了两次，请核对后重新导入。")
            found[code] = content
        return found


def compare_list(session: Session, office: Office, wanted: Wanted) -> tuple[Affected, ...]:
    """Return what a list would change; nothing is kept."""
    library = office.policies.library(session)
    for code in wanted.deleted:
        library.policy(code)
    coming = office.policies.laid_over(wanted.by_code(), library)
    named = wanted.by_code()
    changes = [each for each in compare(library.policies, coming.policies) if each.policy in named]
    firms = _firms(session, coming, [each.policy for each in changes if each.judging])
    return tuple(Affected(change=each, firms=tuple(firms.get(each.policy, ()))) for each in changes)


def import_list(
    session: Session, office: Office, wanted: Wanted, officer: str
) -> tuple[tuple[Affected, ...], tuple[Edition, ...]]:
    """Register an edition for everything a list changes; each is then tried and published."""
    affected = compare_list(session, office, wanted)
    contents = wanted.by_code()
    made = tuple(
        register(session, each.change.policy, contents[each.change.policy], officer)
        for each in affected
    )
    return affected, made


def register(session: Session, code: str, content: str, officer: str) -> Edition:
    """Register a declaration as the next edition of a policy; an empty one takes it away."""
    added = editions.add_edition(session, code, content, officer)
    _log(session, "policy.registered", added, officer)
    return added


def try_edition(
    session: Session, office: Office, edition_id: str, officer: str
) -> tuple[Edition, Trial]:
    """Try an edition on its own examples; one that passes may be published."""
    found = editions.read_edition(session, edition_id)
    if found.state not in {EditionState.REGISTERED, EditionState.TESTED}:
        raise ConflictError("这个版本已经发布或被替换，不能再测试；如需修改，请登记新版本。")
    trial = _trial(session, office, found)
    state = EditionState.TESTED if trial.passed else EditionState.REGISTERED
    moved = editions.move_edition(session, found, state, trial.model_dump_json())
    _log(session, "policy.tested", moved, officer)
    return moved, trial


def publish(session: Session, office: Office, edition_id: str, officer: str) -> Edition:
    """Let an edition hold from now on; raises ``ConflictError`` unless it passed its trial."""
    found = editions.read_edition(session, edition_id)
    if found.state is not EditionState.TESTED:
        raise ConflictError("只有测试通过的版本才能发布，请先测试。")
    trial = _trial(session, office, found)
    if not trial.passed:
        raise ConflictError("规则或共用条件在测试之后有变化，请重新测试。")
    moved = editions.move_edition(session, found, EditionState.PUBLISHED)
    _log(session, "policy.published", moved, officer)
    return moved


def take_back(session: Session, edition_id: str, officer: str) -> Edition:
    """End a published edition: the policy as shipped holds again, if there is one."""
    found = editions.read_edition(session, edition_id)
    if found.state is not EditionState.PUBLISHED:
        raise ConflictError("只有已发布的版本才能撤下。")
    moved = editions.move_edition(session, found, EditionState.REPLACED)
    _log(session, "policy.taken_back", moved, officer)
    return moved


def _trial(session: Session, office: Office, found: Edition) -> Trial:
    library = office.policies.library(session)
    if not found.content:
        return Trial(policy=found.policy, tried=0, faults=())
    coming = office.policies.laid_over({found.policy: found.content}, library)
    if found.policy not in coming.policies:
        raise NotFoundError(f"没有编号为“{found.policy}”的政策。")
    return try_policy(coming, coming.policy(found.policy), today())


def _firms(session: Session, coming: Library, codes: Sequence[str]) -> dict[str, list[str]]:
    """Return by policy the stored firms whose verdict would turn."""
    found: dict[str, list[str]] = {}
    after = ""
    while codes and (page := profiles.list_profiles(session, after)):
        after = page[-1]
        for profile_id in page:
            profile = profiles.read_profile(session, profile_id).profile
            made = profiles.latest_checkups(session, profile_id)
            was = {each.policy: each.verdict for each in made}
            for code in codes:
                policy = coming.policies.get(code)
                now = check(coming, policy, profile, today()).verdict if policy else None
                if was and was.get(code) is not now:
                    found.setdefault(code, []).append(profile_id)
    return found


def _log(session: Session, action: str, found: Edition, officer: str) -> None:
    facts = {"officer": officer, "policy": found.policy, "edition": found.number}
    log_action(session, action, "", facts)
