"""Every kind of model, by the name its declaration gives."""

from collections.abc import Callable, Mapping
from typing import Final

from intake.invocation.envelope import Result
from intake.invocation.prefill import prefill
from intake.invocation.recognise import recognise
from intake.invocation.work import Asked, Workplace
from models.catalog import ModelSpec

Work = Callable[[Workplace, ModelSpec, Asked], Result]
WORK: Final[Mapping[str, Work]] = {"recognition": recognise, "prefill": prefill}
