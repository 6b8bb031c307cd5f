"""政策智能体检: policies as rules, and how far a firm fits each of them.

A policy is a declaration (``declared/*.toml``), a firm a ``Profile`` whose every value says where
it came from. ``check`` judges one by the other in three values: met, not met, unknown.
"""

from knowledge.policies.changes import Change, PolicyChange, compare
from knowledge.policies.checkup import Checkup, check, check_all, rank, unknown_keys
from knowledge.policies.estimate import Calculator, Estimate, Reckoned
from knowledge.policies.fit import Fit, Verdict
from knowledge.policies.judge import Judged, State
from knowledge.policies.keys import ProfileKey, read_keys
from knowledge.policies.library import (
    Library,
    complete,
    edition,
    make_library,
    prove,
    read_common,
    read_library,
)
from knowledge.policies.policy import Condition, Policy
from knowledge.policies.profile import DECLARED, Profile, declared_profile, prove_values
from knowledge.policies.recheck import Difference, Edit, Recheck, check_again
from knowledge.policies.remind import Reason, Reminder, newly_fitting, remind
from knowledge.policies.trial import Trial, try_policy
from knowledge.policies.windows import Opening, Period, period_of

__all__ = [
    "DECLARED",
    "Calculator",
    "Change",
    "Checkup",
    "Condition",
    "Difference",
    "Edit",
    "Estimate",
    "Fit",
    "Judged",
    "Library",
    "Opening",
    "Period",
    "Policy",
    "PolicyChange",
    "Profile",
    "ProfileKey",
    "Reason",
    "Recheck",
    "Reckoned",
    "Reminder",
    "State",
    "Trial",
    "Verdict",
    "check",
    "check_again",
    "check_all",
    "compare",
    "complete",
    "declared_profile",
    "edition",
    "make_library",
    "newly_fitting",
    "period_of",
    "prove",
    "prove_values",
    "rank",
    "read_common",
    "read_keys",
    "read_library",
    "remind",
    "try_policy",
    "unknown_keys",
]
