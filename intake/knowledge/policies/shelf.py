"""The policies in force: those shipped, with what the staff has published laid over them."""

import tomllib
from collections.abc import Mapping
from threading import Lock

from pydantic import ValidationError

from intake.store import policy_editions as editions
from intake.store.database import Session
from intake.store.policy_editions import EditionState
from knowledge.policies import Library, Policy, complete, make_library, read_common
from models.errors import InvalidRequestError, SpecError


class PolicyShelf:
    """Keeps the library in step with the store; several processes see the same."""

    def __init__(self, shipped: Library) -> None:
        self.shipped = shipped
        self._lock = Lock()
        self._held: tuple[tuple[str, ...], Library] = ((), shipped)

    def library(self, session: Session) -> Library:
        """Return the policies in force as a transaction sees them."""
        ids = editions.published_ids(session)
        with self._lock:
            held, library = self._held
        if held == ids:
            return library
        published = editions.list_editions(session, state=EditionState.PUBLISHED)
        library = self.laid_over({each.policy: each.content for each in published})
        with self._lock:
            self._held = (ids, library)
        return library

    def laid_over(self, contents: Mapping[str, str], base: Library | None = None) -> Library:
        """Return a library with declarations in place of its own; an empty one takes one away.

        Raises ``InvalidRequestError`` when one does not fit.
        """
        policies = dict((base or self.shipped).policies)
        for code, content in contents.items():
            if content:
                policies[code] = understand_policy(content)
            else:
                policies.pop(code, None)
        try:
            return make_library(_without_dangling(policies))
        except SpecError as error:
            raise InvalidRequestError(f"政策规则不合规范：{error}") from error


def understand_policy(content: str) -> Policy:
    """Return the policy a TOML text declares, complete.

    Raises ``InvalidRequestError`` naming what does not fit.
    """
    try:
        policy = Policy.model_validate(tomllib.loads(content))
        return complete(policy, read_common())
    except ValidationError as error:
        faults = [
            {
                "pointer": "/" + "/".join(map(str, fault["loc"])),
                "code": fault["type"],
                "message": fault["msg"],
            }
            for fault in error.errors(include_url=False, include_input=False)
        ]
        places = "、".join(fault["pointer"] for fault in faults[:5])
        raise InvalidRequestError(
            f"政策规则有 {len(faults)} 处不合规范：{places}。", faults
        ) from error
    except (tomllib.TOMLDecodeError, SpecError) as error:
        raise InvalidRequestError(f"政策规则无法读取：{error}") from error


def _without_dangling(policies: Mapping[str, Policy]) -> dict[str, Policy]:
    """Return policies whose references lead somewhere: what was taken away is not pointed to."""
    return {
        code: each.model_copy(
            update={
                "related": tuple(other for other in each.related if other in policies),
                "excludes": tuple(other for other in each.excludes if other in policies),
            }
        )
        for code, each in policies.items()
    }
